// Pictures that waited for a number which did not come: their sender hears once that they belong to nothing.
import type { Message } from '../core/message.ts';
import { dropHeld, heldTooLong } from '../storage/held-media.ts';
import { enqueueMessages } from './enqueue.ts';
import type { World } from './world.ts';

/** People told in one beat; the others hear in the next. */
const TOGETHER = 100;

/** Lets go of what nobody claimed in time. Cost follows what has run out, not what waits. */
export async function letGoHeld(world: World): Promise<void> {
  const { bureau, database, wording } = world;
  const at = { bureauId: bureau.id, now: world.now() };
  for (const person of await heldTooLong(database.db, { ...at, limit: TOGETHER })) {
    await database.transaction(async (q) => {
      const count = await dropHeld(q, { ...at, person });
      if (count === 0) return;
      const lines = wording.heldTooLong(count);
      const message: Message = { kind: 'text', to: { kind: 'person', person }, lines, mention: [] };
      await enqueueMessages(world, q, [message], { caseId: null, dueAt: null });
    });
  }
}
