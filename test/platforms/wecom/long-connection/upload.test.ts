// A file of ours, piece by piece to the emulated tenant, and then in the group.
import { expect, onTestFinished, test } from 'vitest';
import { createBureauTenant, tenantBase, tenantKeys } from '../../../../src/commands/stage.ts';
import { createMemoryLeases } from '../../../../src/coordination/memory.ts';
import { createLongConnectionBot } from '../../../../src/platforms/wecom/long-connection/bot.ts';
import { eventually } from '../../../harness/eventually.ts';
import { DEMO_BUREAU, MONDAY_0840 } from '../../../harness/stage.ts';
import { keptLog } from '../stage.ts';

const WORK = 'wrDemoWork';
const now = () => MONDAY_0840;

async function connectedBot() {
  const tenant = createBureauTenant({ bureauFile: DEMO_BUREAU, now, botMode: 'websocket' });
  const base = await tenantBase(tenant);
  const { line } = tenantKeys(tenant);
  const bot = createLongConnectionBot({
    url: base.replace(/^http/, 'ws'),
    botId: line?.id ?? '',
    secret: line?.secret ?? '',
    botName: '舆情助手',
    apiBase: base,
    now,
    timeoutMs: 1_000,
    log: keptLog().log,
    lease: createMemoryLeases(now),
    random: () => 0,
    alert: async () => {},
    notKept: '',
    onReady: () => {},
  });
  const connection = bot.open(async () => ({}));
  onTestFinished(async () => {
    await connection.stop();
    await tenant.close();
  });
  await eventually(() => expect(connection.check().ok && connection.figures().connected).toBe(true));
  return { bot, tenant };
}

const file = (size: number) =>
  ({ type: 'file', filename: '台账.xlsx', bytes: Buffer.alloc(size, 7) }) as const;

test('a file in three pieces, one of them unanswered at first, arrives whole and can be sent', async () => {
  const { bot, tenant } = await connectedBot();
  await tenant.say({ from: 'chenchen', group: WORK, text: '@舆情助手 台账' });
  tenant.faults.next('aibot_upload_media_chunk', { kind: 'silence' });
  const size = 1_200 * 1024;
  const uploaded = await bot.upload(file(size));
  if (uploaded.kind !== 'uploaded') throw new Error(JSON.stringify(uploaded));
  const sent = await bot.ask('aibot_send_msg', {
    chatid: WORK,
    chat_type: 2,
    msgtype: 'file',
    file: { media_id: uploaded.mediaId },
  });
  expect(sent).toMatchObject({ kind: 'answer', errcode: 0 });
  const last = tenant.conversation('group', WORK).messages.at(-1);
  expect(last?.body).toMatchObject({ kind: 'file', name: '台账.xlsx', size });
  const pieces = tenant.log.filter(({ path }) => path === 'aibot_upload_media_chunk');
  expect(pieces).toHaveLength(4);
});

test('what the platform would not take is refused before a byte is sent, with what to do', async () => {
  const { bot, tenant } = await connectedBot();
  expect(await bot.upload(file(20 * 1024 * 1024 + 1))).toMatchObject({ kind: 'refused', code: 'too-large' });
  expect(await bot.upload(file(4))).toMatchObject({ kind: 'refused', code: 'too-small' });
  const long = { ...file(9), filename: '长'.repeat(86) };
  expect(await bot.upload(long)).toMatchObject({ kind: 'refused', code: 'filename' });
  expect(tenant.log.some(({ path }) => path.startsWith('aibot_upload'))).toBe(false);
});

test('refused by the platform or without a connection, the reason is a sentence', async () => {
  const { bot, tenant } = await connectedBot();
  tenant.faults.next('aibot_upload_media_init', { kind: 'errcode', errcode: 45009 });
  expect(await bot.upload(file(9))).toMatchObject({ kind: 'later', code: '45009' });
  tenant.line.cut();
  await eventually(async () =>
    expect(await bot.upload(file(9))).toMatchObject({ kind: 'later', code: 'not-connected' }),
  );
});
