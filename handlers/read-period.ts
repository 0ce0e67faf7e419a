// A year or a month as people write it.
import { momentOf, wallClock } from '../src/core/calendar/shanghai.ts';

/** From `from` up to but not including `to`, epoch ms; `name` is `2026` or `2026-11`. */
export type Period = { readonly name: string; readonly from: number; readonly to: number };

const YEAR = /^(20\d{2})\s*年?$/;
const MONTH = /^(?:(20\d{2})\s*[-年./]\s*)?(\d{1,2})(?:\s*月份?)?$/;

/** `` and `今年` (this year), `2026`, `2026-11`, `2026年11月`, `11月`, `本月`; null for anything else. */
export function readPeriod(said: string, now: number): Period | null {
  const text = said
    .trim()
    .replace(/的?(?:台账|舆情)$/, '')
    .trim();
  const today = wallClock(now);
  if (text === '' || text === '今年') return ofYear(today.year);
  if (text === '本月') return ofMonth(today.year, today.month);
  const year = YEAR.exec(text)?.[1];
  if (year !== undefined) return ofYear(Number(year));
  const [, ofThat, month] = MONTH.exec(text) ?? [];
  // A bare number may be anything.
  if (month === undefined || (ofThat === undefined && !text.includes('月'))) return null;
  return ofMonth(ofThat === undefined ? today.year : Number(ofThat), Number(month));
}

function ofYear(year: number): Period {
  return { name: String(year), from: momentOf(year, 1, 1), to: momentOf(year + 1, 1, 1) };
}

function ofMonth(year: number, month: number): Period | null {
  if (month < 1 || month > 12) return null;
  const name = `${year}-${String(month).padStart(2, '0')}`;
  return { name, from: momentOf(year, month, 1), to: momentOf(year, month + 1, 1) };
}
