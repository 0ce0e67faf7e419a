// The decision on grade and unit, and the unit's receipt.

import { limitOn } from '../limits.ts';
import type { Obligation } from '../obligations.ts';
import { ownerOf } from '../owners.ts';
import type { Step } from '../policy/settle.ts';
import { decidedTogether, owingUnits, receiptOf, stepsOf } from '../steps.ts';
import { met, timing, unlimited, type View } from './timing.ts';

/** The grade alone, where the route decides it before it looks for a unit, or has somebody else decide it. */
export function gradeObligation(view: View, step: Step): Obligation {
  const { policy, bureau, c } = view;
  const state = c.steps[step.id];
  const own = { clause: step.clause, basis: step.basis, startedAt: state?.openedAt ?? c.openedAt };
  return {
    ...unlimited,
    key: `grade:r${state?.round ?? 1}`,
    kind: 'decide',
    title: step.title,
    owner: ownerOf(policy, bureau, c, step.by),
    of: step.id,
    ...timing(view, step.id, own),
    metAt: state?.doneAt ?? null,
    metBy: state?.doneBy ?? null,
  };
}

/** The unit, and with it the grade where both are one decision of the same people. */
export function decideObligation(view: View, step: Step): Obligation {
  const { policy, bureau, c } = view;
  const state = c.steps[step.id];
  const steps = stepsOf(policy, c);
  const grading = steps.find((s) => s.do === 'grade' && decidedTogether(steps, s, step));
  const graded = grading === undefined || c.grade !== null;
  const round = state?.round ?? 1;
  // Both are owed together: a unit without a grade leaves the matter undecided, and the other way round.
  const done = [state, grading === undefined ? undefined : c.steps[grading.id]];
  const last = done.reduce((a, b) => ((b?.doneAt ?? 0) > (a?.doneAt ?? 0) ? b : a), state);
  const pending = grading !== undefined && !graded && state?.state === 'done' ? grading : step;
  const limited = [step, ...(grading === undefined ? [] : [grading])].find((s) => limitOn(policy, c, s.id));
  const own = { clause: pending.clause, basis: pending.basis, startedAt: state?.openedAt ?? c.openedAt };
  return {
    ...unlimited,
    key: `decide:r${round}`,
    kind: 'decide',
    title:
      graded && state?.again === 'returned' ? '重新交办' : grading === undefined ? step.title : '定级并交办',
    owner: ownerOf(policy, bureau, c, pending.by),
    of: limited?.id ?? step.id,
    ...timing(view, limited?.id ?? step.id, own),
    metAt: graded && state?.state === 'done' ? (last?.doneAt ?? null) : null,
    metBy: graded && state?.state === 'done' ? (last?.doneBy ?? null) : null,
  };
}

export function signObligations({ c }: View, step: Step): readonly Obligation[] {
  const { unit } = c;
  if (unit === null) return [];
  // Each of several units takes the matter for itself.
  return owingUnits(c, step).map((id) => ({
    ...unlimited,
    key: `sign:r${unit.round}${id === unit.id ? '' : `:${id}`}`,
    kind: 'sign',
    title: '签收',
    owner: { kind: 'unit', unit: id },
    clause: step.clause ?? null,
    basis: 'default',
    startedAt: unit.at,
    ...met(receiptOf(c, id)),
  }));
}
