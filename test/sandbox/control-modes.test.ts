// The controls behind the drill page play the same day whichever way the bot reaches the product.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createSandboxControl } from '../../src/sandbox/control.ts';
import { createLineWorld, type Json, type Line, subscribed } from './line-stand-in.ts';
import { botAnswer, buttonCard, createWorld, GROUP, type World } from './stand-in.ts';

let world: World;
let line: Line | undefined;
let server: Server;
afterEach(async () => {
  line?.end();
  line = undefined;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await world.close();
});

async function openControls(opened: World): Promise<(name: string, body?: Json) => Promise<Json>> {
  world = opened;
  const now = () => world.clock.at;
  const handle = createSandboxControl({
    tenant: world.tenant,
    clock: { now, advance: () => undefined, set: () => undefined },
  });
  server = createServer((req, res) => {
    if (!handle(req, res)) res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sandbox`;
  return async (name, body) => {
    const headers = { 'content-type': 'application/json' };
    const init = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
    return (await (await fetch(`${base}/${name}`, init)).json()) as Json;
  };
}

const said = { from: 'zhangsan', group: GROUP.chatId, text: '@舆情助手 登记' };
const told = { from: 'lisi', to: 'bot', text: '定级' };
const card = { msgtype: 'template_card', template_card: buttonCard('T1') };
const update = {
  response_type: 'update_template_card',
  template_card: { ...buttonCard('T1'), replace_text: '已定级' },
};
const kinds = () => ({
  group: world.tenant.conversation('group', GROUP.chatId).messages.map((message) => message.body.kind),
  single: world.tenant.conversation('bot', 'lisi').messages.map((message) => message.body),
});
const cardId = () => world.tenant.conversation('bot', 'lisi').messages[1]?.id ?? '';
const played = {
  group: ['text', 'markdown'],
  single: [{ kind: 'text' }, { kind: 'card', state: 'updated', replaced: '已定级' }],
};

it('by callback URL', async () => {
  const control = await openControls(await createWorld());
  expect((await control('state')).bot).toEqual({ mode: 'url' });
  world.answer(botAnswer({ msgtype: 'stream', stream: { id: 's', finish: true, content: '已登记' } }));
  expect(await control('say', said)).toMatchObject({ outcome: 'answered' });
  world.answer(botAnswer(card));
  expect(await control('tell', told)).toMatchObject({ outcome: 'answered' });
  world.answer(botAnswer(update));
  const tap = { from: 'lisi', messageId: cardId(), key: 'grade.general' };
  expect(await control('tap', tap)).toMatchObject({ outcome: 'answered' });
  expect(kinds()).toMatchObject(played);
});

it('over the long connection', async () => {
  const control = await openControls(await createLineWorld());
  expect((await control('state')).bot).toEqual({ mode: 'websocket', connected: false });
  expect(await control('say', said)).toMatchObject({ outcome: 'lost', attempts: 0 });
  const open = await subscribed(world.wsUrl);
  line = open;
  expect((await control('state')).bot).toEqual({ mode: 'websocket', connected: true });
  const answer = async (cmd: string, body: Json) => {
    expect(await open.ask(cmd, body, (await open.next()).headers.req_id)).toMatchObject({ errcode: 0 });
  };
  expect(await control('say', said)).toMatchObject({ outcome: 'delivered' });
  await answer('aibot_respond_msg', {
    msgtype: 'stream',
    stream: { id: 's', finish: true, content: '已登记' },
  });
  await control('tell', told);
  await answer('aibot_respond_msg', card);
  await control('tap', { from: 'lisi', messageId: cardId(), key: 'grade.general' });
  await answer('aibot_respond_update_msg', update);
  expect(kinds()).toMatchObject({ ...played, group: ['text', 'text', 'markdown'] });
});
