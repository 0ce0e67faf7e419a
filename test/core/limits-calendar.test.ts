// Limits in workdays, same-day limits and office time, computed for a case with the holidays of the year.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCalendars } from '../../src/config/calendar-folder.ts';
import { workCalendar } from '../../src/core/calendar/holidays.ts';
import { momentOf } from '../../src/core/calendar/shanghai.ts';
import { computeLimit, limitOn } from '../../src/core/limits.ts';
import { parsePolicy } from '../../src/core/policy/load.ts';
import { bureau, grade, play } from './fixture.ts';

const TEXT = readFileSync('templates/policies/zonghe-zhifa.yaml', 'utf8');

/** The case of 一般 assigned at `assignedAt`, with the limit of its first report written otherwise. */
function momentWith(within: string, assignedAt: number, more = '') {
  const policy = parsePolicy(
    TEXT.replace(
      "from: {ask: q-clock}, within: {max: 1h}, to: goffice, clause: '五2'}",
      `from: {ask: q-clock}, within: ${within}, to: goffice, clause: '五2'${more}}`,
    ),
    'changed.yaml',
  );
  const c = play(assignedAt).as('wang', grade('ordinary')).case();
  const limit = limitOn(policy, c, 'first_oral');
  if (limit === undefined) throw new Error('no limit');
  return computeLimit(policy, { ...bureau, calendar: workCalendar(readCalendars()) }, c, limit);
}

describe('a limit', () => {
  it('of two workdays from a Friday afternoon passes over the weekend and says so', () => {
    const moment = momentWith('{max: 2wd}', momentOf(2026, 11, 20, 16, 50));
    expect(moment.dueAt).toBe(momentOf(2026, 11, 24, 16, 50));
    expect(moment.steps.join(' → ')).toMatch(/交办 11-20 16:50 → \+2 个工作日 → 跳过 .*周末.* → 11-24 16:50/);
  });

  it('of one workday before 国庆 ends after it, and a make-up Saturday counts', () => {
    const holiday = momentWith('{max: 1wd}', momentOf(2026, 9, 30, 10));
    expect(holiday.dueAt).toBe(momentOf(2026, 10, 8, 10));
    expect(holiday.steps.join()).toContain('国庆');
    expect(momentWith('{max: 1wd}', momentOf(2026, 10, 9, 10)).dueAt).toBe(momentOf(2026, 10, 10, 10));
  });

  it('of the same day ends at midnight, or when the office closes', () => {
    const at = momentOf(2026, 11, 23, 9);
    expect(momentWith("{same_day: '24:00'}", at).dueAt).toBe(momentOf(2026, 11, 24));
    expect(momentWith('{same_day: office}', at).dueAt).toBe(momentOf(2026, 11, 23, 17, 30));
  });

  it('in minutes runs through a holiday night, and stands still only where the rule says so', () => {
    const night = momentOf(2026, 10, 1, 23);
    expect(momentWith('{max: 30m}', night).dueAt).toBe(momentOf(2026, 10, 1, 23, 30));
    expect(momentWith('{max: 30m}', night, ', hours: working').dueAt).toBe(momentOf(2026, 10, 8, 9));
  });

  it('that reaches a year without a notice says that it is provisional', () => {
    const moment = momentWith('{max: 3wd}', momentOf(2027, 3, 5, 10));
    expect(moment.steps.join()).toContain('节假日安排未公布，暂按周末推算');
  });
});
