// One claimed row, handed to the platform part by part, each through a channel that is open and within its budget; what
// became of it is recorded after every part, so that whoever goes on begins where this one stopped.
import type { Part } from '../platforms/platform.ts';
import { takeCode } from '../storage/card-codes.ts';
import type { Queries } from '../storage/database.ts';
import { record, setPart } from '../storage/outbox.ts';
import type { OutboxRow } from '../storage/schema.ts';
import { outgoingOf } from './address.ts';
import type { Delivery } from './deliver.ts';
import type { OutboxBody } from './enqueue.ts';
import { cannotAsk, withoutButtons } from './group-cards.ts';
import { pendingOf } from './pending.ts';
import { takeBack } from './recall.ts';
import { setAside } from './set-aside.ts';
import { settle } from './settle.ts';

/** How long a claimed row stays with its deliverer before others take it for lost, ms. */
export const LEASE_MS = 60_000;
/** The same for one that brings a file: its upload may take a minute, ms. */
const FILE_LEASE_MS = 180_000;

/**
 * Sends what is left of the row and settles it, or puts it back when it has to wait: for a budget, a channel, or the
 * distance between two parts. Rejects with `NoAddress`, or when the message cannot be expressed.
 */
export async function sendParts(delivery: Delivery, row: OutboxRow, body: OutboxBody): Promise<void> {
  const { platform, bureau } = delivery;
  if (cannotAsk(delivery, body) && (await withoutButtons(delivery, row, body, 'not possible any more')))
    return;
  const code = body.kind === 'card-update' ? await updateRight(delivery, row, body) : null;
  if (body.kind === 'card-update' && code === null) {
    // No right is left (72 h without a tap, or all used): whoever taps the card is told the truth then.
    const reason = 'no right to update left';
    if (await takeBack(delivery, row, body, reason)) return;
    const result = JSON.stringify({ reason });
    await note(delivery, (q) => record(q, { id: row.id, from: 'sending', to: 'superseded', result }));
    return;
  }
  const outgoing = outgoingOf(bureau, platform.name, body, code);
  const parts = platform.render(outgoing, { resent: mayBeRepeat(delivery, row, body) });
  delivery.step('rendered');
  for (let index = row.part; index < parts.length; index += 1) {
    const part = parts[index];
    if (part === undefined) break;
    const way = openWay(delivery, part);
    if (way.part === undefined) return setAside(delivery, row, body, way);
    const wait = await delivery.budgets.take(way.part.budgets, delivery.now());
    if (wait > 0) {
      delivery.soon(wait);
      const notBefore = delivery.now() + wait;
      await note(delivery, (q) => record(q, { id: row.id, from: 'sending', to: 'queued', notBefore }));
      return;
    }
    if (way.part.file !== undefined) {
      const leaseUntil = delivery.now() + FILE_LEASE_MS;
      await note(delivery, (q) => setPart(q, { id: row.id, part: index, leaseUntil }));
    }
    const outcome = await platform.send(way.part);
    delivery.channels.heard(platform.channelOf(way.part), outcome, delivery.now());
    delivery.step('handed-over');
    if (way.part !== part) {
      // Where the other way is closed too, the message waits for the first one.
      if (outcome.kind === 'refused' || outcome.kind === 'later') return setAside(delivery, row, body, way);
      delivery.log.info({ outbox: row.id, channel: way.channel }, 'sent another way');
    }
    if (outcome.kind !== 'sent' || index === parts.length - 1) {
      const at = { ...row, part: index };
      // Its own channel may have closed just now.
      const elsewhere = outcome.kind === 'refused' && openWay(delivery, part).part !== undefined;
      const { channel } = way;
      const other = way.part !== part;
      return settle(delivery, at, body, outcome, {
        repeatable: way.part.repeatable,
        code,
        elsewhere,
        channel,
        other,
      });
    }
    const next = { id: row.id, part: index + 1 };
    const apartMs = parts[index + 1]?.apartMs;
    if (apartMs !== undefined) return follow(delivery, next, apartMs);
    const leaseUntil = delivery.now() + LEASE_MS;
    await note(delivery, (q) => setPart(q, { ...next, leaseUntil }));
  }
}

/** The next part goes when it may; the row keeps its conversation until then. */
async function follow(
  delivery: Delivery,
  next: { readonly id: string; readonly part: number },
  ms: number,
): Promise<void> {
  const notBefore = delivery.now() + ms;
  await note(
    delivery,
    async (q) =>
      (await setPart(q, next)) && record(q, { id: next.id, from: 'sending', to: 'queued', notBefore }),
  );
  delivery.soon(ms);
}

/** The part itself, or the same words another way when its channel is closed; `ms` until that may be tried again. */
function openWay(
  { platform, channels, now }: Delivery,
  part: Part,
): { readonly part: Part | undefined; readonly channel: string; readonly ms: number } {
  const channel = platform.channelOf(part);
  const ms = channels.wait(channel, now());
  if (ms === 0) return { part, channel, ms };
  const other = platform.otherWay(part);
  const open = other !== undefined && channels.wait(platform.channelOf(other), now()) === 0;
  return { part: open ? other : undefined, channel, ms };
}

/** The platform drops repeats for a while only; after that a person is told that it may be one. */
function mayBeRepeat({ platform, now }: Delivery, row: OutboxRow, body: OutboxBody): boolean {
  if (row.resent > 0 || (body.kind === 'text' && body.mayRepeat === true)) return true;
  const since = pendingOf(row).unknown?.since;
  return since !== undefined && now() - since >= platform.abilities.repeatCheckMs;
}

/** As a transaction, because those that wait together share a commit: sixteen rows in the air, one write to the disk. */
function note(delivery: Delivery, write: (q: Queries) => Promise<boolean>): Promise<boolean> {
  return delivery.database.transaction(write);
}

/** The code noted on the row by an attempt whose fate is unknown, otherwise the next unused one. */
async function updateRight(delivery: Delivery, row: OutboxRow, body: UpdateBody): Promise<string | null> {
  const pending = pendingOf(row);
  if (pending.code !== undefined) return pending.code;
  const right = await takeCode(delivery.database.db, {
    bureauId: delivery.bureau.id,
    cardId: body.cardId,
    now: delivery.now(),
    keep: body.minor === true ? 1 : 0,
  });
  if (right === undefined) return null;
  const result = JSON.stringify({ ...pending, code: right.code });
  await note(delivery, (q) => record(q, { id: row.id, from: 'sending', to: 'sending', result }));
  return right.code;
}

type UpdateBody = Extract<OutboxBody, { kind: 'card-update' }>;
