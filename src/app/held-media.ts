// On a phone a picture is a message of its own. One that comes without a word waits for its sender, and goes along with
// the next thing they say that changes or opens a case, as if it had come with it. Only the platform's reference waits:
// nothing is downloaded that belongs to no case.
import type { InboundEvent, MediaRef } from '../platforms/platform.ts';
import { dropHeld, heldOf, insertHeld, lockHeld, takeHeld } from '../storage/held-media.ts';
import { answer, type Request } from './answer.ts';
import { type Commit, commit } from './commit.ts';
import type { World } from './world.ts';

/** The longest wait; a reference that cannot be fetched so long ends it earlier, ms. */
const HELD_MS = 30 * 60_000;
/** How many wait for one person: as many pictures as a phone sends in one go. */
const MOST_HELD = 9;

export type Held = { readonly id: string; readonly reference: MediaRef };

/** What waited is with another case by now, or its time is over: look again at what the person means. */
export class HeldMoved extends Error {}

/** What goes along with this message, should it change a case: nothing in a group. */
export async function heldFor(
  world: World,
  { content, place }: InboundEvent,
  person: string,
): Promise<readonly Held[]> {
  if (place.kind !== 'single' || (content.kind !== 'text' && content.kind !== 'link')) return [];
  const { database, bureau, now } = world;
  const rows = await heldOf(database.db, { bureauId: bureau.id, person, now: now() });
  return rows.map(({ id, reference }) => ({ id, reference: JSON.parse(reference) as MediaRef }));
}

/** The media of a change, earlier ones first, which are gone from where they waited in the same transaction. */
export function takenAlong({ held, media }: Request): Pick<Commit, 'media' | 'also'> {
  if (held.length === 0) return { media };
  return {
    media: [...held.map(({ reference }) => reference), ...media],
    async also(q) {
      const ids = held.map(({ id }) => id);
      if (!(await takeHeld(q, ids))) throw new HeldMoved('held media went elsewhere meanwhile');
    },
  };
}

/** Keeps what came for its sender and says what to send next. Whoever the bureau does not know keeps nothing. */
export async function holdMedia(world: World, request: Request): Promise<void> {
  const { bureau, wording } = world;
  const { person } = request.actor;
  if (!bureau.people.some(({ id }) => id === person)) {
    return answer(world, request, wording.heldForMembers(), 'refused', 'not-a-member');
  }
  await commit(world, async (q) => {
    const now = world.now();
    const whose = { bureauId: bureau.id, person, now };
    await lockHeld(q, whose);
    const late = await dropHeld(q, whose);
    const before = await heldOf(q, whose);
    const fresh = request.media.filter(({ fetchableUntil }) => fetchableUntil > now);
    const rows = fresh.slice(0, Math.max(0, MOST_HELD - before.length)).map((reference) => ({
      id: world.newId(),
      bureau_id: bureau.id,
      person,
      reference: JSON.stringify(reference),
      until: Math.min(reference.fetchableUntil, now + HELD_MS),
      created_at: now,
    }));
    const lines = wording.held({
      kept: rows.length,
      waiting: before.length + rows.length,
      refused: fresh.length - rows.length,
      late: late + request.media.length - fresh.length,
      until: Math.min(...[...before, ...rows].map(({ until }) => until)),
      most: MOST_HELD,
      now,
    });
    return {
      inbox: { ...request.inbox, outcome: 'done', detail: 'held', case_id: null },
      change: null,
      messages: [{ kind: 'text', to: request.reply, lines, mention: [] }],
      media: [],
      dueAt: null,
      also: (trx) => insertHeld(trx, rows),
    };
  });
}
