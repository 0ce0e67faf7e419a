// What a new notice changes for running work.
import { describe, expect, it } from 'vitest';
import { addTime } from '../../../src/core/calendar/add-time.ts';
import { workCalendar } from '../../../src/core/calendar/holidays.ts';
import { movedMoments, type RunningLimit } from '../../../src/core/calendar/moved-moments.ts';
import { moment, OFFICE } from './china.ts';

const plain = workCalendar([]);
const notice = { number: null, date: null, url: null };
const arranged = workCalendar([
  { year: 2027, notice, days: [{ date: '2027-01-01', name: '元旦', off: true }] },
]);
const limit = (what: string, from: string, length: string): RunningLimit => ({
  what,
  under: (calendar) => addTime({ from: moment(from), length, calendar, office: OFFICE }),
});

describe('a new calendar', () => {
  it('moves the limits that count over its days, and says from when to when', () => {
    const moved = movedMoments(plain, arranged, [
      limit('2026-0007 书面首报', '2026-12-31 10:00', '1wd'),
      limit('2026-0008 口头首报', '2026-12-31 23:45', '30m'),
      limit('2026-0009 书面首报', '2027-01-11 10:00', '1wd'),
      { what: '2026-0010 终报', under: () => null },
    ]);
    expect(moved).toEqual([
      {
        what: '2026-0007 书面首报',
        from: moment('2027-01-01 10:00'),
        to: moment('2027-01-04 10:00'),
      },
    ]);
  });

  it('moves nothing when it says what plain weekends said', () => {
    const same = workCalendar([
      { year: 2027, notice, days: [{ date: '2027-01-02', name: '元旦', off: true }] },
    ]);
    expect(movedMoments(plain, same, [limit('2026-0007 书面首报', '2026-12-31 10:00', '1wd')])).toEqual([]);
  });
});
