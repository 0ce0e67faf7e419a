// Clocks that are moved: pauses, extensions, starts that come again.
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/calendar/shanghai.ts';
import { assign, clock, grade, play, regrade, written } from '../fixture.ts';
import { agree, BEGIN, bureau, CHECK, close, done, extend, OK, PUBLISH, route, rule } from './rule.ts';

const T = clock(9); // a Friday
const pause = { by: 'office', reasons: ['等检测'], clause: '9' };
const paper = (more: Record<string, unknown>) => ({
  id: 'l1',
  of: 'paper',
  from: 'assigned',
  clause: '9',
  ...more,
});
const started = (limits: readonly Record<string, unknown>[], more: Record<string, unknown> = {}) =>
  play(T, { policy: rule({ limits, ...more }), bureau }).as('wang', grade('high'));
const stop = { kind: 'pause', reason: '等检测报告' } as const;
const resume = { kind: 'resume' } as const;
const answer = (granted = true) => ({ kind: 'decide-extension', granted, reason: '请抓紧' }) as const;

describe('time that stands still', () => {
  it('is counted as the limit counts it: only office hours where nothing else counts', () => {
    const p = started([paper({ within: { max: '8h' }, hours: 'working', pause })]);
    const { opens, closes } = bureau.office;
    expect([opens, closes]).toEqual(['08:30', '17:30']);
    const before = p.find('书面报告').dueAt;
    p.at(clock(16))
      .as('sun', stop)
      .at(clock(9, 30, 23))
      .as('sun', resume);
    const after = p.find('书面报告').dueAt;
    // Friday 16:00–17:30 and Monday 08:30–09:30.
    const q = started([paper({ within: { max: '8h' }, hours: 'working', pause })]);
    expect(q.find('书面报告').dueAt).toBe(before);
    const r = started([paper({ within: { max: '10.5h' }, hours: 'working' })]);
    expect(after).toBe(r.find('书面报告').dueAt);
  });

  it('is counted in workdays where the limit is, and never ends on a day off', () => {
    const p = started([paper({ within: { max: '4wd' }, pause })]);
    expect(p.find('书面报告').dueAt).toBe(clock(9, 0, 26)); // Thursday
    p.at(clock(9, 0, 24))
      .as('sun', stop)
      .at(clock(9, 0, 26))
      .as('sun', resume);
    expect(p.find('书面报告').dueAt).toBe(clock(9, 0, 30)); // Monday
  });

  it('moves the aim as well, which stands still with the limit', () => {
    const p = started([paper({ within: { aim: '2h', max: '4h' }, pause })]);
    p.later(HOUR).as('sun', stop);
    expect(p.find('书面报告')).toMatchObject({ aimAt: null, dueAt: null });
    p.later(3 * HOUR).as('sun', resume);
    expect(p.find('书面报告')).toMatchObject({ aimAt: T + 5 * HOUR, dueAt: T + 7 * HOUR });
  });

  it('reminds nobody of it', () => {
    const p = started([paper({ within: { max: '30d' }, pause })]).as('chen', { kind: 'sign' });
    p.later(48 * HOUR)
      .as('sun', stop)
      .later(MINUTE);
    expect(p.remind()).toEqual([]);
    p.later(72 * HOUR);
    expect(p.remind()).toEqual([]);
  });

  it('is no time to ask for more of: 延期 hears that the clock stands still', () => {
    const limit = { within: { max: '30d' }, pause, extend: { max_total: '60d', by: 'office', clause: '9' } };
    const p = started([paper(limit)])
      .later(HOUR)
      .as('sun', stop)
      .later(HOUR);
    expect(p.refused('zheng', extend('2d'))).toEqual({ code: 'paused', at: T + HOUR, by: '办公室' });
    expect(p.refused('feng', extend('2d'))).toMatchObject({ code: 'not-authorised' });
    p.as('sun', resume).as('zheng', extend('2d'));
  });

  it('several times adds up, also when the first began before the limit did', () => {
    const start = { id: 'l2', of: 'find', from: { step: 'ok' }, within: { max: '4h' }, pause, clause: '9' };
    const p = started([paper({ within: { max: '30d' }, pause }), start]);
    p.as('sun', stop).later(HOUR).as('sun', resume).later(HOUR).as('sun', stop).later(HOUR).as('sun', resume);
    expect(p.find('书面报告').dueAt).toBe(T + 30 * 24 * HOUR + 2 * HOUR);
  });
});

describe('more time', () => {
  const rules = { max_total: '16h', by: 'office', clause: '9' };

  it('has its cap counted as the limit is', () => {
    const p = started([paper({ within: { max: '8h' }, hours: 'working', extend: rules })]);
    p.as('chen', extend('8h'));
    expect(p.refused('chen', extend('8h')).code).toBe('extension-pending');
  });

  it('is still open to be asked for after the clock stood still', () => {
    const p = started([paper({ within: { max: '8h' }, extend: rules, pause })]);
    p.as('sun', stop)
      .later(10 * HOUR)
      .as('sun', resume)
      .as('chen', extend('8h'));
    expect(p.case().extensions).toHaveLength(1);
  });

  it('granted to one unit is not given to the next, whose limit starts anew', () => {
    const p = started([paper({ within: { max: '8h' }, extend: rules })]);
    p.as('chen', extend('8h')).as('sun', answer()).later(HOUR).as('wang', assign('zf2', '改派'));
    expect(p.find('书面报告').dueAt).toBe(T + 9 * HOUR);
  });

  it('asked for under a limit that is gone does not keep a later request from its answer', () => {
    const low = { ...paper({ within: { max: '8h' } }), when: { grade: 'low' } };
    const high = { ...paper({ within: { max: '8h' }, extend: rules }), id: 'l2', when: { grade: 'high' } };
    const fix = { id: 'fix', title: '整改', do: 'fix', by: 'unit', after: ['assign'], clause: '7' };
    const onFix = {
      id: 'l3',
      of: 'fix',
      from: 'assigned',
      within: { max: '8h' },
      extend: rules,
      clause: '9',
    };
    const p = started([low, high, onFix], { routes: [route([...BEGIN, CHECK, fix, close('check', 'fix')])] });
    p.as('chen', extend('1h')).as('wang', regrade('low')).as('chen', extend('2h')).as('sun', answer());
    expect(p.find('整改').dueAt).toBe(T + 10 * HOUR);
  });

  it('need not be answered once the thing is handed in', () => {
    const p = started([paper({ within: { max: '8h' }, extend: rules })]);
    p.as('chen', extend('8h')).as('chen', written);
    expect(p.titles()).not.toContain('答复延期申请');
  });
});

describe('a limit that counts from an approval', () => {
  const PLAN = {
    id: 'plan',
    title: '方案',
    do: 'plan',
    by: 'office',
    after: ['grade', 'assign'],
    clause: '3',
  };
  const PLAN_OK = { ...OK, id: 'plan_ok', title: '审方案', thing: 'plan', after: ['plan'] };
  const limit = { id: 'l1', of: 'publish', from: 'approved', within: { max: '2h' }, clause: '5' };
  const ordered = { id: 'l2', of: 'order', from: 'approved', within: { max: '2h' }, clause: '5' };
  const ORDER = { id: 'order', title: '通报', do: 'notify', by: 'office', after: ['plan_ok'], clause: '5' };
  const play2 = () =>
    started([limit, ordered], {
      routes: [
        route([
          ...BEGIN,
          PLAN,
          PLAN_OK,
          ORDER,
          { ...CHECK, after: ['plan_ok'] },
          OK,
          PUBLISH,
          close('publish', 'order'),
        ]),
      ],
      approvals: [
        { thing: 'plan', title: '方案', chain: [{ role: 'chief' }], clause: '3' },
        { thing: 'reply', title: '意见', chain: [{ role: 'lead' }], clause: '3' },
      ],
    });

  it('counts from the one that stands before the thing, not from an earlier one', () => {
    const p = play2().as('sun', done('plan')).as('wang', agree());
    expect(p.titles()).not.toContain('公开回应');
    p.as('chen', written)
      .later(3 * HOUR)
      .as('zhao', agree());
    expect(p.find('公开回应').dueAt).toBe(T + 5 * HOUR);
  });

  it('is not made longer by a later one: late stays late', () => {
    const p = play2().as('sun', done('plan')).as('wang', agree()).as('chen', written);
    p.later(3 * HOUR)
      .as('zhao', agree())
      .as('sun', done('order'));
    expect(p.find('通报')).toMatchObject({ dueAt: T + 2 * HOUR, metAt: T + 3 * HOUR });
  });
});
