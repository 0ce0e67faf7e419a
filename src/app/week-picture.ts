// The picture of the week: bars of the last fourteen days, drawn from the ledger and sent with the last evening summary
// of a working week.
import { randomUUID } from 'node:crypto';
import { DAY, isoDate, shortDate } from '../core/calendar/shanghai.ts';
import type { DayCount } from '../core/day.ts';
import type { GroupName, Message } from '../core/message.ts';
import { weekEndBetween } from '../core/periodicals.ts';
import type { BytesOf } from '../platforms/platform.ts';
import { sha256Of } from '../storage/blob-store.ts';
import type { Queries } from '../storage/database.ts';
import { dropPictures, findPicture, keepPicture } from '../storage/pictures.ts';
import { movementByDay } from '../storage/summary.ts';
import { drawDayBars, PICTURE_SIZE } from './picture/day-bars.ts';
import type { World } from './world.ts';

const DAYS = 14;
/** How long a picture is kept and can be opened, ms. */
const KEPT_MS = 60 * DAY;

export type WeekPicture = {
  readonly messages: readonly Message[];
  /** Keeps the picture that the messages name; in their transaction. */
  keep(q: Queries): Promise<void>;
};

/**
 * The picture owed on the days from `first` to `last`, for these groups; null when no working week ends on any of
 * them, when nothing was opened or closed, or when the bureau wants none.
 */
export async function weekPicture(
  world: World,
  {
    first,
    last,
    groups,
  }: { readonly first: number; readonly last: number; readonly groups: readonly GroupName[] },
): Promise<WeekPicture | null> {
  const { bureau, database, drill, wording } = world;
  const end = bureau.weekPicture ? weekEndBetween(bureau.calendar, first, last) : null;
  if (end === null) return null;
  const at = { bureauId: bureau.id, from: end - (DAYS - 1) * DAY, days: DAYS };
  const days = await movementByDay(database.db, at);
  if (days.every(({ opened, closed }) => opened === 0 && closed === 0)) return null;
  const bytes = draw(world, days);
  const sha256 = sha256Of(bytes);
  const url = world.pictureUrl?.(sha256);
  const picture = {
    file: { sha256, name: wording.pictureName(isoDate(end)), type: 'image/png', bytes: bytes.length },
    ratio: PICTURE_SIZE.width / PICTURE_SIZE.height,
    ...(url === undefined ? {} : { url }),
  };
  const card = wording.weekCard({ bureau, drill, days, picture });
  return {
    messages: groups.map((to) => ({ kind: 'notice', to, card })),
    async keep(q) {
      const now = world.now();
      await dropPictures(q, { bureauId: bureau.id, before: now - KEPT_MS });
      await keepPicture(q, { bureau_id: bureau.id, sha256, base64: bytes.toString('base64'), at: now });
    },
  };
}

/** With something in it that nobody can guess: its address is the hash of its bytes. */
function draw({ bureau }: World, days: readonly DayCount[]): Buffer {
  const bars = days.map(({ day, opened, closed }) => {
    return { date: shortDate(day), opened, closed, off: !bureau.calendar.isWorkday(day) };
  });
  return drawDayBars(bars, randomUUID());
}

/** Bytes of a picture that the product drew; those of cases are not among them. */
export function picturesOf({ database, bureau }: Pick<World, 'database' | 'bureau'>): BytesOf {
  return (sha256) => findPicture(database.db, { bureauId: bureau.id, sha256 });
}
