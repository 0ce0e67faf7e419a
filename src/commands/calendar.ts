// `npm run calendar -- import 通知.txt [--year 2027] [--yes]`: reads the State Council's notice as pasted text, shows
// what it read and what would move, asks, and writes templates/calendars/cn-2027.yaml.
// `npm run calendar -- show 2026`: the year as a page. Exit 0 done, 1 refused or nothing there, 2 wrong usage.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { holidayLines, yearPage } from '../../templates/calendars/year-page.ts';
import { openLimits } from '../app/open-limits.ts';
import { calendarFile, readCalendars } from '../config/calendar-folder.ts';
import { calendarYaml } from '../core/calendar/calendar-yaml.ts';
import type { CalendarDay, CalendarYear } from '../core/calendar/holidays.ts';
import { workCalendar } from '../core/calendar/holidays.ts';
import type { RunningLimit } from '../core/calendar/moved-moments.ts';
import { movedMoments } from '../core/calendar/moved-moments.ts';
import type { NoticeProblem } from '../core/calendar/notice.ts';
import { readNotice } from '../core/calendar/notice.ts';
import { shortMoment } from '../core/calendar/shanghai.ts';
import { BotError, errorWords } from '../core/errors.ts';
import { withRecords } from './records.ts';

const USAGE = [
  '用法：',
  '  npm run calendar -- import 通知.txt [--year 2027] [--yes]',
  '    读入国务院办公厅的节假日通知（把全文粘贴到一个文本文件里），核对后写入 templates/calendars。',
  '  npm run calendar -- show 2026',
  '    列出一年的放假、调休上班和每月工作日。',
  '',
].join('\n');

function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function show(year: number): number {
  const years = readCalendars();
  const found = years.find((one) => one.year === year);
  if (found === undefined) {
    say(
      `没有 ${year} 年的安排（${calendarFile(year)} 不存在），该年工作日暂按周末推算。`,
      '通知公布后运行：npm run calendar -- import 通知.txt',
    );
    return 1;
  }
  say(yearPage(found, workCalendar(years)));
  return 0;
}

async function importNotice(file: string, options: { year: number | null; yes: boolean }): Promise<number> {
  const read = readNotice(readPasted(file), options.year);
  const { year, number, date, days, problems } = read;
  if (year !== null)
    say(
      `${year} 年节假日安排（${number ?? '没有读到文号'}，${date ?? '没有读到日期'}）`,
      ...holidayLines(days),
    );
  if (problems.length > 0) say('', `有 ${problems.length} 处要看：`, ...problems.map(spokenProblem));
  if (year === null || problems.some((problem) => problem.blocking)) {
    say('', '没有写入：请对照原文改正文本后再导入。');
    return 1;
  }
  const years = readCalendars();
  const old = years.find((one) => one.year === year);
  const notice = { number, date, url: old?.notice.number === number ? (old?.notice.url ?? null) : null };
  const fresh: CalendarYear = { year, notice, days };
  const target = calendarFile(year);
  if (old !== undefined) {
    const changes = differences(old.days, days);
    if (changes.length === 0) {
      say('', `${target} 已有同样的安排，不用改动。`);
      return 0;
    }
    say('', `与已有的 ${target} 不同：`, ...changes);
  }
  const others = years.filter((one) => one.year !== year);
  const moved = movedMoments(workCalendar(years), workCalendar([...others, fresh]), await runningLimits());
  say('', moved.length === 0 ? '没有进行中的事项受影响。' : `${moved.length} 个进行中的时限会变：`);
  if (moved.length > 0)
    say(...moved.map(({ what, from, to }) => `· ${what}：${shortMoment(from)} → ${shortMoment(to)}`));
  if (!options.yes && !(await agreed(`写入 ${target}？(y/N) `))) {
    say('没有写入。');
    return 1;
  }
  writeFileSync(`${target}.new`, calendarYaml(fresh));
  renameSync(`${target}.new`, target);
  say(`已写入 ${target}。重新启动后生效。`);
  return 0;
}

/** The limits of open cases, as the product computes them; none where nothing was recorded yet. */
function runningLimits(): Promise<readonly RunningLimit[]> {
  return withRecords(
    ({ db, bureau, policies }) => openLimits(db, bureau, policies),
    () => [],
  );
}

/** Text files of Windows editors may be in GB 18030. */
function readPasted(file: string): string {
  try {
    const bytes = readFileSync(file);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder('gb18030').decode(bytes);
    }
  } catch (cause) {
    const hint = `读不到 ${file}，请检查路径。`;
    throw new BotError({ code: 'notice-missing', message: `cannot read ${file}`, hint, cause });
  }
}

function spokenProblem({ line, what, blocking }: NoticeProblem): string {
  return `${blocking ? '✗' : '·'} ${line === null ? '' : `第 ${line} 行 `}${what}`;
}

function differences(old: readonly CalendarDay[], fresh: readonly CalendarDay[]): readonly string[] {
  const said = (days: readonly CalendarDay[]): ReadonlyMap<string, string> =>
    new Map(days.map(({ date, name, off }) => [date, `${name}${off ? '放假' : '调休上班'}`]));
  const [before, after] = [said(old), said(fresh)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .filter((date) => before.get(date) !== after.get(date))
    .map((date) => `· ${date}：${before.get(date) ?? '未写'} → ${after.get(date) ?? '未写'}`);
}

async function agreed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    say('这里没有终端可以问：看过上面的内容，确认后加 --yes 再运行一次。');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^(y|yes|是|好)$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}

function yearGiven(text: string | undefined): number | null | 'wrong' {
  if (text === undefined) return null;
  return /^20\d\d$/.test(text) ? Number(text) : 'wrong';
}

async function run(args: readonly string[]): Promise<number> {
  const options = { year: { type: 'string' }, yes: { type: 'boolean', default: false } } as const;
  const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [verb, subject, ...more] = positionals;
  const year = yearGiven(verb === 'show' ? subject : values.year);
  if (more.length === 0 && subject !== undefined && year !== 'wrong') {
    if (verb === 'show' && year !== null) return show(year);
    if (verb === 'import') return importNotice(subject, { year, yes: values.yes });
  }
  process.stderr.write(USAGE);
  return 2;
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const wrongOption = error instanceof TypeError && 'code' in error;
    process.stderr.write(`${wrongOption ? USAGE.trimEnd() : errorWords(error)}\n`);
    process.exitCode = 2;
  },
);
