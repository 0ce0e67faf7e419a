// Every limit that an open case is held to, ready to be computed under another calendar.
import type { Bureau } from '../core/bureau.ts';
import type { RunningLimit } from '../core/calendar/moved-moments.ts';
import { computeLimit, limitOn } from '../core/limits.ts';
import { metBy, owedDeliverables } from '../core/steps.ts';
import type { Queries } from '../storage/database.ts';
import { caseOf } from './case-store.ts';
import type { World } from './world.ts';

/** One entry for each deliverable that is owed and not handed in, of all open cases. */
export async function openLimits(
  q: Queries,
  bureau: Bureau,
  policies: World['policies'],
): Promise<readonly RunningLimit[]> {
  const rows = await q
    .selectFrom('cases')
    .selectAll()
    .where('bureau_id', '=', bureau.id)
    .where('state', '=', 'open')
    .orderBy('number')
    .execute();
  const limits: RunningLimit[] = [];
  for (const row of rows) {
    const c = caseOf(row);
    const policy = await policies.of(c);
    for (const deliverable of owedDeliverables(policy, c)) {
      const limit = limitOn(policy, c, deliverable.id);
      if (limit === undefined || c.unit === null || metBy(c, deliverable) !== undefined) continue;
      limits.push({
        what: `${c.number} ${deliverable.title}`,
        under(calendar) {
          const { dueAt } = computeLimit(policy, { ...bureau, calendar }, c, limit);
          return dueAt === null ? null : { at: dueAt };
        },
      });
    }
  }
  return limits;
}
