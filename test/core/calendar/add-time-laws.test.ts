// What holds for every start and every length.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AddTime } from '../../../src/core/calendar/add-time.ts';
import { addTime } from '../../../src/core/calendar/add-time.ts';
import { momentOf, shortDeadline, shortMoment, startOfDay } from '../../../src/core/calendar/shanghai.ts';
import { DAY, MINUTE } from '../fixture.ts';
import { CHINA, OFFICE } from './china.ts';

const start = fc
  .integer({ min: momentOf(2023, 12, 1) / MINUTE, max: momentOf(2027, 2, 1) / MINUTE })
  .map((minutes) => minutes * MINUTE);
const amount = fc.nat(40);
const unit = fc.constantFrom('m', 'h', 'd', 'wd');
const office = fc.constantFrom(OFFICE, { ...OFFICE, breaks: [{ from: '12:00', to: '14:00' }] });
const rule = fc.record({
  calendar: fc.constant(CHINA),
  office,
  clock: fc.constantFrom('always', 'working-hours'),
  afterHours: fc.constantFrom('same-day', 'next-workday'),
  dayOffStart: fc.constantFrom('first-opening', 'first-workday'),
} satisfies Record<string, fc.Arbitrary<unknown>>);
const sameDay = fc.constantFrom('24:00', 'office').map((dayEnd) => ({ sameDay: true, dayEnd }) as const);
const length = fc.oneof(
  fc.tuple(amount, unit).map(([n, u]) => `${n}${u}`),
  sameDay,
);
const at = (input: AddTime): number => addTime(input).at;
const many = { numRuns: 2000 };

describe('a computed moment', () => {
  it('is never before its start', () => {
    fc.assert(
      fc.property(start, length, rule, (from, long, by) => {
        expect(at({ ...by, from, length: long })).toBeGreaterThanOrEqual(from);
      }),
      many,
    );
  });

  it('never comes earlier when the start comes later', () => {
    fc.assert(
      fc.property(start, fc.nat(10 * 1440), length, rule, (from, later, long, by) => {
        const first = at({ ...by, from, length: long });
        expect(at({ ...by, from: from + later * MINUTE, length: long })).toBeGreaterThanOrEqual(first);
      }),
      many,
    );
  });

  it('never comes earlier when the length is longer', () => {
    fc.assert(
      fc.property(start, amount, amount, unit, rule, (from, n, more, u, by) => {
        const short = at({ ...by, from, length: `${n}${u}` });
        expect(at({ ...by, from, length: `${n + more}${u}` })).toBeGreaterThanOrEqual(short);
      }),
      many,
    );
  });

  it('is the last of its steps', () => {
    fc.assert(
      fc.property(start, length, rule, (from, long, by) => {
        const added = addTime({ ...by, from, length: long });
        expect([shortMoment(added.at), shortDeadline(added.at)]).toContain(added.steps.at(-1));
        expect(added.provisional).toBe(added.steps.includes('节假日安排未公布，暂按周末推算'));
      }),
      many,
    );
  });
});

describe('workdays', () => {
  it('end on a workday, or with the end of one', () => {
    fc.assert(
      fc.property(start, amount, rule, (from, n, by) => {
        const end = at({ ...by, from, length: `${n}wd` });
        const whole = by.dayOffStart === 'first-workday' && startOfDay(end) === end;
        expect(CHINA.isWorkday(end) || (whole && CHINA.isWorkday(end - DAY))).toBe(true);
      }),
      many,
    );
  });

  it('from a workday, a and then b are a and b together, and there are so many days between', () => {
    fc.assert(
      fc.property(start, amount, amount, (from, a, b) => {
        fc.pre(CHINA.isWorkday(from));
        const by = { calendar: CHINA, office: OFFICE };
        const half = at({ ...by, from, length: `${a}wd` });
        const end = at({ ...by, from: half, length: `${b}wd` });
        expect(end).toBe(at({ ...by, from, length: `${a + b}wd` }));
        let passed = 0;
        for (let day = from + DAY; day <= end; day += DAY) passed += CHINA.isWorkday(day) ? 1 : 0;
        expect(passed).toBe(a + b);
      }),
      many,
    );
  });
});

describe('office time', () => {
  it('added in two parts is the same as in one', () => {
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 3000 }),
        rule,
        (from, a, b, by) => {
          const clock = 'working-hours' as const;
          const half = at({ ...by, clock, from, length: `${a}m` });
          expect(at({ ...by, clock, from: half, length: `${b}m` })).toBe(
            at({ ...by, clock, from, length: `${a + b}m` }),
          );
        },
      ),
      many,
    );
  });
});
