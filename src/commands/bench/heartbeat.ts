// What one beat costs when few things are due, next to a hundred times as many that are not.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fireDue } from '../../app/fire-due.ts';
import { copyCase } from './crowd.ts';
import { type Figures, median, rounded } from './figures.ts';
import { inHand, keep, live } from './lives.ts';
import { openRecords, type Records } from './records.ts';
import type { Sizes } from './sizes.ts';

const MINUTE = 60_000;
/** From beat to beat, so short that no case has a second word to say within the run. */
const STEP = 10_000;
const WARNED_AFTER = 45 * MINUTE;
/** Beats that are not counted, first. */
const WARM_UP = 5;

export async function measureHeartbeat(
  options: { readonly bureauFile: string; readonly dataDir: string },
  sizes: Sizes['heartbeat'],
): Promise<Figures['heartbeat']> {
  const open = async (count: number): Promise<Records> => {
    const dataDir = join(options.dataDir, String(count));
    mkdirSync(dataDir, { recursive: true });
    const records = await openRecords({ bureauFile: options.bureauFile, dataDir, startAt: Date.now() });
    await fill(records, count, sizes);
    return records;
  };
  const small = await open(sizes.small);
  const large = await open(sizes.large);
  try {
    const costs = { small: [] as number[], large: [] as number[] };
    for (let beat = 0; beat < WARM_UP + sizes.beats; beat += 1) {
      // In turn, and each first half of the time, so that a change of the machine's speed meets both.
      const order = beat % 2 === 0 ? (['small', 'large'] as const) : (['large', 'small'] as const);
      for (const which of order) {
        const cost = await timeBeat(which === 'small' ? small : large, sizes.due);
        if (beat >= WARM_UP) costs[which].push(cost);
      }
    }
    return { ratio: rounded(median(costs.large) / median(costs.small), 2) };
  } finally {
    await small.close();
    await large.close();
  }
}

/** Moves to the next moment, at which `due` cases have something to say, and beats once. */
async function timeBeat({ world, moveTo }: Records, due: number): Promise<number> {
  moveTo(world.now() + STEP);
  const startedAt = performance.now();
  const fired = await fireDue(world);
  const cost = performance.now() - startedAt;
  if (fired !== due) throw new Error(`这一跳应有 ${due} 件到时限，实际 ${fired} 件`);
  return cost;
}

/** `count` open obligations: a few cases that fall due moment by moment, the rest far ahead. */
async function fill(records: Records, count: number, sizes: Sizes['heartbeat']): Promise<void> {
  const { world, rules } = records;
  const beats = WARM_UP + sizes.beats;
  const now = world.now();
  await world.database.transaction(async (q) => {
    let index = 1;
    for (let beat = 1; beat <= beats; beat += 1) {
      for (let n = 0; n < sizes.due; n += 1) {
        const at = now + beat * STEP - WARNED_AFTER;
        await keep(q, rules, live(rules, index, at - 1000, inHand(rules, index)));
        index += 1;
      }
    }
    const far = live(rules, index, now, inHand(rules, index));
    await keep(q, rules, far);
    const owed = 2 * (index - 1);
    const year = 365 * 24 * 60 * MINUTE;
    await copyCase(q, {
      caseId: far.after.id,
      from: 1,
      count: Math.max(0, Math.ceil((count - owed) / 2) - 1),
      cases: {},
      obligations: { due_at: `t.due_at + ${year}`, next_at: `t.next_at + ${year} + i * 1000` },
    });
  });
}
