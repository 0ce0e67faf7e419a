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

/** `11-20 16:50`: how cards and reminders show a moment. */
export function shortMoment(at: number): string {
  const w = wallClock(at);
  return `${two(w.month)}-${two(w.day)} ${two(w.hour)}:${two(w.minute)}`;
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

/** First moment strictly after `at` at which the wall clock shows `time` (`HH:MM`). */
export function nextTimeOfDay(at: number, time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const today = startOfDay(at) + hour * HOUR + minute * MINUTE;
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
