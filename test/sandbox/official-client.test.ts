// The official client of the long connection, as the outside peer that proves the emulated side.
import { WSClient, type WsFrame } from '@wecom/aibot-node-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLineWorld, credentials } from './line-stand-in.ts';
import { png } from './pictures.ts';
import { buttonCard, GROUP, START, type World } from './stand-in.ts';

let world: World;
let clients: WSClient[];
beforeEach(async () => {
  world = await createLineWorld();
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.disconnect();
  await world.close();
});

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const group = () => world.tenant.conversation('group', GROUP.chatId).messages;
const single = () => world.tenant.conversation('bot', 'lisi').messages;

function createClient(secret: string = credentials.secret): WSClient {
  const client = new WSClient({
    botId: credentials.bot_id,
    secret,
    wsUrl: world.wsUrl,
    logger: silent,
    maxReconnectAttempts: 0,
    maxAuthFailureAttempts: 0,
  });
  client.on('error', () => undefined);
  clients.push(client);
  return client;
}

async function connected(): Promise<WSClient> {
  const client = createClient();
  const ready = new Promise((resolve) => client.once('authenticated', () => resolve(undefined)));
  client.connect();
  await ready;
  return client;
}

/** The frame of an event the client tells of while the act is done. */
async function heard(client: WSClient, name: string, act: () => Promise<unknown>): Promise<WsFrame> {
  const frame = new Promise<WsFrame>((resolve) =>
    client.once(name as 'message', (told: WsFrame) => resolve(told)),
  );
  await act();
  return frame;
}

describe('the official client', () => {
  it('subscribes with the right secret, and is told why it cannot with another', async () => {
    await connected();
    expect(world.tenant.line.connected()).toBe(true);
    const wrong = createClient('other');
    const refused = new Promise<Error>((resolve) => wrong.once('error', resolve));
    wrong.connect();
    expect((await refused).message).toContain('40001');
  });

  it('hears a message in a group and answers it with a stream that grows', async () => {
    const client = await connected();
    const frame = await heard(client, 'message.text', () =>
      world.tenant.say({ from: 'zhangsan', group: GROUP.chatId, text: '@舆情助手 登记' }),
    );
    await client.replyStream(frame, 's1', '正在登记', false);
    world.clock.at = START + 3000;
    await client.replyStream(frame, 's1', '已登记 YQ-2026-0042', true);
    expect(group()).toHaveLength(2);
    expect(group()[1]).toMatchObject({ from: { kind: 'bot' }, body: { text: '已登记 YQ-2026-0042' } });
  });

  it('downloads and decrypts what people send, with the key beside the address', async () => {
    const client = await connected();
    const file = { name: '采购清单.xlsx', bytes: Buffer.from('表格的内容') };
    const frame = await heard(client, 'message.file', () => world.tenant.tellBot({ from: 'lisi', file }));
    const { url, aeskey } = (frame.body as { file: { url: string; aeskey: string } }).file;
    const got = await client.downloadFile(url, aeskey);
    expect(got.buffer.equals(file.bytes)).toBe(true);
    expect(got.filename).toBe(file.name);
  });

  it('sends a card, hears the tap and updates the card inside five seconds', async () => {
    const client = await connected();
    const message = await heard(client, 'message', () =>
      world.tenant.tellBot({ from: 'lisi', text: '定级' }),
    );
    await client.replyTemplateCard(message, buttonCard('T1') as never);
    const messageId = single()[1]?.id ?? '';
    const tap = await heard(client, 'event.template_card_event', () =>
      world.tenant.tap({ from: 'lisi', messageId, key: 'grade.general' }),
    );
    expect(tap.body).toMatchObject({
      chattype: 'single',
      create_time: START / 1000,
      event: { template_card_event: { event_key: 'grade.general', task_id: 'T1' } },
    });
    await client.updateTemplateCard(tap, { ...buttonCard('T1'), replace_text: '已定级' } as never);
    expect(single()[1]?.body).toMatchObject({ state: 'updated', replaced: '已定级' });
  });

  it('welcomes who enters, and pushes markdown and cards to who has spoken', async () => {
    const client = await connected();
    const enter = await heard(client, 'event.enter_chat', () => world.tenant.enterBot({ from: 'lisi' }));
    await client.replyWelcome(enter, { msgtype: 'text', text: { content: '您好' } });
    await heard(client, 'message', () => world.tenant.tellBot({ from: 'lisi', text: '在吗' }));
    await client.sendMessage('lisi', { msgtype: 'markdown', markdown: { content: '**到期**' } });
    const card = { msgtype: 'template_card', template_card: buttonCard('T2') };
    await client.sendMessage('lisi', card as never);
    expect(single().map((shown) => shown.body.kind)).toEqual(['text', 'text', 'markdown', 'card']);
  });

  it('uploads a file in pieces and a picture, and sends both', async () => {
    const client = await connected();
    const frame = await heard(client, 'message', () => world.tenant.tellBot({ from: 'lisi', text: '日报' }));
    const bytes = Buffer.alloc(1_300_000, 7);
    const file = await client.uploadMedia(bytes, { type: 'file', filename: '日报.xlsx' });
    const image = await client.uploadMedia(png(640, 480), { type: 'image', filename: '截图.png' });
    await client.replyMedia(frame, 'file', file.media_id);
    await client.sendMediaMessage('lisi', 'image', image.media_id);
    expect(single().slice(1)).toMatchObject([
      { body: { kind: 'file', name: '日报.xlsx', size: bytes.length } },
      { body: { kind: 'image' } },
    ]);
  });

  it('is evicted by a second copy, told so, and does not come back by itself', async () => {
    const first = await connected();
    let second: WSClient | undefined;
    const frame = await heard(first, 'event.disconnected_event', async () => {
      second = await connected();
    });
    expect(frame.body).toMatchObject({ event: { eventtype: 'disconnected_event' } });
    expect(first.isConnected).toBe(false);
    await heard(second as WSClient, 'message', () => world.tenant.tellBot({ from: 'lisi', text: '谁在' }));
  });
});
