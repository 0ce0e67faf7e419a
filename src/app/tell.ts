// Moving a row on after an attempt, and telling the administrators about one that did not go as it should have.
import type { Message } from '../core/message.ts';
import type { Queries } from '../storage/database.ts';
import { learn, lookUp } from '../storage/directory.ts';
import { record } from '../storage/outbox.ts';
import type { OutboxRow } from '../storage/schema.ts';
import type { Delivery } from './deliver.ts';
import { enqueueMessages } from './enqueue.ts';
import type { Trouble } from './world.ts';

/** An administrator hears of a waiting channel once in this time, ms. */
const ALERT_EVERY_MS = 3_600_000;

/** Whether the row is itself a word to administrators about trouble. */
export function isAlert(row: OutboxRow): boolean {
  return row.digest_key?.startsWith('alert:') ?? false;
}

/** What changes of a row whose attempt is over. */
export type Move = Omit<Parameters<typeof record>[1], 'id' | 'from'>;

/** Moves a row that is in the air; changes nothing when somebody else has settled it. */
export async function move(delivery: Delivery, row: OutboxRow, to: Move): Promise<void> {
  // As a transaction: those that wait together share a commit.
  await delivery.database.transaction((q) => record(q, { id: row.id, from: ['sending', 'unknown'], ...to }));
}

/**
 * Moves the row and tells the administrators, both or neither: one word per cause and hour, and never about an alert
 * that itself failed.
 */
export async function moveAndTell(
  delivery: Delivery,
  row: OutboxRow,
  step: Move,
  trouble: Omit<Trouble, 'conversation' | 'number'>,
): Promise<void> {
  const { kind, code, reason } = trouble;
  delivery.log.warn({ outbox: row.id, conversation: row.conversation, kind, code, reason }, 'undelivered');
  await delivery.database.transaction(async (q) => {
    const moved = await record(q, { id: row.id, from: ['sending', 'unknown'], ...step });
    if (moved && !isAlert(row)) await tell(delivery, q, row, trouble);
  });
}

async function tell(
  delivery: Delivery,
  q: Queries,
  row: OutboxRow,
  trouble: Omit<Trouble, 'conversation' | 'number'>,
): Promise<void> {
  const { bureau } = delivery;
  const now = delivery.now();
  const key = trouble.kind === 'waiting' ? `${trouble.code}` : `${trouble.code}:${row.id}`;
  const last = await lookUp(q, { bureauId: bureau.id, kind: 'alert', key });
  if (last !== undefined && now - Number(last) < ALERT_EVERY_MS) return;
  await learn(q, { bureau_id: bureau.id, kind: 'alert', key, value: String(now), at: now });
  const number = /YQ-\d{4}-\d+/.exec(row.body)?.[0] ?? null;
  const lines = delivery.wording.undelivered({ ...trouble, conversation: row.conversation, number });
  const messages = bureau.administrators.map(
    (person): Message => ({
      kind: 'text',
      to: { kind: 'person', person },
      lines,
      mention: [],
      digest: { key: `alert:${row.id}`, heading: '' },
    }),
  );
  await enqueueMessages(delivery, q, messages, { caseId: null, dueAt: null });
}
