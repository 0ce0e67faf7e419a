// A card that asks nothing more and cannot be changed: nobody is left with buttons that do nothing.
import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, openTestStage, type TestStage } from '../harness/stage.ts';
import { copyWith, outbox, playToClosed, REPORT, said, tapAndSettle, userid } from './hands.ts';

const UPDATE = '/cgi-bin/message/update_template_card';
const RECALL = '/cgi-bin/message/recall';
const LEADERS = ['wang', 'li', 'zhao'];

async function reported(): Promise<TestStage> {
  const t = await openTestStage();
  await t.rehearsal.says('chen', 'work', REPORT);
  t.ignoreRest('only the grading card counts');
  return t;
}

const grade = (t: TestStage) =>
  tapAndSettle(t, 'li', copyWith(t, 'li', 'grade:ordinary'), 'grade:ordinary', { unit: ['zf1'] });

/** What became of each leader’s first card. */
const copies = (t: TestStage): readonly string[] =>
  LEADERS.map((leader) => t.tenant.conversation('app', userid(leader)).messages[0]?.body.kind ?? 'none');

const rows = async (t: TestStage, kind: string) =>
  (await outbox(t)).filter((row) => row.kind === kind && row.conversation.includes('-grade-'));

test.each([42015, 42016])(
  'the platform does not know the card any more (%i): every copy is taken back',
  async (errcode) => {
    const t = await reported();
    t.tenant.faults.next(UPDATE, { kind: 'errcode', errcode, times: 100 });
    await grade(t);
    expect(copies(t)).toEqual(['recalled', 'recalled', 'recalled']);
    expect(await rows(t, 'recall')).toMatchObject([{ state: 'sent' }]);
    expect((await rows(t, 'card-update')).at(-1)).toMatchObject({
      state: 'superseded',
      result: expect.stringContaining('"recalled"'),
    });
    // Nothing is wrong that an administrator could mend.
    expect(said(t, /【系统】/)).toEqual([]);
  },
);

test('no right to change it is left: decided in words, it is taken back', async () => {
  const t = await reported();
  await t.stage.product.world.database.db.updateTable('card_codes').set({ used_at: 1 }).execute();
  await t.rehearsal.says('li', 'leadership', '定级 0001 一般 执法一科');
  expect(copies(t)).toEqual(['recalled', 'recalled', 'recalled']);
  expect(t.tenant.log.filter((call) => call.path === UPDATE)).toEqual([]);
});

test('a card that shows already how it was decided stays, whatever follows', async () => {
  const t = await openTestStage();
  t.ignoreRest('a whole life');
  await playToClosed(t);
  expect(t.tenant.log.filter((call) => call.path === RECALL)).toEqual([]);
});

test('a card older than a day is not taken back: nobody asks the platform, the administrator knows', async () => {
  const t = await reported();
  await t.rehearsal.pass(25 * HOUR_MS);
  t.tenant.faults.next(UPDATE, { kind: 'errcode', errcode: 42016, times: 100 });
  await grade(t);
  expect(t.tenant.log.filter((call) => call.path === RECALL)).toEqual([]);
  expect(said(t, /没有发出去[\s\S]*42016/, 'zhou')).toHaveLength(1);
});

test('too late after all (42052): those who have it hear that it is over', async () => {
  const t = await reported();
  t.tenant.faults.next(UPDATE, { kind: 'errcode', errcode: 42016, times: 100 });
  t.tenant.faults.next(RECALL, { kind: 'errcode', errcode: 42052 });
  await grade(t);
  expect(copies(t)).not.toContain('recalled');
  for (const leader of LEADERS) {
    expect(said(t, /YQ-2026-0001 有一张卡片已经办过，但没能改过来。不用再点/, leader)).toHaveLength(1);
  }
  expect(await rows(t, 'recall')).toMatchObject([
    { state: 'superseded', error: expect.stringContaining('42052') },
  ]);
});

test('the recall has no answer: it is asked again, and nothing is told twice', async () => {
  const t = await reported();
  t.tenant.faults.next(UPDATE, { kind: 'errcode', errcode: 42016, times: 100 });
  t.tenant.faults.next(RECALL, { kind: 'drop-after-accept' });
  await grade(t);
  await t.rehearsal.pass(MINUTE_MS);
  expect(copies(t)).toEqual(['recalled', 'recalled', 'recalled']);
  expect(await rows(t, 'recall')).toMatchObject([{ state: 'sent' }]);
  expect(said(t, /【系统】/)).toEqual([]);
});

test('a card that still asks is not taken back but shown again', async () => {
  const t = await reported();
  t.tenant.faults.next(UPDATE, { kind: 'errcode', errcode: 42016 });
  await t.rehearsal.says('sun', 'work', '来源 0001 市委网信办');
  await t.rehearsal.pass(MINUTE_MS);
  expect(t.tenant.log.filter((call) => call.path === RECALL)).toEqual([]);
});
