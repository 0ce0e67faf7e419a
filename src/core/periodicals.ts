// Papers that come round by the calendar, and patrols of a day. Nothing here is stored: it follows from the rule.
import type { Bureau } from './bureau.ts';
import type { WorkCalendar } from './calendar/holidays.ts';
import { DAY, startOfDay, wallClock, weekdayOf } from './calendar/shanghai.ts';
import type { Paper, Policy } from './policy/settle.ts';

/** One paper owed on one day, about the days from `from` to `to` (epoch ms, `to` exclusive). */
export type PaperDue = { readonly paper: Paper; readonly from: number; readonly to: number };

/**
 * Papers owed on the day of `at`. A daily one every day; the others on the last workday of their week, month, quarter
 * or year, since no rule says which day (建议值). A vague period (定期) is never due by itself.
 */
export function papersDueOn(policy: Policy, bureau: Bureau, at: number): readonly PaperDue[] {
  const day = startOfDay(at);
  return policy.papers.flatMap((paper): PaperDue[] => {
    if (paper.trigger !== 'period' || typeof paper.period !== 'string') return [];
    if (paper.period === 'daily') return [{ paper, from: day, to: day + DAY }];
    const span = spanOf(paper.period, day);
    return day === lastWorkday(bureau.calendar, span) ? [{ paper, from: span.from, to: day + DAY }] : [];
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

type Span = { readonly from: number; readonly to: number };

/** The week, month, quarter or year that a day lies in. */
function spanOf(period: 'weekly' | 'monthly' | 'quarterly' | 'yearly', day: number): Span {
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
