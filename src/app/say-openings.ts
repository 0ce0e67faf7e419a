// A new case is put into words after its commit: reports come in bursts and wait for their answer, the words for the
// leadership and the groups can be made a moment later. The row in `announcements` is as durable as the case; it goes
// in the transaction in which the words come, and before anything else is written about the case.
import type { Case } from '../core/case.ts';
import type { Via } from '../core/events.ts';
import type { Message } from '../core/message.ts';
import type { Policy } from '../core/policy/load.ts';
import { noteAnnouncement, takeAnnouncement, waitingAnnouncements } from '../storage/announcements.ts';
import type { Queries } from '../storage/database.ts';
import type { AnnouncementRow } from '../storage/schema.ts';
import { loadCase, loadEvents } from './case-store.ts';
import { conversationOf, enqueueMessages } from './enqueue.ts';
import { planned } from './group-cards.ts';
import type { Announcement, World } from './world.ts';

/** Who reported, where they are answered, and how they said it. */
export type Opening = { readonly asker: NonNullable<Announcement['asker']>; readonly via: Via };

/** Cases put into words in one transaction: a few milliseconds, for which callbacks wait. */
const TOGETHER = 16;

/** Notes that `opened` is to be announced; in the transaction that opens it. */
export function noteOpening(
  world: Pick<World, 'bureau'>,
  q: Queries,
  noted: { readonly opened: Case; readonly opening: Opening; readonly at: number },
): Promise<void> {
  const { opened, opening, at } = noted;
  const { asker, via } = opening;
  return noteAnnouncement(q, {
    case_id: opened.id,
    bureau_id: world.bureau.id,
    asker: JSON.stringify(asker),
    via,
    at,
  });
}

/** Puts the longest waiting new cases into words; resolves with how many waited, 0 when none is left. */
export async function sayOpenings(world: World): Promise<number> {
  const { database, bureau } = world;
  const waiting = await waitingAnnouncements(database.db, { bureauId: bureau.id, limit: TOGETHER });
  if (waiting.length === 0) return 0;
  const cases: { readonly opened: Case; readonly policy: Policy }[] = [];
  for (const caseId of waiting) {
    const opened = await loadCase(database.db, caseId);
    if (opened === null) throw new Error(`case ${caseId} is to be announced and is not there`);
    cases.push({ opened, policy: await world.policies.of(opened) });
  }
  await database.transaction(async (q) => {
    for (const one of cases) await sayOpening(world, q, one);
    world.step('openings-said');
  });
  world.step('openings-committed');
  return waiting.length;
}

/**
 * Writes the words that a new case still owes, if it owes any. `opened` must be the case as it is: while its opening
 * is unsaid nothing changes it, so everything that has happened to it is its opening.
 */
export async function sayOpening(
  world: World,
  q: Queries,
  { opened, policy }: { readonly opened: Case; readonly policy: Policy },
): Promise<void> {
  const row = await takeAnnouncement(q, opened.id);
  if (row === undefined) return;
  const asker = JSON.parse(row.asker) as Opening['asker'];
  const messages = await wordsFor(world, q, { row, opened, policy, asker });
  // Ids as if they had been given when the case opened, so that nothing written since goes out before them.
  let count = 0;
  const newId = (): string => {
    count += 1;
    return `${opened.id}-${String(count).padStart(3, '0')}`;
  };
  const then = { ...world, newId, now: () => row.at };
  await enqueueMessages(then, q, planned(world, messages), { caseId: opened.id, dueAt: null, fresh: true });
}

type Owed = {
  readonly row: AnnouncementRow;
  readonly opened: Case;
  readonly policy: Policy;
  readonly asker: Opening['asker'];
};

/** A case that cannot be put into words must not hold up the others: the person who asked and a human hear of it. */
async function wordsFor(world: World, q: Queries, owed: Owed): Promise<readonly Message[]> {
  const { row, opened, policy, asker } = owed;
  const { bureau, wording } = world;
  const events = await loadEvents(q, opened.id);
  const via = row.via as Via;
  try {
    return wording.announce({ policy, bureau, before: null, after: opened, events, now: row.at, asker, via });
  } catch (error) {
    world.log.error({ err: error, caseId: opened.id }, 'a new case could not be put into words');
    const lines = wording.undelivered({
      kind: 'dead',
      conversation: conversationOf(asker.reply),
      number: opened.number,
      code: 'render-failed',
      reason: `事项已登记，但通知没能写出：${error instanceof Error ? error.message : String(error)}`,
      hint: '请查看日志，并把这件事项转告领导小组和工作群。',
    });
    return [
      { kind: 'text', to: asker.reply, lines: wording.failed(), mention: [] },
      ...bureau.administrators.map((person) => ({
        kind: 'text' as const,
        to: { kind: 'person' as const, person },
        lines,
        mention: [],
      })),
    ];
  }
}
