// Wall-clock time of the bureau. China keeps one zone without summer time (UTC+8), so plain arithmetic is exact
// for every moment this product can meet.

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const OFFSET = 8 * HOUR;

const two = (n: number): string => String(n).padStart(2, '0');

/** Calendar parts of an epoch-ms moment in UTC+8; `month` counts from 1. */
export function wallClock(at: number): {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
} {
  const d = new Date(at + OFFSET);
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    second: d.getUTCSeconds(),
  };
}

/** Epoch ms of a wall-clock time in UTC+8. Out-of-range parts roll over as in `Date.UTC`. */
export function momentOf(year: number, month: number, day: number, hour = 0, minute = 0): number {
  return Date.UTC(year, month - 1, day, hour, minute) - OFFSET;
}

/** Epoch ms of the midnight that begins the day of `at`. */
export function startOfDay(at: number): number {
  return Math.floor((at + OFFSET) / DAY) * DAY - OFFSET;
}

/** Midnight of a day, or null when the calendar has no such day (2月30日). */
export function existingDay(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const at = momentOf(year, month, day);
  return wallClock(at).day === day ? at : null;
}

/** `2026-11-20`. */
export function isoDate(at: number): string {
  return isoMoment(at).slice(0, 10);
}

/** The midnight that begins the day written `2026-11-20`, or null when that is not a day. */
export function dayWritten(date: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return match === null ? null : existingDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(at: number): number {
  const days = Math.floor((at + OFFSET) / DAY) + 4;
  return ((days % 7) + 7) % 7;
}

/** `周五`. */
export function weekdayName(at: number): string {
  return `周${'日一二三四五六'.charAt(weekdayOf(at))}`;
}

/** `11-20`. */
export function shortDate(at: number): string {
  const w = wallClock(at);
  return `${two(w.month)}-${two(w.day)}`;
}

/** Days in order, as runs without a gap. */
export function dayRuns(
  days: readonly number[],
): readonly { readonly first: number; readonly last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run !== undefined && run.last + DAY === day) run.last = day;
    else runs.push({ first: day, last: day });
  }
  return runs;
}

/** As `shortMoment`, but the midnight that ends a day belongs to it: `11-20 24:00`, not `11-21 00:00`. */
export function shortDeadline(at: number): string {
  return startOfDay(at) === at ? `${shortDate(at - DAY)} 24:00` : shortMoment(at);
}

/** `11-20 16:50`: how cards and reminders show a moment. */
export function shortMoment(at: number): string {
  return `${shortDate(at)} ${clockTime(at)}`;
}

/** `16:50`. */
export function clockTime(at: number): string {
  const w = wallClock(at);
  return `${two(w.hour)}:${two(w.minute)}`;
}

/** `2026年11月20日`. */
export function longDate(at: number): string {
  const w = wallClock(at);
  return `${w.year}年${w.month}月${w.day}日`;
}

/** `2026-11-20T16:50:00+08:00`. */
export function isoMoment(at: number): string {
  const w = wallClock(at);
  return `${w.year}-${two(w.month)}-${two(w.day)}T${two(w.hour)}:${two(w.minute)}:${two(w.second)}+08:00`;
}

/** How long after midnight the wall clock shows `time` (`HH:MM`). */
export function afterMidnight(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * HOUR + minute * MINUTE;
}

/** First moment strictly after `at` at which the wall clock shows `time` (`HH:MM`). */
export function nextTimeOfDay(at: number, time: string): number {
  const today = startOfDay(at) + afterMidnight(time);
  return today > at ? today : today + DAY;
}

/** `1 小时`, `30 分钟`, `2 天 3 小时`: a length of time in plain words, rounded to the minute. */
export function spokenDuration(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / MINUTE));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  const words = [
    days > 0 ? `${days} 天` : '',
    hours > 0 ? `${hours} 小时` : '',
    rest > 0 ? `${rest} 分钟` : '',
  ].filter((w) => w !== '');
  return words.length > 0 ? words.join(' ') : '不到 1 分钟';
}
