// What the clock says, to whom, and that it says nothing twice.
import { describe, expect, it } from 'vitest';
import { above } from '../../src/core/bureau.ts';
import { nextReminderAt } from '../../src/core/decide/reminder.ts';
import { decide } from '../../src/core/decide.ts';
import { nextRung, passedRungs, rungs } from '../../src/core/ladder.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import type { Played } from './fixture.ts';
import {
  approve,
  assign,
  bureau,
  clock,
  close,
  DAY,
  explain,
  giveBack,
  grade,
  HOUR,
  inReview,
  MINUTE,
  occurred,
  oral,
  play,
  policy,
  regrade,
  sign,
  written,
} from './fixture.ts';

const T = clock(16, 50);
const { calendar } = bureau;
const ladder =
  bureau.ladder ??
  (() => {
    throw new Error('the demo bureau has a ladder');
  })();

/** 一般, signed for and told orally: only the paper is owed, due at T + 2 h. */
const paperOwed = (): Played => play(T).as('wang', grade('ordinary')).as('chen', sign).as('chen', oral);
const DUE = T + 2 * HOUR;
const PAPER = 'owe:first_written:r1';
const [UNIT, LEAD, OFFICE] = ['unit:zf1', 'role:deptlead:zf1', 'role:goffice'];

describe('a limit', () => {
  it.each([
    ['a minute before the first warning', DUE - 16 * MINUTE, []],
    ['15 min before', DUE - 15 * MINUTE, [[PAPER, 'before-due', [UNIT]]]],
    ['at the limit', DUE, [[PAPER, 'due', [UNIT]]]],
    ['15 min after: one level up', DUE + 15 * MINUTE, [[PAPER, 'overdue', [UNIT, LEAD]]]],
    ['an hour after: two levels up', DUE + HOUR, [[PAPER, 'overdue', [UNIT, LEAD, OFFICE]]]],
  ])('%s', (_, at, said) => {
    expect(paperOwed().at(at).remind()).toEqual(said);
  });

  it('is announced in order, each stage once, when the clock looks every minute', () => {
    const p = paperOwed();
    const heard: [number, string][] = [];
    for (let at = T; at <= DUE + 6 * HOUR; at += MINUTE)
      for (const [, stage] of p.at(at).remind()) heard.push([(at - DUE) / MINUTE, stage]);
    expect(heard).toEqual([
      [-15, 'before-due'],
      [0, 'due'],
      [15, 'overdue'],
      [30, 'overdue'],
      [45, 'overdue'],
      [60, 'overdue'],
      [300, 'overdue'],
    ]);
  });

  it('says nothing twice in the same moment', () => {
    const p = paperOwed().at(DUE);
    expect(p.remind()).toHaveLength(1);
    expect(p.remind()).toEqual([]);
    expect(p.later(999).remind()).toEqual([]);
  });

  it('warns before the aim and before the limit of 重大, not at once', () => {
    const p = play(T).as('chen', occurred(T)).as('wang', grade('major')).as('chen', sign);
    expect(p.remind()).toEqual([]);
    expect(p.at(T + 15 * MINUTE).remind()).toEqual([['owe:first_report:r1', 'before-aim', [UNIT]]]);
    expect(p.at(T + 22 * MINUTE + 30_000).remind()).toEqual([['owe:first_report:r1', 'before-due', [UNIT]]]);
  });

  it('that was past when it arose is announced at once, and nobody is said to be late by our fault', () => {
    const p = play(T)
      .as('chen', occurred(T - 3 * HOUR))
      .as('wang', grade('major'))
      .as('chen', sign);
    const said = p.reminders();
    expect(said.map((r) => [r.obligation, r.stage, r.lateBy])).toEqual([
      ['owe:first_report:r1', 'overdue', 0],
      ['owe:written_report:r1', 'overdue', 0],
    ]);
    expect(p.remind()).toEqual([]);
  });

  it('that moved starts its ladder anew', () => {
    const p = play(T).as('wang', grade('major')).as('chen', sign).as('chen', oral);
    expect(p.at(T + 75 * MINUTE).remind()).toEqual([['owe:written_report:r1', 'before-due', [UNIT]]]);
    p.as('chen', occurred(T - 10 * MINUTE));
    expect(p.remind()).toEqual([['owe:written_report:r1', 'before-due', [UNIT]]]);
    expect(p.remind()).toEqual([]);
    expect(p.at(T + 80 * MINUTE).remind()).toEqual([['owe:written_report:r1', 'due', [UNIT]]]);
  });

  it('counted from a moment with a fraction of a second reminds once', () => {
    const p = play(T)
      .at(T + 523)
      .as('chen', occurred(T + 523))
      .as('wang', grade('major'))
      .as('chen', sign);
    p.at(T + 15 * MINUTE + 700);
    expect(p.remind()).toHaveLength(1);
    expect(p.remind()).toEqual([]);
  });

  it('met, excused or dropped by another grade is not reminded of', () => {
    expect(
      paperOwed()
        .as('chen', written)
        .at(DUE)
        .remind()
        .map(([o]) => o),
    ).not.toContain(PAPER);
    expect(
      paperOwed()
        .as('wang', regrade('major'))
        .at(DUE)
        .remind()
        .map(([o]) => o),
    ).not.toContain(PAPER);
    const p = play(T).as('chen', occurred(T)).as('wang', grade('major')).as('chen', oral).as('chen', explain);
    expect(p.at(T + 90 * MINUTE).remind()).toEqual([]);
    expect(p.at(T + 2 * HOUR).remind()).toEqual([['still:written_report:r1', 'idle', [UNIT]]]);
  });

  it('does not follow the unit that no longer has the matter', () => {
    const p = paperOwed().as('wang', assign('zf2', '属工地噪音')).as('xu', sign).at(DUE);
    expect(p.remind().every(([, , told]) => told[0] === 'unit:zf2')).toBe(true);
    const back = play(T).as('wang', grade('ordinary')).as('chen', giveBack()).at(DUE);
    expect(back.remind().map(([, , told]) => told)).toEqual([['role:group']]);
  });

  it('is not announced on a closed case', () => {
    expect(paperOwed().as('wang', close('旧闻')).at(DUE).remind()).toEqual([]);
  });
});

describe('after an outage', () => {
  it('of three hours every obligation is said once, as its latest stage, with how late we are', () => {
    const p = play(T).as('wang', grade('ordinary')).as('chen', sign);
    const said = p.at(T + 3 * HOUR + 5 * MINUTE).reminders();
    expect(said).toHaveLength(2);
    expect(said).toMatchObject([
      {
        obligation: 'owe:first_oral:r1',
        stage: 'overdue',
        rungs: ['before-due', 'due', 'overdue-1', 'overdue-2', 'overdue-3', 'overdue-4'],
        told: [UNIT, LEAD, OFFICE],
        lateBy: 140 * MINUTE,
      },
      {
        obligation: PAPER,
        stage: 'overdue',
        rungs: ['before-due', 'due', 'overdue-1', 'overdue-2', 'overdue-3', 'overdue-4'],
        told: [UNIT, LEAD, OFFICE],
        lateBy: 80 * MINUTE,
      },
    ]);
    expect(p.remind()).toEqual([]);
  });

  it('a restart every ten minutes for a day counts the same reminders as running through', () => {
    const through = paperOwed();
    let whole = 0;
    for (let at = T; at <= T + DAY; at += MINUTE) whole += through.at(at).remind().length;
    const restarted = paperOwed();
    let parts = 0;
    for (let at = T; at <= T + DAY; at += 10 * MINUTE) {
      restarted.at(at);
      parts += restarted.remind().length + restarted.remind().length;
    }
    // The rungs stand at least 15 minutes apart, so a look every ten minutes meets each of them alone.
    expect(parts).toBe(whole);
    expect(whole).toBe(11);
  });
});

describe('work without a limit', () => {
  it('reminds the leading group of a grade after 15 minutes and then ever more slowly, never never', () => {
    const p = play(T);
    const heard: number[] = [];
    for (let at = T; at <= T + 40 * DAY; at += 15 * MINUTE)
      if (p.at(at).remind().length > 0) heard.push((at - T) / MINUTE);
    expect(heard.slice(0, 4)).toEqual([15, 45, 105, 225]);
    expect(heard.length).toBeGreaterThan(40);
    const gaps = heard.slice(1).map((m, i) => m - (heard[i] ?? 0));
    expect(Math.max(...gaps)).toBe(1440);
  });

  it('reminds the unit to sign for after 15 minutes, one level up from the third time', () => {
    const p = play(T).as('wang', grade('ordinary'));
    const sign1 = 'sign:r1';
    const told = (at: number) =>
      p
        .at(at)
        .remind()
        .filter(([o]) => o === sign1);
    expect(told(T + 15 * MINUTE)).toEqual([[sign1, 'idle', [UNIT]]]);
    expect(told(T + 45 * MINUTE)).toEqual([[sign1, 'idle', [UNIT]]]);
    expect(told(T + 105 * MINUTE)).toEqual([[sign1, 'idle', [UNIT, LEAD]]]);
  });

  it('reminds an approver after two hours', () => {
    const p = inReview();
    const start = p.now();
    expect(p.at(start + 2 * HOUR - 1000).remind()).toEqual([]);
    expect(p.at(start + 2 * HOUR).remind()).toEqual([['approve:reply:r1:l0', 'idle', [LEAD]]]);
    // The office's two hours begin when the matter reaches it.
    p.at(start + 3 * HOUR).as('zhao', approve);
    expect(p.at(start + 5 * HOUR - 1000).remind()).toEqual([]);
    expect(p.at(start + 5 * HOUR).remind()).toEqual([['approve:reply:r1:l1', 'idle', [OFFICE]]]);
  });
});

describe('the ladder itself', () => {
  const limited = (aim: number | null, due: number | null): Obligation => ({
    key: 'k',
    kind: 'deliver',
    title: 't',
    owner: { kind: 'unit', unit: 'zf1' },
    also: [],
    to: null,
    deliverable: 'd',
    clause: null,
    basis: 'text',
    startedAt: T,
    aimAt: aim,
    dueAt: due,
    standing: false,
    steps: [],
    metAt: null,
    metBy: null,
    excusedAt: null,
  });

  it('goes on as long as the thing is owed, also after half a year', () => {
    for (const o of [limited(null, T + HOUR), limited(null, null)]) {
      const next = nextRung(o, { ladder, calendar }, T + 200 * DAY);
      expect(next?.at).toBeGreaterThan(T + 200 * DAY);
      expect(next?.at).toBeLessThanOrEqual(T + 201 * DAY);
    }
  });

  it('ends where every interval is nothing', () => {
    const zero = { ...ladder, repeat: 0, afterwards: 0, idle: { decide: 0, sign: 0, other: 0 } };
    for (const o of [limited(null, T + HOUR), limited(null, null)]) {
      expect([...rungs(o, { ladder: zero, calendar })].length).toBeLessThan(500);
      expect(nextRung(o, { ladder: zero, calendar }, T + DAY)).toBeNull();
    }
  });

  it('is in order of time even when the aim is close to the limit', () => {
    const o = limited(T + 85 * MINUTE, T + 90 * MINUTE);
    const at = passedRungs(o, { ladder, calendar }, 0, T + 3 * HOUR).map((r) => r.at);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(passedRungs(o, { ladder, calendar }, 0, T + 75 * MINUTE).map((r) => r.id)).toEqual(['before-due']);
  });

  it('is off when the bureau has none', () => {
    const p = play(T, { bureau: { ...bureau, ladder: null } }).at(T + DAY);
    expect(p.remind()).toEqual([]);
    expect(p.owed().map((o) => nextReminderAt(p.situation(), p.case(), o))).toEqual([null]);
  });

  it('foretells the moment at which the clock will speak, and not before', () => {
    const p = paperOwed();
    for (let n = 0; n < 12; n += 1) {
      const moments = p.owed().flatMap((o) => nextReminderAt(p.situation(), p.case(), o) ?? []);
      const next = Math.min(...moments);
      expect(p.at(next - 1000).remind()).toEqual([]);
      expect(p.at(next).remind()).not.toEqual([]);
    }
  });

  it('gives the same answer to the same question', () => {
    const p = paperOwed().at(DUE);
    const ask = () =>
      decide(p.situation(), p.case(), { kind: 'remind' }, { person: 'system', via: 'clock', at: DUE });
    expect(ask()).toEqual(ask());
  });
});

describe('repeats', () => {
  const calm = { ...ladder, quiet: { from: '22:00', to: '07:00' }, daily: { after: 3 * DAY, at: '09:00' } };
  const cast = { ...bureau, ladder: calm };
  const MORNING = clock(7, 0, 21); // Saturday
  /** 一般 on Friday at `from`, signed for and told orally: the paper is due two hours later. */
  const owedFrom = (from: number): Played =>
    play(from, { bureau: cast }).as('wang', grade('ordinary')).as('chen', sign).as('chen', oral);
  const next = (p: Played): number | null =>
    nextReminderAt(p.situation(), p.case(), p.find('书面汇报')) ?? null;
  /** Every moment at which the clock speaks of the paper until `until`, as it would be asked. */
  const spoken = (p: Played, until: number): readonly number[] => {
    const at: number[] = [];
    for (let moment = next(p); moment !== null && moment <= until; moment = next(p)) {
      expect(
        p
          .at(moment)
          .reminders()
          .map((r) => r.obligation),
      ).toContain(PAPER);
      at.push(moment);
    }
    return at;
  };

  it('are quiet at night; the warning, the limit and each step upward are not', () => {
    const p = owedFrom(clock(22)); // due at 24:00
    expect(spoken(p, MORNING)).toEqual([
      clock(23, 45),
      clock(24),
      clock(24, 15), // one level up
      clock(25), // two levels up
      MORNING,
    ]);
  });

  it('of one hour given ten minutes before the night wake whoever is told for the first time', () => {
    const p = play(clock(21, 50), { bureau: cast }).as('wang', grade('ordinary')).as('chen', sign);
    const heard: [number, string, number][] = [];
    for (let at = clock(21, 51); at <= clock(8, 0, 21); at += MINUTE)
      for (const [key, stage, told] of p.at(at).remind())
        if (key === 'owe:first_oral:r1') heard.push([at, stage, told.length]);
    expect(heard).toEqual([
      [clock(22, 35), 'before-due', 1],
      [clock(22, 50), 'due', 1],
      [clock(23, 5), 'overdue', 2],
      [clock(23, 50), 'overdue', 3],
      [MORNING, 'overdue', 3],
      [clock(7, 50, 21), 'overdue', 3],
    ]);
  });

  it('once a day do not keep those above from hearing in time', () => {
    const soon = { ...ladder, quiet: null, daily: { after: 0, at: '09:00' } };
    const o = owedFrom(clock(9)).find('书面汇报'); // due on Friday at 11:00
    const at = passedRungs(o, { ladder: soon, calendar }, 0, clock(12, 0, 23)).map((r) => [r.at, r.levels]);
    expect(at).toEqual([
      [clock(10, 45), 0],
      [clock(11), 0],
      [clock(11, 15), 1],
      [clock(12), 2],
      [clock(9, 0, 23), 2],
    ]);
  });

  it('once a day come also where the ladder itself ends', () => {
    const ends = { ...calm, afterwards: 0, idle: { decide: 0, sign: 0, other: 0 } };
    const o = owedFrom(clock(9)).find('书面汇报');
    for (const dueAt of [o.dueAt, null]) {
      const next = nextRung({ ...o, dueAt }, { ladder: ends, calendar }, T + 10 * DAY);
      expect(next?.at).toBeLessThan(T + 14 * DAY);
    }
  });

  it('that would have come in the night become one in the morning', () => {
    const p = owedFrom(clock(22)).at(clock(25));
    p.remind();
    expect(p.at(MORNING).reminders()).toMatchObject([{ obligation: PAPER, lateBy: 0 }]);
    expect(next(p)).toBeGreaterThan(MORNING);
  });

  it('come once each working day after the third day, and never end', () => {
    const p = owedFrom(clock(9)); // due on Friday at 11:00
    const heard = spoken(p, clock(12, 0, 20 + 14));
    const later = heard.filter((at) => at > clock(11, 0, 23));
    expect(later).toEqual([24, 25, 26, 27, 30, 31, 32, 33, 34].map((day) => clock(9, 0, day)));
    expect(heard.length).toBeLessThan(30);
    for (const days of [100, 1000]) {
      const o = p.find('书面汇报');
      const far = nextRung(o, { ladder: calm, calendar }, T + days * DAY);
      expect(far?.at).toBeGreaterThan(T + days * DAY);
      expect(far?.at).toBeLessThan(T + (days + 15) * DAY);
      expect(far?.levels).toBe(2);
    }
  });

  it('never end in a calendar in which nobody works either', () => {
    const o = owedFrom(clock(9)).find('书面汇报');
    const far = nextRung(o, { ladder: calm, calendar: { isWorkday: () => false } }, T + 100 * DAY);
    expect(far?.at).toBeLessThan(T + 116 * DAY);
  });

  it('of work without a limit wake nobody; of a matter that nobody has graded the first does', () => {
    const p = play(clock(21, 50), { bureau: cast });
    const decide = p.find('定级并交办');
    const at = (through: number) => nextRung(decide, { ladder: calm, calendar }, through)?.at;
    expect(at(0)).toBe(clock(22, 5));
    expect(at(clock(22, 5))).toBe(clock(23, 35)); // the third is the first one level up
    expect(at(clock(23, 35))).toBe(MORNING);
    const q = play(clock(20), { bureau: cast }).as('wang', grade('ordinary')).as('chen', written);
    const review = q.find('审核处置意见');
    expect(nextRung(review, { ladder: calm, calendar }, 0)?.at).toBe(MORNING);
  });
});

describe('one person who is named for a role', () => {
  const up = (person: string, cast = bureau) => above(policy, cast, { kind: 'person', person });

  it('has above what is above the unit or the role, otherwise the leading office', () => {
    expect(up('chen')).toEqual({ kind: 'role', role: 'deptlead', unit: 'zf1' });
    expect(up('zhao')).toEqual({ kind: 'role', role: 'goffice' });
    expect(up('sun')).toEqual({ kind: 'role', role: 'group' });
    expect(up('wang')).toEqual({ kind: 'role', role: 'goffice' });
  });

  it('who is the whole office has nobody above, where nothing is', () => {
    const alone = { ...bureau, upward: {}, roles: { goffice: ['sun'] } };
    expect(up('sun', alone)).toBeNull();
    expect(up('wu', alone)).toEqual({ kind: 'role', role: 'goffice' });
  });
});
