// Reads the State Council's notice on a year's holidays as people paste it. Nothing is guessed and nothing is passed
// over in silence: every line is either understood or named in `problems`.
import type { CalendarDay } from './holidays.ts';
import { even, isAdvice, noticeLines } from './notice-lines.ts';
import { readSentence } from './notice-sentence.ts';
import { DAY, existingDay, isoDate, shortDate, wallClock } from './shanghai.ts';

export type NoticeProblem = {
  /** Line of the pasted text, from 1; null for what concerns the whole. */
  readonly line: number | null;
  readonly what: string;
  /** True: the days cannot be trusted while it stands. False: worth a look, such as a line that names no day. */
  readonly blocking: boolean;
};

export type NoticeRead = {
  /** Null when the text does not say and nobody did. */
  readonly year: number | null;
  /** `国办发明电〔2025〕7号`. */
  readonly number: string | null;
  /** Day of the notice, `2025-11-04`. */
  readonly date: string | null;
  /** In the order of the calendar; empty while the year is not known. */
  readonly days: readonly CalendarDay[];
  readonly problems: readonly NoticeProblem[];
};

/** Make-up days lie within two weeks of their holiday (eleven days in 2026); farther is a slip of the month. */
const FARTHEST = 14 * DAY;
/** The seven holidays of every notice, and the months they can touch. */
const MONTHS: Readonly<Record<string, readonly number[]>> = {
  元旦: [12, 1],
  春节: [1, 2],
  清明: [4],
  劳动: [4, 5],
  端午: [5, 6],
  中秋: [9, 10],
  国庆: [9, 10],
};
const FULL_NAMES: Readonly<Record<string, string>> = {
  元旦节: '元旦',
  清明: '清明节',
  五一: '劳动节',
  五一劳动节: '劳动节',
  端午: '端午节',
  中秋: '中秋节',
  国庆: '国庆节',
};

/** An arranged holiday on its way: the sentences may stand on several lines. */
type Item = {
  readonly line: number;
  readonly name: string;
  readonly off: number[];
  readonly work: number[];
  shifted: boolean;
};

/** `year` is what the person says it is; the text must not say otherwise. */
export function readNotice(text: string, year: number | null = null): NoticeRead {
  const whole = even(text);
  const problems: NoticeProblem[] = [];
  const report = (line: number | null, what: string, blocking = true): void => {
    problems.push({ line, what, blocking });
  };
  const said = yearIn(whole);
  const known = year ?? said;
  if (known === null) report(null, '没有写明是哪一年的安排，请指明年份');
  else if (said !== null && said !== known) report(null, `通知写的是 ${said} 年，不是 ${known} 年`);

  const days = new Map<string, CalendarDay>();
  const items: Item[] = [];
  const keep = (at: number, off: boolean, item: Item, line: number): void => {
    const date = isoDate(at);
    const before = days.get(date);
    if (before !== undefined) report(line, `${shortDate(at)} 在“${before.name}”里已经写过`);
    if (known !== null && !date.startsWith(`${known}-`) && !date.startsWith(`${known - 1}-12-`))
      report(line, `${date} 不在 ${known} 年`);
    days.set(date, { date, name: item.name, off });
  };
  const readInto = (item: Item, text: string, line: number): void => {
    const context = { year: known ?? 2000, winter: item.name.includes('元旦') };
    for (const sentence of text.split(/[。;]/).filter((part) => part !== '' && !isAdvice(part))) {
      const read = readSentence(sentence, context);
      for (const at of read.off) keep(at, true, item, line);
      for (const at of read.work) keep(at, false, item, line);
      for (const what of read.wrong) report(line, `${item.name}：${what}`);
      for (const clause of read.unread) report(line, `读不懂“${clause}”`, namesDays(clause));
      item.shifted ||= read.shifted;
      item.work.push(...read.work);
      item.off.push(...read.off);
    }
  };
  let open: Item | null = null;
  for (const line of noticeLines(text)) {
    if (line.kind === 'frame') open = null;
    else if (line.kind === 'item') {
      open = { line: line.line, name: fullName(line.name), off: [], work: [], shifted: false };
      items.push(open);
      readInto(open, line.rest, line.line);
    } else if (open !== null) readInto(open, line.text, line.line);
    else report(line.line, `读不懂“${line.text.slice(0, 60)}”`, namesDays(line.text));
  }
  for (const { line, name, off, work, shifted } of items) {
    if (off.length === 0) report(line, `${name}：没有读到放假的日子`);
    const months = Object.entries(MONTHS).flatMap(([known, own]) => (name.includes(known) ? own : []));
    const touched = [...new Set(off.map((at) => wallClock(at).month))];
    if (months.length > 0 && touched.length > 0 && !touched.some((month) => months.includes(month)))
      report(line, `${name}：不会在 ${touched.join('、')} 月`);
    if (shifted && work.length === 0) report(line, `${name}：写了调休，却没有哪天上班`, false);
    for (const day of work.filter((at) => !off.some((rest) => Math.abs(rest - at) <= FARTHEST)))
      report(line, `${name}：${shortDate(day)} 上班，离这个假期太远`);
  }
  const missing = Object.keys(MONTHS).filter((name) => !items.some((item) => item.name.includes(name)));
  if (missing.length > 0) report(null, `没有读到${missing.join('、')}的安排`);
  return {
    year: known,
    number: numberIn(whole),
    date: dateIn(text),
    days: known === null ? [] : [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)),
    problems: known === null ? problems.filter((problem) => problem.line === null) : problems,
  };
}

function namesDays(text: string): boolean {
  return /\d日|放假|上班|补休|调休/.test(text);
}

function fullName(heading: string): string {
  return heading
    .split(/[、和与及]/)
    .map((name) => FULL_NAMES[name] ?? name)
    .join('、');
}

function yearIn(whole: string): number | null {
  const match = /关于(\d{4})年部分节假日|现将(\d{4})年/.exec(whole);
  return match === null ? null : Number(match[1] ?? match[2]);
}

function numberIn(whole: string): string | null {
  const match = /国办发明电[〔[(](\d{4})[〕\])](\d+)号/.exec(whole);
  return match === null ? null : `国办发明电〔${match[1]}〕${match[2]}号`;
}

/** The date under the signature: the last one that has a line of its own. */
function dateIn(text: string): string | null {
  const dates = text.split(/[\r\n]+/).flatMap((line) => {
    const match = /^(?:国务院办公厅)?(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(even(line));
    const at = match === null ? null : existingDay(Number(match[1]), Number(match[2]), Number(match[3]));
    return at === null ? [] : [isoDate(at)];
  });
  return dates.at(-1) ?? null;
}
