// The figures of a day, by SQL over the projections.
import { DAY, startOfDay } from '../core/calendar/shanghai.ts';
import type { Day, OwedLine } from '../core/day.ts';
import { listCases } from '../storage/cases.ts';
import {
  countByGrade,
  type LampRow,
  lamps,
  limitsBetween,
  movement,
  nearCases,
  overdueCases,
} from '../storage/summary.ts';
import { ledgerLineOf } from './case-store.ts';
import { countUndelivered } from './well-being.ts';
import type { World } from './world.ts';

/** Lines shown of each list; the counts are whole. */
const LINES = 10;

/** The day that `moment` falls in, up to now: what moved on that day, and what is in hand now. */
export async function summariseDay(world: World, moment: number = world.now()): Promise<Day> {
  const q = world.database.db;
  const bureauId = world.bureau.id;
  const now = world.now();
  const from = startOfDay(moment);
  const to = Math.min(now, from + DAY - 1);
  const day = await movement(q, bureauId, { from, to: to + 1 });
  const lamp = await lamps(q, { bureauId, now });
  const grades = await countByGrade(q, bureauId);
  const overdue = await overdueCases(q, { bureauId, now, limit: LINES });
  const near = await nearCases(q, { bureauId, now, limit: LINES });
  const tomorrow = await limitsBetween(q, {
    bureauId,
    from: Math.max(now, from + DAY),
    to: from + 2 * DAY,
    limit: LINES,
  });
  const newest = await listCases(q, { bureauId, limit: LINES });
  return {
    drill: world.drill,
    from,
    to,
    opened: day.opened,
    graded: day.graded.flatMap((g) => (g.grade === null ? [] : [{ grade: g.grade, count: g.count }])),
    closed: day.closed,
    open: lamp.open,
    lamps: { 'on-time': lamp.onTime, near: lamp.near, overdue: lamp.overdue },
    ungraded: grades.find((g) => g.grade === null)?.count ?? 0,
    newest: newest.filter((row) => row.opened_at >= from && row.opened_at <= to).map(ledgerLineOf),
    overdue: overdue.map((row) => line(row, 'overdue')),
    near: near.map((row) => line(row, 'near')),
    tomorrow: tomorrow.map((row) => line(row, 'on-time')),
    undelivered: await countUndelivered(world, q, from),
  };
}

function line(row: Omit<LampRow, 'moment' | 'count'>, lamp: OwedLine['lamp']): OwedLine {
  return {
    number: row.number,
    title: row.case_title,
    owed: row.title,
    owner: row.owner,
    clause: row.clause === '' ? null : row.clause,
    basis: row.basis,
    dueAt: row.due_at,
    lamp,
  };
}
