// How the product itself is doing: for 状态, and for the evening's word about what did not arrive.
import { DAY, startOfDay } from '../core/calendar/shanghai.ts';
import type { Missed, WellBeing } from '../core/well-being.ts';
import type { Queries } from '../storage/database.ts';
import { undelivered } from '../storage/outbox.ts';
import { countDead, countFiles, countWaiting, lastReceived, latestDead } from '../storage/well-being.ts';
import type { World } from './world.ts';

/** Given-up messages that 状态 lists. */
const LISTED = 5;
/** A message that has waited this long has not been delivered as it should be, ms. */
const WAITING_TOO_LONG_MS = 600_000;

/** Read from the rows at the moment of asking; what was given up since the beginning of yesterday. */
export async function wellBeingNow(world: World): Promise<WellBeing> {
  const q = world.database.db;
  const bureauId = world.bureau.id;
  const since = startOfDay(world.now()) - DAY;
  const { counts, oldestQueuedAt } = await undelivered(q, bureauId);
  const latest = await latestDead(q, { bureauId, since, limit: LISTED });
  return {
    waiting: { count: counts.queued + counts.failed + counts.sending, oldestAt: oldestQueuedAt },
    unknown: counts.unknown,
    missed: {
      since,
      count: await countDead(q, { bureauId, since }),
      latest: latest.map(
        ({ conversation, created_at, error, body }): Missed => ({
          at: created_at,
          conversation,
          number: /YQ-\d{4}-\d+/.exec(body)?.[0] ?? null,
          reason: error ?? '',
        }),
      ),
    },
    closed: world.channels.closed(),
    heardAt: await lastReceived(q, bureauId),
    files: await countFiles(q, bureauId),
  };
}

/** Messages of a day that were given up, and those of any day that wait far too long. */
export async function countUndelivered(
  world: Pick<World, 'bureau' | 'now'>,
  q: Queries,
  from: number,
): Promise<number> {
  const bureauId = world.bureau.id;
  const dead = await countDead(q, { bureauId, since: from });
  return dead + (await countWaiting(q, { bureauId, before: world.now() - WAITING_TOO_LONG_MS }));
}
