// Who owes what by when: derived from policy and case, never stored as truth.
import type { Bureau, Owner } from './bureau.ts';
import type { Case } from './case.ts';
import { approvalObligations, extensionObligations, opinionObligations } from './obligations/deciding.ts';
import { paperObligations, stepObligation } from './obligations/doing.ts';
import { deliverObligations } from './obligations/handing-in.ts';
import { decideObligation, gradeObligation, signObligations } from './obligations/handing-over.ts';
import type { View } from './obligations/timing.ts';
import type { Basis } from './policy/schema.ts';
import type { Policy, Step } from './policy/settle.ts';
import { decidedTogether, isReady, stepsOf } from './steps.ts';

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
  /** The step that a limit on it is written on, where the key does not name it. */
  readonly of?: string | undefined;
  readonly clause: string | null;
  readonly basis: Basis;
  readonly startedAt: number;
  readonly aimAt: number | null;
  readonly dueAt: number | null;
  /** Its clock is stopped (中止): nobody is reminded of it. */
  readonly standing: boolean;
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
  const ofRoute = [
    ...steps.flatMap((step) => {
      const state = c.steps[step.id];
      if (state === undefined) return awaited(view, step);
      const opinions = opinionObligations(view, step);
      switch (step.do) {
        case 'receive':
          return opinions;
        case 'grade': {
          const assign = steps.find((s) => s.do === 'assign');
          if (assign !== undefined && decidedTogether(steps, step, assign)) return opinions;
          // 当事单位自行研判: nobody owes the grade before there is a unit.
          if (step.by === 'unit' && c.unit === null) return opinions;
          return [gradeObligation(view, step), ...opinions];
        }
        case 'assign':
          return state.state === 'open' && !isReady(steps, c, step)
            ? []
            : [decideObligation(view, step), ...opinions];
        case 'check':
          return [...signObligations(view, step), ...deliverObligations(view, step), ...opinions];
        case 'approve':
          return [...approvalObligations(view, step), ...opinions];
        default:
          // Opened in an earlier round and overtaken by a new check: not owed before its turn comes again.
          return state.state === 'open' && !isReady(steps, c, step)
            ? awaited(view, step)
            : [stepObligation(view, step), ...opinions];
      }
    }),
  ];
  const papers = paperObligations(view);
  return [...ofRoute, ...extensionObligations(view, [...ofRoute, ...papers].filter(isOpen)), ...papers];
}

/** A step whose turn has not come is owed all the same where its limit runs already: 当天回应 does not wait for the draft. */
function awaited(view: View, step: Step): readonly Obligation[] {
  const early = isDoneByItsOwner(step) ? stepObligation(view, step) : null;
  return early === null || early.dueAt === null ? [] : [early];
}

/** Steps without obligations of their own kind: not grading, handing over, checking, approving. */
function isDoneByItsOwner({ do: verb }: Step): boolean {
  return !['receive', 'grade', 'assign', 'check', 'approve'].includes(verb);
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
