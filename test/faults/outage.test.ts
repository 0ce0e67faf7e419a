// The product stands still while moments pass. What was owed is said once, together, and says that it is late.
import { expect, test } from 'vitest';
import { verifyRecords } from '../../src/app/audit.ts';
import { momentOf } from '../../src/core/calendar/shanghai.ts';
import {
  HOUR_MS,
  MINUTE_MS,
  openTestStage,
  type TestStage,
  type TestStageOptions,
} from '../harness/stage.ts';
import { copyWith, events, said, tapAndSettle } from './hands.ts';

/** Two matters in hand of the same unit since 08:40. */
async function inHand(options: TestStageOptions = {}): Promise<TestStage> {
  const t = await openTestStage(options);
  for (const what of ['夜市摊贩占道', '工地夜间施工']) {
    await t.rehearsal.says('chen', 'work', `登记 群众来电：${what}`);
    await tapAndSettle(t, 'li', copyWith(t, 'li', 'grade:ordinary'), 'grade:ordinary', { unit: ['zf1'] });
  }
  t.ignoreRest('reminders are counted');
  return t;
}

async function off(t: TestStage, ms: number): Promise<void> {
  await t.stop();
  t.clock.moveTo(t.clock.now() + ms);
  await t.start();
  await t.rehearsal.pass(0);
}

const REMINDER = /【催办】/;

test('three hours off across limits of two matters: one late message a person, one in the group', async () => {
  const t = await inHand();
  const before = t.rehearsal.transcript.length;
  await off(t, 3 * HOUR_MS);
  const after = t.rehearsal.transcript.slice(before).filter((h) => !h.changed);
  const reminders = after.filter((h) => REMINDER.test(h.text));
  expect(reminders).toEqual(after);
  const places = reminders.map((h) => h.where).sort();
  expect(places).toEqual([...new Set(places)]);
  expect(places).toEqual(expect.arrayContaining(['work', 'zheng', 'chen', 'zhao']));
  for (const { where, text } of reminders) {
    expect([where, /系统迟发：应于/.test(text)]).toEqual([where, true]);
    expect([where, /YQ-2026-0001/.test(text), /YQ-2026-0002/.test(text)]).toEqual([where, true, true]);
  }
  // Nothing more at the same moment, nor a minute later.
  const heard = t.rehearsal.transcript.length;
  await t.rehearsal.pass(0);
  await t.restart();
  await t.rehearsal.pass(MINUTE_MS);
  expect(t.rehearsal.transcript).toHaveLength(heard);
  const { world } = t.stage.product;
  const audit = await verifyRecords(world.database.db, { ...world, now: world.now() });
  expect(audit).toMatchObject({ cases: 2, difference: null });
});

test('the summary fell into the gap: once in each group, marked late, not again', async () => {
  const t = await openTestStage({ at: momentOf(2026, 11, 23, 17, 0) });
  await off(t, 3 * HOUR_MS);
  const late = /舆情日报】2026年11月23日.*系统迟发：应于 18:00，现在 20:00/;
  for (const group of ['work', 'leadership']) {
    t.rehearsal.hears(group, late);
    expect(said(t, /舆情日报/, group)).toHaveLength(1);
  }
  await t.restart();
  await t.rehearsal.pass(HOUR_MS);
  t.rehearsal.nothingElse();
  await t.rehearsal.pass(21 * HOUR_MS);
  for (const group of ['work', 'leadership']) t.rehearsal.hears(group, /舆情日报】2026年11月24日/);
  for (const heard of said(t, /舆情日报】2026年11月24日/)) expect(heard.text).not.toMatch(/迟发/);
});

test('off over midnight: the late summary is about the day it was owed for', async () => {
  const t = await openTestStage({ at: momentOf(2026, 11, 23, 16, 0) });
  t.ignoreRest('receipts, cards and reminders');
  await t.rehearsal.says('chen', 'work', '登记 群众来电：夜市摊贩占道');
  await t.stop();
  t.clock.moveTo(momentOf(2026, 11, 24, 7, 0));
  await t.start();
  await t.rehearsal.pass(0);
  const [summary, ...more] = said(t, /舆情日报/, 'work');
  expect(more).toEqual([]);
  expect(summary?.text).toMatch(/2026年11月23日.*系统迟发：应于 18:00/);
  expect(summary?.text).toMatch(/新增 1 件/);
});

test('off for three days: one summary, not three', async () => {
  const t = await openTestStage({ at: momentOf(2026, 11, 23, 17, 0) });
  t.ignoreRest('counted');
  await t.stop();
  t.clock.moveTo(momentOf(2026, 11, 26, 9, 0));
  await t.start();
  await t.rehearsal.pass(HOUR_MS);
  expect(said(t, /舆情日报/, 'work')).toHaveLength(1);
  expect(said(t, /舆情日报】2026年11月25日/, 'work')).toHaveLength(1);
});

test('restarted every ten minutes over five hours: the same reminders as running through', async () => {
  const through = await inHand();
  for (let n = 0; n < 30; n += 1) await through.rehearsal.pass(10 * MINUTE_MS);
  const restarted = await inHand();
  for (let n = 0; n < 30; n += 1) {
    await restarted.rehearsal.pass(10 * MINUTE_MS);
    await restarted.restart();
  }
  const told = (t: TestStage): readonly string[] =>
    said(t, REMINDER)
      .map((h) => `${h.at} ${h.where} ${[...h.mentions].sort().join()} ${h.text}`)
      .sort();
  expect(told(restarted)).toEqual(told(through));
  expect(told(through).length).toBeGreaterThan(20);
  expect(told(through).filter((line) => /迟发/.test(line))).toEqual([]);
  expect((await events(restarted)).map((e) => e.type)).toEqual((await events(through)).map((e) => e.type));
});

test('the clock is set back an hour: nothing is said twice, and it goes on', async () => {
  const at = momentOf(2026, 11, 23, 10, 0);
  let shift = 0;
  const t = await inHand({ at });
  const now = t.clock.now;
  Object.assign(t.clock, { now: () => now() - shift });
  await t.rehearsal.pass(2 * HOUR_MS);
  const told = said(t, REMINDER).length;
  shift = HOUR_MS;
  await t.restart();
  await t.rehearsal.pass(0);
  expect(said(t, REMINDER)).toHaveLength(told);
  shift = 0;
  await t.rehearsal.pass(HOUR_MS);
  expect(said(t, REMINDER).length).toBeGreaterThanOrEqual(told);
});
