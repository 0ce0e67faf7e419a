// --probe: what the tenant can do is found out by trying, remembered, and asked for by the product.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../src/storage/database.ts';
import { hasAbility } from '../../../src/storage/directory.ts';
import { openWard, type Ward } from './set-up.ts';

const probe = { probe: true, tapMs: 300 };

async function learned({ source }: Ward, key: string): Promise<boolean> {
  const database = await openDatabase({ file: join(source.DATA_DIR ?? '', 'records.db') });
  try {
    return await hasAbility(database.db, { bureauId: 'demo', key });
  } finally {
    await database.close();
  }
}

test('whether the bot tells plain ids is seen from what was heard', async () => {
  const ward = await openWard();
  expect((await ward.examine({}, probe)).lines).toContainEqual(
    '○ 试探：成员编号：请先在工作群里 @舆情助手 说一句“帮助”，再试',
  );
  await ward.tenant.say({ from: 'chenchen', group: 'wrDemoWork', text: '@舆情助手 帮助' });
  const { lines } = await ward.examine({}, probe);
  expect(lines).toContainEqual(expect.stringMatching(/^✓ 试探：成员编号：机器人给的是明文账号/));
  expect(lines).toContainEqual(expect.stringMatching(/^○ 试探：群卡片：机器人用回调方式/));
  expect(await learned(ward, 'plain-ids')).toBe(true);
});

test('the one connection of the bot is not taken from a running service', async () => {
  const ward = await openWard({ botMode: 'websocket' });
  const { lines } = await ward.examine({}, probe);
  expect(lines).toContainEqual(expect.stringMatching(/^○ 试探：群卡片：服务正占着机器人的唯一连接/));
});

test('a card in the group that somebody taps switches group cards on', async () => {
  const ward = await openWard({ botMode: 'websocket', groupCards: true });
  const unheard = await openWard({ botMode: 'websocket', groupCards: true });
  await unheard.stop();
  expect((await unheard.examine({}, probe)).lines).toContainEqual(
    expect.stringMatching(/^✗ 试探：群卡片：机器人在工作群里还没有听过话：请先在群里 @舆情助手 说一句，再试/),
  );
  await ward.tenant.say({ from: 'chenchen', group: 'wrDemoWork', text: '@舆情助手 帮助' });
  await ward.stop();
  const { tenant } = ward;
  const taps: Promise<unknown>[] = [];
  tenant.onMessage((message, conversation) => {
    if (conversation.kind !== 'group' || message.body.kind !== 'card') return;
    taps.push(tenant.tap({ from: 'sunli', messageId: message.id, key: 'probe:seen' }));
  });
  const { lines } = await ward.examine({}, { ...probe, tapMs: 10_000 });
  await Promise.all(taps);
  expect(lines).toContainEqual('✓ 试探：群卡片：群里看得到、点得动，已记下');
  expect(await learned(ward, 'group-card')).toBe(true);
});

test('a card that nobody can tap leaves them off', async () => {
  const ward = await openWard({ botMode: 'websocket' });
  await ward.tenant.say({ from: 'chenchen', group: 'wrDemoWork', text: '@舆情助手 帮助' });
  await ward.stop();
  const said: string[] = [];
  const { lines } = await ward.examine({}, { ...probe, say: (line) => said.push(line) });
  expect(lines).toContainEqual(
    expect.stringMatching(/^○ 试探：群卡片：平台(?:不收（\d+）|收下了卡片，但没有人点到)/),
  );
  expect(await learned(ward, 'group-card')).toBe(false);
});

test('a wrong secret of the bot is found here', async () => {
  const ward = await openWard({ botMode: 'websocket' });
  await ward.stop();
  const { lines } = await ward.examine({ WECOM_BOT_SECRET: 'not-the-secret' }, probe);
  expect(lines).toContainEqual(
    expect.stringMatching(/^✗ 试探：群卡片：长连接没有接通：BotID 或 Secret 不对/),
  );
  expect(lines.join('\n')).not.toContain('not-the-secret');
});
