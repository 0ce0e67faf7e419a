// What did not arrive is seen by whoever asks: in the chat, in /metrics, in the evening summary; and no longer than it is
// true.
import { expect, test } from 'vitest';
import { momentOf } from '../../src/core/calendar/shanghai.ts';
import { HOUR_MS, MINUTE_MS, openTestStage } from '../harness/stage.ts';
import { online } from '../platforms/wecom/long-connection/online.ts';
import { REPORT, said, secretsOf } from './hands.ts';

const SEND = '/cgi-bin/message/send';

test('all is well', async () => {
  const t = await openTestStage();
  await t.rehearsal.tells('chen', '状态');
  t.rehearsal.hears('chen', /一切正常[\s\S]*通道：都通/);
  await t.rehearsal.pass(MINUTE_MS);
  await t.rehearsal.says('chen', 'work', '状态');
  t.rehearsal.hears('work', /一切正常[\s\S]*通道：都通[\s\S]*最近一次收到消息：11-23 08:40/);
});

test('asked with a number it is about the case', async () => {
  const t = await openTestStage();
  await t.rehearsal.says('chen', 'work', '状态 0007');
  t.rehearsal.hears('work', /没有编号/);
});

test('a channel that is down and what waits for it: in the chat and in /metrics', async () => {
  const t = await openTestStage();
  t.tenant.faults.next(SEND, { kind: 'errcode', errcode: 40001, times: 1000 });
  await t.rehearsal.tells('chen', '帮助');
  await t.rehearsal.pass(10 * MINUTE_MS);
  await t.rehearsal.says('chen', 'work', '状态');
  t.rehearsal.hears(
    'work',
    /有情况[\s\S]*应用消息和卡片从 11-23 08:40 起不通：.*40001[\s\S]*最早一条等了 10 分钟/,
  );
  const metrics = await (await fetch(`${t.stage.url}/metrics`)).text();
  expect(metrics).toContain('yuqing_channel_closed_seconds{channel="app",code="40001"} 600');
  expect(metrics).toContain('yuqing_outbox_oldest_seconds 600');
  expect(metrics).toMatch(/yuqing_outbox_messages\{state="(?:queued|failed)"\} [1-9]/);

  t.tenant.faults.clear();
  await t.rehearsal.pass(6 * MINUTE_MS);
  expect(await (await fetch(`${t.stage.url}/metrics`)).text()).not.toContain('yuqing_channel_closed');
  t.ignoreRest('the alert in the group and what waited');
});

test('what was given up: in the chat, and in the summary of its day but not of the next', async () => {
  const t = await openTestStage({ at: momentOf(2026, 11, 23, 16, 0) });
  t.ignoreRest('alerts to the administrator, the rest of the summaries');
  t.tenant.faults.next(SEND, { kind: 'errcode', errcode: 81013 });
  await t.rehearsal.tells('chen', '帮助');
  await t.rehearsal.says('chen', 'work', '状态');
  t.rehearsal.hears('work', /昨天以来没送到的：1 条[\s\S]*11-23 16:00 个人 陈晨：81013 接收人全部无效/);
  await t.rehearsal.pass(4 * HOUR_MS);
  expect(said(t, /【舆情日报】[\s\S]*有 1 条消息没有送到.*状态/)).toHaveLength(2);
  await t.rehearsal.pass(24 * HOUR_MS);
  expect(said(t, /【舆情日报】/)).toHaveLength(4);
  expect(said(t, /有 1 条消息没有送到/)).toHaveLength(2);
});

test('whoever reaches the port learns numbers from /metrics and /readyz: nobody’s id, no key, no title, no case', async () => {
  const t = await online();
  t.ignoreRest('everything around the case');
  const errmsg = 'not allow to access from your ip, from ip: 203.0.113.7';
  t.tenant.faults.next(SEND, { kind: 'errcode', errcode: 60020, errmsg, times: 1000 });
  t.tenant.faults.next('/cgi-bin/webhook/send', { kind: 'errcode', errcode: 93000, times: 1000 });
  await t.rehearsal.says('chen', 'work', REPORT);
  await t.rehearsal.pass(5 * MINUTE_MS);
  await t.tenant.line.evict();
  const pages = await Promise.all(
    ['/metrics', '/readyz', '/healthz'].map(async (path) => (await fetch(`${t.stage.url}${path}`)).text()),
  );
  const shown = pages.join('\n');
  expect(shown).toMatch(/channel_closed_seconds\{channel="webhook:work",code="93000"\}[\s\S]*机器人长连接/);
  const { bureau } = t.stage.product.world;
  const kept = [
    ...secretsOf(t),
    ...bureau.people.flatMap(({ id, name, ids }) => [
      name,
      ...[id, ...Object.values(ids)].map((one) => `"${one}"`),
    ]),
    ...bureau.units.map((unit) => unit.name),
    bureau.name,
    'wrDemo',
    'YQ-',
    '夜市',
    '203.0.113',
    t.dataDir,
  ];
  for (const word of kept) expect(shown).not.toContain(word);
});
