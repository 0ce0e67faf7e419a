// A calendar file with a slip in it: refused with its line, before any limit is computed with it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCalendars } from '../../src/config/calendar-folder.ts';
import { BotError } from '../../src/core/errors.ts';
import { parseCalendarYear } from '../../src/core/policy/calendar-file.ts';

const file = (...days: string[]): string =>
  [
    'year: 2027',
    "notice: { number: '国办发明电〔2026〕1号', date: '2026-11-05', url: null }",
    'days:',
    ...days.map((day) => `  - { ${day} }`),
  ].join('\n');

function hintOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof BotError && error.code === 'calendar-invalid') return error.hint;
    throw error;
  }
  return 'nothing was refused';
}

describe('a calendar file', () => {
  it('may name days of the December before its year, dates with or without quotes', () => {
    const year = parseCalendarYear(
      file("date: '2026-12-31', name: 元旦, off: true", 'date: 2027-01-02, name: 元旦, off: false'),
      'cn-2027.yaml',
    );
    expect(year.days).toEqual([
      { date: '2026-12-31', name: '元旦', off: true },
      { date: '2027-01-02', name: '元旦', off: false },
    ]);
  });

  it.each([
    ["date: '2027-02-29', name: 春节, off: true", '第 4 行 days.0.date：应为带引号的日期'],
    ["date: '2027-1-1', name: 元旦, off: true", '第 4 行 days.0.date：应为带引号的日期'],
    [
      "date: '2028-01-01', name: 元旦, off: true",
      '第 4 行 days.0：2028-01-01 不在 2027 年，也不在上一年 12 月',
    ],
    ["date: '2026-11-30', name: 元旦, off: true", '不在 2027 年'],
    ["date: '2027-01-01', name: 元旦, off: yes", '第 4 行 days.0.off：应为 true（放假）或 false（调休上班）'],
    ["date: '2027-01-04', name: 元旦, off: false", '2027-01-04 是周一，本来就上班'],
    ["date: '2027-01-01', name: '', off: true", '缺少节日名'],
    ["date: '2027-01-01', name: 元旦", '应为 true（放假）'],
  ])('refuses %s', (day, sentence) => {
    expect(hintOf(() => parseCalendarYear(file(day), 'cn-2027.yaml'))).toContain(sentence);
  });

  it('refuses a day written twice, with the line of the second', () => {
    const day = "date: '2027-01-01', name: 元旦, off: true";
    expect(hintOf(() => parseCalendarYear(file(day, day), 'cn-2027.yaml'))).toContain(
      '第 5 行 days.1：2027-01-01 写了两次',
    );
  });

  it('refuses what is no such file at all', () => {
    for (const text of ['', 'days: [', '- 1', file(), 'year: 2027'])
      expect(hintOf(() => parseCalendarYear(text, 'cn-2027.yaml'))).toMatch(/cn-2027\.yaml 有 \d+ 处要改/);
  });
});

describe('the folder of calendars', () => {
  it('may be missing, and refuses a file under the name of another year', () => {
    const folder = mkdtempSync(join(tmpdir(), 'calendars-'));
    try {
      expect(readCalendars(join(folder, 'nowhere'))).toEqual([]);
      writeFileSync(join(folder, 'README.md'), 'not a calendar');
      expect(readCalendars(folder)).toEqual([]);
      writeFileSync(join(folder, 'cn-2028.yaml'), file("date: '2027-01-01', name: 元旦, off: true"));
      expect(hintOf(() => readCalendars(folder))).toContain('里写的是 2027 年');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
