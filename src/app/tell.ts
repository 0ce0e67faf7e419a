// Moving a row on after an attempt, and telling the administrators about one that did not go as it should have.
import { nameOf } from '../core/bureau.ts';
import type { Queries } from '../storage/database.ts';
import { record } from '../storage/outbox.ts';
import type { OutboxRow } from '../storage/schema.ts';
import { alertAdministrators, isAlert } from './alert.ts';
import type { Delivery } from './deliver.ts';
import { bodyOf } from './enqueue.ts';
import type { Trouble } from './world.ts';

/** What changes of a row whose attempt is over. */
export type Move = Omit<Parameters<typeof record>[1], 'id' | 'from'>;

/** Moves a row that is in the air; changes nothing when somebody else has settled it. */
export async function move(delivery: Delivery, row: OutboxRow, to: Move): Promise<void> {
  // As a transaction: those that wait together share a commit.
  await delivery.database.transaction((q) => record(q, { id: row.id, from: ['sending', 'unknown'], ...to }));
}

/**
 * Moves the row and tells the administrators, both or neither: one word per cause and hour, and never about an alert
 * that itself failed. `also` belongs to the same transaction.
 */
export async function moveAndTell(
  delivery: Delivery,
  row: OutboxRow,
  step: Move,
  trouble: Omit<Trouble, 'conversation' | 'receivers' | 'number'>,
  also?: (q: Queries) => Promise<void>,
): Promise<void> {
  const { kind, code, reason } = trouble;
  delivery.log.warn({ outbox: row.id, conversation: row.conversation, kind, code, reason }, 'undelivered');
  await delivery.database.transaction(async (q) => {
    const moved = await record(q, { id: row.id, from: ['sending', 'unknown'], ...step });
    if (!moved) return;
    if (!isAlert(row)) await tell(delivery, q, row, trouble);
    await also?.(q);
  });
}

/** A word to the administrators in the transaction of the fact; about something that lasts, once an hour and place. */
export async function tell(
  delivery: Delivery,
  q: Queries,
  row: Pick<OutboxRow, 'id' | 'conversation' | 'body'>,
  trouble: Omit<Trouble, 'conversation' | 'receivers' | 'number'>,
): Promise<void> {
  // A group has a setting of its own; people share one.
  const place = row.conversation.startsWith('group:') ? `:${row.conversation}` : '';
  const lasting = trouble.kind === 'waiting' || trouble.kind === 'redirected';
  const cause = lasting ? `${trouble.code}${place}` : `${trouble.code}:${row.id}`;
  const number = /YQ-\d{4}-\d+/.exec(row.body)?.[0] ?? null;
  const lines = delivery.wording.undelivered({
    ...trouble,
    conversation: row.conversation,
    receivers: receiversOf(delivery, row),
    number,
  });
  await alertAdministrators(delivery, q, { cause, lines });
}

/** Whom to tell in another way: a code of ours in the place of a name helps nobody. */
function receiversOf({ bureau }: Delivery, row: Pick<OutboxRow, 'conversation' | 'body'>): readonly string[] {
  const [kind, person = ''] = row.conversation.split(/:(.*)/s);
  if (kind === 'person') return [nameOf(bureau, person)];
  const body = bodyOf(row);
  return body.kind === 'card' ? body.to.map((one) => nameOf(bureau, one)) : [];
}
