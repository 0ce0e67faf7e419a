// 换制度在规则这一层：谁能换、换了什么变什么不变，办过的照旧算数；答复定下的数不说成条文的数。
import { expect, test } from 'vitest';
import { decide } from '../../src/core/decide.ts';
import { isOpen, obligations } from '../../src/core/obligations.ts';
import { oral, sign, written } from '../core/fixture.ts';
import { agree, at, done, gradeTo, MINUTE, openSeed, reading, type Seed } from './seeds/seed.ts';

const T = at(11, 23, 9);
const CENTRAL = { affair: '是', media: '中央媒体' };

/** The case of `played`, asked to move to the rule and the answers of `to`. */
function move(played: ReturnType<Seed['play']>, person: string, to: Seed) {
  return decide(
    { policy: to.policy, bureau: to.bureau, now: played.now() },
    played.case(),
    { kind: 'move-policy' },
    { person, via: 'text', at: played.now() },
  );
}

/** What is owed after the move: title and owner. */
function owedUnder(to: Seed, decision: ReturnType<typeof decide>) {
  if (decision.kind === 'refused') throw new Error(decision.refusal.code);
  return obligations(to.policy, to.bureau, decision.after).filter(isOpen);
}

test('发布口改答复为“涉事单位” → 在办的仍由办公室发布；领导换了以后才由单位发布，审过的不用重审', () => {
  const now = openSeed('zhengfuban');
  const later = openSeed('zhengfuban', { 'q-mouth': 'unit' });
  const p = now.play(T, { reporter: 'tang', facts: CENTRAL }).as('su', gradeTo('g2', 'xxk'));
  p.as('jin', done('alert')).as('cao', done('brief')).as('cao', done('wording'));
  p.as('gula', done('act')).as('gula', written).as('cao', agree()).as('ren', agree());
  expect(reading(p, '统一对外发布').who).toBe('政务舆情处置办公室');
  const moved = move(p, 'su', later);
  const publish = owedUnder(later, moved).find((o) => o.title === '统一对外发布');
  expect(publish?.owner).toEqual({ kind: 'unit', unit: 'xxk' });
  expect(owedUnder(later, moved).filter((o) => o.kind === 'approve')).toEqual([]);
  if (moved.kind === 'refused') throw new Error('refused');
  expect(moved.events[0]).toMatchObject({
    actor: 'su',
    body: {
      type: 'policy.moved',
      policyVersion: later.policy.version,
      previous: now.policy.version,
      answers: { 'q-mouth': 'unit' },
    },
  });
});

test('只有定级的领导能换；没有变化的不记', () => {
  const now = openSeed('zhengfuban');
  const later = openSeed('zhengfuban', { 'q-after': 'next-workday' });
  const p = now.play(T, { reporter: 'tang' });
  for (const person of ['tang', 'cao', 'jin', 'ren'])
    expect(move(p, person, later)).toMatchObject({ kind: 'refused', refusal: { code: 'not-authorised' } });
  expect(move(p, 'aili', now)).toMatchObject({ kind: 'refused', refusal: { code: 'same-policy' } });
  expect(move(p, 'aili', later)).toMatchObject({ kind: 'accepted' });
});

test('办结了的不能换；重开以后可以', () => {
  const now = openSeed('zhengfuban');
  const later = openSeed('zhengfuban', { 'q-after': 'next-workday' });
  const p = now.play(T, { reporter: 'tang' }).as('su', gradeTo('g1', 'xxk')).as('gula', written);
  p.as('cao', { kind: 'close', note: '' });
  expect(move(p, 'su', later)).toMatchObject({ kind: 'refused', refusal: { code: 'closed' } });
  p.as('su', { kind: 'reopen', reason: '再次投诉' });
  expect(move(p, 'su', later)).toMatchObject({ kind: 'accepted' });
});

test('换了起算点 → 时限重算，签收和报过的口头照旧算数', () => {
  const now = openSeed('zonghe-zhifa');
  const later = openSeed('zonghe-zhifa', { 'q-clock': 'found' });
  const p = now.play(T, { reporter: 'chen' }).later(30 * MINUTE);
  p.as('wang', gradeTo('ordinary', 'zf1')).as('chen', sign).as('chen', oral);
  expect(reading(p, '书面汇报').due).toBe('11-23 11:30');
  const owed = owedUnder(later, move(p, 'wang', later));
  expect(owed.map((o) => [o.title, o.dueAt])).toEqual([['书面汇报', at(11, 23, 11)]]);
});

test('换到要等意见的答复 → 正在审的从此要等局办公室', () => {
  const now = openSeed('zonghe-zhifa');
  const later = openSeed('zonghe-zhifa', { 'q-consult': 'wait' });
  const p = now.play(T, { reporter: 'chen' }).as('wang', gradeTo('ordinary', 'zf1')).as('chen', written);
  expect(p.titles()).toEqual(['审核处置意见']);
  expect(owedUnder(later, move(p, 'wang', later)).map((o) => o.title)).toEqual([
    '审核处置意见',
    '对审核提出意见',
  ]);
});

test('条文没有、由本单位答复的时限 → 标本单位答复；没答复就没有时限，不替它定', () => {
  const seed = openSeed('xinfang');
  const { policy } = seed;
  const limits = policy.limits.filter((l) => l.of === 'inform');
  expect(limits.map((l) => [l.id, l.basis])).toEqual([
    ['l1', 'text'],
    ['l2', 'text'],
    ['l3', 'bureau'],
    ['l4', 'bureau'],
  ]);
  const silent = openSeed('xinfang', {}, (bureau) => ({ ...bureau, answers: {} }));
  expect(silent.policy.limits.find((l) => l.id === 'l3')?.within).toMatchObject({ open: /较大/ });
});
