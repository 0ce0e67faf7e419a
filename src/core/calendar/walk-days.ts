// Walks from day to day and remembers what it passed, so that a computed moment can say how it came about.
import { isOpen, isWeekend, type WorkCalendar } from './holidays.ts';
import { DAY, dayRuns, shortDate, startOfDay, weekdayName } from './shanghai.ts';

export const NOT_PUBLISHED = '节假日安排未公布，暂按周末推算';

/** Longer than any run of days off; a calendar that holds more of them is broken. */
const FARTHEST = 400;

/** What was met on the way, in order. Days are their midnights. */
type Passed = { readonly day: number; readonly how: 'skipped' | 'made-up' };

export type DayWalk = {
  readonly isWorkday: (at: number) => boolean;
  /** Midnight of the first workday from the day of `at` on; days off on the way are remembered. */
  readonly firstWorkday: (at: number) => number;
  /** Midnight of the first workday after the day of `at`. */
  readonly nextWorkday: (at: number) => number;
  /** Days passed over and make-up days counted since the last call, as steps for people. */
  readonly steps: () => readonly string[];
  /** Whether a day was asked about whose year's holidays are not published. */
  readonly provisional: () => boolean;
};

export function walkDays(calendar: WorkCalendar): DayWalk {
  let passed: Passed[] = [];
  let provisional = false;
  const isWorkday = (at: number): boolean => {
    provisional ||= isOpen(calendar, at);
    return calendar.isWorkday(at);
  };
  const firstWorkday = (at: number): number => {
    const first = startOfDay(at);
    for (let day = first; day <= first + FARTHEST * DAY; day += DAY) {
      if (!isWorkday(day)) passed.push({ day, how: 'skipped' });
      else {
        if (isWeekend(day)) passed.push({ day, how: 'made-up' });
        return day;
      }
    }
    throw new Error(`no workday within ${FARTHEST} days from ${shortDate(at)}`);
  };
  return {
    isWorkday,
    firstWorkday,
    nextWorkday: (at) => firstWorkday(at + DAY),
    steps: () => {
      const steps = spoken(calendar, passed);
      passed = [];
      return steps;
    },
    provisional: () => provisional,
  };
}

/** `国庆节`, or `周末` for a day off that no notice names. */
function reasonOff(calendar: WorkCalendar, day: number): string {
  return calendar.nameOf(day) ?? '周末';
}

/** `09-20 周日 调休上班`. */
function madeUp(day: number): string {
  return `${shortDate(day)} ${weekdayName(day)} 调休上班`;
}

/** One step for each reason in a row: `跳过 11-21/22、11-28/29 周末`, `跳过 10-01/07 国庆节`. */
function spoken(calendar: WorkCalendar, passed: readonly Passed[]): readonly string[] {
  const groups: { reason: string | null; days: number[] }[] = [];
  for (const { day, how } of passed) {
    const reason = how === 'made-up' ? null : reasonOff(calendar, day);
    const last = groups.at(-1);
    if (last !== undefined && reason !== null && last.reason === reason) last.days.push(day);
    else groups.push({ reason, days: [day] });
  }
  return groups.map(({ reason, days }) =>
    reason === null ? days.map(madeUp).join('、') : `跳过 ${ranges(days)} ${reason}`,
  );
}

/** `11-21/22`, `09-30/10-02`, several joined by 、. */
function ranges(days: readonly number[]): string {
  return dayRuns(days)
    .map(({ first, last }) => {
      const [from, to] = [shortDate(first), shortDate(last)];
      if (first === last) return from;
      return `${from}/${from.slice(0, 2) === to.slice(0, 2) ? to.slice(3) : to}`;
    })
    .join('、');
}
