// A message whose channel is closed: it waits without an attempt, an answer takes another way at once, and people whom
// it would have reached are called where they can be.
import { record } from '../storage/outbox.ts';
import type { OutboxRow } from '../storage/schema.ts';
import type { Delivery } from './deliver.ts';
import type { OutboxBody } from './enqueue.ts';
import { fallOver } from './fall-over.ts';
import { redirect } from './redirect.ts';
import { pendingOf } from './settle.ts';

/** Puts the row back until the channel may be tried again; `ms` from now. */
export async function setAside(
  delivery: Delivery,
  row: OutboxRow,
  body: OutboxBody,
  { channel, ms }: { readonly channel: string; readonly ms: number },
): Promise<void> {
  const closed = delivery.channels.closed().find((one) => one.channel === channel);
  const pending = pendingOf(row);
  if (body.kind === 'text' && body.to.kind === 'reply') {
    return redirect(delivery, row, body, closed?.reason ?? channel);
  }
  const notBefore = delivery.now() + ms;
  await delivery.database.transaction(async (q) => {
    const moved = await record(q, { id: row.id, from: 'sending', to: 'queued', notBefore });
    if (!moved || closed?.down !== true || pending.fellOver !== undefined) return;
    if (!(await fallOver(delivery, q, row, body))) return;
    const result = JSON.stringify({ ...pending, fellOver: channel });
    await record(q, { id: row.id, from: 'queued', to: 'queued', result });
  });
}
