// From a start and a length to the moment something falls due, with the steps that explain it.
import { durationMs, parseLength } from './duration.ts';
import type { WorkCalendar } from './holidays.ts';
import { addOfficeTime, hoursTitle, type OfficeHours } from './office-hours.ts';
import {
  afterMidnight,
  DAY,
  shortDate,
  shortDeadline,
  shortMoment,
  spokenDuration,
  startOfDay,
} from './shanghai.ts';
import { type DayWalk, NOT_PUBLISHED, walkDays } from './walk-days.ts';

/** 当天、当日: until midnight, or until the office closes. */
export type SameDay = { readonly sameDay: true; readonly dayEnd: '24:00' | 'office' };

export type AddTime = {
  readonly from: number;
  /** `30m`, `2h`, `3d`, `5wd`, or the same day. */
  readonly length: string | SameDay;
  readonly calendar: WorkCalendar;
  readonly office: OfficeHours;
  /**
   * Minutes and hours run through nights and holidays (`always`, unless the rule says otherwise), or stand still
   * outside office hours. Days and workdays do not ask.
   */
  readonly clock?: 'always' | 'working-hours' | undefined;
  /**
   * What is met after closing, or on a day off for `sameDay`, counts as met that day (the words of the rule, the
   * default) or as met when the office opens on the next workday.
   */
  readonly afterHours?: 'same-day' | 'next-workday' | undefined;
  /**
   * Workdays from a start on a day off. `first-opening`, the default: as if met when the office opened on the first
   * workday, so `1wd` from Saturday is Tuesday's opening. `first-workday`: that workday is the first one counted,
   * and its end is the limit, so `1wd` from Saturday is Monday 24:00.
   */
  readonly dayOffStart?: 'first-opening' | 'first-workday' | undefined;
};

export type AddedTime = {
  readonly at: number;
  /** What happened between the start, which the caller names, and the moment, which comes last. */
  readonly steps: readonly string[];
  /** A day of a year whose holidays are not published took part. */
  readonly provisional: boolean;
};

/**
 * The moment `length` after `from`; never before `from`.
 *
 * - `m`, `h`: exact, through nights and holidays, unless `clock` is `working-hours`.
 * - `d`: calendar days of 24 hours.
 * - `wd`: the day of the start is not counted; the next workday is the first, and the time of day is kept. What is
 *   met on a workday before opening counts as met at the opening, so that it never falls due before what came in
 *   on the day off before it.
 * - same day: until 24:00 or closing. After closing, a same day that ends with the office lasts until 24:00.
 *
 * Throws a plain Error on a length of another form; the schema has checked the form before.
 */
export function addTime(input: AddTime): AddedTime {
  const walk = walkDays(input.calendar);
  const { length } = input;
  const { at, steps, ends } =
    typeof length === 'string'
      ? count(input, length, walk)
      : endOfDay(input, length.dayEnd === 'office', walk);
  const provisional = walk.provisional();
  return {
    at,
    steps: [
      ...steps,
      ...(provisional ? [NOT_PUBLISHED] : []),
      ends === 'day' ? shortDeadline(at) : shortMoment(at),
    ],
    provisional,
  };
}

/** `ends: 'day'`: the moment is the end of a day and is shown as its 24:00. */
type Counted = { readonly at: number; readonly steps: readonly string[]; readonly ends?: 'day' };

function count(input: AddTime, text: string, walk: DayWalk): Counted {
  const length = parseLength(text);
  if (length === null) throw new Error(`not a length of time: ${text}`);
  if (length.unit === 'wd') return addWorkdays(input, length.amount, walk);
  const ms = durationMs(text);
  const plus = `+${spokenDuration(ms)}`;
  if (length.unit === 'd' || input.clock !== 'working-hours') return { at: input.from + ms, steps: [plus] };
  const { at, steps } = addOfficeTime({ from: input.from, ms, office: input.office, walk });
  return { at, steps: [`${plus}（只计上班时间 ${hoursTitle(input.office)}）`, ...steps] };
}

function addWorkdays(input: AddTime, amount: number, walk: DayWalk): Counted {
  const { from, office } = input;
  const plus = `+${amount} 个工作日`;
  const opens = afterMidnight(office.opens);
  const moved = movedStart(input, walk) ?? { day: startOfDay(from), steps: [] };
  const time = from - moved.day;
  if (time >= opens) {
    const day = forward(moved.day, amount, walk);
    return { at: day + time, steps: [plus, ...walk.steps()] };
  }
  if (time < 0 && input.dayOffStart === 'first-workday' && amount > 0) {
    const day = forward(moved.day, amount - 1, walk);
    const counted = `${shortDate(moved.day)} 为第 1 个工作日`;
    return { at: day + DAY, steps: [...moved.steps, counted, plus, ...walk.steps()], ends: 'day' };
  }
  const day = forward(moved.day, amount, walk);
  const begun = `从 ${shortMoment(moved.day + opens)} 上班起算`;
  return { at: day + opens, steps: [...moved.steps, begun, plus, ...walk.steps()] };
}

function endOfDay(input: AddTime, byOffice: boolean, walk: DayWalk): Counted {
  const { from, office } = input;
  const closes = afterMidnight(office.closes);
  const moved = input.afterHours === 'next-workday' ? movedStart(input, walk) : null;
  const day = moved?.day ?? startOfDay(from);
  const steps = [...(moved?.steps ?? []), moved === null ? '当天' : `按 ${shortDate(day)} 当天计`];
  if (!byOffice) return { at: day + DAY, steps, ends: 'day' };
  if (from < day + closes) return { at: day + closes, steps: [...steps, `下班 ${office.closes}`] };
  return { at: day + DAY, steps: [...steps, `已过下班 ${office.closes}，算到 24:00`], ends: 'day' };
}

/** The workday from which counting begins, when that is not the day of the start, and how it was found. */
function movedStart(
  input: AddTime,
  walk: DayWalk,
): { readonly day: number; readonly steps: readonly string[] } | null {
  const { from, office } = input;
  if (!walk.isWorkday(from)) return { day: walk.firstWorkday(from), steps: walk.steps() };
  const late = from - startOfDay(from) >= afterMidnight(office.closes);
  if (!late || input.afterHours !== 'next-workday') return null;
  return { day: walk.nextWorkday(from), steps: [`已过下班 ${office.closes}`, ...walk.steps()] };
}

/** Midnight of the `amount`th workday after a day. */
function forward(day: number, amount: number, walk: DayWalk): number {
  let at = day;
  for (let left = amount; left > 0; left -= 1) at = walk.nextWorkday(at);
  return at;
}
