// A channel is down: people hear it where they still can be reached, the messages wait and arrive once, and the fact is
// on record.
import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, openTestStage, type TestStage } from '../harness/stage.ts';
import { online } from '../platforms/wecom/long-connection/online.ts';
import { cardsOf, outbox, REPORT, said, seen } from './hands.ts';

const SEND = '/cgi-bin/message/send';
const RESPONSE = '/aibot/response';
const DOWN = { kind: 'errcode', errcode: 48006, times: 100_000 } as const;

const callsTo = (t: TestStage, path: string): number => t.tenant.log.filter((c) => c.path === path).length;

test('the application is down: those it would have reached are called in the group, and get it later, once', async () => {
  const t = await openTestStage();
  t.ignoreRest('everything around the card');
  t.tenant.faults.next(SEND, DOWN);
  await t.rehearsal.says('chen', 'work', REPORT);
  const called = said(t, /应用消息暂时发不出去/, 'work');
  const mentioned = called.flatMap((h) => h.mentions);
  expect(mentioned).toEqual(expect.arrayContaining(['li', 'wang', 'zhao']));
  expect(new Set(mentioned).size).toBe(mentioned.length);
  expect(called.map((h) => h.text).join('\n')).toMatch(/@舆情助手 待办[\s\S]*YQ-2026-0001/);
  // The administrator hears the cause where the application cannot tell it.
  const alert = said(t, /48006/, 'work');
  expect(alert.map((h) => [h.mentions, /管理后台启用应用/.test(h.text)])).toEqual([[['zhou'], true]]);

  await t.rehearsal.pass(40 * MINUTE_MS);
  expect(said(t, /应用消息暂时发不出去/, 'work')).toHaveLength(called.length);
  // One message tries for all, every five minutes.
  expect(callsTo(t, SEND)).toBeLessThan(20);

  t.tenant.faults.clear();
  await t.rehearsal.pass(6 * MINUTE_MS);
  for (const leader of ['li', 'wang', 'zhao']) expect(cardsOf(t, leader)).toHaveLength(1);
  expect(seen(t, 'zhou').filter((line) => line.includes('48006'))).toHaveLength(1);
  const card = (await outbox(t)).find((row) => row.kind === 'card');
  expect(card).toMatchObject({ state: 'sent', result: expect.stringContaining('"fellOver"') });
});

test('the callback of the application is gone from the console: cards wait for it, words do not', async () => {
  const t = await openTestStage();
  t.ignoreRest('everything around the card');
  t.tenant.setCallbacks({ app: '' });
  await t.rehearsal.says('chen', 'work', REPORT);
  await t.rehearsal.pass(MINUTE_MS);
  for (const leader of ['li', 'wang', 'zhao']) expect(cardsOf(t, leader)).toHaveLength(0);
  expect(seen(t, 'wu').join('\n')).toMatch(/抄送局办公室/);
  const told = seen(t, 'zhou').filter((line) => line.includes('43012'));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/还在等[\s\S]*设置API接收/);
  expect(said(t, /应用消息暂时发不出去/, 'work')).toEqual([]);

  t.tenant.setCallbacks({ app: `${t.stage.url}/wecom/app` });
  await t.rehearsal.pass(7 * MINUTE_MS);
  for (const leader of ['li', 'wang', 'zhao']) expect(cardsOf(t, leader)).toHaveLength(1);
});

test('a wrong application secret: one sentence that names the two settings, and hardly any calls', async () => {
  const t = await openTestStage();
  t.ignoreRest('everything around the card');
  t.tenant.faults.next('/cgi-bin/gettoken', { kind: 'errcode', errcode: 40001, times: 100_000 });
  await t.rehearsal.says('chen', 'work', REPORT);
  await t.rehearsal.pass(HOUR_MS - MINUTE_MS);
  const told = said(t, /40001/, 'work');
  expect(told).toHaveLength(1);
  expect(told[0]?.mentions).toEqual(['zhou']);
  expect(told[0]?.text).toMatch(/核对 WECOM_CORP_ID 与 WECOM_AGENT_SECRET/);
  expect(callsTo(t, '/cgi-bin/gettoken')).toBeLessThan(25);
});

test('an answer whose way stays closed takes the next one within a minute', async () => {
  const t = await openTestStage();
  t.tenant.faults.next(RESPONSE, { kind: 'errcode', errcode: -1, times: 100 });
  await t.rehearsal.says('chen', 'work', '帮助');
  await t.rehearsal.pass(MINUTE_MS);
  t.rehearsal.hears('work', /我是舆情助手/);
  const [first, second] = await outbox(t);
  expect(first).toMatchObject({ state: 'superseded', result: expect.stringContaining('group:work') });
  expect(second).toMatchObject({ state: 'sent', conversation: 'group:work' });
});

test('words that the platform does not let through: something neutral instead, and the administrator knows', async () => {
  const t = await openTestStage();
  t.tenant.faults.next(SEND, { kind: 'errcode', errcode: 82004 });
  await t.rehearsal.tells('chen', '帮助');
  t.rehearsal.hears('chen', /因内容被企业微信拦截/);
  t.rehearsal.hears('zhou', /没有发出去[\s\S]*82004/);
});

test('the neutral words are not let through either: given up, no loop', async () => {
  const t = await openTestStage();
  // The alert about the first goes out beside the neutral words, in either order.
  t.tenant.faults.next(SEND, { kind: 'errcode', errcode: 85002, times: 3 });
  await t.rehearsal.tells('chen', '帮助');
  await t.rehearsal.pass(MINUTE_MS);
  expect((await outbox(t)).filter((row) => row.conversation === 'person:chen').map((r) => r.state)).toEqual([
    'dead',
    'dead',
  ]);
  t.ignoreRest('alerts to the administrator');
});

test('too often (45009): nothing else goes through the channel until the window has passed', async () => {
  const t = await openTestStage();
  t.tenant.faults.next(SEND, { kind: 'errcode', errcode: 45009 });
  await t.rehearsal.tells('chen', '帮助');
  for (const person of ['he', 'xu', 'sun']) await t.rehearsal.tells(person, '帮助');
  expect(callsTo(t, SEND)).toBe(1);
  await t.rehearsal.pass(2 * MINUTE_MS);
  for (const person of ['chen', 'he', 'xu', 'sun']) t.rehearsal.hears(person, /我是舆情助手/);
});

test('too often for half an hour: people are called in the group, the administrator hears it there, nothing is lost', async () => {
  const t = await openTestStage();
  t.tenant.faults.next(SEND, { kind: 'errcode', errcode: 45009, times: 100_000 });
  await t.rehearsal.tells('chen', '帮助');
  await t.rehearsal.pass(MINUTE_MS);
  expect(said(t, /应用消息暂时发不出去/, 'work')).toEqual([]);
  await t.rehearsal.pass(9 * MINUTE_MS);
  await t.rehearsal.tells('he', '帮助');
  await t.rehearsal.pass(20 * MINUTE_MS);
  t.rehearsal.hears('work', /45009/, ['zhou']);
  t.rehearsal.hears('work', /应用消息暂时发不出去/, ['chen']);
  t.rehearsal.hears('work', /应用消息暂时发不出去/, ['he']);
  t.tenant.faults.clear();
  await t.rehearsal.pass(HOUR_MS);
  for (const person of ['chen', 'he']) t.rehearsal.hears(person, /我是舆情助手/);
  t.rehearsal.hears('zhou', /45009/);
});

test('an answer that may have arrived and whose way is then closed comes the other way, marked 重发', async () => {
  const t = await online({ platformTimeoutMs: 50 });
  t.tenant.faults.next('aibot_respond_msg', { kind: 'silence-after-accept' });
  t.tenant.faults.next('aibot_respond_msg', { kind: 'errcode', errcode: 93006 });
  await t.rehearsal.says('chen', 'work', '帮助');
  await t.rehearsal.pass(3 * MINUTE_MS);
  const heard = said(t, /我是舆情助手/, 'work');
  expect(heard.map((h) => h.text.includes('【重发】'))).toEqual([false, true]);
  t.rehearsal.hears('work', /我是舆情助手/);
  t.rehearsal.hears('work', /【重发】[\s\S]*我是舆情助手/);
  t.rehearsal.hears('zhou', /收件：工作群[\s\S]*93006/);
});

test('the webhook of a group is gone when the summary is due: the bot says it there', async () => {
  const t = await online();
  t.ignoreRest('alerts to the administrator, the other group');
  // The bot may speak on its own where somebody has spoken to it.
  await t.rehearsal.says('chen', 'work', '帮助');
  t.tenant.faults.next('/cgi-bin/webhook/send', { kind: 'errcode', errcode: 93000, times: 100_000 });
  await t.rehearsal.pass(10 * HOUR_MS);
  const heard = said(t, /【舆情日报】/, 'work');
  expect(heard).toHaveLength(1);
  expect(heard[0]?.text).toMatch(/^【演练】【舆情日报】[\s\S]*今日无新增/);
  const summary = (await outbox(t)).find((row) => row.body.includes('【舆情日报】'));
  expect(summary).toMatchObject({
    state: 'sent',
    result: expect.stringContaining('"insteadOf":"webhook:work"'),
  });
});
