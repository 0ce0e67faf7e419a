// What every obligation is made from: its limit, who met it, and what stands where the rule sets no limit.
import type { Bureau } from '../bureau.ts';
import type { Case, Mark } from '../case.ts';
import { computeLimit, limitOn } from '../limits.ts';
import type { Obligation } from '../obligations.ts';
import { ownerOf } from '../owners.ts';
import type { Basis } from '../policy/schema.ts';
import type { Policy } from '../policy/settle.ts';

/** What everything is derived from; made once for a call. */
export type View = { readonly policy: Policy; readonly bureau: Bureau; readonly c: Case };

export const unlimited = {
  aimAt: null,
  dueAt: null,
  standing: false,
  steps: [],
  excusedAt: null,
  deliverable: null,
  to: null,
  also: [],
} as const;

export type Timing = Pick<
  Obligation,
  'startedAt' | 'aimAt' | 'dueAt' | 'standing' | 'steps' | 'also' | 'to' | 'clause' | 'basis'
>;

/** The limit on `of`, or none: then the clause and basis are those of the thing itself. */
export function timing(
  { policy, bureau, c }: View,
  of: string,
  own: { readonly clause: string | undefined; readonly basis: Basis; readonly startedAt: number },
): Timing {
  const limit = limitOn(policy, c, of);
  if (limit === undefined)
    return {
      startedAt: own.startedAt,
      aimAt: null,
      dueAt: null,
      standing: false,
      steps: [],
      also: [],
      to: null,
      clause: own.clause ?? null,
      basis: own.basis,
    };
  const moment = computeLimit(policy, bureau, c, limit);
  return {
    startedAt: moment.startedAt ?? own.startedAt,
    aimAt: moment.aimAt,
    dueAt: moment.dueAt,
    standing: moment.standing,
    steps: moment.steps,
    also: limit.accountable.map((role) => ownerOf(policy, bureau, c, role)),
    to: limit.to,
    clause: limit.clause ?? own.clause ?? null,
    basis: limit.basis,
  };
}

/** What an obligation's limit is on: a deliverable, a step or a paper. */
export function thingOf(o: Pick<Obligation, 'deliverable' | 'of' | 'key'>): string | undefined {
  return o.deliverable ?? o.of ?? /^(?:step|paper):([^:]+)/.exec(o.key)?.[1];
}

export function met(mark: Mark | null | undefined): Pick<Obligation, 'metAt' | 'metBy'> {
  return { metAt: mark?.at ?? null, metBy: mark?.by ?? null };
}
