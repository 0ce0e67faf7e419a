// Who may do what: every command by every person, and what the others are told.
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import type { Played } from './fixture.ts';
import {
  answered,
  approve,
  approved,
  assign,
  attach,
  attachment,
  bureau,
  clock,
  close,
  concluded,
  declined,
  explain,
  giveBack,
  grade,
  inReview,
  MINUTE,
  occurred,
  oral,
  origin,
  outcome,
  play,
  policy,
  published,
  regrade,
  reopen,
  sign,
  written,
} from './fixture.ts';

const T = clock(16, 50);
const EVERYBODY = [
  ...bureau.people.map((p) => p.id),
  'wecom:stranger',
  'system',
  '',
  'unit:zf1',
  'constructor',
];

// By name, so that a slip in the bureau file or in the lookup shows.
const GROUP = ['wang', 'li', 'zhao'];
const OFFICE = ['sun', 'zhou'];
const ZF1 = ['zheng', 'chen'];
const LEADER = ['zhao'];

const opened = () => play(T, { reporter: 'lv' });
const handed = () => opened().as('wang', grade('ordinary'));
const atOffice = () => inReview().as('zhao', approve);

type Row = readonly [string, Command, () => Played, readonly string[]];
const TABLE: readonly Row[] = [
  ['定级', grade('ordinary'), opened, GROUP],
  ['改级', regrade('major'), handed, GROUP],
  ['交办', assign('zf1'), opened, GROUP],
  ['改派', assign('zf2', '原因'), handed, GROUP],
  ['签收', sign, handed, ZF1],
  ['退回交办', giveBack(), handed, ZF1],
  ['口头报送', oral, handed, ZF1],
  ['书面报送', written, handed, ZF1],
  ['说明', explain, handed, ZF1],
  ['事发（交办前）', occurred(T), opened, [...GROUP, ...OFFICE, 'lv']],
  ['事发（交办后）', occurred(T), handed, [...GROUP, ...OFFICE, ...ZF1, 'lv']],
  ['来源', origin('其他'), handed, [...GROUP, ...OFFICE, ...ZF1, 'lv']],
  ['分管领导同意', approve, inReview, LEADER],
  ['分管领导退回', giveBack(), inReview, LEADER],
  ['办公室同意', approve, atOffice, OFFICE],
  ['办公室退回', giveBack(), atOffice, OFFICE],
  ['结论', outcome(), approved, OFFICE],
  ['回复来源', answered, approved, OFFICE],
  ['公开回应', published, approved, OFFICE],
  ['不予回应', declined, approved, OFFICE],
  ['办结', close(), concluded, [...OFFICE, ...GROUP]],
  ['提前结束', close('旧闻'), handed, GROUP],
  ['重开', reopen(), () => concluded().as('sun', close()), [...OFFICE, ...GROUP]],
  ['再次报送同一链接', attach, handed, EVERYBODY],
  ['存附件', attachment, handed, EVERYBODY],
  ['时钟', { kind: 'remind' }, handed, EVERYBODY],
];

describe('authority', () => {
  it('is tabled for every command', () => {
    const kinds: readonly Command['kind'][] = [
      'attach-report',
      'grade',
      'regrade',
      'assign',
      'sign',
      'return',
      'submit',
      'explain-delay',
      'set-occurred',
      'set-fact',
      'approve',
      'decide-outcome',
      'record-feedback',
      'record-response',
      'decline-response',
      'close',
      'reopen',
      'remind',
      'store-attachment',
    ];
    expect(new Set(TABLE.map(([, command]) => command.kind))).toEqual(new Set(kinds));
  });

  it.each(TABLE)('%s', (_, command, setting, allowed) => {
    const may = EVERYBODY.filter((person) => setting().tryAs(person, command).kind === 'accepted');
    expect(may.sort()).toEqual([...allowed].sort());
  });

  it.each(TABLE)('%s: whoever may not changes nothing and hears who may', (_, command, setting, allowed) => {
    for (const person of EVERYBODY.filter((p) => !allowed.includes(p))) {
      const p = setting();
      const [before, count] = [p.case(), p.events.length];
      const refusal = p.refused(person, command);
      expect(p.case()).toBe(before);
      expect(p.events).toHaveLength(count);
      // An approver whose turn is over, who is asked for an opinion, and an office asked too early, hear that instead.
      if (refusal.code === 'not-authorised') expect(refusal.need.every((n) => n.length > 1)).toBe(true);
      else
        expect([
          'already-approved',
          'already-reported',
          'asked-otherwise',
          'nothing-to-approve',
          'not-yet',
        ]).toContain(refusal.code);
    }
  });

  it('names who may in words of the bureau', () => {
    expect(opened().refused('chen', grade('major'))).toEqual({ code: 'not-authorised', need: ['领导小组'] });
    expect(handed().refused('xu', sign)).toEqual({ code: 'not-authorised', need: ['执法一科'] });
    expect(inReview().refused('sun', approve)).toEqual({
      code: 'not-authorised',
      need: ['执法一科分管领导'],
    });
    expect(atOffice().refused('wang', approve)).toEqual({ code: 'not-authorised', need: ['领导小组办公室'] });
  });

  it('is the leader of the unit in charge, not of another', () => {
    const p = play(T).as('wang', grade('ordinary', 'srk')).as('lv', written);
    expect(p.refused('zhao', approve)).toEqual({ code: 'not-authorised', need: ['市容科分管领导'] });
    p.as('li', approve);
  });
});

describe('the first decision wins', () => {
  it('of two grades in one moment, and the second person hears who decided what and when', () => {
    const p = opened().as('li', grade('ordinary', 'zf1'));
    expect(p.refused('wang', grade('major', 'srk'))).toEqual({
      code: 'already-graded',
      grade: 'ordinary',
      unit: 'zf1',
      by: 'li',
      at: T,
    });
    expect(p.refused('li', grade('ordinary', 'zf1'))).toMatchObject({ code: 'already-graded', by: 'li' });
  });

  it('of two approvals by the office', () => {
    const p = atOffice().as('sun', approve);
    const said = { code: 'already-approved', decision: 'agreed', by: 'sun', at: p.now() };
    expect(p.refused('zhou', approve)).toEqual(said);
    expect(p.refused('zhou', giveBack())).toEqual(said);
  });

  it('of approval and return', () => {
    const p = atOffice().as('zhou', giveBack('缺照片'));
    expect(p.refused('sun', approve)).toMatchObject({
      code: 'already-approved',
      decision: 'returned',
      by: 'zhou',
    });
  });

  it('of the 分管领导, who hears so while the office has not decided', () => {
    const p = atOffice();
    expect(p.refused('zhao', approve)).toMatchObject({
      code: 'already-approved',
      decision: 'agreed',
      by: 'zhao',
    });
  });

  it('of two who sign for', () => {
    const p = handed().later(MINUTE).as('chen', sign).later(MINUTE);
    expect(p.refused('zheng', sign)).toEqual({ code: 'already-signed', by: 'chen', at: T + MINUTE });
  });

  it('of two who close', () => {
    const p = concluded().as('sun', close());
    expect(p.refused('zhou', close())).toEqual({ code: 'closed', by: 'sun', at: p.now() });
    expect(p.refused('chen', written)).toMatchObject({ code: 'closed', by: 'sun' });
  });
});

describe('a person with two roles', () => {
  /** Sun is both the leader of zf1 and in the office. */
  const both = { ...bureau, units: bureau.units.map((u) => (u.id === 'zf1' ? { ...u, leader: 'sun' } : u)) };

  it('decides each link on its own, both on record', () => {
    const p = play(T, { bureau: both }).as('wang', grade('ordinary')).as('chen', written);
    p.as('sun', approve);
    expect(p.owed()).toMatchObject([{ key: 'approve:reply:r1:l1' }]);
    p.as('sun', approve);
    expect(p.case().approvals.map((a) => [a.link, a.role, a.by])).toEqual([
      [0, 'deptlead', 'sun'],
      [1, 'goffice', 'sun'],
    ]);
  });

  it('who leads the unit and heads it gives the draft back, not the matter', () => {
    const headIsLeader = { ...bureau, units: bureau.units.map((u) => ({ ...u, leader: u.head })) };
    const p = play(T, { bureau: headIsLeader }).as('wang', grade('ordinary')).as('chen', written);
    p.as('zheng', giveBack('再改'));
    expect(p.case().unit?.id).toBe('zf1');
    expect(p.titles()).toEqual(['修改后重新书面报送']);
  });
});

describe('refusals of what is not known', () => {
  it('say what was given', () => {
    expect(opened().refused('wang', grade('huge'))).toEqual({ code: 'unknown-grade', given: 'huge' });
    expect(opened().refused('wang', grade('ordinary', 'zf9'))).toEqual({
      code: 'unknown-unit',
      given: 'zf9',
    });
    expect(opened().refused('wang', assign('zf9'))).toEqual({ code: 'unknown-unit', given: 'zf9' });
    expect(approved().refused('sun', outcome('maybe'))).toEqual({
      code: 'unknown-value',
      what: '事实结论',
      given: 'maybe',
      known: policy.outcomes.map((o) => o.title),
    });
    expect(opened().refused('sun', origin('梦里'))).toMatchObject({
      code: 'unknown-value',
      what: '舆情来源',
      given: '梦里',
    });
    expect(opened().refused('sun', { kind: 'set-fact', fact: 'colour', value: '红' })).toMatchObject({
      code: 'unknown-value',
      known: policy.facts.map((f) => f.title),
    });
  });

  it('say what is missing', () => {
    expect(opened().refused('chen', sign)).toEqual({ code: 'not-assigned' });
    expect(opened().refused('chen', written)).toEqual({ code: 'not-assigned' });
    expect(opened().as('wang', assign('zf1')).refused('chen', sign)).toEqual({ code: 'not-graded' });
    expect(opened().as('wang', assign('zf1')).refused('chen', written)).toEqual({ code: 'not-graded' });
    expect(inReview().refused('zhao', giveBack(' '))).toEqual({ code: 'need-reason', what: '退回' });
    expect(handed().refused('zhao', approve)).toEqual({ code: 'nothing-to-approve' });
    expect(approved().refused('sun', { kind: 'record-feedback', text: ' ' })).toEqual({
      code: 'need-text',
      what: '回复来源单位',
    });
    expect(approved().refused('sun', { kind: 'decline-response', reason: '' })).toEqual({
      code: 'need-reason',
      what: '不予回应',
    });
    expect(
      approved().refused('sun', {
        ...published,
        kind: 'record-response',
        channel: '官媒',
        link: null,
        text: '',
        approvedBy: '李敏',
      }),
    ).toEqual({ code: 'need-text', what: '公开回应' });
    expect(
      approved().refused('sun', {
        kind: 'record-response',
        channel: '官媒',
        link: null,
        text: '通报',
        approvedBy: '',
      }),
    ).toEqual({ code: 'need-text', what: '回应的审定人' });
  });

  it('a fact that is so already is no event', () => {
    const p = opened();
    const decision = p.tryAs('sun', origin('市委网信办交办'));
    expect(decision).toMatchObject({ kind: 'accepted', events: [] });
  });
});
