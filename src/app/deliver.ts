// The loop that sends. It puts new cases into words, claims rows, has them handed over (send-parts.ts) and decides on
// those that were lost on the way; what it cannot send it says so to a person.
import type { Budget, Platform, SendOutcome } from '../platforms/platform.ts';
import { claim, reclaimExpired, unknownRows } from '../storage/outbox-claim.ts';
import type { OutboxRow } from '../storage/schema.ts';
import { NoAddress } from './address.ts';
import { bodyOf } from './enqueue.ts';
import { joinDigest } from './join-digest.ts';
import { sayOpenings } from './say-openings.ts';
import { LEASE_MS, sendParts } from './send-parts.ts';
import { settle } from './settle.ts';
import type { World } from './world.ts';

export type Delivery = World & {
  readonly platform: Platform;
  readonly budgets: { take(wants: readonly Budget[], now: number): Promise<number> };
  /** A budget has room again in so many ms, which may be before the next heartbeat. */
  readonly soon: (ms: number) => void;
};

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
