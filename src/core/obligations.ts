// Who owes what by when: derived from policy and case, never stored as truth.
import type { Bureau, Owner } from './bureau.ts';
import type { Case } from './case.ts';
import { approvalObligations, extensionObligations, opinionObligations } from './obligations/deciding.ts';
import { paperObligations, stepObligation } from './obligations/doing.ts';
import { deliverObligations } from './obligations/handing-in.ts';
import { decideObligation, signObligations } from './obligations/handing-over.ts';
import type { View } from './obligations/timing.ts';
import type { Basis } from './policy/schema.ts';
import type { Policy } from './policy/settle.ts';
import { isReady, stepsOf } from './steps.ts';

/** One person or body owes one thing. `dueAt` null: the rule sets no limit (本制度未规定). */
export type Obligation = {
  readonly key: string;
  readonly kind:
    | 'decide'
    | 'sign'
    | 'deliver'
    | 'revise'
    | 'approve'
    | 'opinion'
    | 'extension'
    | 'paper'
    | 'step';
  readonly title: string;
  readonly owner: Owner;
  /** Others who are held to it as well. */
  readonly also: readonly Owner[];
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
  const view: View = { policy, bureau, c };
  const steps = stepsOf(policy, c);
  return [
    ...steps.flatMap((step) => {
      const state = c.steps[step.id];
      if (state === undefined) return [];
      const opinions = opinionObligations(view, step);
      switch (step.do) {
        case 'receive':
        case 'grade':
          return opinions;
        case 'assign':
          return [decideObligation(view, step), ...opinions];
        case 'check':
          return [...signObligations(view, step), ...deliverObligations(view, step), ...opinions];
        case 'approve':
          return [...approvalObligations(view, step), ...opinions];
        default:
          // Opened in an earlier round and overtaken by a new check: not owed before its turn comes again.
          return state.state === 'open' && !isReady(steps, c, step)
            ? []
            : [stepObligation(view, step), ...opinions];
      }
    }),
    ...extensionObligations(view),
    ...paperObligations(view),
  ];
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
