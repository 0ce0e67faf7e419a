// What the unit, or each of several, hands in.
import type { Owner } from '../bureau.ts';
import type { Case } from '../case.ts';
import type { Obligation } from '../obligations.ts';
import type { Step } from '../policy/settle.ts';
import { metBy, owedDeliverables, owingUnits } from '../steps.ts';
import { met, timing, unlimited, type View } from './timing.ts';

export function deliverObligations(view: View, step: Step): readonly Obligation[] {
  const { policy, c } = view;
  const { unit } = c;
  const state = c.steps[step.id];
  if (unit === null || state === undefined) return [];
  const units = owingUnits(c, step);
  const owed = units.flatMap((id) => {
    const owner: Owner = { kind: 'unit', unit: id };
    const only = units.length === 1 ? null : id;
    const suffix = only === null ? '' : `:${id}`;
    return owedDeliverables(policy, c).flatMap((d): Obligation[] => {
      const done = metBy(c, d, only);
      const excuse = c.excuses.find(
        (e) =>
          e.deliverable === d.id &&
          e.excused &&
          e.round === unit.round &&
          (e.unit === undefined || e.unit === id),
      );
      const main: Obligation = {
        key: `owe:${d.id}:r${unit.round}${suffix}`,
        kind: 'deliver',
        title: d.title,
        owner,
        deliverable: d.id,
        ...timing(view, d.id, { clause: d.clause, basis: d.basis, startedAt: unit.at }),
        ...met(done),
        excusedAt: excuse?.at ?? null,
      };
      if (excuse === undefined || (done !== undefined && done.at <= excuse.at)) return [main];
      // The notice stands for the deliverable by its moment; the paper itself stays owed, without a limit.
      const still = { ...main, ...unlimited, key: `still:${d.id}:r${unit.round}${suffix}` };
      return [main, { ...still, startedAt: excuse.at, title: `${d.title}（已说明原因）`, deliverable: d.id }];
    });
  });
  return state.again === null ? owed : [...owed, revision(c, step, { kind: 'unit', unit: unit.id })];
}

function revision(c: Case, step: Step, owner: Owner): Obligation {
  const state = c.steps[step.id];
  const round = state?.round ?? 1;
  const paper = c.submissions.find((s) => s.round === round && s.form === 'written');
  return {
    ...unlimited,
    key: `revise:r${round}`,
    kind: 'revise',
    title: state?.again === 'reopened' ? '重开后书面报送处置意见' : '修改后重新书面报送',
    owner,
    clause: step.clause ?? null,
    basis: step.basis,
    startedAt: state?.openedAt ?? c.openedAt,
    ...met(paper),
  };
}
