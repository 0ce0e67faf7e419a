// From the YAML text of a calendar file to a year that can be trusted.
import { z } from 'zod';
import { type CalendarYear, isWeekend } from '../calendar/holidays.ts';
import { dayWritten, weekdayName } from '../calendar/shanghai.ts';
import { BotError } from '../errors.ts';
import { type Problem, problemLine, readYaml } from './read-yaml.ts';
import { type FileForm, shapeProblems } from './shape-message.ts';

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

const CALENDAR_FORM: FileForm = { schema: calendarSchema, choiceAt: () => null };

/**
 * Reads a calendar file. Throws `BotError` `calendar-invalid` whose hint lists every problem with its line.
 * `file` only names the file in messages.
 */
export function parseCalendarYear(text: string, file: string): CalendarYear {
  const yaml = readYaml(text);
  if (yaml.kind === 'broken') throw invalid(file, yaml.problems);
  const { content, place } = yaml;
  const parsed = calendarSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const problems = shapeProblems(parsed.error.issues, content, CALENDAR_FORM);
  throw invalid(
    file,
    problems.map(({ path, message }) => ({ ...place(path), message })),
  );
}

function invalid(file: string, problems: readonly Problem[]): BotError {
  const lines = problems.map(problemLine);
  return new BotError({
    code: 'calendar-invalid',
    message: `${file}: ${lines.join('; ')}`,
    hint: `节假日文件 ${file} 有 ${lines.length} 处要改：\n${lines.map((p) => `· ${p}`).join('\n')}`,
  });
}
