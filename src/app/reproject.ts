// When the calendar changes, the moments of limits change with it: the rows that the heartbeat asks are made anew from
// the cases. Nothing is decided here; the events stay as they are.

import { learn, lookUp } from '../storage/directory.ts';
import { replaceObligations } from '../storage/obligations.ts';
import { caseOf, obligationRows } from './case-store.ts';
import type { World } from './world.ts';

/** Cases read in one go. */
const PAGE = 200;

/**
 * Brings the obligations of every case up to a changed calendar, told by its `mark`; costs one look-up when nothing
 * changed. Cases that have ended are among them: the audit computes theirs by the same calendar. Returns how many cases
 * were looked at.
 */
export async function reprojectOnNewCalendar(world: World, mark: string): Promise<number> {
  const { database, bureau } = world;
  const by = { bureauId: bureau.id, kind: 'calendar', key: 'mark' };
  const before = await lookUp(database.db, by);
  const now = world.now();
  if (before === mark) return 0;
  let count = 0;
  for (let after = ''; before !== undefined; ) {
    const rows = await database.db
      .selectFrom('cases')
      .selectAll()
      .where('bureau_id', '=', bureau.id)
      .where('number', '>', after)
      .orderBy('number')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      const c = caseOf(row);
      const policy = await world.policies.of(c);
      const owed = obligationRows(world, policy, c, now);
      await database.transaction((q) => replaceObligations(q, { caseId: c.id, rows: owed, now }));
      count += 1;
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.number;
  }
  await learn(database.db, { bureau_id: bureau.id, kind: 'calendar', key: 'mark', value: mark, at: now });
  return count;
}
