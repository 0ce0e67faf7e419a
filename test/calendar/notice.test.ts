// The State Council's notice as people paste it: wordings of other years, slips, and text that is none.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../src/core/calendar/holidays.ts';
import type { NoticeRead } from '../../src/core/calendar/notice.ts';
import { readNotice } from '../../src/core/calendar/notice.ts';
import {
  DAY,
  dayWritten,
  isoDate,
  isoMoment,
  wallClock,
  weekdayOf,
} from '../../src/core/calendar/shanghai.ts';

const notice = (year: number): string =>
  readFileSync(join(import.meta.dirname, 'notices', `${year}.txt`), 'utf8');
const OFFICIAL = notice(2026);
const short = (days: readonly CalendarDay[]): string =>
  days.map(({ date, off }) => `${date.slice(2)}${off ? '休' : '班'}`).join(' ');
/** One line under a heading, in the year given; the six other holidays are missing on purpose. */
const item = (year: number, text: string): { days: string; problems: readonly string[] } => {
  const { days, problems } = readNotice(text, year);
  const own = problems.filter(({ what }) => !what.startsWith('没有读到'));
  return { days: short(days), problems: own.map(({ what }) => what) };
};
const trusted = (read: NoticeRead): boolean => !read.problems.some(({ blocking }) => blocking);

describe('a line of the notice', () => {
  it.each([
    [
      2019,
      '一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。',
      '18-12-29班 18-12-30休 18-12-31休 19-01-01休',
    ],
    [2023, '一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。', '22-12-31休 23-01-01休 23-01-02休'],
    [
      2019,
      '一、元旦：12月30日至1月1日放假调休，共3天。12月29日（星期六）上班。',
      '18-12-29班 18-12-30休 18-12-31休 19-01-01休',
    ],
    [
      2018,
      '七、国庆节：10月1日至3日放假，共3天。9月29日（星期六）、9月30日（星期日）上班。',
      '18-09-29班 18-09-30班 18-10-01休 18-10-02休 18-10-03休',
    ],
    [
      2018,
      '四、劳动节：4月29日至5月1日放假调休，共3天。4月28日（星期六）上班。',
      '18-04-28班 18-04-29休 18-04-30休 18-05-01休',
    ],
    [2016, '四、劳动节：5月1日放假，5月2日（星期一）补休。', '16-05-01休 16-05-02休'],
    [2014, '一、元旦：1月1日放假1天。', '14-01-01休'],
    [2025, '一、元旦：1月1日（周三）放假1天，不调休。', '25-01-01休'],
    [2024, '五、端午节：6月10日放假，与周末连休。', '24-06-10休'],
    [2024, '端午：6月10日放假，与周末连休', '24-06-10休'],
    [2026, '5.端午节: 6月19日(周五)—21日(周日) 放假, 共3天', '26-06-19休 26-06-20休 26-06-21休'],
    [
      2026,
      '五、端午节：６月１９日（周五）至２１日（周日）放假，共３天。',
      '26-06-19休 26-06-20休 26-06-21休',
    ],
    [
      2026,
      '四、劳动节：5月1日至3日放假。5月9日（周六）正常上班。',
      '26-05-01休 26-05-02休 26-05-03休 26-05-09班',
    ],
    [2026, '二、春节：2月16日（除夕）、17日（农历正月初一、星期二）放假，共2天。', '26-02-16休 26-02-17休'],
  ])('%d %s', (year, text, days) => {
    const read = item(year, text);
    expect(read.days).toBe(days);
    expect(read.problems.filter((what) => !what.includes('却没有哪天上班'))).toEqual([]);
  });

  it.each([
    [2026, '一、元旦：1月1日（周五）放假。', '元旦：1月1日写的是周五，实际是周四'],
    [
      2026,
      '一、元旦：1月1日（周四）至3日（周六）放假调休，共4天。1月4日（周日）上班。',
      '写的是共 4 天，日期却是 3 天',
    ],
    [2026, '一、元旦：1月1日放假2天。', '写的是共 2 天，日期却是 1 天'],
    [2026, '二、春节：2月30日放假。', '没有 2月30日 这一天'],
    [2026, '二、春节：2月23日至15日放假。', '起止日期不对'],
    [2026, '二、春节：2月15日至3月23日放假。', '起止日期不对'],
    [2026, '二、春节：2月15日放假。2月16日上班。', '02-16 是周一，本来就上班'],
    [2026, '一、元旦：1月1日至4日放假。1月4日上班。', '01-04 在“元旦”里已经写过'],
    [2026, '一、元旦：1月1日放假调休。', '写了调休，却没有哪天上班'],
    [2026, '五、端午节：6月17日放假，与周末连休。', '日期却不挨着周末'],
    [2026, '四、劳动节：5月1日放假。6月6日上班。', '06-06 上班，离这个假期太远'],
    [2026, '三、清明节：7月4日（周六）至6日（周一）放假，共3天。', '清明节：不会在 7 月'],
    [2026, '四、劳动节：2027年5月1日放假。', '2027-05-01 不在 2026 年'],
    [2026, '五、端午节：6月19日（佳节）放假。', '括号里的“佳节”读不懂'],
    [2026, '五、端午节：6月19日放假，6月22日居家办公。', '读不懂“6月22日居家办公”'],
    [2026, '五、端午节：另行通知。', '没有读到放假的日子'],
    [2026, '五、端午节：19日放假。', '读不懂“19日放假”'],
  ])('%d %s is questioned', (year, text, sentence) => {
    expect(item(year, text).problems.join('\n')).toContain(sentence);
  });
});

describe('a notice', () => {
  const days = short(readNotice(OFFICIAL).days);
  const even = { ...readNotice(OFFICIAL) };

  it.each([
    ['with Windows line ends', OFFICIAL.replaceAll('\n', '\r\n')],
    ['in half-width signs', OFFICIAL.normalize('NFKC')],
    ['without blank lines or indents', OFFICIAL.replaceAll(/\n\s*/g, '\n')],
    ['with a byte-order mark and invisible blanks', `\ufeff${OFFICIAL.replaceAll('月', '月\u200b ')}`],
    ['with 星期 for 周', OFFICIAL.replaceAll('（周', '（星期').replaceAll('、周', '、星期')],
    ['with dashes for 至', OFFICIAL.replaceAll('）至', '）—')],
    ['broken within its lines', OFFICIAL.replaceAll('至', '至\n').replaceAll('、各部门', '\n、各部门')],
    ['with the items in one line', OFFICIAL.replaceAll(/。\s+(?=[一二三四五六七]、)/g, '。')],
    [
      'as news',
      OFFICIAL.replace(
        /^[\s\S]*?各省/,
        '新华社北京11月4日电 国务院办公厅关于2026年部分节假日安排的通知，全文如下：\n各省',
      ),
    ],
  ])('%s is read the same', (_, text) => {
    const read = readNotice(text);
    expect(read.problems).toEqual([]);
    expect({ ...read, number: even.number }).toEqual(even);
  });

  it('in which a line is not understood names it with its number, and can be trusted only if it names no day', () => {
    const noise = readNotice(`${OFFICIAL}来源：中国政府网\n责任编辑：某某`);
    expect(noise.problems).toEqual([
      { line: 28, what: '读不懂“来源:中国政府网”', blocking: false },
      { line: 29, what: '读不懂“责任编辑:某某”', blocking: false },
    ]);
    expect(short(noise.days)).toBe(days);
    const more = readNotice(`${OFFICIAL}另：12月31日下午提前放假。`);
    expect(more.problems).toEqual([{ line: 28, what: '读不懂“另:12月31日下午提前放假。”', blocking: true }]);
  });

  it('without one of the seven holidays is not trusted', () => {
    const read = readNotice(OFFICIAL.replace(/.*五、端午节.*\n/, ''));
    expect(read.problems).toEqual([{ line: null, what: '没有读到端午的安排', blocking: true }]);
  });

  it('must be of the year that the person says, and of some year', () => {
    expect(readNotice(OFFICIAL, 2027).problems[0]?.what).toBe('通知写的是 2026 年，不是 2027 年');
    const nameless = OFFICIAL.replaceAll('2026年', '');
    expect(readNotice(nameless)).toMatchObject({
      year: null,
      days: [],
      problems: [{ line: null, what: '没有写明是哪一年的安排，请指明年份', blocking: true }],
    });
    expect(short(readNotice(nameless, 2026).days)).toBe(days);
  });

  it('with one wrong digit in its days is caught, but for a make-up day a week off', () => {
    const missed: string[] = [];
    for (const { index } of OFFICIAL.matchAll(/\d/g)) {
      const start = OFFICIAL.lastIndexOf('\n', index) + 1;
      const line = OFFICIAL.slice(start, OFFICIAL.indexOf('\n', index));
      if (!/[一二三四五六七]、.{2,3}：/.test(line)) continue;
      for (const digit of '0123456789') {
        const text = OFFICIAL.slice(0, index) + digit + OFFICIAL.slice(index + 1);
        const read = readNotice(text);
        if (trusted(read) && short(read.days) !== days)
          missed.push(`${index - start}:${digit} ${line.trim()}`);
      }
    }
    // 10月10日 → 10月17日, also a Saturday: nothing in the text speaks against it.
    expect(missed).toHaveLength(1);
    expect(missed[0]).toMatch(/:7 七、国庆节/);
  });

  it('that the product could have written itself is read back', () => {
    const holiday = fc.record({ at: fc.nat(8), length: fc.integer({ min: 1, max: 9 }), made: fc.nat(2) });
    const form = fc.record({
      weekday: fc.constantFrom('周', '星期', ''),
      to: fc.constantFrom('至', '-', '——', '～'),
      fullWidth: fc.boolean(),
      repeatMonth: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 2024, max: 2060 }),
        fc.array(holiday, { minLength: 7, maxLength: 7 }),
        form,
        (year, holidays, how) => {
          const { text, days: expected } = compose(year, holidays, how);
          const read = readNotice(text);
          expect(read.problems).toEqual([]);
          expect(short(read.days)).toBe(short(expected));
        },
      ),
    );
  });

  it('that is any other text is answered without a throw, and never trusted', () => {
    const word = fc.constantFrom(
      ...OFFICIAL.split(/(?<=[，。、：日年月（）\n])/),
      '一、',
      '元旦：',
      '2026年',
      '\n',
      '(',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word, { maxLength: 30 }).map((words) => words.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        const read = readNotice(any, 2026);
        expect(trusted(read)).toBe(false);
        for (const day of read.days)
          expect(isoMoment(Date.parse(`${day.date}T00:00:00+08:00`))).toContain(day.date);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Far enough apart for the longest of them and its make-up days. */
const EARLIEST = ['01-01', '01-28', '04-01', '05-01', '05-29', '09-01', '10-01'];

type Form = { weekday: string; to: string; fullWidth: boolean; repeatMonth: boolean };

/** Seven holidays in seven parts of the year, written as a notice. */
function compose(
  year: number,
  holidays: readonly { at: number; length: number; made: number }[],
  form: Form,
): { text: string; days: readonly CalendarDay[] } {
  const days: CalendarDay[] = [];
  const written = (at: number, month = true): string => {
    const w = wallClock(at);
    const bracket = form.weekday === '' ? '' : `(${form.weekday}${'日一二三四五六'.charAt(weekdayOf(at))})`;
    return `${month ? `${w.month}月` : ''}${w.day}日${bracket}`;
  };
  const lines = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'].map((name, index) => {
    const { at, length, made } = holidays[index] ?? { at: 0, length: 1, made: 0 };
    const first = (dayWritten(`${year}-${EARLIEST[index]}`) ?? 0) + at * DAY;
    const last = first + (length - 1) * DAY;
    const makeUps: number[] = [];
    for (let day = last + DAY; makeUps.length < made; day += DAY)
      if (weekdayOf(day) % 6 === 0) makeUps.push(day);
    for (let day = first; day <= last; day += DAY) days.push({ date: isoDate(day), name, off: true });
    for (const day of makeUps) days.push({ date: isoDate(day), name, off: false });
    const sameMonth = wallClock(first).month === wallClock(last).month;
    const range =
      length === 1
        ? written(first)
        : `${written(first)}${form.to}${written(last, form.repeatMonth || !sameMonth)}`;
    const work = makeUps.length === 0 ? '' : `${makeUps.map((day) => written(day)).join('、')}上班。`;
    return `${'一二三四五六七'.charAt(index)}、${name}:${range}放假${makeUps.length > 0 ? '调休' : ''},共${length}天。${work}`;
  });
  const text = [`国务院办公厅关于${year}年部分节假日安排的通知`, ...lines].join('\n');
  days.sort((a, b) => (a.date < b.date ? -1 : 1));
  return {
    text: form.fullWidth
      ? text.replaceAll('(', '（').replaceAll(')', '）').replaceAll(',', '，').replaceAll(':', '：')
      : text,
    days,
  };
}
