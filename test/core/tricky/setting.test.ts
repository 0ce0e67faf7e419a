// Tricky cases around the flow: 15, 20, 32, 34–39 and 42–45 of the policy model. 40 and 41 are in test/policy.
import { describe, expect, it } from 'vitest';
import { peopleOf } from '../../../src/core/bureau.ts';
import { DAY, HOUR } from '../../../src/core/calendar/shanghai.ts';
import { judge } from '../../../src/core/criteria.ts';
import { papersDueOn, patrolsOn } from '../../../src/core/periodicals.ts';
import { unfilledRoles } from '../../../src/core/policy/lint/bureau-errors.ts';
import { wordingProblems } from '../../../src/core/reply-wording.ts';
import { keptUntil } from '../../../src/core/retention.ts';
import { bureauAt } from '../../../src/core/roster.ts';
import { assign, clock, grade, MINUTE, play, regrade, sign, written } from '../fixture.ts';
import { agree, bureau, CHECK, done, fact, mark, route, rule, STEPS } from './rule.ts';

const T = clock(9);
const started = (parts: Record<string, unknown> = {}, level = 'high') =>
  play(T, { policy: rule(parts), bureau }).as('wang', grade(level));

describe('a matter handled badly', () => {
  const parts = {
    marks: [{ id: 'mishandled', title: '处置不当', clause: '6' }],
    grading: {
      factors: ['走势'],
      raise: [{ when: { mark: 'mishandled' }, title: '处置不当', clause: '6' }],
      clause: '6',
    },
  };
  it('case 20: one grade higher is suggested, and only a leader makes it so', () => {
    const p = started(parts, 'low');
    expect(judge(p.situation().policy, p.case()).suggested).toBeNull();
    p.as('sun', mark('mishandled'));
    const { suggested, raised } = judge(p.situation().policy, p.case());
    expect([suggested?.name, raised[0]?.title]).toEqual(['较大', '处置不当']);
    expect(p.case().grade?.id).toBe('low');
    expect(p.refused('sun', regrade('mid')).code).toBe('not-authorised');
    p.as('wang', regrade('mid', '处置不当'));
  });
});

describe('patrols', () => {
  const policy = rule({
    channels: {
      clause: '5',
      patrol: [
        { days: 'workday', times: [2, 3], where: ['门户网站'] },
        { days: 'holiday', times: 1 },
        { days: 'any', times: { vague: '实时' } },
      ],
    },
  });
  it('case 32: differ by the kind of day, may be a range, and a word without a number stays a word', () => {
    expect(patrolsOn(policy, bureau, T).map((d) => d.times ?? d.word)).toEqual([
      { least: 2, most: 3 },
      '实时',
    ]);
    expect(patrolsOn(policy, bureau, T + DAY).map((d) => d.times ?? d.word)).toEqual([
      { least: 1, most: 1 },
      '实时',
    ]);
  });
});

describe('rota', () => {
  it('case 33: the role passes to the next in turn each week', () => {
    const rotas = {
      side: { from: clock(0, 0, 16), every: 'week', order: [['wu'], ['sun', 'zhou']] },
    } as const;
    const at = (day: number) =>
      peopleOf(bureauAt({ ...bureau, rotas }, clock(9, 0, day)), { kind: 'role', role: 'side' });
    expect([at(16), at(22), at(23), at(30)]).toEqual([['wu'], ['wu'], ['sun', 'zhou'], ['wu']]);
  });
});

describe('papers', () => {
  const SPECIAL = {
    id: 'special',
    title: '专报',
    trigger: 'decision',
    decided_by: 'chief',
    from: 'office',
    clause: '7',
  };
  it('case 34: one that is written only if asked for is owed from the moment somebody asks', () => {
    const p = started({ papers: [SPECIAL] });
    expect(p.titles()).not.toContain('专报');
    expect(p.refused('sun', done('special'))).toEqual({
      code: 'paper-not-ordered',
      paper: '专报',
      by: '主要领导',
    });
    expect(p.refused('sun', { kind: 'order-paper', paper: 'special' }).code).toBe('not-authorised');
    p.as('wang', { kind: 'order-paper', paper: 'special' });
    expect(p.find('专报')).toMatchObject({ owner: { role: 'office' }, clause: '7' });
    p.as('sun', done('special', '专报第 3 期'));
    expect(p.find('专报').metBy).toBe('sun');
  });
  it('case 35: 定期 is never due by itself; daily and weekly are', () => {
    const period = (id: string, title: string, value: unknown) => ({
      id,
      title,
      trigger: 'period',
      period: value,
      from: 'office',
      clause: '5',
    });
    const policy = rule({
      papers: [
        period('log', '日志', 'daily'),
        period('week', '周报', 'weekly'),
        period('month', '月报', 'monthly'),
        period('review', '梳理', { vague: '定期' }),
      ],
    });
    const due = (at: number) => papersDueOn(policy, bureau, at).map(({ paper }) => paper.title);
    // Friday the 20th is the last workday of its week, Monday the 30th of its month.
    expect(due(clock(9, 0, 19))).toEqual(['日志']);
    expect(due(clock(9, 0, 20))).toEqual(['日志', '周报']);
    expect(due(clock(9, 0, 30))).toEqual(['日志', '月报']);
    // The days off since the last one belong to it.
    expect(papersDueOn(policy, bureau, clock(9, 0, 20))[1]).toMatchObject({
      from: clock(0, 0, 14),
      to: clock(0, 0, 21),
    });
  });
  it('case 36: its name depends on the grade', () => {
    const parts = {
      papers: [
        {
          id: 'special',
          title: '特报',
          trigger: 'event',
          when: { grade: 'high' },
          from: 'office',
          clause: '7',
        },
        {
          id: 'brief',
          title: '简报',
          trigger: 'event',
          when: { grade: ['low', 'mid'] },
          from: 'office',
          clause: '7',
        },
      ],
    };
    expect(started(parts).titles()).toContain('特报');
    expect(started(parts, 'low').titles()).toContain('简报');
    expect(started(parts, 'low').titles()).not.toContain('特报');
  });
});

describe('the words of a reply', () => {
  const policy = rule({
    wording: [
      { ban: ['近期', '尽快', '即将'], clause: '8' },
      { max_chars: 10, clause: '8' },
      { need: '引用规定注明出处', clause: '9' },
    ],
  });
  it('case 37: banned words, length and what must be there are named with their clause', () => {
    expect(wordingProblems(policy, '我局将尽快处理，近期答复您')).toEqual([
      { kind: 'banned', words: ['近期', '尽快'], clause: '8' },
      { kind: 'too-long', max: 10, length: 13, clause: '8' },
      { kind: 'needs', what: '引用规定注明出处', clause: '9' },
    ]);
    expect(wordingProblems(policy, '11 月底前办结')).toHaveLength(1);
  });
});

describe('retention', () => {
  it('case 38: counts whole years from the one after closing, and only once closed', () => {
    const policy = rule({ retain: [{ years: 10, what: '处置材料', clause: '12' }] });
    const p = play(T, { policy, bureau }).as('wang', grade('low'));
    expect(keptUntil(policy, p.case())).toEqual([]);
    p.as('wang', { kind: 'close', note: '误报' });
    const [kept] = keptUntil(policy, p.case());
    expect(new Date((kept?.until ?? 0) + 8 * HOUR).toISOString()).toBe('2037-01-01T00:00:00.000Z');
  });
});

describe('an open list', () => {
  const parts = {
    facts: [
      { id: 'media', title: '媒体', values: ['中央媒体', '自媒体'], clause: '2' },
      { id: 'cluster', title: '集中反映', type: 'bool', clause: '2' },
    ],
    grades: [
      { id: 'low', name: '一般', rank: 1, clause: '2' },
      {
        id: 'high',
        name: '重要',
        rank: 2,
        open_list: true,
        criteria: [
          { title: '中央媒体报道', when: { fact: { media: '中央媒体' } } },
          { title: '领导信箱集中反映', when: { fact: { cluster: true } } },
        ],
        clause: '2',
      },
    ],
  };
  const open = () => play(T, { policy: rule(parts), bureau });
  it('case 39: a human may grade 重要 against the listed cases, with a written reason', () => {
    const p = open().as('sun', fact('media', '自媒体')).as('sun', fact('cluster', '否'));
    expect(p.refused('wang', grade('high'))).toEqual({
      code: 'need-grade-reason',
      grade: 'high',
      openList: true,
    });
    p.as('wang', grade('high', 'zf1', '涉及老年人安全'));
    expect(p.case().grade?.id).toBe('high');
  });
  it('case 39: while a fact is unknown nobody is asked for a reason, and the fact is named', () => {
    const p = open().as('sun', fact('media', '自媒体'));
    expect(judge(p.situation().policy, p.case()).unknown.map((f) => f.title)).toEqual(['集中反映']);
    p.as('wang', grade('high'));
  });
  it('a criterion that is met suggests its grade', () => {
    const p = open().as('sun', fact('media', '中央媒体'));
    expect(judge(p.situation().policy, p.case()).suggested?.name).toBe('重要');
  });
  it('below the grade that is suggested a grade stands only with a written reason', () => {
    const p = open().as('sun', fact('media', '中央媒体'));
    const low = p.situation().policy.grades.toSorted((a, b) => a.rank - b.rank)[0]?.id ?? '';
    expect(p.refused('wang', grade(low))).toEqual({
      code: 'need-lower-reason',
      grade: low,
      suggested: 'high',
    });
    p.as('wang', grade(low, 'zf1', '仅转载，无评论'));
    expect(p.case().grade?.id).toBe(low);
  });
  it('once graded, choosing the unit asks for no second reason, and another grade hears who decided', () => {
    const p = open()
      .as('sun', fact('media', '中央媒体'))
      .as('wang', grade('low', null, '仅转载，无评论'));
    const other = open().as('sun', fact('media', '中央媒体')).as('wang', grade('high', null));
    expect(other.refused('li', grade('low'))).toMatchObject({ code: 'already-graded', by: 'wang' });
    p.as('li', grade('low'));
    expect(p.case().unit?.id).toBe('zf1');
  });
});

describe('roles that need nobody', () => {
  it('case 42: an empty office is a problem only where a step needs it', () => {
    const role = (id: string, more: object) => ({ id, title: id, kind: 'office', clause: '1', ...more });
    const roles = [
      ...rule().roles,
      role('team', {}),
      role('commentators', { optional: true }),
      role('outside', { kind: 'outside' }),
    ];
    expect(unfilledRoles(rule({ roles }), bureau.roles).map((r) => r.id)).toEqual(['team']);
  });
});

describe('escalation', () => {
  it('case 43: without a ladder in the bureau file nobody is reminded of anything', () => {
    const limits = [{ id: 'l1', of: 'paper', from: 'assigned', within: { max: '1h' }, clause: '5' }];
    const quiet = { ...bureau, ladder: null };
    const p = play(T, { policy: rule({ limits }), bureau: quiet }).as('wang', grade('high'));
    expect(p.at(T + 5 * HOUR).remind()).toEqual([]);
    expect(p.find('书面报告').dueAt).toBe(T + HOUR);
  });
});

describe('duty officer', () => {
  const duty = [{ role: 'group', people: ['he'], hours: null }];
  const at = (moment: number) => bureauAt({ ...bureau, duty }, moment);
  it('case 44: stands in while the office is closed, and only then', () => {
    const policy = rule();
    const night = clock(23);
    play(night, { policy, bureau: at(night) }).as('he', grade('high'));
    expect(play(T, { policy, bureau: at(T) }).refused('he', grade('high')).code).toBe('not-authorised');
    expect(peopleOf(at(clock(10, 0, 21)), { kind: 'role', role: 'group' })).toContain('he');
  });
  it('case 44: from one time of day to another, also past midnight', () => {
    const shift = [{ role: 'side', people: ['he'], hours: { from: '22:00', to: '06:00' } }];
    const side = (moment: number) =>
      peopleOf(bureauAt({ ...bureau, duty: shift }, moment), { kind: 'role', role: 'side' });
    expect([side(clock(23)), side(clock(5)), side(clock(6))]).toEqual([['wu', 'he'], ['wu', 'he'], ['wu']]);
  });
});

describe('whom the matter is about', () => {
  const about = (person: string) => ({ kind: 'name-subject', person }) as const;
  it('case 45: their unit does not get it, and they neither report on nor review it', () => {
    const p = play(T, { policy: rule(), bureau }).as('sun', about('zheng'));
    expect(p.refused('wang', grade('high', 'zf1'))).toEqual({
      code: 'unit-is-subject',
      unit: 'zf1',
      person: 'zheng',
    });
    p.as('wang', grade('high', 'zf2')).as('sun', about('feng'));
    expect(p.refused('feng', written)).toEqual({ code: 'is-subject', person: 'feng' });
    p.as('xu', written);
  });
  it('case 45: a review by somebody the matter is about goes one level up', () => {
    const p = started().as('sun', about('zhao')).as('chen', sign).as('chen', written);
    expect(p.refused('zhao', agree()).code).toBe('not-authorised');
    expect(p.find('审核处置意见').owner).toEqual({ kind: 'role', role: 'office' });
    p.as('sun', agree());
  });
  it('case 45: a unit in charge hands it back, and it is given to another', () => {
    const p = started().as('sun', about('zheng'));
    p.as('zheng', { kind: 'return', reason: '反映的是本人，申请回避' });
    expect(p.refused('wang', assign('zf1', '原单位')).code).toBe('unit-is-subject');
    p.as('wang', assign('zf2', '回避'));
    expect(p.case().unit?.id).toBe('zf2');
  });
});

describe('steps that are done and recorded', () => {
  const meet = {
    id: 'meet',
    title: '会商',
    do: 'meet',
    by: 'office',
    after: ['grade', 'assign'],
    out: ['处置意见'],
    clause: '6',
  };
  const steps = [...STEPS.slice(0, 3), meet, { ...CHECK, after: ['meet'] }, ...STEPS.slice(4)];
  it('open, are owed with their limit, and end when somebody says what was done', () => {
    const limits = [{ id: 'l1', of: 'meet', from: 'graded', within: { max: '30m' }, clause: '6' }];
    const p = started({ routes: [route(steps)], limits });
    expect(p.find('会商')).toMatchObject({ dueAt: T + 30 * MINUTE, clause: '6', kind: 'step' });
    expect(p.refused('chen', done('meet')).code).toBe('not-authorised');
    expect(p.refused('sun', done('meet', ' '))).toEqual({ code: 'need-text', what: '会商' });
    expect(p.refused('sun', done('check'))).toEqual({ code: 'no-step', given: 'check', open: ['会商'] });
    p.later(HOUR).as('sun', done(null, '风险较高，先核查'));
    expect(p.titles()).toEqual(['签收', '书面报告']);
  });
});
