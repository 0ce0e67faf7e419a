// Tricky cases of routes, approvals and answers: 12–14, 16–19, 22–26 and 29–31 of the policy model.
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/core/calendar/shanghai.ts';
import { assign, clock, grade, play, sign, written } from '../fixture.ts';
import {
  agree,
  asks,
  BEGIN,
  bureau,
  CHECK,
  close,
  done,
  FIND,
  fact,
  find,
  mark,
  OK,
  PUBLISH,
  publish,
  route,
  rule,
  STEPS,
} from './rule.ts';

const T = clock(9);
const started = (parts: Record<string, unknown>, answers = {}, level = 'high') =>
  play(T, { policy: rule(parts, answers), bureau }).as('wang', grade(level));
/** Written, reviewed by the unit's leader: the office's link is next. */
const reviewed = (parts: Record<string, unknown>, answers = {}) =>
  started(parts, answers).as('chen', written).as('zhao', agree());
const SCOPE = { id: 'scope', title: '涉及范围', values: ['县市区', '本局', '不明'], clause: '4' };

describe('a route by place or doubt', () => {
  const parts = {
    facts: [SCOPE],
    routes: [
      { ...route(STEPS), id: 'own', default: false, when: { fact: { scope: '本局' } } },
      {
        ...route([...BEGIN, { ...CHECK, joint: true }, OK, FIND, PUBLISH, close('find', 'publish')]),
        id: 'unclear',
        title: '指向不明',
        default: false,
        when: { fact: { scope: '不明' } },
      },
      { ...route(STEPS), id: 'other' },
    ],
  };
  it('case 12: not the grade but the fact chooses the route, and 不明 is a value of its own', () => {
    const p = started(parts);
    expect(p.case().route).toBe('other');
    p.as('sun', fact('scope', '不明'));
    expect(p.case().route).toBe('unclear');
    expect(p.case().steps.check?.state).toBe('open');
    p.as('sun', fact('scope', '本局'));
    expect(p.events.at(-1)?.body).toEqual({ type: 'route.changed', route: 'own', previous: 'unclear' });
  });
});

describe('the source is first and last stop', () => {
  const steps = [
    ...BEGIN,
    CHECK,
    OK,
    FIND,
    {
      id: 'back',
      title: '回复来源',
      do: 'feedback',
      by: 'office',
      source: 'origin',
      after: ['ok'],
      when: { not: { fact: { origin: '自行发现' } } },
      clause: '4',
    },
    PUBLISH,
    close('find', 'back', 'publish'),
  ];
  const facts = [
    { id: 'origin', title: '来源', values: ['网信办', '自行发现'], default: '自行发现', clause: '1' },
  ];
  it('case 13: the source hears back; a matter found by ourselves owes nobody an answer', () => {
    const own = reviewed({ routes: [route(steps)], facts }).as('sun', agree());
    expect(own.titles()).toEqual(['定结论', '公开回应']);
    own.as('sun', fact('origin', '网信办'));
    expect(own.titles()).toContain('回复来源');
    own.as('sun', { kind: 'record-feedback', text: '已办结，情况如下' });
    expect(own.case().feedback).toMatchObject({ source: '网信办' });
  });
});

describe('copies and opinions', () => {
  const consulted = (blocks: unknown) => ({
    approvals: [
      {
        thing: 'reply',
        title: '处置意见',
        chain: [{ role: 'lead' }, { role: 'office' }],
        consult: [{ who: 'side', blocks, clause: '4' }],
        clause: '3',
      },
    ],
    ask: asks({
      id: 'q-wait',
      question: '征求意见要不要等答复',
      options: [
        { id: 'wait', title: '要等' },
        { id: 'go-on', title: '不等' },
      ],
      suggested: 'go-on',
      clause: '4',
    }),
  });
  it('case 14: a copy never blocks, an opinion only where the bureau answered that it does', () => {
    const free = started(consulted({ ask: 'q-wait' })).as('chen', written);
    free.as('zhao', agree()).as('sun', agree());
    expect(free.case().steps.ok?.state).toBe('done');

    const bound = started(consulted({ ask: 'q-wait' }), { 'q-wait': 'wait' }).as('chen', written);
    expect(bound.titles()).toContain('对审核提出意见');
    expect(bound.refused('zhao', agree())).toEqual({ code: 'need-opinion', from: ['局办公室'] });
    expect(bound.refused('chen', { kind: 'give-opinion', text: '同意' })).toEqual({ code: 'not-consulted' });
    bound.as('wu', { kind: 'give-opinion', text: '建议补充时间' }).as('zhao', agree()).as('sun', agree());
    expect(bound.case().steps.ok?.state).toBe('done');
  });
});

describe('several leaders', () => {
  const parts = {
    approvals: [
      {
        thing: 'reply',
        title: '处置意见',
        chain: [{ role: 'group', mode: { ask: 'q-many' }, named_by: 'chief', clause: '3' }],
        clause: '3',
      },
    ],
    ask: asks({
      id: 'q-many',
      question: '涉及几位领导时怎么办',
      options: [
        { id: 'all', title: '共同商定' },
        { id: 'named', title: '委托一位' },
      ],
      clause: '3',
    }),
  };
  it('case 16: together, all of them must agree, and each only once', () => {
    const p = started(parts, { 'q-many': 'all' }).as('chen', written);
    p.as('li', agree());
    expect(p.case().steps.ok?.state).toBe('open');
    expect(p.refused('li', agree())).toMatchObject({ code: 'already-approved' });
    p.as('zhao', agree()).as('wang', agree());
    expect(p.case().steps.ok?.state).toBe('done');
  });
  it('case 16: entrusted to one, nobody decides before the chief has named that one, and then only that one', () => {
    const p = started(parts, { 'q-many': 'named' }).as('chen', written);
    expect(p.refused('li', agree())).toEqual({ code: 'not-named', role: '领导小组', by: '主要领导' });
    expect(p.refused('li', { kind: 'name-person', person: 'li' }).code).toBe('not-authorised');
    p.as('wang', { kind: 'name-person', person: 'zhao' });
    expect(p.refused('li', agree())).toEqual({ code: 'not-authorised', need: ['赵强'] });
    p.as('zhao', agree());
    expect(p.case().steps.ok?.state).toBe('done');
  });
});

describe('a body decides together', () => {
  const parts = {
    approvals: [
      {
        thing: 'reply',
        title: '反馈内容',
        chain: [{ role: 'office', kind: 'body', title: '领导小组' }],
        clause: '4',
      },
    ],
  };
  it('case 17: minutes are the evidence; a tap by one person is not enough', () => {
    const p = started(parts).as('chen', written);
    expect(p.refused('sun', agree())).toEqual({ code: 'need-record', kind: 'body', title: '领导小组' });
    p.as('sun', agree('〔2026〕7 号会议纪要'));
    expect(p.case().approvals.at(-1)).toMatchObject({ record: '〔2026〕7 号会议纪要', by: 'sun' });
    expect(p.case().steps.ok?.state).toBe('done');
  });
});

describe('authority to activate', () => {
  const steps = [
    ...BEGIN,
    {
      id: 'activate',
      title: '启动响应',
      do: 'approve',
      by: 'chief',
      thing: 'activate',
      after: ['grade', 'assign'],
      clause: '6',
    },
    { ...CHECK, after: ['activate'] },
    OK,
    FIND,
    PUBLISH,
    close('find', 'publish'),
  ];
  const approvals = [
    { thing: 'reply', title: '处置意见', chain: [{ role: 'lead' }], clause: '3' },
    {
      thing: 'activate',
      title: '启动响应',
      chain: [
        { role: 'chief', when: { grade: 'high' }, clause: '6' },
        { role: 'office', when: { not: { grade: 'high' } }, clause: '6' },
      ],
      clause: '6',
    },
  ];
  it('case 18: who may activate differs by grade', () => {
    const high = started({ routes: [route(steps)], approvals });
    expect(high.refused('sun', agree())).toEqual({ code: 'not-authorised', need: ['主要领导'] });
    high.as('wang', agree());
    expect(high.case().steps.check?.state).toBe('open');
    const low = started({ routes: [route(steps)], approvals }, {}, 'low');
    expect(low.refused('wang', agree())).toEqual({ code: 'not-authorised', need: ['办公室'] });
    low.as('zhou', agree());
    expect(low.case().steps.check?.state).toBe('open');
  });
});

describe('signed by a leader or not', () => {
  const steps = [
    ...BEGIN,
    { ...CHECK, when: { instructed: true } },
    { ...OK, when: { instructed: true } },
    {
      id: 'watch',
      title: '持续关注',
      do: 'follow',
      by: 'office',
      after: ['assign'],
      when: { instructed: false },
      clause: '6',
    },
    { ...FIND, when: { instructed: true } },
    { ...PUBLISH, after: ['ok', 'watch'], when: { instructed: true } },
    close('watch', 'find', 'publish'),
  ];
  it('case 19: without an instruction it is watched; an instruction starts the work', () => {
    const p = started({
      routes: [route(steps)],
      limits: [{ id: 'l1', of: 'paper', from: 'instructed', within: { max: '24h' }, clause: '6' }],
    });
    expect(p.titles()).toEqual(['持续关注']);
    expect(p.refused('chen', { kind: 'instruct', text: '速办' }).code).toBe('not-authorised');
    p.later(HOUR).as('wang', { kind: 'instruct', text: '请执法一科速核' });
    expect(p.titles()).toEqual(['签收', '书面报告']);
    expect(p.find('书面报告').dueAt).toBe(T + 25 * HOUR);
  });
});

describe('parallel tracks', () => {
  const track = (id: string, title: string, by: string) => ({
    id,
    title,
    do: id === 'words' ? 'draft' : 'report',
    by,
    after: ['grade', 'assign'],
    clause: '3',
  });
  const steps = [
    ...BEGIN,
    CHECK,
    track('inform', '信息报送', 'office'),
    track('words', '口径拟定', 'side'),
    { ...OK, after: ['check', 'inform', 'words'] },
    FIND,
    PUBLISH,
    close('find', 'publish'),
  ];
  it('case 22: run side by side, and publishing waits for all of them', () => {
    const p = started({ routes: [route(steps)] });
    expect(p.titles()).toEqual(['签收', '书面报告', '信息报送', '口径拟定']);
    p.as('wu', done('words')).as('chen', written);
    expect(p.refused('zhao', agree())).toEqual({ code: 'nothing-to-approve' });
    p.as('sun', done(null));
    expect(p.titles()).toEqual(['审核处置意见']);
  });
});

describe('an outside rule takes over', () => {
  const approvals = [
    {
      thing: 'reply',
      title: '发布内容',
      chain: [
        { role: 'lead' },
        {
          role: 'office',
          kind: 'outside_rule',
          title: '区网上突发敏感舆情工作机制',
          when: { mark: 'sudden' },
          clause: '8',
        },
      ],
      clause: '3',
    },
  ];
  const marks = [{ id: 'sudden', title: '突发', clause: '8' }];
  it('case 23: stops with the name of the outside rule until its result is recorded', () => {
    const p = started({ approvals, marks }).as('sun', mark('sudden')).as('chen', written).as('zhao', agree());
    expect(p.refused('sun', agree())).toEqual({
      code: 'need-record',
      kind: 'outside_rule',
      title: '区网上突发敏感舆情工作机制',
    });
    p.as('sun', agree('区委办 11 月 20 日电话同意发布'));
    expect(p.case().steps.ok?.state).toBe('done');
  });
  it('case 23: does not concern a matter without the mark', () => {
    const p = started({ approvals, marks }).as('chen', written).as('zhao', agree());
    expect(p.case().steps.ok?.state).toBe('done');
  });
});

describe('who speaks', () => {
  const parts = {
    routes: [route(STEPS.map((s) => (s === PUBLISH ? { ...PUBLISH, by: { ask: 'q-mouth' } } : s)))],
    ask: asks({
      id: 'q-mouth',
      question: '由涉事单位发声还是统一发布',
      answer: 'role',
      options: [
        { id: 'unit', title: '涉事单位' },
        { id: 'office', title: '办公室统一' },
      ],
      blocking: true,
      suggested: 'office',
      clause: '5',
    }),
  };
  const ready = (answers: Record<string, string>) => reviewed(parts, answers).as('sun', agree());
  it('case 24: the contradiction is a question, and its answer decides who may publish', () => {
    expect(ready({ 'q-mouth': 'unit' }).refused('sun', publish())).toMatchObject({ code: 'not-authorised' });
    ready({ 'q-mouth': 'unit' }).as('chen', publish());
    ready({ 'q-mouth': 'office' }).as('sun', publish());
    expect(ready({}).find('公开回应').basis).toBe('default');
    expect(ready({ 'q-mouth': 'office' }).find('公开回应').basis).toBe('text');
  });
});

describe('another organ confirms', () => {
  it('case 25: only where other organs are concerned, and with its paper', () => {
    const parts = {
      facts: [{ id: 'others', title: '涉及其他行政机关', type: 'bool', clause: '8' }],
      approvals: [
        {
          thing: 'reply',
          title: '发布内容',
          chain: [
            { role: 'lead' },
            {
              role: 'office',
              kind: 'external',
              title: '有关行政机关',
              when: { fact: { others: true } },
              clause: '8',
            },
          ],
          clause: '3',
        },
      ],
    };
    const p = started(parts).as('sun', fact('others', '是')).as('chen', written).as('zhao', agree());
    expect(p.refused('sun', agree())).toMatchObject({ code: 'need-record', kind: 'external' });
    p.as('sun', agree('公安局 11-20 复函'));
    expect(p.titles()).toEqual(['定结论', '公开回应']);
  });
});

describe('no answer at all', () => {
  it('case 26: is decided by whom the rule names, with a reason that stays on record', () => {
    const responses = { channels: ['门户网站'], decline: { by: 'chief', clause: '6' }, clause: '5' };
    const p = reviewed({ responses }).as('sun', agree());
    const no = (reason: string) => ({ kind: 'decline-response', reason }) as const;
    expect(p.refused('sun', no('内容已澄清'))).toEqual({ code: 'not-authorised', need: ['主要领导'] });
    expect(p.refused('wang', no(' '))).toMatchObject({ code: 'need-reason' });
    p.as('wang', no('内容已澄清'));
    expect(p.case().responses).toMatchObject([{ kind: 'declined', by: 'wang', reason: '内容已澄清' }]);
    expect(p.case().steps.publish?.state).toBe('done');
  });
});

describe('not ours', () => {
  const away = {
    id: 'away',
    title: '移送',
    do: 'transfer',
    by: 'office',
    after: ['find'],
    when: { outcome: 'not-ours' },
    clause: '7',
  };
  const steps = [
    ...BEGIN,
    CHECK,
    OK,
    FIND,
    away,
    { ...PUBLISH, after: ['ok', 'find'], when: { not: { outcome: 'not-ours' } } },
    { ...close('find', 'publish'), when: { not: { outcome: 'not-ours' } } },
  ];
  const limits = [{ id: 'l1', of: 'away', from: { step: 'find' }, within: { max: '1wd' }, clause: '7' }];
  it('case 29: has a limit and a reason of its own, and ends the clock here', () => {
    const p = reviewed({ routes: [route(steps)], limits })
      .as('sun', agree())
      .as('sun', find('not-ours'));
    expect(p.find('移送').dueAt).toBe(clock(9, 0, 23));
    expect(p.find('移送').steps[0]).toBe('“定结论”完成 11-20 09:00');
    const to = { kind: 'transfer', to: '县住建局', reason: '' } as const;
    expect(p.refused('sun', to)).toEqual({ code: 'need-reason', what: '移送' });
    p.as('sun', { ...to, reason: '不属本局职责' });
    expect(p.case()).toMatchObject({ state: 'closed', closed: { to: '县住建局' } });
    expect(p.owed()).toEqual([]);
  });
  it('case 29: a rule without 移送 says so', () => {
    const p = reviewed({}).as('sun', agree());
    expect(p.refused('sun', { kind: 'transfer', to: '住建局', reason: '不属本局' })).toEqual({
      code: 'not-in-rule',
      what: '移送',
    });
  });
});

describe('a gate', () => {
  const steps = [
    ...STEPS.slice(0, -1),
    { id: 'gate', title: '上报审批', do: 'approve', by: 'chief', thing: 'up', after: ['check'], clause: '9' },
    { id: 'up', title: '上报', do: 'report', by: 'office', after: ['gate'], clause: '9' },
    close('find', 'publish', 'up'),
  ];
  const approvals = [
    { thing: 'reply', title: '处置意见', chain: [{ role: 'lead' }, { role: 'office' }], clause: '3' },
    { thing: 'up', title: '上报材料', chain: [{ role: 'chief' }], clause: '9' },
  ];
  it('case 30: nobody reports upward before the check and the approval for it', () => {
    const p = started({
      routes: [route(steps)],
      approvals,
      limits: [{ id: 'l1', of: 'up', from: 'approved', within: { same_day: '24:00' }, clause: '9' }],
    });
    expect(p.refused('sun', done('up'))).toEqual({ code: 'not-yet', waiting: ['上报审批'] });
    p.as('chen', written);
    expect(p.refused('sun', done('up'))).toEqual({ code: 'not-yet', waiting: ['上报审批'] });
    // Both approvals are open: each person decides their own.
    p.as('wang', agree());
    expect(p.find('上报').dueAt).toBe(clock(0, 0, 21));
    p.as('sun', done('up', '已报县委宣传部')).as('zhao', agree());
    expect(p.case().records).toMatchObject([{ step: 'up', text: '已报县委宣传部' }]);
  });
});

describe('in another’s name', () => {
  it('case 31: the record keeps in whose name it was published, beside who did it', () => {
    const steps = STEPS.map((s) => (s === PUBLISH ? { ...PUBLISH, as: '市局' } : s));
    const p = reviewed({ routes: [route(steps)] })
      .as('sun', agree())
      .as('sun', publish());
    expect(p.case().responses.at(-1)).toMatchObject({ as: '市局', by: 'sun' });
  });
});

describe('several units', () => {
  it('case 33: two accountable units each hand in their own paper, and the review waits for both', () => {
    const joint = { ...CHECK, joint: true };
    const p = play(T, {
      policy: rule({ routes: [route([...BEGIN, joint, OK, FIND, PUBLISH, close('find', 'publish')])] }),
      bureau,
    });
    p.as('wang', { kind: 'grade', grade: 'high', unit: 'zf1', with: ['zf2', 'zf2'], reason: null });
    p.as('chen', sign).as('xu', sign).as('chen', written);
    expect(p.owed().map((o) => [o.title, o.owner])).toEqual([['书面报告', { kind: 'unit', unit: 'zf2' }]]);
    p.as('xu', written);
    expect(p.titles()).toEqual(['审核处置意见']);
    expect(p.refused('chen', assign('zf1')).code).toBe('not-authorised');
  });
  it('case 33: somebody who answers for a limit beside its owner is reminded of it too', () => {
    const limits = [
      { id: 'l1', of: 'paper', from: 'assigned', within: { max: '1h' }, accountable: ['lead'], clause: '5' },
    ];
    const p = started({ limits }).as('chen', sign);
    expect(p.at(T + HOUR).remind()).toEqual([['owe:paper:r1', 'due', ['unit:zf1', 'role:lead:zf1']]]);
  });
});
