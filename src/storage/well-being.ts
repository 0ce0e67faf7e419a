// What an operator asks of the records: what was given up, what still waits, when something last came in.
import type { Queries } from './dialect.ts';
import type { OutboxRow } from './schema.ts';

type Since = { readonly bureauId: string; readonly since: number };

/** Messages given up that were written since a moment. */
export const countDead = async (q: Queries, by: Since): Promise<number> => {
  const row = await q
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('bureau_id', '=', by.bureauId)
    .where('state', '=', 'dead')
    .where('created_at', '>=', by.since)
    .executeTakeFirstOrThrow();
  return row.count;
};

/** The latest of them, the newest first. */
export const latestDead = (
  q: Queries,
  by: Since & { readonly limit: number },
): Promise<Pick<OutboxRow, 'conversation' | 'created_at' | 'error' | 'body'>[]> =>
  q
    .selectFrom('outbox')
    .select(['conversation', 'created_at', 'error', 'body'])
    .where('bureau_id', '=', by.bureauId)
    .where('state', '=', 'dead')
    .where('created_at', '>=', by.since)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(by.limit)
    .execute();

/** Messages written before a moment that still wait. */
export const countWaiting = async (
  q: Queries,
  by: { readonly bureauId: string; readonly before: number },
): Promise<number> => {
  const row = await q
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('bureau_id', '=', by.bureauId)
    .where('state', 'in', ['queued', 'sending', 'failed'])
    .where('created_at', '<', by.before)
    .executeTakeFirstOrThrow();
  return row.count;
};

/** When an event of a platform was last kept. */
export const lastReceived = async (q: Queries, bureauId: string): Promise<number | null> => {
  const row = await q
    .selectFrom('inbox')
    .select('received_at')
    .where('bureau_id', '=', bureauId)
    // Ids sort by time, and unlike the moment they have an index.
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.received_at ?? null;
};

/** Files that are still to be fetched, and those that could not be. */
export const countFiles = async (
  q: Queries,
  bureauId: string,
): Promise<{ readonly pending: number; readonly failed: number }> => {
  const rows = await q
    .selectFrom('attachments')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('bureau_id', '=', bureauId)
    .where('state', 'in', ['pending', 'failed'])
    .groupBy('state')
    .execute();
  const of = (state: string): number => rows.find((row) => row.state === state)?.count ?? 0;
  return { pending: of('pending'), failed: of('failed') };
};
