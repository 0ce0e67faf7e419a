// Which days are workdays: the State Council's notices, what the bureau adds to them, and plain weekends otherwise.
import { isoDate, wallClock, weekdayOf } from './shanghai.ts';

/** A day that a notice names. `off: false` is a Saturday or Sunday on which people work (调休上班). */
export type CalendarDay = {
  /** `2026-01-01`. */
  readonly date: string;
  /** The holiday it belongs to: 国庆节. */
  readonly name: string;
  readonly off: boolean;
};

/** Where the days stand written. A pasted text may lack its number, its date or its address. */
export type Notice = {
  /** `国办发明电〔2025〕7号`. */
  readonly number: string | null;
  /** `2025-11-04`. */
  readonly date: string | null;
  readonly url: string | null;
};

/** One notice. `year` is the year it arranges; its first days may lie in the December before. */
export type CalendarYear = {
  readonly year: number;
  readonly notice: Notice;
  readonly days: readonly CalendarDay[];
};

export type WorkCalendar = {
  /** Not named as off, and Monday to Friday or named as a make-up day. */
  readonly isWorkday: (at: number) => boolean;
  /** Whether that year's notice is known; without it the year is plain weekends. */
  readonly isPublished: (year: number) => boolean;
  /** The holiday that the day of `at` belongs to, off or worked; null for a day that nobody names. */
  readonly nameOf: (at: number) => string | null;
};

export const isWeekend = (at: number): boolean => weekdayOf(at) % 6 === 0;

/**
 * The calendar of these notices. Where two name the same day the later one holds, since a notice may change the
 * December before its year; `extraDays`, the bureau's own (古尔邦节, 三月三), hold over both.
 */
export function workCalendar(
  years: readonly CalendarYear[],
  extraDays: readonly CalendarDay[] = [],
): WorkCalendar {
  const inOrder = [...years].sort((a, b) => a.year - b.year).flatMap((year) => year.days);
  const days = new Map([...inOrder, ...extraDays].map((day) => [day.date, day]));
  const published = new Set(years.map((year) => year.year));
  return {
    isWorkday: (at) => {
      const named = days.get(isoDate(at));
      return named === undefined ? !isWeekend(at) : !named.off;
    },
    isPublished: (year) => published.has(year),
    nameOf: (at) => days.get(isoDate(at))?.name ?? null,
  };
}

/** Whether anything said of the day of `at` may still change because its year is not arranged yet. */
export function isOpen(calendar: WorkCalendar, at: number): boolean {
  return !calendar.isPublished(wallClock(at).year);
}
