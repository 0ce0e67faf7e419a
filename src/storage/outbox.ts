// Outgoing messages as rows. Every change of state names the states it may come from, so that a late answer
// never undoes what somebody else has recorded. Claiming is in outbox-claim.ts.
import { countAnnouncements } from './announcements.ts';
import type { Queries } from './dialect.ts';
import { insertRows } from './insert-rows.ts';
import type { OutboxRow, OutboxState } from './schema.ts';

/** What the caller decides about a new row; the rest begins empty. */
export type NewOutboxRow = Pick<
  OutboxRow,
  'id' | 'bureau_id' | 'conversation' | 'priority' | 'kind' | 'body' | 'not_before' | 'created_at'
> &
  Partial<Pick<OutboxRow, 'case_id' | 'digest_key' | 'due_at'>>;

const fresh = (row: NewOutboxRow): OutboxRow => ({
  case_id: null,
  digest_key: null,
  due_at: null,
  ...row,
  state: 'queued',
  attempts: 0,
  part: 0,
  lease_until: null,
  resent: 0,
  sent_at: null,
  error: null,
  result: null,
});

/** Queues messages; in the transaction of what they report. */
export const enqueue = async (q: Queries, rows: readonly NewOutboxRow[]): Promise<void> => {
  await insertRows(q, 'outbox', rows.map(fresh));
};

/** The row with this id, if there is one. */
export const findOutbox = (q: Queries, id: string): Promise<OutboxRow | undefined> =>
  q.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst();

/** The last row under a digest key that went out. */
export const lastSent = (
  q: Queries,
  by: { readonly bureauId: string; readonly digestKey: string },
): Promise<OutboxRow | undefined> =>
  q
    .selectFrom('outbox')
    .selectAll()
    .where('bureau_id', '=', by.bureauId)
    .where('digest_key', '=', by.digestKey)
    .where('state', '=', 'sent')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Rows of a kind that are not settled yet. */
export const waitingOfKind = (
  q: Queries,
  by: { readonly bureauId: string; readonly kind: string },
): Promise<OutboxRow[]> =>
  q
    .selectFrom('outbox')
    .selectAll()
    .where('bureau_id', '=', by.bureauId)
    .where('state', 'in', ['queued', 'sending', 'unknown', 'failed'])
    .where('kind', '=', by.kind)
    .execute();

/** How many rows were written under a digest key since a moment, whatever became of them. */
export const countRecent = async (
  q: Queries,
  by: { readonly bureauId: string; readonly digestKey: string; readonly since: number },
): Promise<number> => {
  const row = await q
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('bureau_id', '=', by.bureauId)
    .where('digest_key', '=', by.digestKey)
    .where('created_at', '>', by.since)
    .executeTakeFirstOrThrow();
  return row.count;
};

/** What an attempt came to. Fields left out stay as they are; the lease ends unless the row is `sending`. */
export type OutboxRecord = {
  readonly id: string;
  readonly from: OutboxState | readonly OutboxState[];
  readonly to: OutboxState;
  readonly notBefore?: number | undefined;
  readonly sentAt?: number | undefined;
  readonly error?: string | null | undefined;
  readonly result?: string | null | undefined;
  readonly body?: string | undefined;
  /** This hand-over repeats one whose fate is unknown: counts `resent` up. */
  readonly resend?: boolean | undefined;
};

/** Moves a row from one of `from` to `to`; false when it was in another state. */
export const record = async (q: Queries, step: OutboxRecord): Promise<boolean> => {
  const changed = await q
    .updateTable('outbox')
    .set((eb) => ({
      state: step.to,
      ...(step.to === 'sending' ? {} : { lease_until: null }),
      ...(step.notBefore === undefined ? {} : { not_before: step.notBefore }),
      ...(step.sentAt === undefined ? {} : { sent_at: step.sentAt }),
      ...(step.error === undefined ? {} : { error: step.error }),
      ...(step.result === undefined ? {} : { result: step.result }),
      ...(step.body === undefined ? {} : { body: step.body }),
      ...(step.resend ? { resent: eb('resent', '+', 1) } : {}),
    }))
    .where('id', '=', step.id)
    .where('state', 'in', typeof step.from === 'string' ? [step.from] : [...step.from])
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
};

/** Notes that the first `part` parts of a long message are out. */
export const setPart = async (
  q: Queries,
  to: { readonly id: string; readonly part: number; readonly leaseUntil?: number | undefined },
): Promise<boolean> => {
  const changed = await q
    .updateTable('outbox')
    .set({ part: to.part, ...(to.leaseUntil === undefined ? {} : { lease_until: to.leaseUntil }) })
    .where('id', '=', to.id)
    .where('state', '=', 'sending')
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
};

const mergedInto = (id: string): string => JSON.stringify({ supersededBy: id });

/**
 * Takes the other waiting rows that may be joined with `row` (same conversation and digest key, due by now)
 * out of the queue and returns them, oldest first. Record the joined body on `row` in the same transaction.
 */
export const takeDigest = async (
  q: Queries,
  { row, now }: { readonly row: OutboxRow; readonly now: number },
): Promise<OutboxRow[]> => {
  if (row.digest_key === null) return [];
  const taken = await q
    .updateTable('outbox')
    .set({ state: 'superseded', result: mergedInto(row.id) })
    .where('bureau_id', '=', row.bureau_id)
    .where('conversation', '=', row.conversation)
    .where('digest_key', '=', row.digest_key)
    .where('state', '=', 'queued')
    .where('part', '=', 0)
    .where('not_before', '<=', now)
    .where('id', '!=', row.id)
    .returningAll()
    .execute();
  return taken.sort((a, b) => (a.id < b.id ? -1 : 1));
};

/**
 * Takes waiting rows out of the queue that the row `by` makes pointless: same kind and digest key (a card
 * refresh: the card's id), older id. Answers with how many.
 */
export const supersede = async (
  q: Queries,
  older: {
    readonly bureauId: string;
    readonly kind: string;
    readonly digestKey: string;
    readonly by: string;
  },
): Promise<number> => {
  const gone = await q
    .updateTable('outbox')
    .set({ state: 'superseded', result: mergedInto(older.by) })
    .where('bureau_id', '=', older.bureauId)
    .where('digest_key', '=', older.digestKey)
    .where('kind', '=', older.kind)
    .where('state', 'in', ['queued', 'failed'])
    .where('id', '<', older.by)
    .returning('id')
    .execute();
  return gone.length;
};

export type Undelivered = {
  readonly counts: Readonly<Record<Exclude<OutboxState, 'sent' | 'superseded'>, number>>;
  /** When the longest waiting row (queued or failed) was written, or the case opened that is to be announced. */
  readonly oldestQueuedAt: number | null;
};

/** What has not gone out, for health and the operator's page; a case still to be announced counts as one queued row. */
export const undelivered = async (q: Queries, bureauId: string): Promise<Undelivered> => {
  const rows = await q
    .selectFrom('outbox')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count'), eb.fn.min('created_at').as('oldest')])
    .where('bureau_id', '=', bureauId)
    .where('state', 'in', ['queued', 'sending', 'unknown', 'failed', 'dead'])
    .groupBy('state')
    .execute();
  const unsaid = await countAnnouncements(q, bureauId);
  const counts = { queued: 0, sending: 0, unknown: 0, failed: 0, dead: 0 };
  let oldestQueuedAt = unsaid.oldest;
  for (const { state, count, oldest } of rows) {
    if (state === 'sent' || state === 'superseded') continue;
    counts[state] = count;
    if (state === 'queued' || state === 'failed') oldestQueuedAt = Math.min(oldestQueuedAt ?? oldest, oldest);
  }
  counts.queued += unsaid.count;
  return { counts, oldestQueuedAt };
};
