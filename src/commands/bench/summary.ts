// The evening summary of a bureau with years of cases behind it: the figures and the words of both groups.
import { summariseDay } from '../../app/day.ts';
import type { World } from '../../app/world.ts';
import { startOfDay } from '../../core/calendar/shanghai.ts';
import { copyCase } from './crowd.ts';
import { type Figures, median, rounded } from './figures.ts';
import { inHand, keep, live, wholeLife } from './lives.ts';
import { openRecords, type Records } from './records.ts';
import type { Sizes } from './sizes.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export async function measureSummary(
  options: { readonly bureauFile: string; readonly dataDir: string },
  sizes: Sizes['summary'],
): Promise<Figures['summary']> {
  const evening = startOfDay(Date.now()) + 18 * HOUR;
  const records = await openRecords({ ...options, startAt: evening });
  try {
    await fill(records, sizes);
    const times: number[] = [];
    for (let repeat = 0; repeat <= sizes.repeats; repeat += 1) {
      const startedAt = performance.now();
      await summarise(records.world, sizes);
      // The first time the pages come from the disk and the code is cold; it is not counted.
      if (repeat > 0) times.push(performance.now() - startedAt);
    }
    return { ms: rounded(median(times)) };
  } finally {
    await records.close();
  }
}

async function summarise(world: World, sizes: Sizes['summary']): Promise<void> {
  const now = world.now();
  const day = await summariseDay(world);
  const { bureau, policies, wording } = world;
  for (const group of ['work', 'leadership'] as const) {
    const lines = wording.evening({ policy: policies.current, bureau, day, now, group, late: false });
    if (!lines.some((line) => line.includes(`${sizes.open}`))) throw new Error('日报的在办件数不对');
  }
}

/** Two years of closed cases, some closed today; open ones overdue, near and with limits up to tomorrow night. */
async function fill({ world, rules }: Records, sizes: Sizes['summary']): Promise<void> {
  const now = world.now();
  const { closed, open } = sizes;
  const past = `(t.opened_at - (i * ${10 * MINUTE + 700}))`;
  const shift = `((i * 7919) % 2880 - 960) * ${MINUTE}`;
  await world.database.transaction(async (q) => {
    const over = live(rules, 1, now - 6 * HOUR, wholeLife(rules));
    await keep(q, rules, over);
    await copyCase(q, {
      caseId: over.after.id,
      from: 1,
      count: closed - 1,
      cases: { opened_at: past, graded_at: `${past} + 600000`, closed_at: `${past} + ${5 * HOUR}` },
      obligations: {
        started_at: `t.started_at - i * ${10 * MINUTE}`,
        due_at: `t.due_at - i * ${10 * MINUTE}`,
        met_at: `t.met_at - i * ${10 * MINUTE}`,
      },
    });
    const inWork = live(rules, 2, now - HOUR, inHand(rules, 1));
    await keep(q, rules, inWork);
    await copyCase(q, {
      caseId: inWork.after.id,
      from: closed,
      count: open - 1,
      cases: { opened_at: `t.opened_at + min(0, ${shift})`, graded_at: `t.graded_at + min(0, ${shift})` },
      obligations: { due_at: `t.due_at + ${shift}`, next_at: `t.next_at + ${shift}` },
    });
  });
}
