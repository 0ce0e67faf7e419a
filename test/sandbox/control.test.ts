import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandboxControl } from '../../src/sandbox/control.ts';
import { png } from './pictures.ts';
import { APP, buttonCard, createWorld, GROUP, START, type World } from './stand-in.ts';

let world: World;
let server: Server;
let base: string;

beforeEach(async () => {
  world = await createWorld();
  const directory = await mkdtemp(join(tmpdir(), 'page-'));
  await writeFile(join(directory, 'index.html'), '<title>演练台</title>');
  await writeFile(join(directory, 'page.js'), 'export {};');
  await writeFile(join(directory, '.secret.js'), 'no');
  const clock = {
    now: () => world.clock.at,
    advance: (ms: number) => {
      world.clock.at += ms;
    },
    set: (at: number) => {
      world.clock.at = at;
    },
  };
  const handle = createSandboxControl({ tenant: world.tenant, clock, root: pathToFileURL(`${directory}/`) });
  server = createServer((req, res) => {
    if (!handle(req, res)) res.writeHead(404).end('elsewhere');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await world.close();
});

async function post(name: string, body: unknown, headers: Record<string, string> = {}) {
  const init = {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  };
  const res = await fetch(`${base}/sandbox/${name}`, init);
  return { status: res.status, body: (await res.json()) as Record<string, unknown> };
}

/** fetch() cannot send a foreign Host or an unnormalised path. */
function raw(path: string, headers: Record<string, string> = {}): Promise<number> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const req = request({ host: '127.0.0.1', port, path, headers, agent: false }, (res) => {
      res.resume();
      resolve(res.statusCode ?? 0);
    });
    req.on('error', reject).end();
  });
}

describe('the drill page', () => {
  it('is served with its files, and nothing around it', async () => {
    expect(await (await fetch(`${base}/sandbox`)).text()).toContain('演练台');
    expect((await fetch(`${base}/sandbox/page.js`)).headers.get('content-type')).toContain('javascript');
    for (const path of [
      '/sandbox/../../etc/passwd',
      '/sandbox/%2e%2e%2fx.js',
      '/sandbox/.secret.js',
      '/sandbox/a/b.js',
    ]) {
      expect(await raw(path)).toBe(404);
    }
    expect(await (await fetch(`${base}/other`)).text()).toBe('elsewhere');
  });

  it('shows the state without credentials', async () => {
    const res = await fetch(`${base}/sandbox/state`);
    const state = (await res.json()) as Record<string, unknown>;
    expect(state).toMatchObject({
      now: START,
      clock: START,
      botName: '舆情助手',
      groups: [{ chatId: GROUP.chatId }],
    });
    expect(JSON.stringify(state)).not.toContain(GROUP.webhookKey);
  });

  it('lets people speak, tell and tap, and moves the clock', async () => {
    const said = await post('say', {
      from: 'zhangsan',
      group: GROUP.chatId,
      text: '@舆情助手 登记',
      quote: { text: '原文' },
    });
    expect(said.body).toMatchObject({ outcome: 'answered' });
    const link = { title: '积水', description: '', url: 'https://mp.weixin.qq.com/s/x' };
    expect((await post('tell', { from: 'lisi', to: 'app', link })).body).toMatchObject({
      outcome: 'answered',
    });
    expect(world.heard[1]?.message).toContain('<Url><![CDATA[https://mp.weixin.qq.com/s/x]]></Url>');
    await world.send({ msgtype: 'template_card', template_card: buttonCard('T1') });
    const messageId = world.tenant.conversation('app', 'wangzong').messages[0]?.id;
    const tapped = await post('tap', { from: 'wangzong', messageId, key: 'grade.general', selections: {} });
    expect(tapped.body).toMatchObject({ outcome: 'answered' });
    expect((await post('clock', { advanceMs: 3600_000 })).body).toEqual({ now: START + 3600_000 });
    expect((await post('clock', { setAt: START })).body).toEqual({ now: START });
  });

  it('lets people send a picture alone, to the app and to the bot', async () => {
    const imageBase64 = `data:image/png;base64,${png(2, 2).toString('base64')}`;
    for (const to of ['app', 'bot'] as const) {
      await post('tell', { from: 'lisi', to, imageBase64 });
      expect(world.tenant.conversation(to, 'lisi').messages[0]?.body.kind).toBe('image');
    }
    const [toApp, toBot] = world.heard.map(({ message }) => message);
    expect(toApp).toMatch(/<MsgType><!\[CDATA\[image\]\]><\/MsgType>[\s\S]*<MediaId>/);
    expect(JSON.parse(toBot ?? '{}')).toMatchObject({ chattype: 'single', msgtype: 'image' });
  });

  it('explains mistakes in one sentence', async () => {
    expect(await post('say', { from: 'zhangsan' })).toEqual({ status: 400, body: { error: '缺少要说的话' } });
    expect(await post('say', { from: 'x', group: GROUP.chatId, text: 'a' })).toMatchObject({
      body: { error: '没有这个人：x' },
    });
    expect(await post('clock', { advanceMs: -1 })).toMatchObject({ status: 400 });
    expect(await post('dance', {})).toMatchObject({ status: 404 });
    expect(await post('say', { from: 'a', text: 'x'.repeat(8 << 20) })).toMatchObject({ status: 413 });
  });

  it('is refused to other hosts and to pages of other sites', async () => {
    expect(await raw('/sandbox/state', { host: 'evil.example' })).toBe(403);
    expect(await raw('/sandbox/state', { host: 'localhost:8080' })).toBe(200);
    expect(await raw('/sandbox/state', { host: '127.0.0.1.evil.example' })).toBe(403);
    expect(await post('clock', { setAt: 0 }, { origin: 'https://evil.example' })).toMatchObject({
      status: 403,
    });
    expect(await post('clock', { setAt: 0 }, { 'content-type': 'text/plain' })).toMatchObject({
      status: 403,
    });
    expect(world.clock.at).toBe(START);
  });

  it('announces changes as server-sent events, several at once as one', async () => {
    const res = await fetch(`${base}/sandbox/events`);
    const reader = res.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    for (const text of ['一', '二', '三'])
      await world.tenant.say({ from: 'zhangsan', group: GROUP.chatId, text });
    const { value } = (await reader?.read()) ?? {};
    expect(value).toBe(`event: change\ndata: {"now":${START}}\n\n`);
    await reader?.cancel();
  });

  it('throws faults at the product, and takes them back', async () => {
    const token = await world.token();
    const hello = { agentid: APP.agentId, touser: 'lisi', msgtype: 'text', text: { content: '好' } };
    const send = async () => (await world.post(`/cgi-bin/message/send?access_token=${token}`, hello)).errcode;
    const busy = { path: '/cgi-bin/message', kind: 'errcode', errcode: 45009 };
    expect(await post('fault', { ...busy, forMs: 60_000 })).toEqual({ status: 200, body: { ok: true } });
    expect([await send(), await send()]).toEqual([45009, 45009]);
    await post('clock', { advanceMs: 60_000 });
    expect(await send()).toBe(0);
    await post('fault', { ...busy, times: 1 });
    expect([await send(), await send()]).toEqual([45009, 0]);
    await post('fault', { ...busy, rate: 1 });
    expect(await send()).toBe(45009);
    await post('fault', { clear: true });
    expect(await send()).toBe(0);
    await post('fault', { callback: 'app', kind: 'duplicate' });
    await world.tenant.tellApp({ from: 'lisi', text: '一' });
    expect(world.heard).toHaveLength(2);
    await post('fault', { skewMs: 600_000 });
    await world.tenant.tellApp({ from: 'lisi', text: '二' });
    expect(world.heard[2]?.query.get('timestamp')).toBe(String((START + 660_000) / 1000));
    expect(await post('fault', { line: 'evict' })).toMatchObject({ status: 200 });
    for (const [body, error] of [
      [{}, '不知道是什么故障'],
      [{ path: '/cgi-bin/', kind: 'earthquake' }, '没有这种故障：earthquake'],
      [{ path: '/cgi-bin/', kind: 'status' }, '缺少 status'],
      [{ path: '/cgi-bin/', kind: 'drop', rate: 2 }, 'rate 应在 0 到 1 之间'],
      [{ callback: 'you', kind: 'drop' }, 'callback 应是'],
    ] as const)
      expect(await post('fault', body)).toMatchObject({
        status: 400,
        body: { error: expect.stringContaining(error) },
      });
  });
});
