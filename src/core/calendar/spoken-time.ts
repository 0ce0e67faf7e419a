// Reads a moment as staff write it in chat: 「今天 9:30」「昨晚8点半」「11-20 16:50」「刚刚」「约下午三点」「不详」.
// What it cannot place for certain (周三, 上个月) it leaves unread, so that the person is asked again.
import { DAY, existingDay, HOUR, MINUTE, startOfDay, wallClock } from './shanghai.ts';

export type SpokenTime =
  | { readonly kind: 'moment'; readonly at: number; readonly about: boolean }
  | { readonly kind: 'unknown' };

const DIGITS = '零一二三四五六七八九';
const UNPLACED = /(?:周|星期|礼拜)[\d日天末]|[上去前本]个?[月年]|明[天日早晚]|后[天日]/;
const AGO =
  /(?=[\d半])(?:(\d+(?:\.\d+)?|半)\s*天)?\s*(?:(\d+(?:\.\d+)?|半)\s*个?(半)?\s*(?:小时|钟头))?\s*(?:(\d+|半)\s*分钟)?\s*[之以]?前/;

/**
 * Reads `text` against `now` (epoch ms). A clock time without a date means today, or yesterday when today's
 * would lie in the future. `about` is true for 约/左右/大概. Returns null when there is no time in the text or it
 * lies in the future; a moment is never after `now`.
 */
export function readSpokenTime(text: string, now: number): SpokenTime | null {
  const t = arabic(text.trim().slice(0, 60).normalize('NFKC'));
  if (/不详|不明|未知|不清楚|不知道/.test(t)) return { kind: 'unknown' };
  if (UNPLACED.test(t)) return null;
  const about = /约|左右|大概|前后/.test(t);
  const done = (at: number): SpokenTime | null =>
    at >= 0 && at <= now + MINUTE ? { kind: 'moment', at: Math.min(at, now), about } : null;
  const clock = readClock(t);
  const ago = readAgo(t);
  if (ago !== null && (clock === null || ago < DAY)) return done(now - ago);
  if (clock === null) return /刚|现在/.test(t) ? done(now) : null;
  const date = ago === null ? readDate(t, now) : startOfDay(now) - Math.floor(ago / DAY) * DAY;
  if (date === 'none-such') return null;
  const at = (date ?? startOfDay(now)) + clock;
  // 晚上12点 and 夜里1点 belong to the evening before them; without a date the last such moment is meant.
  return at > now + MINUTE && (date === null || clock >= DAY) ? done(at - DAY) : done(at);
}

/** 十一月二十日 → 11月20日, 二〇二六 → 2026. */
function arabic(text: string): string {
  return text.replaceAll(/[零〇一二两三四五六七八九十]+/g, (word) => {
    const value = (c: string): number => DIGITS.indexOf(c === '〇' ? '零' : c === '两' ? '二' : c);
    const [tens = '', ones = ''] = word.split('十');
    if (!word.includes('十')) return [...word].map(value).join('');
    return String((tens === '' ? 1 : value(tens)) * 10 + (ones === '' ? 0 : value(ones)));
  });
}

/** `1小时20分钟前`, `半天前`, `1个半小时前` as a length of time. */
function readAgo(t: string): number | null {
  const match = AGO.exec(t);
  if (!match) return null;
  const amount = (word: string | undefined): number =>
    word === undefined ? 0 : word === '半' ? 0.5 : Number(word);
  const hours = amount(match[2]) + amount(match[3]);
  return Math.round(amount(match[1]) * DAY + hours * HOUR + amount(match[4]) * MINUTE);
}

/** The clock time as a length of time after midnight; beyond a day for the hours after midnight of an evening. */
function readClock(t: string): number | null {
  const match =
    /(?<!\d)(\d{1,2}):(\d{2})(?!\d)/.exec(t) ??
    /(?<!\d)(\d{1,2})\s*[点时]\s*(半|[123]\s*刻|\d{1,2}(?!\d))?/.exec(t);
  if (!match) return null;
  let hour = Number(match[1]);
  const part = match[2] ?? '0';
  const minute = part === '半' ? 30 : part.endsWith('刻') ? Number(part[0]) * 15 : Number(part);
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  if (/晚(?!点)|夜/.test(t) && !/傍晚/.test(t)) hour += hour < 5 ? 24 : hour <= 12 ? 12 : 0;
  else if (/下午|午后|傍晚/.test(t) && hour < 12) hour += 12;
  else if (/中午/.test(t) && hour < 4) hour += 12;
  else if (/凌晨/.test(t) && hour === 12) hour = 0;
  return hour * HOUR + minute * MINUTE;
}

/** Midnight of the day named; null when none is, `none-such` for 2月30日. */
function readDate(t: string, now: number): number | 'none-such' | null {
  if (/大前天/.test(t)) return startOfDay(now) - 3 * DAY;
  if (/前[天日晚夜]/.test(t)) return startOfDay(now) - 2 * DAY;
  if (/昨/.test(t)) return startOfDay(now) - DAY;
  if (/今(?!年)/.test(t)) return startOfDay(now);
  const today = wallClock(now);
  const full = /(?:(\d{4})\s*[-/.年]\s*)?(?<!\d)(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/.exec(t);
  if (full) {
    const [month, day] = [Number(full[2]), Number(full[3])];
    if (full[1] !== undefined) return existingDay(Number(full[1]), month, day) ?? 'none-such';
    const guess = existingDay(today.year, month, day);
    return (guess !== null && guess <= now ? guess : existingDay(today.year - 1, month, day)) ?? 'none-such';
  }
  const alone = /(?<!\d)(\d{1,2})\s*[日号](?!前)/.exec(t);
  if (!alone) return null;
  const day = Number(alone[1]);
  const month = day <= today.day ? today.month : today.month - 1;
  const year = month === 0 ? today.year - 1 : today.year;
  return existingDay(year, month === 0 ? 12 : month, day) ?? 'none-such';
}
