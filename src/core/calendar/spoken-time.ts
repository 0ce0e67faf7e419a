// Reads a moment as staff write it in chat: 「今天 9:30」「昨晚8点半」「11-20 16:50」「刚刚」「约下午3点」「不详」.
import { DAY, HOUR, MINUTE, momentOf, startOfDay, wallClock } from './shanghai.ts';

export type SpokenTime =
  | { readonly kind: 'moment'; readonly at: number; readonly about: boolean }
  | { readonly kind: 'unknown' };

const DAYS: Readonly<Record<string, number>> = { 今: 0, 昨: 1, 前: 2 };
const AFTERNOON = /下午|傍晚|晚上|晚/;

/**
 * Reads `text` against `now` (epoch ms). A clock time without a date means today, or yesterday when today's
 * would lie in the future. `about` is true for 约/左右/大概. Returns null when there is no time in the text or it
 * lies in the future.
 */
export function readSpokenTime(text: string, now: number): SpokenTime | null {
  const t = text.trim().slice(0, 60).replaceAll('：', ':').replaceAll(/[／.]/g, '/');
  if (/不详|不明|未知|不清楚|不知道/.test(t)) return { kind: 'unknown' };
  const about = /约|左右|大概|前后/.test(t);
  const done = (at: number): SpokenTime | null => (at > now + MINUTE ? null : { kind: 'moment', at, about });
  if (/刚刚|刚才|现在/.test(t)) return done(now);
  const ago = /(\d+|半)\s*个?(分钟|小时|天)前/.exec(t);
  if (ago) {
    const n = ago[1] === '半' ? 0.5 : Number(ago[1]);
    const unit = ago[2] === '分钟' ? MINUTE : ago[2] === '小时' ? HOUR : DAY;
    return done(now - n * unit);
  }
  const clock = readClock(t);
  const date = readDate(t, now);
  if (clock === null) return null;
  const at = (date ?? startOfDay(now)) + clock;
  return date === null && at > now ? done(at - DAY) : done(at);
}

function readClock(t: string): number | null {
  const match = /(\d{1,2}):(\d{2})/.exec(t) ?? /(\d{1,2})\s*[点时]\s*(半|\d{1,2})?/.exec(t);
  if (!match) return null;
  let hour = Number(match[1]);
  const minute = match[2] === '半' ? 30 : Number(match[2] ?? 0);
  if (AFTERNOON.test(t) && hour < 12) hour += 12;
  return hour > 24 || minute > 59 ? null : hour * HOUR + minute * MINUTE;
}

function readDate(t: string, now: number): number | null {
  const near = /(今|昨|前)[天日晚早]/.exec(t);
  if (near) return startOfDay(now) - (DAYS[near[1] ?? ''] ?? 0) * DAY;
  const full = /(?:(\d{4})\s*[-/年]\s*)?(\d{1,2})\s*[-/月]\s*(\d{1,2})\s*日?/.exec(t);
  if (!full) return null;
  const month = Number(full[2]);
  const day = Number(full[3]);
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const thisYear = wallClock(now).year;
  if (full[1] !== undefined) return momentOf(Number(full[1]), month, day);
  const guess = momentOf(thisYear, month, day);
  return guess > now ? momentOf(thisYear - 1, month, day) : guess;
}
