// The loop that sends. It puts new cases into words, claims rows, hands them to the platform one part at a time and
// records what became of each; what it cannot send it says so to a person.
import type { Budget, Part, Platform, SendOutcome } from '../platforms/platform.ts';
import { takeCode } from '../storage/card-codes.ts';
import type { Queries } from '../storage/database.ts';
import { record, setPart } from '../storage/outbox.ts';
import { claim, reclaimExpired, unknownRows } from '../storage/outbox-claim.ts';
import type { OutboxRow } from '../storage/schema.ts';
import { NoAddress, outgoingOf } from './address.ts';
import { bodyOf, type OutboxBody } from './enqueue.ts';
import { cannotAsk, withoutButtons } from './group-cards.ts';
import { joinDigest } from './join-digest.ts';
import { pendingOf } from './pending.ts';
import { takeBack } from './recall.ts';
import { sayOpenings } from './say-openings.ts';
import { setAside } from './set-aside.ts';
import { settle } from './settle.ts';
import type { World } from './world.ts';

export type Delivery = World & {
  readonly platform: Platform;
  readonly budgets: { take(wants: readonly Budget[], now: number): Promise<number> };
  /** A budget has room again in so many ms, which may be before the next heartbeat. */
  readonly soon: (ms: number) => void;
};

/** How long a claimed row stays with its deliverer before others take it for lost, ms. */
const LEASE_MS = 60_000;
/** The same for one that brings a file: its upload may take a minute, ms. */
const FILE_LEASE_MS = 180_000;
/** How long a handful of messages may give way to callbacks, ms: short beside the second in which due ones leave. */
const GIVE_WAY_MS = 250;
/** Rows claimed in one go; looking for them costs more the more there wait. */
const CLAIMED = 64;
/** Rows in the air at the same time. */
const PARALLEL = 16;
/** Lost rows decided on in one go. */
const LOST = 100;

/**
 * Sends everything that may go out now; resolves when nothing is left to claim. Never rejects on a platform's
 * account. Not to be run twice at the same time in one process: see `createDeliverer`.
 */
async function deliverAll(delivery: Delivery, beside: Beside): Promise<number> {
  const { database, bureau } = delivery;
  await reclaimExpired(database.db, { bureauId: bureau.id, now: delivery.now() });
  await settleLost(delivery);
  let sent = 0;
  for (;;) {
    await delivery.traffic.calm(GIVE_WAY_MS);
    const openings = await sayOpenings(delivery);
    const rows = await claim(database.db, {
      bureauId: bureau.id,
      now: delivery.now(),
      leaseMs: LEASE_MS,
      limit: CLAIMED,
    });
    if (rows.length === 0 && openings === 0) return sent;
    if (rows.length > 0) delivery.step('claimed');
    for (let at = 0; at < rows.length; at += PARALLEL) {
      if (at > 0) await delivery.traffic.calm(GIVE_WAY_MS);
      await Promise.all(rows.slice(at, at + PARALLEL).map((row) => inTurn(delivery, beside, row)));
    }
    sent += rows.length;
  }
}

/** Takes what goes on while others are sent. */
type Beside = (going: Promise<void>) => void;

/** A file goes out beside everything else, so that a slow upload holds up no reminder. */
function inTurn(delivery: Delivery, beside: Beside, row: OutboxRow): Promise<void> | undefined {
  const going = deliverRow(delivery, row);
  return row.kind === 'file' ? void beside(going) : going;
}

/** Also those that somebody reclaimed who then died before deciding. */
async function settleLost(delivery: Delivery): Promise<void> {
  const { database, bureau } = delivery;
  for (;;) {
    const lost = await unknownRows(database.db, { bureauId: bureau.id, limit: LOST });
    for (const row of lost) await settle(delivery, row, bodyOf(row), lostOnTheWay(row));
    if (lost.length < LOST) return;
  }
}

/** One run at a time; a call during a run makes one more run follow. */
export function createDeliverer(delivery: Delivery): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  let called = (): void => {};
  const files = new Set<Promise<void>>();
  const beside: Beside = (going) => {
    const landed = going
      .catch((err: unknown) => delivery.log.error({ err }, 'delivery failed'))
      .finally(() => {
        files.delete(landed);
        again = true;
      });
    files.add(landed);
  };
  const run = async (): Promise<void> => {
    do {
      again = false;
      await deliverAll(delivery, beside);
      if (again || files.size === 0) continue;
      const call = new Promise<void>((resolve) => {
        called = resolve;
      });
      await Promise.race([...files, call]);
    } while (again);
  };
  return () => {
    again = true;
    called();
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}

function lostOnTheWay(row: OutboxRow): SendOutcome {
  return { kind: 'unknown', reason: `第 ${row.part + 1} 段发送途中进程中断` };
}

async function deliverRow(delivery: Delivery, claimed: OutboxRow): Promise<void> {
  let row = claimed;
  let body = bodyOf(row);
  try {
    if (body.kind === 'text' && body.digest !== undefined && body.joined !== true) {
      [row, body] = await joinDigest(delivery, row, body);
    }
    await sendParts(delivery, row, body);
  } catch (error) {
    const reason = error instanceof NoAddress ? `没有可送达的人：${error.message}` : String(error);
    if (!(error instanceof NoAddress)) delivery.log.error({ err: error, outbox: row.id }, 'delivery failed');
    const hint = '请在 bureau.yaml 里核对这些人的企业微信账号。';
    await settle(delivery, row, body, {
      kind: 'refused',
      scope: 'message',
      code: error instanceof NoAddress ? 'no-address' : 'render-failed',
      reason,
      hint,
    });
  }
}

async function sendParts(delivery: Delivery, row: OutboxRow, body: OutboxBody): Promise<void> {
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
    const leaseUntil = delivery.now() + LEASE_MS;
    await note(delivery, (q) => setPart(q, { id: row.id, part: index + 1, leaseUntil }));
  }
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
