// The evening summary, and with it the picture of the week and the papers and patrols of the day: a row with a due
// moment like every other duty of the clock.
import { DAY, nextTimeOfDay } from '../core/calendar/shanghai.ts';
import type { GroupName, Message } from '../core/message.ts';
import { advanceSchedule, dueSchedules, ensureSchedule, listSchedules } from '../storage/schedules.ts';
import { summariseDay } from './day.ts';
import { enqueueMessages } from './enqueue.ts';
import { periodicalsOf } from './periodicals.ts';
import { weekPicture } from './week-picture.ts';
import type { World } from './world.ts';

const SUMMARY = 'evening-summary';
const GROUPS: readonly GroupName[] = ['work', 'leadership'];
/** Past this a summary says that it comes late, ms. */
const LATE_MS = 120_000;

/** Makes sure that the next summary is on the calendar. */
export async function planSummary(world: World): Promise<void> {
  const q = world.database.db;
  const bureauId = world.bureau.id;
  const now = world.now();
  const nextAt = nextTimeOfDay(now, world.bureau.summaryAt);
  await ensureSchedule(q, { bureauId, name: SUMMARY, nextAt });
  const planned = (await listSchedules(q, bureauId)).find((s) => s.name === SUMMARY)?.next_at ?? nextAt;
  // Another time in bureau.yaml moves what is planned; a summary that is owed already stays owed.
  if (planned > now && planned !== nextAt) {
    await advanceSchedule(q, { bureauId, name: SUMMARY, expectedNextAt: planned, nextAt });
  }
}

/** Posts the summary when its moment has come: once, however many were missed. */
export async function fireSummaries(world: World): Promise<void> {
  const bureauId = world.bureau.id;
  const now = world.now();
  for (const due of await dueSchedules(world.database.db, { bureauId, now })) {
    if (due.name !== SUMMARY) continue;
    // Of several missed ones the last is said: the day it was owed for, not the day it comes on.
    const nextAt = nextTimeOfDay(now, world.bureau.summaryAt);
    const day = await summariseDay(world, Math.max(due.next_at, nextAt - DAY));
    const late = now - due.next_at > LATE_MS;
    const summary = GROUPS.map((group): Message => {
      const lines = world.wording.evening({
        policy: world.policies.current,
        bureau: world.bureau,
        day,
        now,
        group,
        late,
      });
      return { kind: 'text', to: { kind: 'group', group }, lines, mention: [], page: true };
    });
    const picture = await weekPicture(world, { first: due.next_at, last: day.from, groups: GROUPS });
    const periodicals = await periodicalsOf(world, due.next_at, day.from);
    const messages = [...summary, ...periodicals, ...(picture?.messages ?? [])];
    await world.database.transaction(async (q) => {
      const mine = await advanceSchedule(q, {
        bureauId,
        name: SUMMARY,
        expectedNextAt: due.next_at,
        nextAt,
        lastAt: now,
      });
      if (!mine) return;
      await picture?.keep(q);
      await enqueueMessages(world, q, messages, { caseId: null, dueAt: due.next_at });
    });
    world.wake();
  }
}
