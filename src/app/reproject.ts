// When the calendar changes, the moments of running limits change with it: the rows that the heartbeat asks are made
// anew from the cases. Nothing is decided here; the events stay as they are.

import { learn, lookUp } from '../storage/directory.ts';
import { replaceObligations } from '../storage/obligations.ts';
import { caseOf, obligationRows } from './case-store.ts';
import type { World } from './world.ts';

/**
 * Brings the obligations of open cases up to a changed calendar, told by its `mark`; costs one look-up when nothing
 * changed. Returns how many cases were looked at.
 */
export async function reprojectOnNewCalendar(world: World, mark: string): Promise<number> {
  const { database, bureau } = world;
  const by = { bureauId: bureau.id, kind: 'calendar', key: 'mark' };
  const before = await lookUp(database.db, by);
  const now = world.now();
  if (before === mark) return 0;
  let count = 0;
  if (before !== undefined) {
    const open = await database.db
      .selectFrom('cases')
      .selectAll()
      .where('bureau_id', '=', bureau.id)
      .where('state', '=', 'open')
      .execute();
    for (const row of open) {
      const c = caseOf(row);
      const policy = await world.policies.of(c);
      const rows = obligationRows(world, policy, c, now);
      await database.transaction((q) => replaceObligations(q, { caseId: c.id, rows, now }));
      count += 1;
    }
  }
  await learn(database.db, { bureau_id: bureau.id, kind: 'calendar', key: 'mark', value: mark, at: now });
  return count;
}
