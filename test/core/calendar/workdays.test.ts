// Which days are workdays: plain weekends, notices, the bureau's own days.
import { describe, expect, it } from 'vitest';
import type { CalendarDay, CalendarYear } from '../../../src/core/calendar/holidays.ts';
import { workCalendar } from '../../../src/core/calendar/holidays.ts';
import {
  dayWritten,
  isoDate,
  momentOf,
  shortDeadline,
  weekdayName,
  weekdayOf,
} from '../../../src/core/calendar/shanghai.ts';
import { DAY } from '../fixture.ts';

const year = (number: number, ...days: CalendarDay[]): CalendarYear => ({
  year: number,
  notice: { number: null, date: null, url: null },
  days,
});
const off = (date: string, name = '元旦'): CalendarDay => ({ date, name, off: true });
const on = (date: string, name = '元旦'): CalendarDay => ({ date, name, off: false });
const day = (text: string): number => dayWritten(text) ?? Number.NaN;

describe('a workday', () => {
  it('is Monday to Friday while no notice is known', () => {
    const plain = workCalendar([]);
    const week = Array.from({ length: 7 }, (_, i) => plain.isWorkday(momentOf(2030, 4, 1 + i, 23, 59)));
    expect(week).toEqual([true, true, true, true, true, false, false]);
    expect(plain.isPublished(2030)).toBe(false);
    expect(plain.nameOf(momentOf(2030, 4, 1))).toBeNull();
  });

  it('is not a day that a notice gives off, and is a weekend day that it takes back', () => {
    const calendar = workCalendar([year(2030, off('2030-01-01'), on('2030-01-05'))]);
    expect(calendar.isWorkday(momentOf(2030, 1, 1, 0, 0))).toBe(false);
    expect(calendar.isWorkday(momentOf(2030, 1, 1, 23, 59))).toBe(false);
    expect(calendar.isWorkday(momentOf(2030, 1, 5, 12))).toBe(true);
    expect(calendar.isWorkday(momentOf(2030, 1, 6))).toBe(false);
    expect(calendar.nameOf(momentOf(2030, 1, 1, 15))).toBe('元旦');
    expect(calendar.nameOf(momentOf(2030, 1, 5))).toBe('元旦');
    expect([2029, 2030, 2031].map(calendar.isPublished)).toEqual([false, true, false]);
  });

  it('in late December is what the later of two notices says, whichever was read first', () => {
    const own = year(2029, on('2029-12-29', '国庆节'));
    const next = year(2030, off('2029-12-29'), off('2029-12-31'));
    for (const years of [
      [own, next],
      [next, own],
    ]) {
      const calendar = workCalendar(years);
      expect(calendar.isWorkday(day('2029-12-29'))).toBe(false);
      expect(calendar.isWorkday(day('2029-12-31'))).toBe(false);
      expect(calendar.nameOf(day('2029-12-29'))).toBe('元旦');
    }
    expect(workCalendar([own]).isWorkday(day('2029-12-29'))).toBe(true);
  });

  it('is not a day that the bureau itself gives off, whatever the notice says', () => {
    const local = workCalendar([year(2030, on('2030-04-06', '清明节'))], [off('2030-04-06', '三月三')]);
    expect(local.isWorkday(day('2030-04-06'))).toBe(false);
    expect(local.nameOf(day('2030-04-06'))).toBe('三月三');
  });
});

describe('a day', () => {
  it('has the weekday that Intl says, before and after 1970', () => {
    const names = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', weekday: 'short' });
    for (let at = momentOf(1969, 12, 20); at < momentOf(1970, 1, 12); at += DAY / 2)
      expect(weekdayName(at)).toBe(names.format(at));
    expect(weekdayOf(momentOf(2026, 11, 22))).toBe(0);
    expect(weekdayOf(momentOf(2026, 11, 28))).toBe(6);
  });

  it('is read back as it is written, and only when it exists', () => {
    expect(isoDate(day('2028-02-29'))).toBe('2028-02-29');
    for (const wrong of [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '2026/01/01',
      '',
      '2026-01-32',
    ])
      expect(dayWritten(wrong)).toBeNull();
  });

  it('ends at its own 24:00, not at the next day’s 00:00', () => {
    expect(shortDeadline(momentOf(2026, 11, 21))).toBe('11-20 24:00');
    expect(shortDeadline(momentOf(2027, 1, 1))).toBe('12-31 24:00');
    expect(shortDeadline(momentOf(2026, 11, 20, 17, 30))).toBe('11-20 17:30');
  });
});
