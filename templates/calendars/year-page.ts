// A year's holidays as a page that can be checked against the notice by eye.
import type { CalendarDay, CalendarYear, WorkCalendar } from '../../src/core/calendar/holidays.ts';
import {
  DAY,
  dayRuns,
  dayWritten,
  momentOf,
  shortDate,
  wallClock,
  weekdayName,
} from '../../src/core/calendar/shanghai.ts';

/** `元旦：01-01 周四 至 01-03 周六 放假，共 3 天；01-04 周日 上班`, one line a holiday, in the order of the year. */
export function holidayLines(days: readonly CalendarDay[]): readonly string[] {
  const names = new Set([...days.filter((day) => day.off), ...days].map((day) => day.name));
  return [...names].map((name) => {
    const own = days.filter((day) => day.name === name);
    const off = own.filter((day) => day.off).map(midnight);
    const work = own.filter((day) => !day.off).map(midnight);
    const rest = off.length === 0 ? [] : [`${stretches(off)} 放假，共 ${off.length} 天`];
    const made = work.length === 0 ? [] : [`${work.map(spokenDay).join('、')} 上班`];
    return `${name}：${[...rest, ...made].join('；')}`;
  });
}

/** The whole page: source, holidays, workdays by month. */
export function yearPage(year: CalendarYear, calendar: WorkCalendar): string {
  const { number, date, url } = year.notice;
  const counts = workdaysByMonth(year.year, calendar);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return [
    `${year.year} 年节假日安排`,
    `依据：${number ?? '文号未写'}，${date ?? '日期未写'}`,
    ...(url === null ? [] : [url]),
    '',
    ...holidayLines(year.days),
    '',
    `工作日：${counts.map((count, index) => `${index + 1} 月 ${count} 天`).join('，')}；全年 ${total} 天`,
    ...(calendar.isPublished(year.year + 1)
      ? []
      : [`${year.year + 1} 年的安排还没有导入；其中元旦可能改动 ${year.year} 年 12 月底。`]),
  ].join('\n');
}

function workdaysByMonth(year: number, calendar: WorkCalendar): readonly number[] {
  const counts = Array.from({ length: 12 }, () => 0);
  for (let day = momentOf(year, 1, 1); day < momentOf(year + 1, 1, 1); day += DAY) {
    const month = wallClock(day).month - 1;
    if (calendar.isWorkday(day)) counts[month] = (counts[month] ?? 0) + 1;
  }
  return counts;
}

function midnight(day: CalendarDay): number {
  return dayWritten(day.date) ?? 0;
}

function spokenDay(at: number): string {
  return `${shortDate(at)} ${weekdayName(at)}`;
}

function stretches(days: readonly number[]): string {
  return dayRuns(days)
    .map(({ first, last }) =>
      first === last ? spokenDay(first) : `${spokenDay(first)} 至 ${spokenDay(last)}`,
    )
    .join('、');
}
