// Which rows a deliverer may work on now. Several may ask at once; a row has one deliverer, a conversation
// has one row in the air, and what comes first in a conversation is claimed first.
import { sql } from 'kysely';
import { countAnnouncements } from './announcements.ts';
import { inTransaction, isPostgres, type Queries } from './dialect.ts';
import type { OutboxRow } from './schema.ts';

/**
 * One claimer at a time in a bureau. Without it a claimer that looked before another one's commit could put
 * a second row of a conversation in the air (a more urgent one written in between). SQLite has one writer.
 */
const waitForTurn = async (q: Queries, bureauId: string): Promise<void> => {
  if (isPostgres(q))
    await sql`select pg_advisory_xact_lock(hashtextextended(${`outbox:${bureauId}`}, 0))`.execute(q);
};

const byTurn = (a: OutboxRow, b: OutboxRow): number =>
  a.priority - b.priority || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * A message of which some parts are out keeps its conversation while the next part waits no longer than this, ms:
 * parts a few seconds apart still stand together. Waiting longer (a budget, a closed channel) lets others pass.
 */
const TOGETHER_MS = 5_000;

/**
 * Leases due rows (`queued`, or `failed` and to be tried again), the most urgent first, at most one for a
 * conversation, and counts the attempt. A conversation waits while one of its rows is `sending`, and behind
 * an earlier row that is `unknown` or `failed`; a row `queued` for later lets others pass, unless its next part is
 * about to follow. Nothing overtakes the words of a case that is still to be announced: rows with ids above such a
 * case's wait.
 */
export const claim = async (
  q: Queries,
  by: {
    readonly bureauId: string;
    readonly now: number;
    readonly leaseMs: number;
    readonly limit: number;
  },
): Promise<OutboxRow[]> => {
  const { bureauId, now, leaseMs, limit } = by;
  const claimed = await inTransaction(q, async (trx) => {
    await waitForTurn(trx, bureauId);
    return sql<OutboxRow>`
      update outbox
      set state = 'sending', lease_until = ${now + leaseMs}, attempts = attempts + 1
      where state in ('queued', 'failed') and id in (
        select id from (
          select id, priority, state, not_before, row_number() over (
            partition by conversation
            order by case when state = 'sending' or (state = 'queued' and part > 0) then 0 else 1 end,
                priority, id) as place
          from outbox
          where bureau_id = ${bureauId} and state in ('queued', 'sending', 'unknown', 'failed')
            and (state <> 'queued' or not_before <= ${now}
              or (part > 0 and not_before <= ${now + TOGETHER_MS}))
        ) in_line
        where place = 1 and state in ('queued', 'failed') and not_before <= ${now}
          and not exists (
            select 1 from announcements where bureau_id = ${bureauId} and case_id < in_line.id)
        order by priority, id
        limit ${limit})
      returning *`.execute(trx);
  });
  return claimed.rows.sort(byTurn);
};

/**
 * Leases that ran out: whoever held them died or hangs, and nobody knows whether the message went out. They
 * become `unknown`, attempts kept, and are returned for a decision (`unknownRows` finds them again).
 */
export const reclaimExpired = async (
  q: Queries,
  { bureauId, now }: { readonly bureauId: string; readonly now: number },
): Promise<OutboxRow[]> => {
  const rows = await q
    .updateTable('outbox')
    .set({ state: 'unknown', lease_until: null })
    .where('bureau_id', '=', bureauId)
    .where('state', '=', 'sending')
    .where('lease_until', '<', now)
    .returningAll()
    .execute();
  return rows.sort(byTurn);
};

/** Rows whose fate is unknown and that still wait for a decision. */
export const unknownRows = (
  q: Queries,
  { bureauId, limit }: { readonly bureauId: string; readonly limit: number },
): Promise<OutboxRow[]> =>
  q
    .selectFrom('outbox')
    .selectAll()
    .where('bureau_id', '=', bureauId)
    .where('state', '=', 'unknown')
    .orderBy('priority')
    .orderBy('id')
    .limit(limit)
    .execute();

/** When there will next be something to announce or to claim; undefined when nothing waits. */
export const nextDelivery = async (q: Queries, bureauId: string): Promise<number | undefined> => {
  const { oldest } = await countAnnouncements(q, bureauId);
  const row = await q
    .selectFrom('outbox')
    .select((eb) => eb.fn.min('not_before').as('at'))
    .where('bureau_id', '=', bureauId)
    .where('state', 'in', ['queued', 'failed'])
    .executeTakeFirst();
  const at = row?.at ?? undefined;
  return oldest === null ? at : Math.min(oldest, at ?? oldest);
};
