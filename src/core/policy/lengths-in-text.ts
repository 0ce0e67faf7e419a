// Lengths of time as Chinese texts write them: 24小时内, 半小时, 5个工作日, 三日, 一个半小时.
import { parseLength } from '../calendar/duration.ts';
import { chineseNumber } from './scan/chinese-number.ts';

/** `said` as written, `length` as a 制度 file writes it: `24h`, `5wd`. `at` counts characters from the start. */
export type LengthInText = { readonly said: string; readonly length: string; readonly at: number };

const NUMBER = '(?:\\d+(?:\\.\\d+)?|[一二两三四五六七八九十百]+)';
const PATTERN = new RegExp(
  `(${NUMBER})?\\s*(?:个)?(半)?(?:个)?(工作日|小时|分钟|刻钟|个月|天|日(?!常|报|志|期|前|益))`,
  'g',
);

const UNITS: Readonly<Record<string, string>> = { 小时: 'h', 分钟: 'm', 天: 'd', 日: 'd', 工作日: 'wd' };

/** In the order of the text. Dates (6月20日) are no lengths, nor are 每日, 当日 and 节假日. */
export function lengthsIn(text: string): readonly LengthInText[] {
  return [...text.matchAll(PATTERN)].flatMap((match): LengthInText[] => {
    const [said, amount, half, unit = ''] = match;
    const letter = UNITS[unit];
    if (letter === undefined || (amount === undefined && half === undefined)) return [];
    const before = text[match.index - 1] ?? '';
    if (/[月第每]/.test(before)) return [];
    const whole = amount === undefined ? 0 : chineseNumber(amount);
    if (whole === null) return [];
    const total = whole + (half === undefined ? 0 : 0.5);
    if (total === 0 || (letter === 'wd' && !Number.isInteger(total))) return [];
    const length = total < 1 && letter === 'h' ? `${total * 60}m` : `${total}${letter}`;
    return [{ said, length, at: match.index }];
  });
}

const SPOKEN = { m: '分钟', h: '小时', d: '天', wd: '个工作日' } as const;

/** `24h` → 24 小时, in the unit it was written in: 24 hours are not a day of the calendar. */
export function spokenAsWritten(length: string): string {
  const parsed = parseLength(length);
  return parsed === null ? length : `${parsed.amount} ${SPOKEN[parsed.unit]}`;
}
