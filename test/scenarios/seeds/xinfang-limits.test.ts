// 信访局制度的两个写明的时限和两处没写的: 一般 24 小时、重大负面 30 分钟，赶上和赶不上；起算点按每一个答复。
import { describe, expect, it, test } from 'vitest';
import type { Bureau } from '../../../src/core/bureau.ts';
import { regrade } from '../../core/fixture.ts';
import { at, DAY, done, fate, gradeTo, HOUR, MINUTE, mark, openSeed, reading, said } from './seed.ts';

const T = at(11, 23, 9);
const INFORM = '通报情况';

/** Found at 8:00, heard of at 8:30, reported at 9:00, graded at 9:10: each start is another moment. */
function graded(grade: string, marks: readonly string[] = [], answers = {}, bend?: (b: Bureau) => Bureau) {
  const p = openSeed('xinfang', answers, bend).play(T, { reporter: 'mi' });
  p.as('mi', { kind: 'set-moment', moment: 'found', at: at(11, 23, 8), about: false });
  p.as('mi', { kind: 'set-moment', moment: 'received', at: at(11, 23, 8, 30), about: false });
  for (const id of marks) p.as('mi', mark(id));
  return p.later(10 * MINUTE).as('tian', gradeTo(grade, 'bxk'));
}

/** The bureau as it is before somebody answers these questions. */
const unanswered =
  (...ids: readonly string[]) =>
  (bureau: Bureau): Bureau => ({
    ...bureau,
    answers: Object.fromEntries(Object.entries(bureau.answers).filter(([id]) => !ids.includes(id))),
  });

/** What the clock says of limits, leaving out the questions about work without one. */
const limits = (p: ReturnType<typeof graded>, moment: number) =>
  said(p, moment).filter((line) => !line.includes(' idle '));

const STARTS = [
  ['found', '发现', at(11, 23, 8), '11-23 08:00'],
  ['received', '收到', at(11, 23, 8, 30), '11-23 08:30'],
  ['graded', '定级', at(11, 23, 9, 10), '11-23 09:10'],
] as const;
const starts = STARTS.map(([answer, word, from, moment]) => ({ answer, word, from, moment }));

describe.each(starts)('q-clock 答从$word起算', ({ answer, word, from, moment }) => {
  const answers = { 'q-clock': answer };

  it('一般 → 24 小时内向科室、二级单位通报，写明怎么算的', () => {
    const p = graded('g1', [], answers);
    const due = moment.replace('11-23', '11-24');
    expect(reading(p, INFORM)).toEqual({
      who: '舆情应对领导小组',
      due,
      aim: null,
      how: `${word} ${moment} → +1 天 → ${due}`,
      clause: '4(三)',
      basis: 'text',
    });
  });

  it('一般，24 小时整通报 → 按时；晚一秒 → 超时', () => {
    const onTime = graded('g1', [], answers)
      .at(from + DAY)
      .as('duan', done('inform'));
    expect(fate(onTime.find(INFORM))).toBe('按时');
    const late = graded('g1', [], answers)
      .at(from + DAY + 1000)
      .as('duan', done('inform'));
    expect(fate(late.find(INFORM))).toBe('超时');
  });

  it('一般，一直没通报 → 前一刻钟、到点催领导小组，半小时后报组长', () => {
    const p = graded('g1', [], answers);
    const due = from + DAY;
    said(p, due - HOUR);
    expect(limits(p, due - 15 * MINUTE - 1000)).toEqual([]);
    expect(limits(p, due - 15 * MINUTE)).toEqual([`${INFORM} before-due → 舆情应对领导小组`]);
    expect(limits(p, due)).toEqual([`${INFORM} due → 舆情应对领导小组`]);
    expect(limits(p, due + 30 * MINUTE)).toEqual([`${INFORM} overdue → 舆情应对领导小组、组长（局长）`]);
    expect(fate(p.find(INFORM))).toBe('未办');
  });

  it('重大负面 → 30 分钟', () => {
    const p = graded('g3', ['negative'], answers);
    const due = { found: '11-23 08:30', received: '11-23 09:00', graded: '11-23 09:40' }[answer];
    expect(reading(p, INFORM)).toMatchObject({
      due,
      how: `${word} ${moment} → +30 分钟 → ${due}`,
      clause: '4(三)',
      basis: 'text',
    });
  });
});

describe('重大负面 30 分钟', () => {
  /** Found when it was reported. */
  const major = (answers = {}) =>
    openSeed('xinfang', answers)
      .play(T, { reporter: 'mi' })
      .as('mi', mark('negative'))
      .later(5 * MINUTE)
      .as('tian', gradeTo('g3', 'bxk'));

  it('第 30 分钟通报 → 按时；第 31 分钟 → 超时', () => {
    const onTime = major()
      .at(T + 30 * MINUTE)
      .as('bai', done('inform'));
    expect(fate(onTime.find(INFORM))).toBe('按时');
    const late = major()
      .at(T + 31 * MINUTE)
      .as('bai', done('inform'));
    expect(fate(late.find(INFORM))).toBe('超时');
    expect(late.find(INFORM).metBy).toBe('bai');
  });

  it('一直没通报 → 四分之三时、到点、超半小时各催一次；一交办不催', () => {
    const p = major();
    expect(said(p, T + 22 * MINUTE)).toEqual(['签收 idle → 办信科']);
    expect(limits(p, T + 22.5 * MINUTE)).toEqual([`${INFORM} before-due → 舆情应对领导小组`]);
    expect(limits(p, T + 30 * MINUTE)).toEqual([`${INFORM} due → 舆情应对领导小组`]);
    expect(limits(p, T + HOUR)).toEqual([`${INFORM} overdue → 舆情应对领导小组、组长（局长）`]);
  });

  it('通报了就不再催', () => {
    const p = major()
      .at(T + 20 * MINUTE)
      .as('bai', done('inform'));
    for (const m of [23, 30, 60, 300]) expect(limits(p, T + m * MINUTE)).toEqual([]);
  });

  it('夜里、节假日也是 30 分钟：条文写的是分钟，不看上下班', () => {
    const night = at(10, 3, 23, 50);
    const p = openSeed('xinfang').play(night, { reporter: 'mi' }).as('mi', mark('negative'));
    p.as('tian', gradeTo('g3', 'bxk'));
    expect(reading(p, INFORM).due).toBe('10-04 00:20');
  });

  it('重大敏感又负面 → 会商、报审的同时照样 30 分钟通报', () => {
    const p = openSeed('xinfang').play(T, { reporter: 'mi' });
    for (const id of ['negative', 'sensitive']) p.as('mi', mark(id));
    p.as('tian', gradeTo('g3', null));
    expect(p.case().route).toBe('sensitive');
    expect(reading(p, INFORM)).toMatchObject({ due: '11-23 09:30', basis: 'text' });
    expect(limits(p, T + 30 * MINUTE)).toEqual([`${INFORM} due → 舆情应对领导小组`]);
    p.as('bai', done('inform'));
    expect(fate(p.find(INFORM))).toBe('按时');
  });
});

describe('等级、标记变了，时限跟着变', () => {
  it('一般改重大负面，从发现起算 → 已过 30 分钟，立刻算超时，不从改级重新给 30 分钟', () => {
    const p = openSeed('xinfang').play(T, { reporter: 'mi' }).as('tian', gradeTo('g1', 'bxk'));
    p.later(HOUR).as('mi', mark('negative')).as('tian', regrade('g3', '上了热搜'));
    expect(reading(p, INFORM).due).toBe('11-23 09:30');
    expect(limits(p, p.now())[0]).toMatch(/^通报情况 overdue → /);
  });

  it('从定级起算 → 改级那一刻重新起算', () => {
    const p = openSeed('xinfang', { 'q-clock': 'graded' }).play(T, { reporter: 'mi' });
    p.as('tian', gradeTo('g1', 'bxk'));
    p.later(HOUR).as('mi', mark('negative')).as('tian', regrade('g3', '上了热搜'));
    expect(reading(p, INFORM)).toMatchObject({
      due: '11-23 10:30',
      how: '定级 11-23 10:00 → +30 分钟 → 11-23 10:30',
    });
  });

  it('重大后来才标“负面” → 时限从本单位答复的改为条文的 30 分钟，依据也换', () => {
    const p = openSeed('xinfang', { 'q-fumian': '24h' }).play(T, { reporter: 'mi' });
    p.as('tian', gradeTo('g3', 'bxk'));
    expect(reading(p, INFORM)).toMatchObject({ due: '11-24 09:00', basis: 'bureau' });
    p.as('mi', mark('negative'));
    expect(reading(p, INFORM)).toMatchObject({ due: '11-23 09:30', basis: 'text' });
    p.as('mi', mark('negative', false));
    expect(reading(p, INFORM)).toMatchObject({ due: '11-24 09:00', basis: 'bureau' });
  });

  it('已经通报过再改级 → 通报的时间不变，按新时限看是否超时', () => {
    const p = openSeed('xinfang').play(T, { reporter: 'mi' }).as('tian', gradeTo('g1', 'bxk'));
    p.later(HOUR).as('bai', done('inform'));
    expect(fate(p.find(INFORM))).toBe('按时');
    p.as('mi', mark('negative')).as('tian', regrade('g3', '上了热搜'));
    expect(p.titles()).not.toContain(INFORM);
  });
});

const GAPS = [
  {
    what: '较大',
    grade: 'g2',
    question: 'q-jiaoda',
    words: '本制度未规定，待本单位答复：较大舆情多长时间内通报，条文没有写',
  },
  {
    what: '重大但不是负面',
    grade: 'g3',
    question: 'q-fumian',
    words: '本制度未规定，待本单位答复：不是负面的重大舆情是否也按30分钟通报，条文只写了重大负面',
  },
] as const;

describe.each(GAPS)('$what：条文没写多长时间通报', ({ grade, question, words }) => {
  it('没有答复 → 写明本制度未规定、待答复什么；多久都没有到时限的提醒，办了不算超时', () => {
    const p = graded(grade, [], {}, unanswered(question));
    expect(reading(p, INFORM)).toEqual({
      who: '舆情应对领导小组',
      due: null,
      aim: null,
      how: words,
      clause: '4(三)',
      // 没有人建议过什么，所以不是建议值。
      basis: 'text',
    });
    for (let day = 1; day <= 30; day += 1) {
      p.later(DAY);
      for (const { stage } of p.reminders()) expect(stage).toBe('idle');
    }
    p.as('bai', done('inform'));
    expect(fate(p.find(INFORM))).toBe('按时');
  });

  const answers = [
    { answer: '30m', due: '11-23 08:30', plus: '+30 分钟' },
    { answer: '24h', due: '11-24 08:00', plus: '+1 天' },
    { answer: '2h', due: '11-23 10:00', plus: '+2 小时' },
  ];
  it.each(answers)('答复 $answer → 从发现起算，$due 为限，依据是本单位答复', ({ answer, due, plus }) => {
    const p = graded(grade, [], { [question]: answer });
    expect(reading(p, INFORM)).toMatchObject({
      due,
      how: `发现 11-23 08:00 → ${plus} → ${due}`,
      clause: '4(三)',
      basis: 'bureau',
    });
  });

  it('答复 2 小时 → 到点催，赶上算按时，赶不上算超时', () => {
    const due = at(11, 23, 10);
    const p = graded(grade, [], { [question]: '2h' });
    said(p, due - 16 * MINUTE);
    expect(limits(p, due - 15 * MINUTE)).toEqual([`${INFORM} before-due → 舆情应对领导小组`]);
    expect(limits(p, due)).toEqual([`${INFORM} due → 舆情应对领导小组`]);
    expect(fate(p.as('bai', done('inform')).find(INFORM))).toBe('按时');
    const late = graded(grade, [], { [question]: '2h' }).at(due + MINUTE);
    expect(fate(late.as('bai', done('inform')).find(INFORM))).toBe('超时');
  });
});

test('较大标“负面”也不套用重大负面的 30 分钟', () => {
  const p = graded('g2', ['negative'], {}, unanswered('q-jiaoda'));
  expect(reading(p, INFORM).due).toBeNull();
});

test('q-clock 没有答复（演练）→ 暂按建议值从发现起算，依据写明是建议值，不冒充条文', () => {
  const p = graded('g1', [], {}, unanswered('q-clock'));
  expect(reading(p, INFORM)).toMatchObject({
    due: '11-24 08:00',
    how: '发现 11-23 08:00 → +1 天 → 11-24 08:00',
    basis: 'default',
  });
});
