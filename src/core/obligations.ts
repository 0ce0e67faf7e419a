// Who owes what by when: derived from policy and case, never stored as truth.
import type { Bureau, Owner } from './bureau.ts';
import { roleOwner } from './bureau.ts';
import type { Case } from './case.ts';
import { computeLimit, limitOn } from './limits.ts';
import type { Policy } from './policy/load.ts';
import type { Basis, Step } from './policy/schema.ts';
import { isReady, metBy, openLink, owedDeliverables, stepDoing, stepsOf } from './steps.ts';

/** One person or body owes one thing. `dueAt` null: the rule sets no limit (本制度未规定). */
export type Obligation = {
  readonly key: string;
  readonly kind: 'decide' | 'sign' | 'deliver' | 'revise' | 'approve' | 'step';
  readonly title: string;
  readonly owner: Owner;
  /** Owner who receives the deliverable, where the rule names one. */
  readonly to: string | null;
  readonly deliverable: string | null;
  readonly clause: string | null;
  readonly basis: Basis;
  readonly startedAt: number;
  readonly aimAt: number | null;
  readonly dueAt: number | null;
  /** How the moment was computed, in steps; empty without a limit. */
  readonly steps: readonly string[];
  readonly metAt: number | null;
  readonly metBy: string | null;
  /** A reason given in time, where the rule lets it stand for the deliverable. */
  readonly excusedAt: number | null;
};

/** Everything owed and everything that was, in the order of the route. Pure. */
export function obligations(policy: Policy, bureau: Bureau, c: Case): readonly Obligation[] {
  return stepsOf(policy, c).flatMap((step) => {
    const state = c.steps[step.id];
    if (state === undefined) return [];
    switch (step.do) {
      case 'receive':
      case 'grade':
        return [];
      case 'assign':
        return [decideObligation(policy, c, step)];
      case 'check':
        return [...signObligations(c, step), ...deliverObligations(policy, bureau, c, step)];
      case 'approve':
        return approvalObligations(policy, c, step);
      default:
        // Opened in an earlier round and overtaken by a new check: not owed before its turn comes again.
        return state.state === 'open' && !isReady(policy, c, step) ? [] : [stepObligation(policy, c, step)];
    }
  });
}

/** Still owed: neither met nor excused. */
export function isOpen(obligation: Obligation): boolean {
  return obligation.metAt === null && obligation.excusedAt === null;
}

/** Handed in after its limit. */
export function wasLate(obligation: Obligation): boolean {
  const { dueAt, metAt } = obligation;
  return dueAt !== null && metAt !== null && metAt > dueAt && obligation.excusedAt === null;
}

const unlimited = {
  aimAt: null,
  dueAt: null,
  steps: [],
  excusedAt: null,
  deliverable: null,
  to: null,
} as const;

function decideObligation(policy: Policy, c: Case, step: Step): Obligation {
  const state = c.steps[step.id];
  const grading = stepDoing(policy, c, 'grade');
  const graded = grading === undefined || c.grade !== null;
  const round = state?.round ?? 1;
  // Both are owed together: a unit without a grade leaves the matter undecided, and the other way round.
  const done = [state, grading === undefined ? undefined : c.steps[grading.id]];
  const last = done.reduce((a, b) => ((b?.doneAt ?? 0) > (a?.doneAt ?? 0) ? b : a), state);
  const pending = grading !== undefined && !graded && state?.state === 'done' ? grading : step;
  return {
    ...unlimited,
    key: `decide:r${round}`,
    kind: 'decide',
    title: graded && round > 1 ? '重新交办' : '定级并交办',
    owner: roleOwner(policy, pending.by, null),
    clause: pending.clause ?? null,
    basis: pending.basis,
    startedAt: state?.openedAt ?? c.openedAt,
    metAt: graded && state?.state === 'done' ? (last?.doneAt ?? null) : null,
    metBy: graded && state?.state === 'done' ? (last?.doneBy ?? null) : null,
  };
}

function signObligations(c: Case, step: Step): readonly Obligation[] {
  if (c.unit === null) return [];
  // A unit that already handed something in has plainly received the matter.
  const first = c.submissions.find((s) => s.round >= (c.unit?.round ?? 0));
  const signed = c.signed ?? first ?? null;
  return [
    {
      ...unlimited,
      key: `sign:r${c.unit.round}`,
      kind: 'sign',
      title: '签收',
      owner: { kind: 'unit', unit: c.unit.id },
      clause: step.clause ?? null,
      basis: 'default',
      startedAt: c.unit.at,
      metAt: signed?.at ?? null,
      metBy: signed?.by ?? null,
    },
  ];
}

function deliverObligations(policy: Policy, bureau: Bureau, c: Case, step: Step): readonly Obligation[] {
  const { unit } = c;
  const state = c.steps[step.id];
  if (unit === null || state === undefined) return [];
  const owner: Owner = { kind: 'unit', unit: unit.id };
  const owed = owedDeliverables(policy, c).flatMap((d): Obligation[] => {
    const limit = limitOn(policy, c, d.id);
    const moment = limit ? computeLimit(policy, bureau, c, limit) : null;
    const met = metBy(c, d);
    const excuse = c.excuses.find((e) => e.deliverable === d.id && e.excused && e.round === unit.round);
    const main: Obligation = {
      key: `owe:${d.id}:r${unit.round}`,
      kind: 'deliver',
      title: d.title,
      owner,
      to: limit?.to ?? null,
      deliverable: d.id,
      clause: limit?.clause ?? d.clause ?? null,
      basis: limit?.basis ?? d.basis,
      startedAt: moment?.startedAt ?? unit.at,
      aimAt: moment?.aimAt ?? null,
      dueAt: moment?.dueAt ?? null,
      steps: moment?.steps ?? [],
      metAt: met?.at ?? null,
      metBy: met?.by ?? null,
      excusedAt: excuse?.at ?? null,
    };
    if (excuse === undefined || (met !== undefined && met.at <= excuse.at)) return [main];
    // The notice stands for the deliverable by its moment; the paper itself stays owed, without a limit.
    const still = { ...main, ...unlimited, key: `still:${d.id}:r${unit.round}`, startedAt: excuse.at };
    return [main, { ...still, title: `${d.title}（已说明原因）`, deliverable: d.id }];
  });
  return state.again === null ? owed : [...owed, revision(c, step, owner)];
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
    metAt: paper?.at ?? null,
    metBy: paper?.by ?? null,
  };
}

function approvalObligations(policy: Policy, c: Case, step: Step): readonly Obligation[] {
  const state = c.steps[step.id];
  const approval = policy.approvals.find((a) => a.thing === step.thing);
  if (!state || !approval) return [];
  const current = openLink(policy, c);
  return approval.chain.flatMap((link, index): Obligation[] => {
    const made = c.approvals.filter((a) => a.thing === approval.thing && a.round === state.round);
    const mark = made.find((a) => a.link === index);
    if (mark === undefined && current?.link !== index) return [];
    return [
      {
        ...unlimited,
        key: `approve:${approval.thing}:r${state.round}:l${index}`,
        kind: 'approve',
        title: `审核${approval.title}`,
        owner: roleOwner(policy, link.role, c.unit?.id ?? null),
        clause: link.clause ?? approval.clause ?? null,
        basis: link.basis,
        startedAt: made.findLast((a) => a.link < index)?.at ?? state.openedAt,
        metAt: mark?.at ?? null,
        metBy: mark?.by ?? null,
      },
    ];
  });
}

function stepObligation(policy: Policy, c: Case, step: Step): Obligation {
  const state = c.steps[step.id];
  return {
    ...unlimited,
    key: `step:${step.id}:r${state?.round ?? 1}`,
    kind: 'step',
    title: step.title,
    owner: roleOwner(policy, step.by, c.unit?.id ?? null),
    clause: step.clause ?? null,
    basis: step.basis,
    startedAt: state?.openedAt ?? c.openedAt,
    metAt: state?.doneAt ?? null,
    metBy: state?.doneBy ?? null,
  };
}
