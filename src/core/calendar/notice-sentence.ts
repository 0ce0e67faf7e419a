// One sentence under a holiday: which days are off, which are worked, and whether its own figures agree.
import { isWeekend } from './holidays.ts';
import { type DayContext, readDays } from './notice-days.ts';
import { DAY, shortDate, weekdayName } from './shanghai.ts';

export type SentenceRead = {
  readonly off: readonly number[];
  readonly work: readonly number[];
  /** It says 调休: somewhere a make-up day must follow. */
  readonly shifted: boolean;
  /** What was understood and does not agree. */
  readonly wrong: readonly string[];
  /** Clauses that were not understood. */
  readonly unread: readonly string[];
};

const OFF = /^(.+?)(放假调休|调休放假|放假|补休|调休|连休)(?:(\d+)天)?$/;
const WORK = /^(.+?)(?:照常|正常|调休)?上班$/;
const TOTAL = /^共(?:放假)?(\d+)天$/;
const JOINED = /^与(?:周末|双休日|周[六日](?:、周日)?|星期[六日](?:、星期日)?)连休$/;

/** Reads `10月1日(周四)至7日(周三)放假调休,共7天` or `9月20日(周日)、10月10日(周六)上班`, without its full stop. */
export function readSentence(sentence: string, context: DayContext): SentenceRead {
  const off: number[] = [];
  const work: number[] = [];
  const wrong: string[] = [];
  const unread: string[] = [];
  let shifted = false;
  const days = (list: string, into: number[], clause: string): void => {
    const read = readDays(list, context);
    if (read === null) unread.push(clause);
    else {
      into.push(...read.days);
      wrong.push(...read.problems);
    }
  };
  const counted = (said: string | undefined): void => {
    if (said !== undefined && Number(said) !== off.length)
      wrong.push(`写的是共 ${said} 天，日期却是 ${off.length} 天`);
  };
  for (const clause of sentence.split(/,(?![^(]*\))/).filter((text) => text !== '')) {
    const worked = WORK.exec(clause)?.[1];
    const rest = OFF.exec(clause);
    if (worked !== undefined) days(worked, work, clause);
    else if (clause === '不调休') shifted = false;
    else if (TOTAL.test(clause)) counted(TOTAL.exec(clause)?.[1]);
    else if (JOINED.test(clause)) wrong.push(...besideWeekend(off));
    else if (rest?.[1] !== undefined) {
      shifted ||= rest[2]?.includes('调休') ?? false;
      days(rest[1], off, clause);
      counted(rest[3]);
    } else unread.push(clause);
  }
  for (const at of work) {
    if (!isWeekend(at)) wrong.push(`${shortDate(at)} 是${weekdayName(at)}，本来就上班，不会是调休上班`);
  }
  return { off, work, shifted, wrong, unread };
}

/** 与周末连休 is true of days that touch a Saturday or Sunday. */
function besideWeekend(off: readonly number[]): readonly string[] {
  const touches = off.some((at) => [at - DAY, at, at + DAY].some((day) => isWeekend(day)));
  return touches ? [] : ['写的是与周末连休，日期却不挨着周末'];
}
