// A message whose channel is closed: it waits without an attempt, an answer takes another way at once, and people whom
// it would have reached are called where they can be.
import { record } from '../storage/outbox.ts';
import type { OutboxRow } from '../storage/schema.ts';
import type { Delivery } from './deliver.ts';
import type { OutboxBody } from './enqueue.ts';
import { callElsewhere, isOut } from './fall-over.ts';
import { withoutButtons } from './group-cards.ts';
import { pendingOf } from './pending.ts';
import { redirect } from './redirect.ts';

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
  if (pending.unknown === undefined && (await withoutButtons(delivery, row, body, channel))) return;
  const notBefore = delivery.now() + ms;
  await delivery.database.transaction(async (q) => {
    const moved = await record(q, { id: row.id, from: 'sending', to: 'queued', notBefore });
    if (moved && isOut(delivery, channel))
      await callElsewhere(delivery, q, { row, body, state: 'queued', noted: pending, why: channel });
  });
}
