// Reminders that may be joined, at the moment the first of them goes out.
import { record, takeDigest } from '../storage/outbox.ts';
import type { OutboxRow } from '../storage/schema.ts';
import { bodyOf, type OutboxBody } from './enqueue.ts';
import type { World } from './world.ts';

type TextBody = Extract<OutboxBody, { kind: 'text' }>;

/** Several reminders that wait for one conversation become one message under one heading. */
export async function joinDigest(
  delivery: Pick<World, 'database' | 'now'>,
  row: OutboxRow,
  body: TextBody,
): Promise<[OutboxRow, OutboxBody]> {
  return delivery.database.transaction(async (q) => {
    const others = await takeDigest(q, { row, now: delivery.now() });
    const all = [body, ...others.map((other) => bodyOf(other) as TextBody)];
    const heading = body.digest?.heading ?? '';
    const joined: OutboxBody = {
      ...body,
      joined: true,
      lines: [...(heading === '' ? [] : [heading]), ...new Set(all.flatMap((b) => b.lines))],
      mention: [...new Set(all.flatMap((b) => b.mention))],
    };
    await record(q, { id: row.id, from: 'sending', to: 'sending', body: JSON.stringify(joined) });
    return [{ ...row, body: JSON.stringify(joined) }, joined];
  });
}
