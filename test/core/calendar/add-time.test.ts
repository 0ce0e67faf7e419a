// Limits from start to moment, as sentences; every line is what a person asking 为什么 is shown.
import { describe, expect, it } from 'vitest';
import { addTime } from '../../../src/core/calendar/add-time.ts';
import { LENGTH_PATTERN, parseLength } from '../../../src/core/calendar/duration.ts';
import { workCalendar } from '../../../src/core/calendar/holidays.ts';
import { CHINA, due, line, moment, OFFICE } from './china.ts';

const MIDNIGHT = { sameDay: true, dayEnd: '24:00' } as const;
const CLOSING = { sameDay: true, dayEnd: 'office' } as const;

describe('a length', () => {
  it.each([
    ['30m', { amount: 30, unit: 'm' }],
    ['1.5h', { amount: 1.5, unit: 'h' }],
    ['2d', { amount: 2, unit: 'd' }],
    ['5wd', { amount: 5, unit: 'wd' }],
    ['0wd', { amount: 0, unit: 'wd' }],
  ])('%s', (text, length) => {
    expect(parseLength(text)).toEqual(length);
    expect(LENGTH_PATTERN.test(text)).toBe(true);
  });

  it.each(['', '5', 'wd', '1.5wd', '5 wd', '5WD', '5w', '-1wd', '5wd\n', '1h30m'])('is not %j', (text) => {
    expect(parseLength(text)).toBeNull();
    expect(() => line('2026-11-20 16:50', text)).toThrow(/not a length of time/);
  });
});

describe('minutes and hours', () => {
  it('run on through night, weekend and holiday: a holiday does not stop a 30-minute clock', () => {
    expect(line('2026-11-20 16:50', '1h')).toBe('11-20 16:50 → +1 小时 → 11-20 17:50');
    expect(line('2026-11-20 23:45', '30m')).toBe('11-20 23:45 → +30 分钟 → 11-21 00:15');
    expect(line('2026-10-01 09:00', '30m')).toBe('10-01 09:00 → +30 分钟 → 10-01 09:30');
    expect(due('2026-12-31 23:45', '24h')).toBe('2027-01-01 23:45');
  });

  const rule = { clock: 'working-hours' } as const;
  it('count only at work where the rule says so', () => {
    expect(line('2026-11-20 16:50', '2h', rule)).toBe(
      '11-20 16:50 → +2 小时（只计上班时间 08:30–17:30） → 跳过 11-21/22 周末 → 11-23 09:50',
    );
    expect(line('2026-11-20 10:00', '2h', rule)).toBe(
      '11-20 10:00 → +2 小时（只计上班时间 08:30–17:30） → 11-20 12:00',
    );
    expect(due('2026-11-20 16:30', '1h', rule)).toBe('2026-11-20 17:30');
    expect(due('2026-11-18 08:30', '18h', rule)).toBe('2026-11-19 17:30');
  });

  it('begin at the opening when something is met before, after, or on a day off', () => {
    expect(line('2026-11-20 06:00', '30m', rule)).toBe(
      '11-20 06:00 → +30 分钟（只计上班时间 08:30–17:30） → 从 11-20 08:30 上班起算 → 11-20 09:00',
    );
    expect(line('2026-11-20 23:00', '30m', rule)).toBe(
      '11-20 23:00 → +30 分钟（只计上班时间 08:30–17:30） → 跳过 11-21/22 周末 → 从 11-23 08:30 上班起算 → 11-23 09:00',
    );
    expect(line('2026-10-01 00:10', '30m', rule)).toBe(
      '10-01 00:10 → +30 分钟（只计上班时间 08:30–17:30） → 跳过 10-01/07 国庆节 → 从 10-08 08:30 上班起算 → 10-08 09:00',
    );
    expect(due('2026-11-20 17:30', '30m', rule)).toBe('2026-11-23 09:00');
    expect(due('2026-11-20 17:29', '30m', rule)).toBe('2026-11-23 08:59');
  });

  it('leave out the noon break', () => {
    const office = { ...OFFICE, breaks: [{ from: '12:00', to: '14:00' }] };
    expect(line('2026-11-18 11:30', '1h', { ...rule, office })).toBe(
      '11-18 11:30 → +1 小时（只计上班时间 08:30–17:30，12:00–14:00 不计） → 11-18 14:30',
    );
    expect(due('2026-11-18 12:30', '1h', { ...rule, office })).toBe('2026-11-18 15:00');
    expect(due('2026-11-18 11:00', '1h', { ...rule, office })).toBe('2026-11-18 12:00');
  });

  it('work on a make-up Sunday', () => {
    expect(line('2026-09-18 17:00', '1h', rule)).toBe(
      '09-18 17:00 → +1 小时（只计上班时间 08:30–17:30） → 跳过 09-19 周末 → 09-20 周日 调休上班 → 09-20 09:00',
    );
  });

  it('refuse an office that never opens', () => {
    const office = { opens: '17:30', closes: '08:30' };
    expect(() => due('2026-11-20 16:50', '1h', { ...rule, office })).toThrow(/without an hour/);
  });
});

describe('calendar days', () => {
  it('are 24 hours each, whatever day they end on and whatever the clock', () => {
    expect(line('2026-09-29 16:50', '3d')).toBe('09-29 16:50 → +3 天 → 10-02 16:50');
    expect(due('2026-12-30 10:00', '5d', { clock: 'working-hours' })).toBe('2027-01-04 10:00');
  });
});

describe('workdays', () => {
  it('count from the next workday and keep the time of day', () => {
    expect(line('2026-11-20 16:50', '2wd')).toBe(
      '11-20 16:50 → +2 个工作日 → 跳过 11-21/22 周末 → 11-24 16:50',
    );
    expect(line('2026-11-18 09:00', '1wd')).toBe('11-18 09:00 → +1 个工作日 → 11-19 09:00');
    expect(line('2026-11-18 09:00', '0wd')).toBe('11-18 09:00 → +0 个工作日 → 11-18 09:00');
    expect(due('2026-11-20 17:29', '1wd')).toBe('2026-11-23 17:29');
    expect(due('2026-11-20 23:00', '1wd')).toBe('2026-11-23 23:00');
  });

  it('from before the opening count from the opening, no earlier than from the day off before', () => {
    expect(line('2026-11-23 06:00', '1wd')).toBe(
      '11-23 06:00 → 从 11-23 08:30 上班起算 → +1 个工作日 → 11-24 08:30',
    );
    expect(due('2026-11-22 10:00', '1wd')).toBe('2026-11-24 08:30');
  });

  it('name the holiday they pass over and the make-up day they count', () => {
    expect(line('2026-09-30 16:50', '1wd')).toBe(
      '09-30 16:50 → +1 个工作日 → 跳过 10-01/07 国庆节 → 10-08 16:50',
    );
    expect(line('2026-09-18 16:50', '1wd')).toBe(
      '09-18 16:50 → +1 个工作日 → 跳过 09-19 周末 → 09-20 周日 调休上班 → 09-20 16:50',
    );
    expect(line('2026-02-13 10:00', '3wd')).toBe(
      '02-13 10:00 → +3 个工作日 → 02-14 周六 调休上班 → 跳过 02-15/23 春节 → 02-25 10:00',
    );
    expect(line('2024-06-07 10:00', '1wd')).toBe(
      '06-07 10:00 → +1 个工作日 → 跳过 06-08/09 周末 → 跳过 06-10 端午节 → 06-11 10:00',
    );
  });

  it('put weekends in a row into one step', () => {
    expect(line('2026-11-02 09:00', '15wd')).toBe(
      '11-02 09:00 → +15 个工作日 → 跳过 11-07/08、11-14/15、11-21/22 周末 → 11-23 09:00',
    );
  });

  it('from a day off count as if met at the first opening after it', () => {
    expect(line('2026-11-21 10:00', '1wd')).toBe(
      '11-21 10:00 → 跳过 11-21/22 周末 → 从 11-23 08:30 上班起算 → +1 个工作日 → 11-24 08:30',
    );
    expect(due('2026-11-22 23:59', '0wd')).toBe('2026-11-23 08:30');
    expect(due('2026-10-01 00:00', '1wd')).toBe('2026-10-09 08:30');
  });

  it('from a day off may, where the rule says so, count the first workday whole', () => {
    const rule = { dayOffStart: 'first-workday' } as const;
    expect(line('2026-11-21 10:00', '1wd', rule)).toBe(
      '11-21 10:00 → 跳过 11-21/22 周末 → 11-23 为第 1 个工作日 → +1 个工作日 → 11-23 24:00',
    );
    expect(due('2026-11-21 10:00', '5wd', rule)).toBe('2026-11-28 00:00');
    expect(due('2026-11-20 10:00', '1wd', rule)).toBe('2026-11-23 10:00');
  });

  it('after closing may, where the rule says so, count as met on the next workday', () => {
    const rule = { afterHours: 'next-workday' } as const;
    expect(line('2026-11-20 17:30', '1wd', rule)).toBe(
      '11-20 17:30 → 已过下班 17:30 → 跳过 11-21/22 周末 → 从 11-23 08:30 上班起算 → +1 个工作日 → 11-24 08:30',
    );
    expect(due('2026-11-20 17:29', '1wd', rule)).toBe('2026-11-23 17:29');
  });

  it('beyond the published years are counted on plain weekends, and say so', () => {
    const eve = moment('2026-12-31 10:00');
    const added = addTime({ from: eve, length: '1wd', calendar: CHINA, office: OFFICE });
    expect(added.provisional).toBe(true);
    expect(added.steps).toEqual(['+1 个工作日', '节假日安排未公布，暂按周末推算', '01-01 10:00']);
    expect(addTime({ from: eve, length: '0wd', calendar: CHINA, office: OFFICE }).provisional).toBe(false);
    expect(addTime({ from: eve, length: '30m', calendar: CHINA, office: OFFICE }).provisional).toBe(false);
    expect(addTime({ from: eve, length: '30d', calendar: CHINA, office: OFFICE }).provisional).toBe(false);
  });

  it('cross the turn of a published year over its holidays', () => {
    expect(line('2025-12-31 10:00', '1wd')).toBe(
      '12-31 10:00 → +1 个工作日 → 跳过 01-01/03 元旦 → 01-04 周日 调休上班 → 01-04 10:00',
    );
    expect(line('2024-12-31 10:00', '1wd')).toBe('12-31 10:00 → +1 个工作日 → 跳过 01-01 元旦 → 01-02 10:00');
  });

  it('refuse a calendar in which nobody ever works', () => {
    const never = { ...workCalendar([]), isWorkday: () => false };
    expect(() => due('2026-11-20 10:00', '1wd', { calendar: never })).toThrow(/no workday/);
  });
});

describe('the same day', () => {
  it('lasts until 24:00, found on a workday, at 23:00, or on the first day of a holiday', () => {
    expect(line('2026-11-20 09:00', MIDNIGHT)).toBe('11-20 09:00 → 当天 → 11-20 24:00');
    expect(due('2026-11-20 23:00', MIDNIGHT)).toBe('2026-11-21 00:00');
    expect(due('2026-10-01 09:00', MIDNIGHT)).toBe('2026-10-02 00:00');
    expect(due('2026-12-31 23:59', MIDNIGHT)).toBe('2027-01-01 00:00');
  });

  it('lasts until closing where the bureau says so, and to 24:00 once it has closed', () => {
    expect(line('2026-11-20 09:00', CLOSING)).toBe('11-20 09:00 → 当天 → 下班 17:30 → 11-20 17:30');
    expect(due('2026-11-20 17:29', CLOSING)).toBe('2026-11-20 17:30');
    expect(line('2026-11-20 23:00', CLOSING)).toBe(
      '11-20 23:00 → 当天 → 已过下班 17:30，算到 24:00 → 11-20 24:00',
    );
    expect(due('2026-10-01 09:00', CLOSING)).toBe('2026-10-01 17:30');
  });

  const rule = { afterHours: 'next-workday' } as const;
  it('is the next workday for what is met after closing, where the rule says so', () => {
    expect(line('2026-11-20 23:00', MIDNIGHT, rule)).toBe(
      '11-20 23:00 → 已过下班 17:30 → 跳过 11-21/22 周末 → 按 11-23 当天计 → 11-23 24:00',
    );
    expect(due('2026-11-20 23:00', CLOSING, rule)).toBe('2026-11-23 17:30');
    expect(line('2026-10-01 09:00', CLOSING, rule)).toBe(
      '10-01 09:00 → 跳过 10-01/07 国庆节 → 按 10-08 当天计 → 下班 17:30 → 10-08 17:30',
    );
    expect(due('2026-11-20 17:29', CLOSING, rule)).toBe('2026-11-20 17:30');
    expect(due('2026-11-20 06:00', CLOSING, rule)).toBe('2026-11-20 17:30');
    expect(due('2026-09-19 10:00', CLOSING, rule)).toBe('2026-09-20 17:30');
  });
});
