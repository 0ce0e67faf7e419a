// A message of the bot that comes without an address to answer to is answered in the callback itself.
import { expect, test } from 'vitest';
import { createPassiveAnswers } from '../../src/platforms/wecom/passive-answers.ts';
import type { Tenant } from '../../src/sandbox/tenant.ts';
import { opened, scene } from './cast.ts';

/** What the bot answered, in the callback or at its address. */
const answered = ({ log }: Tenant) =>
  log.filter(({ path }) => path === 'reply:bot' || path.startsWith('/aibot/response'));
const said = ({ log }: Tenant) => log.filter(({ path }) => path.startsWith('/cgi-bin/webhook/send'));

test('没有回复地址的提问 → 就在这次回调里答，引用原话，不走别的路', async () => {
  const { tenant, r } = await scene();
  await opened(r);
  const before = answered(tenant).length;
  tenant.faults.nextCallback({ kind: 'no-response-url' }, 'bot');
  await r.says('sun', 'work', '查 0001');
  const { text } = r.hears('work', /YQ-2026-0001[\s\S]*现状：待定级/);
  expect(text).toMatch(/^〔引用〕@舆情助手 查 0001/);
  const [reply, ...more] = answered(tenant).slice(before);
  expect(more).toEqual([]);
  expect(reply).toMatchObject({ path: 'reply:bot' });
  expect(JSON.parse(String(reply?.body))).toMatchObject({ msgtype: 'stream', stream: { finish: true } });
  r.nothingElse();
});

test('应答来不及放进回调 → 回调照样答 200，话改从群的消息推送说，一条不少', async () => {
  const { tenant, r } = await scene({ deliverOnCommit: false });
  tenant.faults.nextCallback({ kind: 'no-response-url' }, 'bot');
  await r.says('sun', 'work', '查 0009');
  const { text } = r.hears('work', /0009/);
  expect(text).not.toContain('〔引用〕');
  expect(text).not.toContain('重发');
  expect([answered(tenant).length, said(tenant).length]).toEqual([0, 1]);
  r.nothingElse();
});

test('回调在写完应答之前断开 → 不知道到没到；已经关了的回调不收应答', async () => {
  const passive = createPassiveAnswers(20);
  const held = passive.hold();
  const given = passive.give(held.handle, '已登记');
  const answer = await held.answer();
  expect(answer?.content).toBe('已登记');
  answer?.handed(false);
  expect(await given).toMatchObject({ kind: 'unknown' });
  expect(await passive.give(held.handle, '再说一次')).toMatchObject({ code: 'callback-closed' });
  const lost = passive.hold();
  const nobodyTells = passive.give(lost.handle, '已登记');
  await lost.answer();
  expect(await nobodyTells).toMatchObject({ kind: 'unknown' });
  const silent = passive.hold();
  expect(await silent.answer()).toBeUndefined();
  expect(await passive.give(silent.handle, '来晚了')).toMatchObject({ code: 'callback-closed' });
  expect(await passive.give('{}', '不是回调')).toMatchObject({ code: 'callback-closed' });
});
