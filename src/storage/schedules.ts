// Things that come round (evening summary, periodicals) as rows with a due moment.
import type { Queries } from './dialect.ts';
import type { ScheduleRow } from './schema.ts';

/** Puts a schedule in place; false when it is already there, which then keeps its moment. */
export const ensureSchedule = async (
  q: Queries,
  row: { readonly bureauId: string; readonly name: string; readonly nextAt: number },
): Promise<boolean> => {
  const inserted = await q
    .insertInto('schedules')
    .values({ bureau_id: row.bureauId, name: row.name, next_at: row.nextAt, last_at: null })
    .onConflict((c) => c.columns(['bureau_id', 'name']).doNothing())
    .returning('name')
    .executeTakeFirst();
  return inserted !== undefined;
};

/** Schedules whose moment has come, the longest waiting first. */
export const dueSchedules = (
  q: Queries,
  { bureauId, now }: { readonly bureauId: string; readonly now: number },
): Promise<ScheduleRow[]> =>
  q
    .selectFrom('schedules')
    .selectAll()
    .where('bureau_id', '=', bureauId)
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('name')
    .execute();

/** All schedules of the bureau. */
export const listSchedules = (q: Queries, bureauId: string): Promise<ScheduleRow[]> =>
  q.selectFrom('schedules').selectAll().where('bureau_id', '=', bureauId).orderBy('name').execute();

/**
 * Moves a schedule on from the moment it was seen at; false when another instance has already done it. With
 * `lastAt` it has run; without, it was only moved.
 */
export const advanceSchedule = async (
  q: Queries,
  to: {
    readonly bureauId: string;
    readonly name: string;
    readonly expectedNextAt: number;
    readonly nextAt: number;
    readonly lastAt?: number | undefined;
  },
): Promise<boolean> => {
  const moved = await q
    .updateTable('schedules')
    .set({ next_at: to.nextAt, ...(to.lastAt === undefined ? {} : { last_at: to.lastAt }) })
    .where('bureau_id', '=', to.bureauId)
    .where('name', '=', to.name)
    .where('next_at', '=', to.expectedNextAt)
    .returning('name')
    .executeTakeFirst();
  return moved !== undefined;
};
