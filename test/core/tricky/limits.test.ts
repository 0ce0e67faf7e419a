// Tricky cases of limits, 1–11, 21, 27 and 28 of the policy model.
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/core/calendar/shanghai.ts';
import { clock, grade, oral, play, regrade, written } from '../fixture.ts';
import {
  agree,
  asks,
  BEGIN,
  bureau,
  CHECK,
  extend,
  fact,
  mark,
  publish,
  route,
  rule,
  STEPS,
} from './rule.ts';

const T = clock(9);
const ORAL = { id: 'oral', title: '口头汇报', form: 'oral', clause: '2' };
const PAPER = { id: 'paper', title: '书面报告', form: 'written', clause: '2' };
const started = (parts: Record<string, unknown>, answers = {}, level = 'high') =>
  play(T, { policy: rule(parts, answers), bureau }).as('wang', grade(level));

describe('a grade without a limit', () => {
  const open = {
    limits: [
      {
        id: 'l1',
        of: 'paper',
        when: { grade: 'high' },
        from: 'assigned',
        within: { max: '30m' },
        clause: '4',
      },
      {
        id: 'l2',
        of: 'paper',
        when: { grade: 'low' },
        from: 'assigned',
        within: { max: '24h' },
        clause: '4',
      },
      {
        id: 'l3',
        of: 'paper',
        when: { grade: 'mid' },
        from: 'assigned',
        within: { ask: 'q-mid' },
        clause: '4',
      },
    ],
    ask: asks({
      id: 'q-mid',
      question: '较大舆情的时限未规定',
      answer: 'duration',
      options: [
        { id: '30m', title: '同重大' },
        { id: '24h', title: '同一般' },
      ],
      blocking: true,
      clause: '4',
    }),
  };
  it('case 1: 较大 has no limit until the bureau answers, and nobody picks one for it', () => {
    const paper = started(open, {}, 'mid').find('书面报告');
    expect(paper.dueAt).toBeNull();
    expect(paper.steps.join()).toBe('本制度未规定，待本单位答复：较大舆情的时限未规定');
  });
  it('case 1: the answer “as 重大” gives 30 minutes, one of its own gives that', () => {
    expect(started(open, { 'q-mid': '30m' }, 'mid').find('书面报告').dueAt).toBe(T + 30 * MINUTE);
    expect(started(open, { 'q-mid': '4h' }, 'mid').find('书面报告').dueAt).toBe(T + 4 * HOUR);
    expect(started(open, { 'q-mid': '尽快' }, 'mid').find('书面报告').dueAt).toBeNull();
  });
});

describe('a mark beside the grade', () => {
  const parts = {
    marks: [{ id: 'negative', title: '负面', clause: '4' }],
    limits: [
      {
        id: 'l1',
        of: 'paper',
        when: { grade: 'high', mark: 'negative' },
        from: 'assigned',
        within: { max: '30m' },
        clause: '4',
      },
    ],
  };
  it('case 2: 重大 alone has no limit, 重大负面 has 30 minutes, and the mark can be taken back', () => {
    const p = started(parts);
    expect(p.find('书面报告').dueAt).toBeNull();
    p.as('sun', mark('negative'));
    expect(p.find('书面报告').dueAt).toBe(T + 30 * MINUTE);
    p.as('sun', mark('negative', false));
    expect(p.find('书面报告').dueAt).toBeNull();
  });
});

describe('a clock from 事发', () => {
  const limits = (unknown?: string) => [
    { id: 'l1', of: 'paper', from: 'occurred', unknown, within: { max: '90m' }, clause: '5' },
  ];
  it('case 3: 事发 long before the report makes the paper overdue from the start, and the steps say why', () => {
    const p = started({ limits: limits() });
    p.as('sun', { kind: 'set-occurred', occurredAt: T - 5 * HOUR, about: true });
    const paper = p.find('书面报告');
    expect(paper.dueAt).toBe(T - 5 * HOUR + 90 * MINUTE);
    expect(paper.steps).toEqual(['事发（约） 11-20 04:00', '+1 小时 30 分钟', '11-20 05:30']);
  });
  it('case 3: unknown, it falls back to 发现 only where the bureau agreed', () => {
    expect(started({ limits: limits() }).find('书面报告').dueAt).toBeNull();
    expect(started({ limits: limits('found') }).find('书面报告').dueAt).toBe(T + 90 * MINUTE);
  });
});

describe('a clock from the post', () => {
  it('case 4: counts from 发帖 once somebody has told it, and not before', () => {
    const p = started({
      limits: [{ id: 'l1', of: 'paper', from: 'posted', within: { max: '48h' }, clause: '5' }],
    });
    expect(p.find('书面报告')).toMatchObject({ dueAt: null, steps: ['发帖时间未定，尚不起算'] });
    p.as('sun', { kind: 'set-moment', moment: 'posted', at: T - 10 * HOUR, about: false });
    expect(p.find('书面报告')).toMatchObject({
      dueAt: T + 38 * HOUR,
      steps: ['发帖 11-19 23:00', '+2 天', '11-21 23:00'],
    });
  });
});

describe('aim and limit', () => {
  it('case 5: only the limit counts as late; the aim is reminded of', () => {
    const within = { aim: '20m', max: '30m' };
    const p = started({ limits: [{ id: 'l1', of: 'paper', from: 'assigned', within, clause: '5' }] });
    expect(p.find('书面报告')).toMatchObject({ aimAt: T + 20 * MINUTE, dueAt: T + 30 * MINUTE });
    expect(
      p
        .at(T + 15 * MINUTE)
        .remind()
        .map(([, stage]) => stage),
    ).toEqual(['idle', 'before-aim']);
    p.at(T + 25 * MINUTE).as('chen', written);
    expect(p.all().find((o) => o.deliverable === 'paper')).toMatchObject({ metAt: T + 25 * MINUTE });
  });
});

describe('oral first, written owed', () => {
  it('case 6: the oral report leaves the written one owed', () => {
    const p = started({
      deliverables: [ORAL, PAPER],
      routes: [route(STEPS.map((s) => (s === CHECK ? { ...CHECK, owes: ['oral', 'paper'] } : s)))],
      limits: [
        { id: 'l1', of: 'oral', from: 'assigned', within: { max: '1h' }, clause: '5' },
        { id: 'l2', of: 'paper', from: 'assigned', within: { max: '2h' }, clause: '5' },
      ],
    });
    p.later(10 * MINUTE).as('chen', oral);
    expect(p.titles()).toEqual(['书面报告']);
    expect(p.find('书面报告').dueAt).toBe(T + 2 * HOUR);
  });
});

describe('excused lateness', () => {
  const limits = [
    {
      id: 'l1',
      of: 'paper',
      from: 'assigned',
      within: { max: '90m' },
      excuse: { title: '提前口头报告并说明原因' },
      clause: '5',
    },
  ];
  const notice = { kind: 'explain-delay', reason: '取证未完' } as const;
  it('case 7: a notice before the limit stands for the paper, which stays owed without a limit', () => {
    const p = started({ limits });
    p.later(HOUR).as('chen', notice);
    expect(p.titles()).toEqual(['签收', '书面报告（已说明原因）']);
    expect(p.owed().at(-1)).toMatchObject({ dueAt: null, deliverable: 'paper' });
  });
  it('case 7: after the limit it is only kept on record', () => {
    const p = started({ limits });
    p.later(2 * HOUR).as('chen', notice);
    expect(p.titles()).toContain('书面报告');
  });
});

describe('当天', () => {
  const parts = (end: unknown, after: unknown) => ({
    limits: [
      { id: 'l1', of: 'paper', from: 'received', within: { same_day: end, after_hours: after }, clause: '3' },
    ],
    ask: asks(
      {
        id: 'q-day',
        question: '当天到几点',
        options: [
          { id: '24:00', title: '24点' },
          { id: 'office', title: '下班' },
        ],
      },
      {
        id: 'q-late',
        question: '下班后收到的算哪天',
        options: [
          { id: 'same-day', title: '当天' },
          { id: 'next-workday', title: '下一个工作日' },
        ],
      },
    ),
  });
  const due = (at: number, answers: Record<string, string>) =>
    play(at, { policy: rule(parts({ ask: 'q-day' }, { ask: 'q-late' }), answers), bureau })
      .as('wang', grade('high'))
      .find('书面报告');
  it('case 8: found at 23:00, the bureau’s answers decide which day it is', () => {
    const night = clock(23);
    expect(due(night, { 'q-day': '24:00', 'q-late': 'same-day' }).dueAt).toBe(clock(0, 0, 21));
    // Friday night: the next workday is Monday.
    expect(due(night, { 'q-day': 'office', 'q-late': 'next-workday' }).dueAt).toBe(clock(17, 30, 23));
  });
  it('case 8: without an answer there is no moment, and the question is shown', () => {
    expect(due(clock(10), {})).toMatchObject({
      dueAt: null,
      steps: ['本制度未规定，待本单位答复：当天到几点'],
    });
  });
});

describe('workdays', () => {
  it('case 9: skip weekends, and say so', () => {
    const p = started({
      limits: [{ id: 'l1', of: 'paper', from: 'assigned', within: { max: '2wd' }, clause: '5' }],
    });
    expect(p.find('书面报告').steps).toEqual([
      '交办 11-20 09:00',
      '+2 个工作日',
      '跳过 11-21/22 周末',
      '11-24 09:00',
    ]);
  });
  it('case 9: a year whose holidays are not published gives a moment marked as provisional', () => {
    const far = T + 400 * DAY;
    const limits = [{ id: 'l1', of: 'paper', from: 'assigned', within: { max: '5wd' }, clause: '5' }];
    const p = play(far, { policy: rule({ limits }), bureau }).as('wang', grade('high'));
    expect(p.find('书面报告').steps.join()).toContain('暂按周末推算');
  });
});

describe('more time', () => {
  const limits = [
    {
      id: 'l1',
      of: 'paper',
      from: 'assigned',
      within: { max: '5wd' },
      extend: { max_total: '10wd', by: 'office', notice_first: '反映人', clause: '9' },
      clause: '9',
    },
  ];
  const answer = (granted: boolean) => ({ kind: 'decide-extension', granted, reason: '请抓紧' }) as const;
  it('case 10: the poster hears first, the office grants, the limit moves and says by how much', () => {
    const p = started({ limits });
    expect(p.refused('chen', extend('3wd'))).toEqual({ code: 'notice-first', whom: '反映人' });
    p.as('chen', extend('3wd', true));
    expect(p.titles()).toContain('答复延期申请');
    expect(p.refused('chen', extend('1wd', true))).toMatchObject({ code: 'extension-pending' });
    expect(p.refused('chen', answer(true)).code).toBe('not-authorised');
    const before = p.find('书面报告').dueAt;
    p.as('sun', answer(true));
    const after = p.find('书面报告');
    expect(before).toBe(clock(9, 0, 27));
    expect(after.dueAt).toBe(clock(9, 0, 32));
    expect(after.steps).toContain('批准延期 +3 个工作日');
  });
  it('case 10: never beyond the cap, and not after the limit', () => {
    const p = started({ limits });
    expect(p.refused('chen', extend('6wd', true))).toEqual({
      code: 'beyond-cap',
      total: '10wd',
      clause: '9',
    });
    p.at(clock(10, 0, 27));
    expect(p.refused('chen', extend('1wd', true))).toMatchObject({ code: 'past-due' });
  });
  it('case 10: refused with a reason, the limit stays', () => {
    const p = started({ limits });
    p.as('chen', extend('3wd', true)).as('zhou', answer(false));
    expect(p.find('书面报告').dueAt).toBe(clock(9, 0, 27));
  });
});

describe('limits by facts', () => {
  it('case 11: complexity and kind choose the limit, and changing one changes it', () => {
    const limits = [
      {
        id: 'l1',
        of: 'paper',
        when: { fact: { kind: '简单' } },
        from: 'assigned',
        within: { max: '1wd' },
        clause: '6',
      },
      {
        id: 'l2',
        of: 'paper',
        when: { fact: { kind: '复杂', joint: true } },
        from: 'assigned',
        within: { max: '5wd' },
        clause: '6',
      },
      {
        id: 'l3',
        of: 'paper',
        when: { fact: { kind: '复杂' } },
        from: 'assigned',
        within: { max: '3wd' },
        clause: '6',
      },
    ];
    const facts = [
      { id: 'kind', title: '难易', values: ['简单', '复杂'], default: '简单', clause: '6' },
      { id: 'joint', title: '多部门', type: 'bool', clause: '6' },
    ];
    const p = started({ limits, facts });
    expect(p.find('书面报告').dueAt).toBe(clock(9, 0, 23));
    p.as('sun', fact('kind', '复杂'));
    expect(p.find('书面报告').dueAt).toBe(clock(9, 0, 25));
    p.as('sun', fact('joint', '是'));
    expect(p.find('书面报告').dueAt).toBe(clock(9, 0, 27));
  });
});

describe('change of grade', () => {
  it('case 21: restarts only what counts from 定级, and the old grade stays on record', () => {
    const p = started(
      {
        deliverables: [ORAL, PAPER],
        routes: [route(STEPS.map((s) => (s === CHECK ? { ...CHECK, owes: ['oral', 'paper'] } : s)))],
        limits: [
          { id: 'l1', of: 'oral', from: 'graded', within: { max: '1h' }, clause: '5' },
          { id: 'l2', of: 'paper', from: 'assigned', within: { max: '2h' }, clause: '5' },
        ],
      },
      {},
      'low',
    );
    p.later(30 * MINUTE).as('wang', regrade('high'));
    expect(p.find('口头汇报').dueAt).toBe(T + 90 * MINUTE);
    expect(p.find('书面报告').dueAt).toBe(T + 2 * HOUR);
    expect(p.events.map((e) => e.body).filter((b) => b.type === 'case.graded')).toMatchObject([
      { grade: 'low', previous: null },
      { grade: 'high', previous: 'low' },
    ]);
  });
});

describe('holding answer and answer', () => {
  const steps = [
    ...BEGIN,
    {
      id: 'hold',
      title: '先行回应',
      do: 'publish',
      answer: 'holding',
      by: 'office',
      after: ['grade'],
      clause: '7',
    },
    ...STEPS.slice(3),
  ];
  const limits = [
    { id: 'l1', of: 'hold', from: 'found', within: { max: '24h' }, clause: '7' },
    { id: 'l2', of: 'publish', from: 'found', within: { max: '48h' }, clause: '7' },
  ];
  it('case 27: are two things with two limits; the first does not meet the second', () => {
    const p = started({ routes: [route(steps)], limits });
    p.later(HOUR).as('sun', publish('holding'));
    expect(p.find('先行回应')).toMatchObject({ dueAt: T + 24 * HOUR, metAt: T + HOUR });
    p.as('chen', written).as('zhao', agree()).as('sun', agree());
    expect(p.find('公开回应')).toMatchObject({ dueAt: T + 48 * HOUR, metAt: null });
    p.as('sun', publish());
    expect(p.find('公开回应').metAt).toBe(T + HOUR);
  });
  it('case 28: a second and third answer are kept beside the first', () => {
    const p = started({});
    p.as('chen', written).as('zhao', agree()).as('sun', agree());
    p.as('sun', publish()).later(HOUR).as('sun', publish()).later(HOUR).as('zhou', publish());
    expect(p.case().responses.map((r) => r.by)).toEqual(['sun', 'sun', 'zhou']);
  });
});

describe('time that stands still', () => {
  it('waiting for an outside organ moves the limit by as long as it lasted, only where the rule allows it', () => {
    const pause = { by: 'office', reasons: ['等外部机关答复'], clause: '9' };
    const limits = [{ id: 'l1', of: 'paper', from: 'assigned', within: { max: '4h' }, pause, clause: '9' }];
    const p = started({ limits });
    p.later(HOUR).as('sun', { kind: 'pause', reason: '等检测报告' });
    expect(p.find('书面报告')).toMatchObject({ dueAt: null });
    expect(p.find('书面报告').steps.join()).toContain('起中止计时：等检测报告');
    p.later(3 * HOUR).as('sun', { kind: 'resume' });
    expect(p.find('书面报告').dueAt).toBe(T + 7 * HOUR);
    const strict = started({ limits: [{ ...limits[0], pause: undefined }] });
    expect(strict.refused('sun', { kind: 'pause', reason: '等' })).toEqual({
      code: 'not-in-rule',
      what: '中止计时',
    });
  });
});
