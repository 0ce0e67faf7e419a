// A setting that does not agree with the platform: one clear sentence to the administrator that names it.
import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, openTestStage, type TestStage } from '../harness/stage.ts';
import { online } from '../platforms/wecom/long-connection/online.ts';
import {
  answeredIn,
  copyWith,
  outbox,
  plainText,
  post,
  REPORT,
  type Route,
  said,
  sealed,
  seen,
  tapAndSettle,
} from './hands.ts';

const OTHER_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

type Wrong = Parameters<typeof sealed>[3];

async function comes(t: TestStage, route: Route, wrong: Wrong, id = 'm-1'): Promise<number> {
  const { status } = await post(t, route, sealed(t, route, plainText(route, '帮助', id), wrong));
  await t.stage.settled();
  return status;
}

const CASES: readonly (readonly [name: string, route: Route, wrong: Wrong, sentence: RegExp])[] = [
  ['a wrong Token of the application', 'app', { token: 'other' }, /WECOM_APP_TOKEN/],
  ['a wrong Token of the bot', 'bot', { token: 'other' }, /WECOM_BOT_TOKEN/],
  ['a wrong EncodingAESKey of the application', 'app', { aesKey: OTHER_KEY }, /WECOM_APP_AES_KEY/],
  ['a wrong EncodingAESKey of the bot', 'bot', { aesKey: OTHER_KEY }, /WECOM_BOT_AES_KEY/],
  ['a swapped corp id', 'app', { receiveId: 'wwother0000000001' }, /WECOM_CORP_ID/],
  ['an application on the address of the bot', 'bot', { receiveId: 'wwsandbox00000001' }, /\/wecom\/bot/],
  ['a clock that is an hour off', 'app', { skew: -3600 }, /时钟/],
];

test.each(CASES)('%s', async (_, route, wrong, sentence) => {
  const t = await openTestStage();
  for (let n = 0; n < 3; n += 1) expect(await comes(t, route, wrong, `m-${n}`)).toBeGreaterThanOrEqual(400);
  t.rehearsal.hears('zhou', sentence);
  // Said once however many come; nothing of them is kept.
  expect(await outbox(t)).toHaveLength(1);
  await t.rehearsal.pass(HOUR_MS);
  await comes(t, route, wrong, 'm-9');
  t.rehearsal.hears('zhou', sentence);
});

test('what anybody on the net could send is not worth a word', async () => {
  const t = await openTestStage();
  await post(t, 'app', { body: 'hello' });
  await post(t, 'app', { body: '<xml/>', query: { msg_signature: 'x', timestamp: '1', nonce: 'y' } });
  await comes(t, 'app', { token: 'other', skew: -3600 });
  expect(await outbox(t)).toHaveLength(0);
});

test('the bureau’s group without its webhook: the sentence names the group and its setting', async () => {
  const t = await openTestStage();
  t.ignoreRest('everything around the receipt');
  t.tenant.faults.next('/cgi-bin/webhook/send', { kind: 'errcode', errcode: 93008, times: 100 });
  await t.rehearsal.tells('he', REPORT);
  const told = seen(t, 'zhou').find((line) => line.includes('收件：领导群'));
  expect(told).toMatch(/在领导群里添加“消息推送”.*groups\.leadership\.webhook/);
});

test('a bot that gives only encrypted ids: the person hears why nothing was decided, the administrator what to change', async () => {
  const t = await openTestStage();
  t.ignoreRest('everything around the report');
  await t.rehearsal.says('chen', 'work', REPORT);
  const message = plainText('bot', '定级 0001 一般', 'm-1', 'woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA');
  const call = sealed(t, 'bot', message);
  const answer = await post(t, 'bot', call);
  expect(answer.status).toBe(200);
  expect(answeredIn(t, answer, call)).toMatch(/您不在其中，没有改动[\s\S]*没有认出您是谁[\s\S]*联系管理员/);
  await t.stage.settled();
  t.rehearsal.hears('zhou', /只给出加密的账号[\s\S]*可见范围/);
});

test('the bot was removed from a group: the answer takes the group’s webhook', async () => {
  const t = await openTestStage();
  t.tenant.faults.next('/aibot/response', { kind: 'errcode', errcode: 93006 });
  await t.rehearsal.says('chen', 'work', '帮助');
  t.rehearsal.hears('work', /我是舆情助手/);
  t.rehearsal.hears('zhou', /就地答复[\s\S]*收件：工作群[\s\S]*机器人已移出群[\s\S]*加回群里[\s\S]*绑定/);
  // It concerns this group alone: the other is answered where it asks, and nobody is told twice.
  const answered = (): number => t.tenant.log.filter(({ path }) => path === '/aibot/response').length;
  const before = answered();
  await t.rehearsal.says('sun', 'leadership', '帮助');
  t.rehearsal.hears('leadership', /我是舆情助手/);
  expect(answered()).toBe(before + 1);
  t.tenant.faults.next('/aibot/response', { kind: 'errcode', errcode: 93006 });
  await t.rehearsal.says('chen', 'work', '待办');
  t.rehearsal.hears('work', /待办/);
});

test('the bot was removed from a group, over the long connection: the administrator hears it too', async () => {
  const t = await online();
  t.tenant.faults.next('aibot_respond_msg', { kind: 'errcode', errcode: 93006 });
  await t.rehearsal.says('chen', 'work', '帮助');
  await t.rehearsal.pass(MINUTE_MS);
  t.rehearsal.hears('work', /我是舆情助手/);
  t.rehearsal.hears('zhou', /收件：工作群[\s\S]*机器人已移出群[\s\S]*绑定/);
});

test('an update right that has expired: the decision stands, and the old copy says so when it is tapped', async () => {
  const t = await openTestStage();
  t.ignoreRest('everything around the card');
  await t.rehearsal.says('chen', 'work', REPORT);
  const copy = copyWith(t, 'wang', 'grade:major');
  await t.rehearsal.pass(73 * HOUR_MS);
  await t.rehearsal.says('li', 'work', '定级 0001 一般 执法一科');
  await t.rehearsal.pass(MINUTE_MS);
  expect(said(t, /没有发出去/)).toEqual([]);
  await tapAndSettle(t, 'wang', copy, 'grade:major', { unit: ['zf1'] });
  expect(seen(t, 'wang').join('\n')).toMatch(/李敏/);
});

test('leaders who never spoke to the bot: the administrator is told their names, not a code of ours', async () => {
  const t = await online({ outboundOnly: true });
  t.ignoreRest('everything around the receipt');
  await t.rehearsal.says('chen', 'work', REPORT);
  await t.rehearsal.pass(MINUTE_MS);
  const told = seen(t, 'zhou').find((line) => line.includes('93006'));
  expect(told).toMatch(/收件：王建国、李敏、赵强 的卡片[\s\S]*还没有和机器人说过话/);
  expect(told).not.toMatch(/-grade-/);
});
