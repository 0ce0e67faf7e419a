// Wall clock, lengths of time, and moments as people write them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DURATION_PATTERN, durationMs } from '../../src/core/calendar/duration.ts';
import {
  clockTime,
  longDate,
  momentOf,
  nextTimeOfDay,
  shortMoment,
  spokenDuration,
  startOfDay,
  wallClock,
} from '../../src/core/calendar/shanghai.ts';
import { readSpokenTime } from '../../src/core/calendar/spoken-time.ts';
import { DAY, HOUR, MINUTE } from './fixture.ts';

/** `2026-11-20T16:50:00+08:00`. */
function isoMoment(at: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const w = wallClock(at);
  return `${w.year}-${two(w.month)}-${two(w.day)}T${two(w.hour)}:${two(w.minute)}:${two(w.second)}+08:00`;
}

const moment = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) });

describe('the wall clock of the bureau', () => {
  it('is eight hours ahead of UTC, whatever the server thinks', () => {
    expect(isoMoment(Date.UTC(2026, 10, 20, 8, 50, 9))).toBe('2026-11-20T16:50:09+08:00');
    expect(shortMoment(Date.UTC(2026, 10, 20, 8, 50))).toBe('11-20 16:50');
    expect(clockTime(Date.UTC(2026, 10, 20, 16, 5))).toBe('00:05');
    expect(longDate(Date.UTC(2026, 10, 20, 16, 5))).toBe('2026年11月21日');
  });

  it('turns the year at 16:00 UTC', () => {
    const eve = Date.UTC(2026, 11, 31, 15, 59, 59);
    expect(isoMoment(eve)).toBe('2026-12-31T23:59:59+08:00');
    expect(isoMoment(eve + 1000)).toBe('2027-01-01T00:00:00+08:00');
    expect(startOfDay(eve + 1000)).toBe(eve + 1000);
    expect(startOfDay(eve)).toBe(eve + 1000 - DAY);
  });

  it('knows the leap day', () => {
    expect(isoMoment(momentOf(2028, 2, 29, 12))).toBe('2028-02-29T12:00:00+08:00');
    expect(longDate(momentOf(2026, 2, 28) + DAY)).toBe('2026年3月1日');
  });

  it('is what Intl says of Asia/Shanghai', () => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    fc.assert(
      fc.property(moment, (at) => {
        expect(isoMoment(at).slice(0, 19).replace('T', ' ')).toBe(format.format(at));
      }),
    );
  });

  it('a day begins at its midnight and holds its moment', () => {
    fc.assert(
      fc.property(moment, (at) => {
        const start = startOfDay(at);
        expect(start <= at && at < start + DAY).toBe(true);
        expect(wallClock(start)).toMatchObject({ hour: 0, minute: 0, second: 0 });
        expect(startOfDay(start)).toBe(start);
      }),
    );
  });

  it('parts and moment are each other’s inverse', () => {
    fc.assert(
      fc.property(moment, (any) => {
        const at = any - (any % MINUTE);
        const w = wallClock(at);
        expect(momentOf(w.year, w.month, w.day, w.hour, w.minute)).toBe(at);
      }),
    );
  });

  it('the next 18:00 is strictly later, within a day, and shows 18:00', () => {
    const six = momentOf(2026, 12, 31, 18);
    expect(nextTimeOfDay(six - 1, '18:00')).toBe(six);
    expect(nextTimeOfDay(six, '18:00')).toBe(six + DAY);
    fc.assert(
      fc.property(moment, fc.nat(23), fc.nat(59), (at, hour, minute) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const next = nextTimeOfDay(at, time);
        expect(next > at && next <= at + DAY).toBe(true);
        expect(clockTime(next)).toBe(time);
      }),
    );
  });
});

describe('lengths of time', () => {
  it.each([
    ['30m', 30 * MINUTE],
    ['1h', HOUR],
    ['1.5h', 90 * MINUTE],
    ['2d', 2 * DAY],
    ['0m', 0],
    ['0.5d', 12 * HOUR],
  ])('%s', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it.each(['', '30', 'm', '1 h', '-1h', '1.h', '.5h', '1h30m', '1s', '1H', '１h', '1h\n'])(
    'refuses %j',
    (text) => {
      expect(DURATION_PATTERN.test(text)).toBe(false);
      expect(() => durationMs(text)).toThrow(/not a duration/);
    },
  );

  it.each([
    [0, '不到 1 分钟'],
    [29_000, '不到 1 分钟'],
    [-HOUR, '不到 1 分钟'],
    [30 * MINUTE, '30 分钟'],
    [HOUR, '1 小时'],
    [90 * MINUTE, '1 小时 30 分钟'],
    [DAY, '1 天'],
    [2 * DAY + 3 * HOUR, '2 天 3 小时'],
    [HOUR - 1, '1 小时'],
  ])('%d ms reads %s', (ms, words) => {
    expect(spokenDuration(ms)).toBe(words);
  });
});

/** Friday 2026-11-20, 16:50:30. */
const NOW = momentOf(2026, 11, 20, 16, 50) + 30_000;
const read = (text: string, now = NOW): string | null => {
  const time = readSpokenTime(text, now);
  if (time === null || time.kind === 'unknown') return time === null ? null : 'unknown';
  return `${time.about ? '约 ' : ''}${isoMoment(time.at).slice(0, 16).replace('T', ' ')}`;
};

describe('a moment as staff write it', () => {
  it.each([
    ['9:30', '2026-11-20 09:30'],
    ['9：30', '2026-11-20 09:30'],
    ['９：３０', '2026-11-20 09:30'],
    ['今天 9:30', '2026-11-20 09:30'],
    ['今早8点', '2026-11-20 08:00'],
    ['上午十点半', '2026-11-20 10:30'],
    ['上午10点一刻', '2026-11-20 10:15'],
    ['10点3刻', '2026-11-20 10:45'],
    ['9点20', '2026-11-20 09:20'],
    ['9时05分', '2026-11-20 09:05'],
    ['下午3点', '2026-11-20 15:00'],
    ['下午三点二十分', '2026-11-20 15:20'],
    ['下午15:30', '2026-11-20 15:30'],
    ['中午12点半', '2026-11-20 12:30'],
    ['中午1点', '2026-11-20 13:00'],
    ['约下午3点', '约 2026-11-20 15:00'],
    ['大概14:20左右', '约 2026-11-20 14:20'],
    ['16:51', '2026-11-20 16:50'],
    ['18:00', '2026-11-19 18:00'],
    ['晚上8点', '2026-11-19 20:00'],
    ['凌晨2点', '2026-11-20 02:00'],
    ['凌晨12点', '2026-11-20 00:00'],
    ['昨晚8点半', '2026-11-19 20:30'],
    ['昨晚12点', '2026-11-20 00:00'],
    ['昨晚1点', '2026-11-20 01:00'],
    ['昨天夜里11点', '2026-11-19 23:00'],
    ['昨天傍晚6点', '2026-11-19 18:00'],
    ['昨日 14:00', '2026-11-19 14:00'],
    ['前天上午9点', '2026-11-18 09:00'],
    ['大前天9点', '2026-11-17 09:00'],
    ['半夜2点', '2026-11-20 02:00'],
    ['晚上12点', '2026-11-20 00:00'],
    ['11-20 16:50', '2026-11-20 16:50'],
    ['11/20 16:50', '2026-11-20 16:50'],
    ['11.20 16:50', '2026-11-20 16:50'],
    ['11月20日16点50分', '2026-11-20 16:50'],
    ['十一月二十日下午四点', '2026-11-20 16:00'],
    ['2026-11-19 08:05', '2026-11-19 08:05'],
    ['2026年11月19日 8:05', '2026-11-19 08:05'],
    ['二〇二六年十一月九日 8:05', '2026-11-09 08:05'],
    ['2026-11-19T08:05:33+08:00', '2026-11-19 08:05'],
    ['今年11月19日8:05', '2026-11-19 08:05'],
    ['12-31 23:00', '2025-12-31 23:00'],
    ['20日9点', '2026-11-20 09:00'],
    ['25号下午3点', '2026-10-25 15:00'],
    ['刚刚', '2026-11-20 16:50'],
    ['刚才发现的', '2026-11-20 16:50'],
    ['10分钟前', '2026-11-20 16:40'],
    ['十分钟前', '2026-11-20 16:40'],
    ['半小时前', '2026-11-20 16:20'],
    ['半个小时之前', '2026-11-20 16:20'],
    ['两个小时前', '2026-11-20 14:50'],
    ['1.5小时前', '2026-11-20 15:20'],
    ['一个半小时前', '2026-11-20 15:20'],
    ['1小时20分钟前', '2026-11-20 15:30'],
    ['大约3天前', '约 2026-11-17 16:50'],
    ['3天前下午2点', '2026-11-17 14:00'],
    ['24:00', '2026-11-20 00:00'],
    ['不详', 'unknown'],
    ['事发时间不清楚', 'unknown'],
    ['未知', 'unknown'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    '',
    '无',
    '很久以前',
    '昨天',
    '11-20',
    '明天9点',
    '后天9点',
    '今天18:00',
    '25:00',
    '9:75',
    '24:30',
    '2月30日9点',
    '13-01 9:00',
    '周三上午9点',
    '上周五9点',
    '星期天 10:00',
    '上个月20日9点',
    '去年11月20日9点',
    '2027-01-01 9:00',
    '9999999999天前',
    '电话13812345678',
    '2026-02-29 10:00',
  ])('cannot place %j, and does not guess', (text) => {
    expect(read(text)).toBeNull();
  });

  it('looks back over the turn of the year', () => {
    const newYear = momentOf(2027, 1, 1, 0, 30);
    expect(read('昨晚11点', newYear)).toBe('2026-12-31 23:00');
    expect(read('12-31 23:00', newYear)).toBe('2026-12-31 23:00');
    expect(read('31号23:00', newYear)).toBe('2026-12-31 23:00');
    expect(read('23:00', newYear)).toBe('2026-12-31 23:00');
  });

  it('answers to any text, never with a moment that is not one or lies ahead', () => {
    const word = fc.constantFrom(
      ...'今昨前明天日晚早夜上下午中凌晨点时分半刻钟小个前约左右刚号月年周0123456789十两一:：-/. ',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(word, { maxLength: 16 }).map((w) => w.join('')),
    );
    fc.assert(
      fc.property(text, moment, (any, now) => {
        const time = readSpokenTime(any, now);
        if (time?.kind !== 'moment') return;
        expect(Number.isSafeInteger(time.at)).toBe(true);
        expect(time.at).toBeGreaterThanOrEqual(0);
        expect(time.at).toBeLessThanOrEqual(now);
        expect(isoMoment(time.at)).not.toContain('NaN');
      }),
      { numRuns: 3000 },
    );
  });

  it('reads back what the product itself writes', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 300 * DAY }), (now, before) => {
        const at = now - before - ((now - before) % MINUTE);
        expect(readSpokenTime(shortMoment(at), now)).toEqual({ kind: 'moment', at, about: false });
      }),
    );
  });
});
