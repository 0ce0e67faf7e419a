// Papers that come round by the calendar, and patrols of a day. Nothing here is stored: it follows from the rule.
import type { Bureau } from './bureau.ts';
import type { WorkCalendar } from './calendar/holidays.ts';
import { DAY, startOfDay, wallClock, weekdayOf } from './calendar/shanghai.ts';
import { WEEKDAYS } from './policy/schema.ts';
import type { Paper, Policy } from './policy/settle.ts';

/** One paper owed on one day, about the days from `from` to `to` (epoch ms, `to` exclusive). */
export type PaperDue = { readonly paper: Paper; readonly from: number; readonly to: number };

/**
 * Papers owed on the day of `at`. A daily one every day; the others on the day that the rule names, or on the last
 * workday of their week, month, quarter or year where it names none (建议值). A named day off moves to the workday
 * before it, or the next one where there is none before in its week or month (建议值). A paper is about the days since
 * the one before. A vague period (定期) is never due by itself.
 */
export function papersDueOn(policy: Policy, bureau: Bureau, at: number): readonly PaperDue[] {
  const day = startOfDay(at);
  return policy.papers.flatMap((paper): PaperDue[] => {
    if (paper.trigger !== 'period' || typeof paper.period !== 'string') return [];
    if (paper.period === 'daily') return [{ paper, from: day, to: day + DAY }];
    const span = spanOf(paper.period, day);
    if (day !== dueIn(bureau.calendar, span, paper.day)) return [];
    return [{ paper, from: startOf(bureau.calendar, span, paper.period, paper.day), to: day + DAY }];
  });
}

/**
 * Papers owed on any day from that of `first` to that of `last`, each once: one that was missed several times covers
 * all its days together.
 */
export function papersDueBetween(
  policy: Policy,
  bureau: Bureau,
  first: number,
  last: number,
): readonly PaperDue[] {
  const due = new Map<string, PaperDue>();
  for (let day = startOfDay(first); day <= last; day += DAY)
    for (const one of papersDueOn(policy, bureau, day))
      due.set(one.paper.id, { ...one, from: due.get(one.paper.id)?.from ?? one.from });
  return [...due.values()];
}

/** The last day from that of `first` to that of `last` on which a working week ends; null when there is none. */
export function weekEndBetween(calendar: WorkCalendar, first: number, last: number): number | null {
  for (let day = startOfDay(last); day >= startOfDay(first); day -= DAY)
    if (day === lastWorkday(calendar, spanOf('weekly', day))) return day;
  return null;
}

type Period = 'weekly' | 'monthly' | 'quarterly' | 'yearly';
type Span = { readonly from: number; readonly to: number };

/** The week, month, quarter or year that a day lies in. */
function spanOf(period: Period, day: number): Span {
  if (period === 'weekly') {
    const monday = day - ((weekdayOf(day) + 6) % 7) * DAY;
    return { from: monday, to: monday + 7 * DAY };
  }
  const months = period === 'monthly' ? 1 : period === 'quarterly' ? 3 : 12;
  const same = (at: number): boolean => keyOf(at, months) === keyOf(day, months);
  let from = day;
  while (same(from - DAY)) from -= DAY;
  let to = day + DAY;
  while (same(to)) to += DAY;
  return { from, to };
}

function keyOf(at: number, months: number): number {
  const { year, month } = wallClock(at);
  return year * 12 + Math.floor((month - 1) / months);
}

type Day = Paper['day'];

/** The day of the span on which its paper is owed; null when the whole span is days off. */
function dueIn(calendar: WorkCalendar, span: Span, named: Day): number | null {
  if (named === undefined) return lastWorkday(calendar, span);
  const offset = typeof named === 'number' ? named - 1 : (WEEKDAYS.indexOf(named) + 6) % 7;
  // 31 日 in a month that has none is its last day.
  const at = Math.min(span.from + offset * DAY, span.to - DAY);
  return lastWorkday(calendar, { from: span.from, to: at + DAY }) ?? firstWorkday(calendar, span);
}

/** A week or month in which nobody works has no paper; more of them in a row are a calendar that is broken. */
const SPANS_OFF = 4;

/** Where the one before it ended, so that no day off falls between two papers. */
function startOf(calendar: WorkCalendar, span: Span, period: Period, named: Day): number {
  let before = span;
  for (let n = 0; n < SPANS_OFF; n += 1) {
    before = spanOf(period, before.from - DAY);
    const last = dueIn(calendar, before, named);
    if (last !== null) return last + DAY;
  }
  return before.from;
}

function firstWorkday(calendar: WorkCalendar, { from, to }: Span): number | null {
  for (let day = from; day < to; day += DAY) if (calendar.isWorkday(day)) return day;
  return null;
}

/** Null when the whole span is days off. */
function lastWorkday(calendar: WorkCalendar, { from, to }: Span): number | null {
  for (let day = to - DAY; day >= from; day -= DAY) if (calendar.isWorkday(day)) return day;
  return null;
}

/** How often to look on the day of `at`, and where; `times` null where the rule has only a word for it. */
export type PatrolDue = {
  readonly times: { readonly least: number; readonly most: number } | null;
  readonly word: string | null;
  readonly where: readonly string[];
  /** Role that looks, where the rule or the bureau names one. */
  readonly by: string | null;
  readonly clause: string | null;
};

export function patrolsOn(policy: Policy, bureau: Bureau, at: number): readonly PatrolDue[] {
  const day = bureau.calendar.isWorkday(at) ? 'workday' : 'holiday';
  return (policy.channels?.patrol ?? [])
    .filter(({ days }) => days === 'any' || days === day)
    .map(({ times, where, by, clause }) => {
      const own = { where, by, clause: clause ?? policy.channels?.clause ?? null };
      if (typeof times === 'number') return { ...own, times: { least: times, most: times }, word: null };
      if (Array.isArray(times)) return { ...own, times: { least: times[0], most: times[1] }, word: null };
      return { ...own, times: null, word: times.vague };
    });
}
