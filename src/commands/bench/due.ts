// From the moment a reminder falls due to the platform's receipt, among ten thousand open obligations.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readBureauFile } from '../../config/bureau-file.ts';
import { parsePolicy } from '../../core/policy/load.ts';
import { openDatabase } from '../../storage/database.ts';
import { writeBigBureau } from './big-bureau.ts';
import { type Figures, percentile, rounded } from './figures.ts';
import { inHand, keep, live, type Rules } from './lives.ts';
import type { Sizes } from './sizes.ts';
import { openStand, type Stand } from './tenant-stand.ts';

const UNITS = 60;
const MINUTE = 60_000;
/** An hour's limit is warned of a quarter before: this long after the hand-over. */
const WARNED_AFTER = 45 * MINUTE;
/** Time for the product to start before the first moment. */
const LEAD_MS = 3_000;
/** How long after the last moment a message may still come. */
const PATIENCE_MS = 10_000;

type Falling = { readonly number: string; readonly at: number };

export async function measureDue(
  options: { readonly bureauFile: string; readonly dataDir: string },
  sizes: Sizes['due'],
): Promise<Figures['due']> {
  const bureauFile = join(options.dataDir, 'big-bureau.yaml');
  writeBigBureau(options.bureauFile, UNITS, bureauFile);
  const falling = await fill(bureauFile, options.dataDir, sizes);
  const stand = await openStand({ bureauFile, dataDir: options.dataDir });
  try {
    const received = hearNumbers(stand);
    await stand.start({ heartbeat: true });
    const last = Math.max(...falling.map((f) => f.at));
    while (Date.now() < last + PATIENCE_MS && !falling.every((f) => received.has(f.number))) await pause(50);
    const late = falling.map((f) => (received.get(f.number) ?? Number.NaN) - f.at);
    const lost = late.filter((ms) => Number.isNaN(ms)).length;
    if (lost > 0) throw new Error(`${falling.length} 件到时限的事项中有 ${lost} 件没有人收到消息`);
    return { p99Ms: Math.round(rounded(percentile(late, 0.99))) };
  } finally {
    await stand.close();
  }
}

/** When each case was first heard of by a person in their 1:1 chat with the app. */
function hearNumbers({ tenant }: Stand): ReadonlyMap<string, number> {
  const received = new Map<string, number>();
  tenant.onMessage(({ body }, conversation) => {
    const at = Date.now();
    if (conversation.kind !== 'app' || body.kind !== 'text') return;
    for (const [number] of body.text.matchAll(/YQ-\d{4}-\d+/g)) {
      if (!received.has(number)) received.set(number, at);
    }
  });
  return received;
}

async function fill(bureauFile: string, dataDir: string, sizes: Sizes['due']): Promise<readonly Falling[]> {
  const { bureau, policyFile } = readBureauFile(bureauFile);
  const rules: Rules = {
    bureau,
    policy: parsePolicy(readFileSync(policyFile, 'utf8'), policyFile, bureau.answers),
  };
  const database = await openDatabase({ file: join(dataDir, 'records.db') });
  try {
    await database.migrate();
    const write = (from: number, to: number, handedOver: (index: number) => number) =>
      database.transaction(async (q) => {
        for (let index = from; index < to; index += 1) {
          // A life begins with the report; the hand-over is its first deed.
          await keep(q, rules, live(rules, index, handedOver(index) - 1000, inHand(rules, index)));
        }
      });
    const quiet = sizes.cases - sizes.falling;
    const now = wholeSecond(Date.now());
    // Warned of five minutes from now at the earliest: none of these fall due while we measure.
    await write(1, quiet + 1, (index) => now - (index % 40) * MINUTE);
    const first = wholeSecond(Date.now()) + LEAD_MS;
    const momentOf = (index: number): number =>
      first + Math.floor(((index - quiet - 1) * sizes.seconds) / sizes.falling) * 1000;
    await write(quiet + 1, sizes.cases + 1, (index) => momentOf(index) - WARNED_AFTER);
    const due = await database.db
      .selectFrom('obligations')
      .select((eb) => ['number', eb.fn.min('next_at').as('at')])
      .where('state', '=', 'open')
      .where('next_at', '<', now + 4 * MINUTE)
      .groupBy('number')
      .execute();
    if (due.length !== sizes.falling) throw new Error(`生成了 ${due.length} 件将到时限的事项`);
    return due.map(({ number, at }) => ({ number, at: Number(at) }));
  } finally {
    await database.close();
  }
}

const wholeSecond = (at: number): number => Math.floor(at / 1000) * 1000;
