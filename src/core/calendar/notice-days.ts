// The days in one clause of a notice: `2月15日(农历腊月二十八、周日)至23日(农历正月初七、周一)`.
// Reads text that `notice-lines.ts` has made even: half-width signs, no blanks.
import { DAY, existingDay, weekdayName } from './shanghai.ts';

/** Days as midnights, in the order written, and what does not agree. */
export type DaysRead = { readonly days: readonly number[]; readonly problems: readonly string[] };

/** What a date without year or month is read against. */
export type DayContext = {
  readonly year: number;
  /** November and December without a year belong to the year before: make-up days of 元旦. */
  readonly winter: boolean;
};

const DATE = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?/y;
const TO = /至|到|-+|—+|–+|~/y;
const AND = /[、和及]/y;
const WEEKDAY = /^(?:周|星期|礼拜)([一二三四五六日天])$/;
const LUNAR =
  /^(?:农历)?(?:(?:元旦|春|元宵|清明|劳动|端午|中秋|国庆)节?|除夕|[正一二三四五六七八九十冬腊]+月.*|初.*|.*除夕.*)$/;
/** Longer than any holiday; a slip of the month would fill weeks otherwise. */
const LONGEST = 16;

/** Null when the text is not a list of days from end to end. */
export function readDays(text: string, context: DayContext): DaysRead | null {
  const days: number[] = [];
  const problems: string[] = [];
  let at = 0;
  let month: number | null = null;
  let year: number | null = null;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  const day = (): number | null | 'none-such' => {
    const match = take(DATE);
    if (match === null) return null;
    if (match[1] !== undefined) year = Number(match[1]);
    if (match[2] !== undefined) {
      // 12月30日至1月1日: the month has turned the year.
      if (year !== null && match[1] === undefined && month !== null && Number(match[2]) < month) year += 1;
      month = Number(match[2]);
    }
    if (month === null) return null;
    year ??= context.winter && month >= 11 ? context.year - 1 : context.year;
    const midnight = existingDay(year, month, Number(match[3]));
    const written = match[0].replace(/\(.*/, '');
    if (midnight === null) {
      problems.push(`没有 ${written} 这一天`);
      return 'none-such';
    }
    problems.push(...bracketProblems(match[4], midnight, written));
    return midnight;
  };
  for (;;) {
    const first = day();
    if (first === null) return null;
    const last = take(TO) === null ? first : day();
    if (last === null) return null;
    if (first !== 'none-such' && last !== 'none-such') {
      const count = (last - first) / DAY + 1;
      if (count < 1 || count > LONGEST) problems.push(`“${text}”的起止日期不对`);
      else for (let i = 0; i < count; i += 1) days.push(first + i * DAY);
    }
    if (at === text.length) return { days, problems };
    if (take(AND) === null) return null;
  }
}

/** `农历正月初七、周一`: the weekday must be the day's own; the lunar date is read over. */
function bracketProblems(bracket: string | undefined, at: number, written: string): readonly string[] {
  if (bracket === undefined) return [];
  return bracket.split(/[、,;]/).flatMap((word) => {
    const weekday = WEEKDAY.exec(word)?.[1];
    if (weekday !== undefined) {
      const name = `周${weekday === '天' ? '日' : weekday}`;
      return name === weekdayName(at) ? [] : [`${written}写的是${word}，实际是${weekdayName(at)}`];
    }
    return LUNAR.test(word) ? [] : [`${written}后面括号里的“${word}”读不懂`];
  });
}
