// Lengths of time as a 制度 writes them: `30m`, `1.5h`, `2d`, and `5wd` for workdays, which are no fixed length.
import { DAY, HOUR, MINUTE, spokenDuration } from './shanghai.ts';

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY };

export const DURATION_PATTERN = /^(\d+(?:\.\d+)?)(m|h|d)$/;

/** `90m` → 5400000 ms. Throws a plain Error on anything else; the schema has checked the form before. */
export function durationMs(text: string): number {
  const match = DURATION_PATTERN.exec(text);
  const unit = UNITS[match?.[2] ?? ''];
  if (match?.[1] === undefined || unit === undefined) throw new Error(`not a duration: ${text}`);
  return Math.round(Number(match[1]) * unit);
}

/** Everything `durationMs` reads, and whole workdays: `5wd`. */
export const LENGTH_PATTERN = /^(?:(\d+(?:\.\d+)?)(m|h|d)|(\d+)(wd))$/;

export type Length = {
  readonly amount: number;
  /** Minutes, hours, calendar days of 24 hours, workdays. */
  readonly unit: 'm' | 'h' | 'd' | 'wd';
};

/** `5wd` → 5 workdays. Null when the text is not a length. */
export function parseLength(text: string): Length | null {
  const match = LENGTH_PATTERN.exec(text);
  if (match === null) return null;
  if (match[4] !== undefined) return { amount: Number(match[3]), unit: 'wd' };
  const unit = match[2];
  return unit === 'm' || unit === 'h' || unit === 'd' ? { amount: Number(match[1]), unit } : null;
}

/** For comparing lengths: a workday counts as a day, though more may pass. */
export function roughlyMs(text: string): number {
  const length = parseLength(text);
  return length?.unit === 'wd' ? length.amount * DAY : durationMs(text);
}

/** `1 小时`, `5 个工作日`. */
export function spokenLength(text: string): string {
  const length = parseLength(text);
  return length?.unit === 'wd' ? `${length.amount} 个工作日` : spokenDuration(durationMs(text));
}
