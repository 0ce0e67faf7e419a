// Pictures and files that came without a word and wait for the message that says which case they belong to. A row is
// gone in the transaction that gives it to a case, so that nothing is taken twice.
import { sql } from 'kysely';
import { isPostgres, type Queries } from './dialect.ts';
import { insertRows } from './insert-rows.ts';
import { execute } from './kept-sql.ts';
import type { HeldMediaRow } from './schema.ts';

type Whose = { readonly bureauId: string; readonly person: string };

/** Keeps references for their sender. */
export const insertHeld = async (q: Queries, rows: readonly HeldMediaRow[]): Promise<void> => {
  if (rows.length > 0) await insertRows(q, 'held_media', rows);
};

/** What waits for the person at `now`, in the order in which it came. */
export const heldOf = async (
  q: Queries,
  { bureauId, person, now }: Whose & { readonly now: number },
): Promise<readonly HeldMediaRow[]> => {
  const text = 'select * from held_media where bureau_id = ? and person = ? and until > ? order by id';
  return (await execute<HeldMediaRow>(q, text, [bureauId, person, now])).rows;
};

/**
 * Until the transaction is over nobody else who asks for the same person goes on, so that the count stays true. SQLite
 * has one writer anyway.
 */
export const lockHeld = async (q: Queries, { bureauId, person }: Whose): Promise<void> => {
  if (!isPostgres(q)) return;
  const name = `held ${bureauId} ${person}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(q);
};

/** Takes these away for a case; false when somebody else has taken one of them, and then the transaction must fail. */
export const takeHeld = async (q: Queries, ids: readonly string[]): Promise<boolean> => {
  const taken = await q.deleteFrom('held_media').where('id', 'in', ids).returning('id').execute();
  return taken.length === ids.length;
};

/** Takes away what the person's time has run out for; how many they were. */
export const dropHeld = async (
  q: Queries,
  { bureauId, person, now }: Whose & { readonly now: number },
): Promise<number> => {
  const dropped = await q
    .deleteFrom('held_media')
    .where('bureau_id', '=', bureauId)
    .where('person', '=', person)
    .where('until', '<=', now)
    .returning('id')
    .execute();
  return dropped.length;
};

/** People for whom time has run out and nothing else waits: they hear of all of it at once. `limit` rows at most. */
export const heldTooLong = async (
  q: Queries,
  { bureauId, now, limit }: { readonly bureauId: string; readonly now: number; readonly limit: number },
): Promise<readonly string[]> => {
  const text = `select person from held_media as late where bureau_id = ? and until <= ?
    and not exists (select 1 from held_media as other
      where other.bureau_id = late.bureau_id and other.person = late.person and other.until > ?)
    order by until limit ?`;
  const { rows } = await execute<Pick<HeldMediaRow, 'person'>>(q, text, [bureauId, now, now, limit]);
  return [...new Set(rows.map(({ person }) => person))];
};

/** The next moment at which somebody is told that theirs ran out; undefined when nothing waits. */
export const nextHeldTooLong = async (q: Queries, bureauId: string): Promise<number | undefined> => {
  const text = `select min(last) as at from (
    select max(until) as last from held_media where bureau_id = ? group by person) as waiting`;
  const { rows } = await execute<{ readonly at: number | null }>(q, text, [bureauId]);
  return rows[0]?.at ?? undefined;
};
