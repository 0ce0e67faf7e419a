// The weekday of a weekly and the day of a monthly paper: read, shown, and refused where it would mean nothing.
import { describe, expect, it } from 'vitest';
import { lintText } from '../../src/core/policy/lint.ts';
import { parseSource } from '../../src/core/policy/load.ts';
import { showPolicy } from '../../src/core/policy/show.ts';
import { changed } from './small.ts';

const withPaper = (paper: string) =>
  changed([
    'outcomes: []',
    `outcomes: []\npapers:\n  - {id: report, title: 周报, from: group, clause: 一, ${paper}}`,
  ]);
const errors = (paper: string) => lintText(withPaper(paper)).errors.map((e) => `${e.path} ${e.message}`);

describe('a paper that comes round on a named day', () => {
  it.each([
    ['trigger: period, period: weekly, day: 周五', '| 每周五 | 周报 |'],
    ['trigger: period, period: monthly, day: 5', '| 每月 5 日 | 周报 |'],
    ['trigger: period, period: weekly', '| 每周 | 周报 |'],
  ])('%s is shown as it is', (paper, row) => {
    expect(errors(paper)).toEqual([]);
    expect(showPolicy(parseSource(withPaper(paper), 'small.yaml'))).toContain(row);
  });

  it.each([
    [
      'trigger: period, period: weekly, day: 5',
      'papers.0.day 专报“周报”是每周的，day 要写星期几，例如 day: 周五',
    ],
    ['trigger: period, period: monthly, day: 周五', 'day 要写几号，例如 day: 5'],
    ['trigger: period, period: daily, day: 5', '只用于每周（period: weekly）和每月（monthly）的'],
    ['trigger: period, period: {vague: 定期}, day: 5', '只用于每周'],
    ['trigger: event, when: {grade: high}, day: 5', '它的 day 不起作用'],
    [
      'trigger: period, period: weekly, day: 星期五',
      '“星期五”不能写在这里，应为 星期几（周一到周日），或几号（1 到 31），例如 周五',
    ],
    ['trigger: period, period: monthly, day: 32', 'papers.0.day'],
  ])('%s is an error', (paper, said) => {
    expect(errors(paper)).toEqual([expect.stringContaining(said)]);
  });
});
