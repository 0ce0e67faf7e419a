// A card that asks nothing more and cannot be changed any more would still show its buttons: it is taken back while the
// platform allows that, and where it does not, the people who have it are told not to tap it.
import type { Message } from '../core/message.ts';
import type { SendOutcome } from '../platforms/platform.ts';
import { findCard } from '../storage/cards.ts';
import type { Queries } from '../storage/database.ts';
import { enqueue, findOutbox, lastSent, record } from '../storage/outbox.ts';
import type { OutboxRow } from '../storage/schema.ts';
import type { Delivery } from './deliver.ts';
import { bodyOf, enqueueMessages, type OutboxBody, recallRow } from './enqueue.ts';

type UpdateBody = Extract<OutboxBody, { kind: 'card-update' }>;
type RecallBody = Extract<OutboxBody, { kind: 'recall' }>;
type Refused = Extract<SendOutcome, { kind: 'refused' }>;

/**
 * Puts the recall of the card in the place of its last change, which `row` could not make for `reason`. False, and
 * nothing is written, when the card shows already that it is over, or cannot be taken back: never sent, without a
 * reference, or too old.
 */
export async function takeBack(
  delivery: Delivery,
  row: OutboxRow,
  body: UpdateBody,
  reason: string,
): Promise<boolean> {
  if (!body.final) return false;
  return delivery.database.transaction(async (q) => {
    const reference = await recallable(delivery, q, body.cardId);
    if (reference === null) return false;
    const result = JSON.stringify({ reason, recalled: reference });
    const moved = await record(q, { id: row.id, from: ['sending', 'unknown'], to: 'superseded', result });
    if (moved)
      await enqueue(q, [recallRow(delivery, row, { kind: 'recall', cardId: body.cardId, reference })]);
    return true;
  });
}

/** What the platform called the message that brought the card, while it still takes it back. */
async function recallable(
  { bureau, platform, now }: Delivery,
  q: Queries,
  cardId: string,
): Promise<string | null> {
  const shown = await lastSent(q, { bureauId: bureau.id, digestKey: `card:${cardId}` });
  const last = shown === undefined ? null : bodyOf(shown);
  if (last?.kind === 'card-update' && last.final) return null;
  const outboxId = (await findCard(q, bureau.id, cardId))?.outbox_id;
  const sent = typeof outboxId === 'string' ? await findOutbox(q, outboxId) : undefined;
  if (sent?.state !== 'sent' || sent.sent_at === null || sent.result === null) return null;
  if (now() - sent.sent_at >= platform.abilities.recallMs) return null;
  const { reference } = JSON.parse(sent.result) as { readonly reference?: string };
  return reference ?? null;
}

/** The platform would not take it back (too late, unknown message): whoever has the card hears that it is over. */
export async function notTakenBack(
  delivery: Delivery,
  row: OutboxRow,
  body: RecallBody,
  { code, reason }: Refused,
): Promise<void> {
  delivery.log.warn({ outbox: row.id, card: body.cardId, code, reason }, 'a card could not be taken back');
  await delivery.database.transaction(async (q) => {
    const error = `${code} ${reason}`;
    const moved = await record(q, { id: row.id, from: ['sending', 'unknown'], to: 'superseded', error });
    const card = moved ? await findCard(q, delivery.bureau.id, body.cardId) : undefined;
    if (card === undefined) return;
    const number = /YQ-\d{4}-\d+/.exec(body.cardId)?.[0] ?? body.cardId;
    const lines = delivery.wording.cardOver(number);
    const told = (JSON.parse(card.receivers) as readonly string[]).map(
      (person): Message => ({ kind: 'text', to: { kind: 'person', person }, lines, mention: [] }),
    );
    await enqueueMessages(delivery, q, told, { caseId: card.case_id, dueAt: null });
  });
}
