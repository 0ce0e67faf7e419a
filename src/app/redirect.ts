// The way back to a question has closed; the answer goes where everybody concerned will see it.
import type { Message } from '../core/message.ts';
import type { SendOutcome } from '../platforms/platform.ts';
import { record } from '../storage/outbox.ts';
import type { OutboxRow } from '../storage/schema.ts';
import type { Delivery } from './deliver.ts';
import { conversationOf, enqueueMessages, type OutboxBody } from './enqueue.ts';
import { pendingOf } from './pending.ts';
import { tell } from './tell.ts';

/**
 * Replaces the row by one to the place that its recipient names instead; `reason` is recorded. The administrators hear
 * of `toHeal`, which lasts until somebody changes a setting.
 */
export async function redirect(
  delivery: Delivery,
  row: OutboxRow,
  body: Extract<OutboxBody, { kind: 'text' }>,
  reason: string,
  toHeal?: Extract<SendOutcome, { kind: 'refused' }>,
): Promise<void> {
  if (body.to.kind !== 'reply') return;
  // It may have arrived where it was first sent.
  const arrived = row.resent > 0 || pendingOf(row).unknown !== undefined;
  const message: Message & OutboxBody = {
    ...body,
    to: body.to.otherwise,
    ...(arrived ? { mayRepeat: true } : {}),
  };
  await delivery.database.transaction(async (q) => {
    const result = JSON.stringify({ redirected: conversationOf(message.to), reason });
    const moved = await record(q, {
      id: row.id,
      from: ['sending', 'unknown'],
      to: 'superseded',
      result,
      error: reason,
    });
    if (!moved) return;
    await enqueueMessages(delivery, q, [message], { caseId: row.case_id, dueAt: row.due_at });
    if (toHeal === undefined) return;
    const at = { ...row, conversation: conversationOf(message.to) };
    await tell(delivery, q, at, { ...toHeal, kind: 'redirected' });
  });
}
