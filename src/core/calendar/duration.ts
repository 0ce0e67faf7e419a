// Lengths of time as a 制度 writes them: `30m`, `1.5h`, `2d`.
import { DAY, HOUR, MINUTE } from './shanghai.ts';

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY };

export const DURATION_PATTERN = /^(\d+(?:\.\d+)?)(m|h|d)$/;

/** `90m` → 5400000 ms. Throws a plain Error on anything else; the schema has checked the form before. */
export function durationMs(text: string): number {
  const match = DURATION_PATTERN.exec(text);
  const unit = UNITS[match?.[2] ?? ''];
  if (match?.[1] === undefined || unit === undefined) throw new Error(`not a duration: ${text}`);
  return Math.round(Number(match[1]) * unit);
}
