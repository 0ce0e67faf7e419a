// Until when the records of a closed case are kept, as far as the rule says.
import { momentOf, wallClock } from './calendar/shanghai.ts';
import type { Case } from './case.ts';
import type { Policy } from './policy/settle.ts';

export type Kept = { readonly until: number; readonly what: string | null; readonly clause: string | null };

/** The end of the year in which the period ends, epoch ms; empty while the case is open or the rule is silent. */
export function keptUntil(policy: Policy, c: Case): readonly Kept[] {
  if (c.closed === null) return [];
  const { year } = wallClock(c.closed.at);
  return policy.retain.map(({ years, what = null, clause = null }) => ({
    // Files are counted in whole years from the one after the case was closed.
    until: momentOf(year + Math.ceil(years) + 1, 1, 1, 0, 0),
    what,
    clause,
  }));
}
