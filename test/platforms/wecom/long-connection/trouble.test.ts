// What the network, the platform and other processes do to the long connection, and what people notice of it.
import { expect, test } from 'vitest';
import { eventually } from '../../../harness/eventually.ts';
import { openTestStage, type TestStage, type TestStageOptions } from '../../../harness/stage.ts';
import { all, opened, UNITS } from '../../../scenarios/cast.ts';
import { createHandTimers, type HandTimers } from './hand-timers.ts';
import { online, spaced } from './online.ts';

const MINUTE = 60_000;

async function timed(options: TestStageOptions = {}): Promise<TestStage & { readonly timers: HandTimers }> {
  const timers = createHandTimers();
  const t = await online({ ...options, longConnection: { timers, random: () => 0 } });
  return Object.assign(t, { timers });
}

async function ready(t: TestStage): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(`${t.stage.url}/readyz`);
  return { status: response.status, text: await response.text() };
}

async function metric(t: TestStage, name: string): Promise<number> {
  const text = await (await fetch(`${t.stage.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

const isConnected = (t: TestStage) => expect.poll(() => t.tenant.line.connected());

test('the line drops between the command and its answer: the command stands, the answer comes after the next connection', async () => {
  const t = await timed({ deliverOnCommit: false });
  const { tenant, rehearsal: r, timers } = t;
  await tenant.say({ from: 'chenchen', group: 'wrDemoWork', text: '@舆情助手 登记 群众来电：路灯不亮' });
  await t.stage.product.received();
  tenant.line.cut();
  await eventually(async () => expect((await ready(t)).text).toContain('机器人长连接断开'));
  await t.stage.product.deliver();
  expect(r.rest().some(({ text }) => /已登记 YQ-2026-0001/.test(text))).toBe(false);
  await timers.advance(1_000);
  await isConnected(t).toBe(true);
  await r.pass(3_000);
  await t.stage.settled();
  expect(r.hears('work', /已登记 YQ-2026-0001/).text).not.toContain('重发');
  expect(await metric(t, 'yuqing_bot_reconnects_total')).toBe(1);
  t.ignoreRest('the leaders have cards and notices too');
});

test('evicted by another process: the administrators are told what to do, nobody fights, later it comes back', async () => {
  const t = await timed();
  const { rehearsal: r, timers } = t;
  await t.tenant.line.evict();
  await eventually(async () => expect((await ready(t)).status).toBe(503));
  expect((await ready(t)).text).toContain('被顶替');
  await t.stage.settled();
  r.hears('zhou', /同一个机器人密钥[\s\S]*WECOM_BOT_SECRET[\s\S]*约 5 分钟后/);
  expect(await metric(t, 'yuqing_bot_evictions_total')).toBe(1);
  expect(await metric(t, 'yuqing_bot_connected')).toBe(0);
  await timers.advance(5 * MINUTE - 1);
  expect(t.tenant.line.connected()).toBe(false);
  await timers.advance(1);
  await isConnected(t).toBe(true);
  await eventually(async () => expect((await ready(t)).status).toBe(200));
  expect(await metric(t, 'yuqing_bot_connected')).toBe(1);
});

test('a half-open line is noticed within 90 s and replaced', async () => {
  const t = await timed();
  t.tenant.line.freeze();
  await t.timers.advance(90_000);
  await eventually(async () => expect((await ready(t)).text).toContain('没有声音'));
  await t.timers.advance(1_000);
  await eventually(async () => expect((await ready(t)).status).toBe(200));
  await opened(spaced(t.rehearsal), '0001');
});

test('an answer into a half-open line may have arrived: it comes once more, marked 重发', async () => {
  const t = await timed({ platformTimeoutMs: 50, deliverOnCommit: false });
  const { tenant, rehearsal: r, timers } = t;
  await tenant.say({ from: 'chenchen', group: 'wrDemoWork', text: '@舆情助手 登记 群众来电：路灯不亮' });
  await t.stage.product.received();
  tenant.line.freeze();
  const sending = t.stage.product.deliver();
  await eventually(async () => {
    await timers.advance(50);
    expect((await ready(t)).status).toBe(503);
  });
  await sending;
  await timers.advance(1_000);
  await isConnected(t).toBe(true);
  await r.pass(MINUTE);
  await t.stage.settled();
  r.hears('work', /【重发】[\s\S]*已登记 YQ-2026-0001/);
  t.ignoreRest('the leaders have cards and notices too');
});

test('throttled at the subscription, it waits a minute, then two, and the administrators hear of it', async () => {
  const t = await timed();
  t.tenant.faults.next('aibot_subscribe', { kind: 'errcode', errcode: 45009, times: 2 });
  t.tenant.line.cut();
  await eventually(async () => expect((await ready(t)).status).toBe(503));
  await t.timers.advance(1_000);
  await eventually(async () => expect((await ready(t)).text).toContain('过于频繁（错误码 45009）'));
  await t.timers.advance(MINUTE);
  await eventually(async () => expect((await ready(t)).text).toContain('120 秒'));
  await t.timers.advance(2 * MINUTE);
  await isConnected(t).toBe(true);
  await t.stage.settled();
  t.rehearsal.hears('zhou', /群里的话暂时收不到：企业微信认为连接过于频繁/);
});

test('the same message twice is one case and one answer', async () => {
  const t = await online();
  t.tenant.faults.duplicateNextCallback();
  await opened(spaced(t.rehearsal), '0001');
});

test('a tap decided too late to redraw its card: the decision stands and is said in words', async () => {
  const timers = createHandTimers();
  let slow = false;
  const t = await online({
    outboundOnly: true,
    longConnection: { timers, random: () => 0 },
    step: (name) => {
      // The commit takes six seconds of the line's time.
      if (slow && name === 'committed') timers.skip(6_000);
    },
  });
  const r = spaced(t.rehearsal);
  for (const id of ['wangjianguo', 'limin', 'zhaoqiang']) await t.tenant.tellBot({ from: id, text: '帮助' });
  await t.stage.settled();
  await r.pass(3_000);
  await r.says('chen', 'work', '登记 群众来电：路灯不亮');
  slow = true;
  await r.taps('wang', '0001', 'grade:ordinary', { unit: 'zf1' });
  slow = false;
  r.hears('work', /【交办】YQ-2026-0001/);
  expect(r.hears('wang', /定级：王建国/).channel).toBe('bot');
  t.ignoreRest('what a new case makes people hear is told elsewhere');
});

test.each(['callback', 'websocket'] as const)(
  'by %s, whoever opens the chat with the bot is greeted',
  async (botMode) => {
    const t = await openTestStage({ botMode });
    if (botMode === 'websocket') await isConnected(t).toBe(true);
    await t.tenant.enterBot({ from: 'chenchen' });
    await t.stage.settled();
    t.rehearsal.hears('chen', /我是舆情助手/);
  },
);

test('a card for people who never spoke to the bot: the others get it, the administrators hear what these must do', async () => {
  const t = await online({ outboundOnly: true });
  const r = spaced(t.rehearsal);
  await t.tenant.tellBot({ from: 'limin', text: '帮助' });
  await t.stage.settled();
  r.hears('li', /怎么说|登记/);
  await r.says('chen', 'work', '登记 群众来电：路灯不亮');
  expect(r.hears('li', /\[一般\] \[重大\]/).channel).toBe('bot');
  r.hears('zhou', /王建国、赵强 没有收到[\s\S]*先打开与机器人的单聊说一句话/);
  t.ignoreRest('what a new case makes people hear is told elsewhere');
});

test('the network is gone for minutes: the administrators hear once, and what was said to them does not repeat', async () => {
  const t = await timed();
  t.tenant.faults.next('aibot_subscribe', { kind: 'drop', times: 8 });
  t.tenant.line.cut();
  for (const ms of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]) {
    await eventually(async () =>
      expect((await ready(t)).text).toContain(`${Math.ceil(ms / 1_000)} 秒内再试`),
    );
    await t.timers.advance(ms);
  }
  await isConnected(t).toBe(true);
  await t.stage.settled();
  t.rehearsal.hears('zhou', /群里的话暂时收不到[\s\S]*WECOM_WS_URL/);
});

test('the bot is switched off: the administrators hear at once where to look, and not to check the network', async () => {
  const t = await timed();
  t.tenant.faults.next('aibot_subscribe', { kind: 'errcode', errcode: 301007, times: 1 });
  t.tenant.line.cut();
  await eventually(async () => expect((await ready(t)).status).toBe(503));
  await t.timers.advance(1_000);
  await eventually(async () => expect((await ready(t)).text).toContain('错误码 301007'));
  await t.timers.advance(1_000);
  await isConnected(t).toBe(true);
  await t.stage.settled();
  const { text } = t.rehearsal.hears(
    'zhou',
    /群里的话暂时收不到[\s\S]*停用[\s\S]*错误码 301007[\s\S]*智能机器人 核对/,
  );
  expect(text).not.toContain('WECOM_WS_URL');
});

test('a wrong secret: the product starts, says which setting is wrong, and does not ask again', async () => {
  const timers = createHandTimers();
  const t = await openTestStage({
    botMode: 'websocket',
    botSecret: 'not-the-secret',
    longConnection: { timers, random: () => 0 },
  });
  await eventually(async () => expect((await ready(t)).text).toContain('机器人长连接已停'));
  await t.stage.settled();
  t.rehearsal.hears('zhou', /凭据不正确[\s\S]*错误码 40001[\s\S]*WECOM_BOT_ID 与 WECOM_BOT_SECRET/);
  await timers.advance(24 * 60 * MINUTE);
  expect(t.tenant.log.filter(({ path }) => path === 'aibot_subscribe')).toHaveLength(1);
  expect(t.logged.some(({ line }) => line.includes('not-the-secret'))).toBe(false);
});

test('the webhooks are gone: the administrators hear of it, and the groups hear the bot instead until they are back', async () => {
  const t = await online();
  const r = spaced(t.rehearsal);
  await opened(r, '0001');
  await r.says('wang', 'leadership', '0001');
  r.hears('leadership', /YQ-2026-0001/);
  t.tenant.faults.next('/cgi-bin/webhook/send', { kind: 'errcode', errcode: 93000, times: 100 });
  await r.pass(3_000);
  await r.taps('li', '0001', 'grade:ordinary', { unit: 'zf1' });
  for (const group of ['work', 'leadership']) {
    r.hears('zhou', new RegExp(`93000[\\s\\S]*groups\\.${group}\\.webhook 所指的环境变量`));
  }
  // The bot cannot mention anybody.
  expect(r.hears('work', /【交办】YQ-2026-0001/, []).speaker).toBe('舆情助手');
  expect(r.hears('leadership', /YQ-2026-0001.*定为一般/).speaker).toBe('舆情助手');
  all(r, UNITS.zf1.people, /\[签收\] \[退回\]/);
  r.nothingElse();
  t.tenant.faults.clear();
  await r.pass(6 * MINUTE);
  await r.taps('zheng', '0001', 'sign');
  expect(r.hears('work', /0001.*已签收/).speaker).not.toBe('舆情助手');
});

test('the application is down: what it had to say to a person comes from the bot, once', async () => {
  const t = await online();
  const r = spaced(t.rehearsal);
  await t.tenant.tellBot({ from: 'wujing', text: '帮助' });
  await t.stage.settled();
  r.hears('wu', /怎么说|登记/);
  t.tenant.faults.next('/cgi-bin/message/send', { kind: 'errcode', errcode: 60020, times: 1_000 });
  await r.says('chen', 'work', '登记 群众来电：路灯不亮');
  await r.pass(3_000);
  expect(r.hears('wu', /抄送局办公室.*YQ-2026-0001/).channel).toBe('bot');
  await r.says('chen', 'work', '登记 群众来电：井盖松动');
  await r.pass(3_000);
  expect(r.hears('wu', /抄送局办公室.*YQ-2026-0002/).channel).toBe('bot');
  t.tenant.faults.clear();
  await r.pass(6 * MINUTE);
  expect(r.rest().filter(({ where, text }) => where === 'wu' && text.includes('抄送'))).toEqual([]);
  t.ignoreRest('cards, notices and alerts are told elsewhere');
});
