// From the YAML text of a calendar file to a year that can be trusted.
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { type CalendarYear, isWeekend } from '../calendar/holidays.ts';
import { dayWritten, weekdayName } from '../calendar/shanghai.ts';
import { BotError } from '../errors.ts';

const DATE = "应为带引号的日期，例如 '2026-01-01'";
const date = z.string(DATE).refine((text) => dayWritten(text) !== null, DATE);

/** One day of a calendar file; a bureau's own days have the same form. */
export const calendarDaySchema = z.strictObject({
  date,
  name: z.string("应为节日名，例如 '国庆节'").min(1, '缺少节日名'),
  off: z.boolean('应为 true（放假）或 false（调休上班）'),
});

const calendarSchema = z
  .strictObject({
    year: z.int('应为年份，例如 2026').min(2000, '应为 2000 年以后').max(2100, '应为 2100 年以前'),
    notice: z.strictObject({
      number: z.string('应为文号').nullable(),
      date: date.nullable(),
      url: z.url('应为网址').nullable(),
    }),
    days: z.array(calendarDaySchema, '应为日期的列表').min(1, '没有一天：未公布的年份不要建文件'),
  })
  .superRefine((file, check) => {
    const seen = new Set<string>();
    for (const [index, { date: written, off }] of file.days.entries()) {
      const wrong = (message: string): void =>
        check.addIssue({ code: 'custom', path: ['days', index], message: `${written} ${message}` });
      const at = dayWritten(written) ?? 0;
      const inYear = written.startsWith(`${file.year}-`) || written.startsWith(`${file.year - 1}-12-`);
      if (!inYear) wrong(`不在 ${file.year} 年，也不在上一年 12 月`);
      if (seen.has(written)) wrong('写了两次');
      if (!off && !isWeekend(at)) wrong(`是${weekdayName(at)}，本来就上班，不会是调休上班`);
      seen.add(written);
    }
  });

/**
 * Reads a calendar file. Throws `BotError` `calendar-invalid` whose hint lists every problem with its line.
 * `file` only names the file in messages.
 */
export function parseCalendarYear(text: string, file: string): CalendarYear {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true });
  const [broken] = document.errors;
  if (broken !== undefined) throw invalid(file, [broken.message]);
  const parsed = calendarSchema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  throw invalid(
    file,
    parsed.error.issues.map((issue) => {
      const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
      const node: unknown = document.getIn(path, true);
      const at =
        node instanceof Object && 'range' in node && Array.isArray(node.range) ? node.range[0] : null;
      const line = typeof at === 'number' ? `第 ${lines.linePos(at).line} 行 ` : '';
      return `${line}${path.join('.')}：${issue.message}`;
    }),
  );
}

function invalid(file: string, problems: readonly string[]): BotError {
  return new BotError({
    code: 'calendar-invalid',
    message: `${file}: ${problems.join('; ')}`,
    hint: `节假日文件 ${file} 有 ${problems.length} 处要改：\n${problems.map((p) => `· ${p}`).join('\n')}`,
  });
}
