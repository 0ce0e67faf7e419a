// The calendar files that ship, against the table of the rules and against the notices themselves.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCalendars } from '../../src/config/calendar-folder.ts';
import { calendarYaml } from '../../src/core/calendar/calendar-yaml.ts';
import { workCalendar } from '../../src/core/calendar/holidays.ts';
import { readNotice } from '../../src/core/calendar/notice.ts';
import { DAY, isoDate, momentOf, weekdayName } from '../../src/core/calendar/shanghai.ts';
import { parseCalendarYear } from '../../src/core/policy/calendar-file.ts';
import { yearPage } from '../../templates/calendars/year-page.ts';

/** Written out a second time on purpose, in the form of the table: first and last day off, days, make-up days. */
const TABLE_2026 = [
  ['元旦', '2026-01-01 周四', '2026-01-03 周六', 3, ['2026-01-04 周日']],
  ['春节', '2026-02-15 周日', '2026-02-23 周一', 9, ['2026-02-14 周六', '2026-02-28 周六']],
  ['清明节', '2026-04-04 周六', '2026-04-06 周一', 3, []],
  ['劳动节', '2026-05-01 周五', '2026-05-05 周二', 5, ['2026-05-09 周六']],
  ['端午节', '2026-06-19 周五', '2026-06-21 周日', 3, []],
  ['中秋节', '2026-09-25 周五', '2026-09-27 周日', 3, []],
  ['国庆节', '2026-10-01 周四', '2026-10-07 周三', 7, ['2026-09-20 周日', '2026-10-10 周六']],
] as const;

const years = readCalendars();
const calendar = workCalendar(years);

describe('the shipped calendars', () => {
  it('are those of 2024, 2025 and 2026, with the numbers of their notices', () => {
    expect(years.map(({ year, notice }) => [year, notice.number, notice.date])).toEqual([
      [2024, '国办发明电〔2023〕7号', '2023-10-25'],
      [2025, '国办发明电〔2024〕12号', '2024-11-12'],
      [2026, '国办发明电〔2025〕7号', '2025-11-04'],
    ]);
    expect(years.every(({ notice }) => notice.url?.startsWith('https://www.gov.cn/zhengce/zhengceku/'))).toBe(
      true,
    );
  });

  it.each([2024, 2025, 2026])(
    'hold exactly the days of the notice for %d, read without a question',
    (year) => {
      const text = readFileSync(join(import.meta.dirname, 'notices', `${year}.txt`), 'utf8');
      const shipped = years.find((one) => one.year === year);
      const read = readNotice(text);
      expect(read.problems).toEqual([]);
      expect(read).toMatchObject({
        year,
        number: shipped?.notice.number,
        date: shipped?.notice.date,
        days: shipped?.days,
      });
    },
  );

  it('hold the whole of 2026 day by day', () => {
    const named = (at: number): string => `${isoDate(at)} ${weekdayName(at)}`;
    let off = 0;
    for (let at = momentOf(2026, 1, 1); at < momentOf(2027, 1, 1); at += DAY) {
      const day = named(at);
      const holiday = TABLE_2026.find(([, first, last]) => first <= day && day <= last);
      const makeUp = TABLE_2026.find(([, , , , days]) => days.some((made) => made === day));
      const weekend = day.endsWith('周六') || day.endsWith('周日');
      const worked = holiday === undefined && (makeUp !== undefined || !weekend);
      expect([day, calendar.isWorkday(at)]).toEqual([day, worked]);
      expect([day, calendar.nameOf(at)]).toEqual([day, (holiday ?? makeUp)?.[0] ?? null]);
      off += holiday === undefined ? 0 : 1;
    }
    expect(off).toBe(TABLE_2026.reduce((sum, [, , , days]) => sum + days, 0));
  });

  it('are written back as they were read', () => {
    for (const year of years) expect(parseCalendarYear(calendarYaml(year), '文件')).toEqual(year);
  });

  it('read as a page', () => {
    const year = years.find((one) => one.year === 2026);
    const page = year === undefined ? '' : yearPage(year, calendar);
    expect(page).toContain('国庆节：10-01 周四 至 10-07 周三 放假，共 7 天；09-20 周日、10-10 周六 上班');
    expect(page.indexOf('中秋节')).toBeLessThan(page.indexOf('国庆节'));
    expect(page).toContain('全年 248 天');
    expect(page).toContain('2027 年的安排还没有导入');
  });
});
