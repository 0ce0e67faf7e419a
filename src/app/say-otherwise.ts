// What the platform will not take in this form is said in another one, in the transaction that gives the first one up.
import type { Message, TextMessage } from '../core/message.ts';
import type { SendOutcome } from '../platforms/platform.ts';
import { findCard } from '../storage/cards.ts';
import { record } from '../storage/outbox.ts';
import type { OutboxRow } from '../storage/schema.ts';
import type { Delivery } from './deliver.ts';
import { enqueueMessages, type OutboxBody } from './enqueue.ts';
import { moveAndTell } from './tell.ts';

type Refused = Extract<SendOutcome, { kind: 'refused' }>;

/** Words that are not let through: the people hear that there is something and where, administrators that it failed. */
export async function withheld(
  delivery: Delivery,
  row: OutboxRow,
  body: OutboxBody,
  { code, reason, hint }: Refused,
): Promise<void> {
  const number = /YQ-\d{4}-\d+/.exec(row.body)?.[0] ?? null;
  const lines = delivery.wording.withheld(number);
  const neutral = recipientsOf(body).map((to): Message => ({ kind: 'text', to, lines, mention: [] }));
  const step = { to: 'dead', error: `${code} ${reason}` } as const;
  await moveAndTell(delivery, row, step, { kind: 'dead', code, reason, hint }, async (q) => {
    // What is itself the neutral form must not call for another one.
    if (row.body.includes(JSON.stringify(lines[0] ?? ''))) return;
    await enqueueMessages(delivery, q, neutral, { caseId: row.case_id, dueAt: row.due_at });
  });
}

function recipientsOf(body: OutboxBody): readonly TextMessage['to'][] {
  switch (body.kind) {
    case 'text':
    case 'file':
      return [body.to];
    case 'notice':
      return [{ kind: 'group', group: body.to }];
    case 'card':
      return body.to.map((person) => ({ kind: 'person', person }));
    case 'card-update':
    case 'recall':
      return [];
  }
}

/** A message is given up: the administrators hear of it, and of a file whoever waits for it. */
export async function giveUp(
  delivery: Delivery,
  row: OutboxRow,
  body: OutboxBody,
  { code, reason, hint }: { readonly code: string; readonly reason: string; readonly hint: string },
): Promise<void> {
  const step = { to: 'dead', error: `${code} ${reason}` } as const;
  await moveAndTell(delivery, row, step, { kind: 'dead', code, reason, hint }, async (q) => {
    if (body.kind !== 'file') return;
    const lines = delivery.wording.fileNotSent({ name: body.file.name, unknown: code === 'unknown', reason });
    const message: Message = { kind: 'text', to: body.to, lines, mention: [] };
    await enqueueMessages(delivery, q, [message], { caseId: row.case_id, dueAt: null });
  });
}

/** A card that still asks and is not on the platform any more is shown again as a new one. */
export async function anew(
  delivery: Delivery,
  row: OutboxRow,
  body: Extract<OutboxBody, { kind: 'card-update' }>,
  reason: string,
): Promise<void> {
  await delivery.database.transaction(async (q) => {
    const old = await findCard(q, delivery.bureau.id, body.cardId);
    const result = JSON.stringify({ anew: true, reason });
    const moved = await record(q, { id: row.id, from: ['sending', 'unknown'], to: 'superseded', result });
    if (!moved || old === undefined || old.state !== 'current') return;
    const card: Message = {
      kind: 'card',
      to: JSON.parse(old.receivers) as readonly string[],
      cardId: `${old.card_id.replace(/-again-[0-9a-z]+$/, '')}-again-${delivery.newId()}`,
      purpose: body.purpose,
      card: body.card,
    };
    await enqueueMessages(delivery, q, [card], { caseId: old.case_id, dueAt: null });
  });
}
