// Taps that come from the wrong person, too late, twice, or at the same moment: one decision, and the truth for all.
import { expect, test } from 'vitest';
import { verifyRecords } from '../../src/app/audit.ts';
import { wordsOf } from '../../src/commands/heard.ts';
import { MINUTE_MS, openTestStage, type TestStage } from '../harness/stage.ts';
import {
  cardsOf,
  copyWith,
  events,
  forgedTap,
  playToClosed,
  REPORT,
  rowCounts,
  said,
  seen,
  tap,
  tapAndSettle,
  taskOf,
} from './hands.ts';

const LEADERS = ['wang', 'li', 'zhao'];

async function reported(): Promise<TestStage> {
  const t = await openTestStage();
  await t.rehearsal.says('chen', 'work', REPORT);
  t.ignoreRest('what a life says is told elsewhere; here only decisions count');
  return t;
}

const count = async (t: TestStage, type: string): Promise<number> =>
  (await events(t)).filter((e) => e.type === type).length;

test('a tap by somebody without authority changes nothing and says who decides', async () => {
  const t = await reported();
  const cardId = taskOf(copyWith(t, 'wang', 'grade:major'));
  for (const person of ['chen', 'zheng', 'wu', 'nobody-we-know']) {
    const answer = await forgedTap(t, person, { cardId, key: 'grade:major', selections: { unit: 'zf1' } });
    expect(answer.status).toBe(200);
  }
  await t.stage.settled();
  expect(await count(t, 'case.graded')).toBe(0);
  expect(seen(t, 'chen').at(-1)).toMatch(/由领导小组.*决定，您不在其中，没有改动/);
  expect(seen(t, 'zheng').at(-1)).toMatch(/没有改动/);
  // The card still waits for those who may.
  await tapAndSettle(t, 'li', copyWith(t, 'li', 'grade:major'), 'grade:major', { unit: ['zf1'] });
  expect(await count(t, 'case.graded')).toBe(1);
});

test('a tap on a decided card is told who decided and when', async () => {
  const t = await reported();
  const cardId = taskOf(copyWith(t, 'wang', 'grade:major'));
  await tapAndSettle(t, 'li', copyWith(t, 'li', 'grade:ordinary'), 'grade:ordinary', { unit: ['zf1'] });
  const before = await rowCounts(t);
  await forgedTap(t, 'wang', { cardId, key: 'grade:major', selections: { unit: 'zf2' } });
  await t.stage.settled();
  expect(seen(t, 'wang').at(-1)).toMatch(/李敏.*11-23 08:40.*一般.*执法一科/s);
  expect((await rowCounts(t)).case_events).toBe(before.case_events);
  for (const leader of LEADERS) {
    expect(wordsOf(cardsOf(t, leader).at(-1) ?? never())).toMatch(/李敏/);
  }
});

test('the same leader taps twice: one decision, no second card for the unit', async () => {
  const t = await reported();
  const cardId = taskOf(copyWith(t, 'li', 'grade:ordinary'));
  for (const _ of [1, 2, 3]) {
    await forgedTap(t, 'li', { cardId, key: 'grade:ordinary', selections: { unit: 'zf1' } });
  }
  await t.stage.settled();
  expect(await count(t, 'case.graded')).toBe(1);
  expect(cardsOf(t, 'zheng')).toHaveLength(1);
});

test('a tap on a card that a newer one replaced says so', async () => {
  const t = await reported();
  const oldCard = taskOf(copyWith(t, 'li', 'grade:ordinary'));
  await tapAndSettle(t, 'li', copyWith(t, 'li', 'grade:ordinary'), 'grade:ordinary', { unit: ['zf1'] });
  const oldSign = taskOf(copyWith(t, 'zheng', 'sign'));
  await t.rehearsal.says('zheng', 'work', '退回 0001 不属我科职责，应由市容科办理');
  expect(await count(t, 'assignment.returned')).toBe(1);
  const newCard = taskOf(cardsOf(t, 'li').at(-1) ?? never());
  expect(newCard).not.toBe(oldCard);
  const before = await rowCounts(t);
  await forgedTap(t, 'li', { cardId: oldCard, key: 'grade:major', selections: { unit: 'zf2' } });
  await t.stage.settled();
  expect(seen(t, 'li').at(-1)).toMatch(/已由新卡片替代，这次点选没有生效/);
  await forgedTap(t, 'zheng', { cardId: oldSign, key: 'sign' });
  await t.stage.settled();
  expect((await rowCounts(t)).case_events).toBe(before.case_events);
  expect(await count(t, 'assignment.signed')).toBe(0);
});

test('a tap on a card of a closed case says when it was closed', async () => {
  const t = await openTestStage();
  t.ignoreRest('a whole life');
  await playToClosed(t);
  const taps: [string, string, string][] = [
    ['wang', taskOf(cardsOf(t, 'wang').at(0) ?? never()), 'grade:major'],
    ['zheng', taskOf(cardsOf(t, 'zheng').at(0) ?? never()), 'sign'],
    ['zhao', taskOf(cardsOf(t, 'zhao').at(-1) ?? never()), 'approve'],
  ];
  const before = await rowCounts(t);
  for (const [person, cardId, key] of taps) {
    await forgedTap(t, person, { cardId, key, selections: { unit: 'zf2' } });
    await t.stage.settled();
    expect(seen(t, person).at(-1)).toMatch(/已由孙丽于 11-23 09:31 办结，不能再改/);
  }
  expect((await rowCounts(t)).case_events).toBe(before.case_events);
});

test('a tap on a card that never was, and on a button it never had', async () => {
  const t = await reported();
  const before = await rowCounts(t);
  await forgedTap(t, 'li', { cardId: 'YQ-2026-0099-grade-1', key: 'grade:major' });
  await t.stage.settled();
  expect(seen(t, 'li').at(-1)).toMatch(/认不出这张卡片/);
  const cardId = taskOf(copyWith(t, 'li', 'grade:major'));
  const presses = [
    ...['grade:nonsense', 'grade:', 'close', 'approve', '__proto__', 'grade:constructor'].map((key) => ({
      key,
      unit: 'zf1',
    })),
    { key: 'grade:major', unit: 'no-such-unit' },
  ];
  for (const { key, unit } of presses) {
    const heard = seen(t, 'li').length;
    await forgedTap(t, 'li', { cardId, key, selections: { unit } });
    await t.stage.settled();
    // Each of them is answered: the last words are never silence.
    expect([key, seen(t, 'li').length]).toEqual([key, heard + 1]);
    await t.rehearsal.pass(1000);
  }
  expect((await rowCounts(t)).case_events).toBe(before.case_events);
});

test('two leaders in the same millisecond, twenty times: one decision, both told, all copies show it', async () => {
  const t = await openTestStage();
  t.ignoreRest('twenty lives');
  for (let round = 1; round <= 20; round += 1) {
    await t.rehearsal.says('chen', 'work', `登记 第${'一二三四五六七八九十'[round % 10]}${round}路口占道`);
    const number = `YQ-2026-${String(round).padStart(4, '0')}`;
    const copies = LEADERS.map((leader) => copyWith(t, leader, 'grade:major'));
    const [wang, li, zhao] = copies;
    if (!wang || !li || !zhao) return never();
    const order = round % 2 === 0 ? [wang, li, zhao] : [zhao, li, wang];
    const words = new Map([
      [wang, ['wang', 'grade:ordinary', 'zf1']],
      [li, ['li', 'grade:major', 'zf2']],
      [zhao, ['zhao', 'grade:major', 'srk']],
    ] as const);
    const results = await Promise.all(
      order.map((copy) => {
        const [person, key, unit] = words.get(copy) ?? never();
        return tap(t, person, copy, key, { unit: [unit] });
      }),
    );
    expect(results.map((r) => r.outcome)).toEqual(['answered', 'answered', 'answered']);
    await t.stage.settled();
    const graded = (await events(t)).filter((e) => e.type === 'case.graded');
    expect(graded).toHaveLength(round);
    const { db } = t.stage.product.world.database;
    const row = await db
      .selectFrom('cases')
      .selectAll()
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const decided = { 'ordinary:zf1': '王建国', 'major:zf2': '李敏', 'major:srk': '赵强' };
    const who = new Map(Object.entries(decided)).get(`${row.grade}:${row.unit_id}`);
    if (who === undefined) throw new Error(`a mixture of two decisions: ${row.grade} ${row.unit_id}`);
    for (const [copy, [person]] of words) {
      const now = t.tenant
        .conversation('app', { wang: 'wangjianguo', li: 'limin', zhao: 'zhaoqiang' }[person])
        .messages.find((m) => m.id === copy.id);
      const shown = wordsOf(now ?? never());
      expect(shown).toContain(who);
      expect(now?.body).toMatchObject({ state: 'updated' });
    }
    const losers = said(t, new RegExp(`${String(round).padStart(4, '0')} 已由${who}于`));
    expect(losers).toHaveLength(2);
    // The member limit of the platform is 30 a minute.
    await t.rehearsal.pass(2 * MINUTE_MS);
  }
  const { world } = t.stage.product;
  const report = await verifyRecords(world.database.db, { ...world, now: world.now() });
  expect(report).toMatchObject({ cases: 20, difference: null });
});

test('a leader by tap and another by text in the same moment: one decision', async () => {
  const t = await reported();
  const copy = copyWith(t, 'li', 'grade:major');
  await Promise.all([
    tap(t, 'li', copy, 'grade:major', { unit: ['zf2'] }),
    t.tenant.say({ from: 'wangjianguo', group: 'wrDemoWork', text: '@舆情助手 定级 0001 一般 执法一科' }),
    t.tenant.tellApp({ from: 'zhaoqiang', text: '定级 0001 一般 市容科' }),
  ]);
  await t.stage.settled();
  expect(await count(t, 'case.graded')).toBe(1);
  expect(await count(t, 'case.assigned')).toBe(1);
  expect(said(t, /0001 已由.*于 11-23 08:40/)).toHaveLength(2);
});

test('the platform repeats a tap whose answer was lost: nothing happens twice', async () => {
  const t = await reported();
  t.tenant.faults.loseNextCallbackAnswer();
  const result = await tapAndSettle(t, 'li', copyWith(t, 'li', 'grade:ordinary'), 'grade:ordinary', {
    unit: ['zf1'],
  });
  expect(result).toMatchObject({ outcome: 'answered', attempts: 2 });
  expect(await count(t, 'case.graded')).toBe(1);
  expect(cardsOf(t, 'zheng')).toHaveLength(1);
  expect(said(t, /已由.*于.*定为/)).toHaveLength(0);
  for (const leader of LEADERS) expect(wordsOf(cardsOf(t, leader)[0] ?? never())).toMatch(/李敏/);
});

test('all four attempts of a tap are answered but none arrives: the copies change all the same', async () => {
  const t = await reported();
  for (const _ of [1, 2, 3, 4]) t.tenant.faults.loseNextCallbackAnswer();
  const result = await tapAndSettle(t, 'li', copyWith(t, 'li', 'grade:ordinary'), 'grade:ordinary', {
    unit: ['zf1'],
  });
  expect(result).toMatchObject({ outcome: 'lost' });
  expect(await count(t, 'case.graded')).toBe(1);
  for (const leader of LEADERS) expect(wordsOf(cardsOf(t, leader)[0] ?? never())).toMatch(/李敏/);
});

function never(): never {
  throw new Error('there is one');
}
