import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APP, CORP, createWorld, START, type World } from './stand-in.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const hello = { agentid: APP.agentId, touser: 'wangzong', msgtype: 'text', text: { content: '你好' } };
const send = (token: string) => world.post(`/cgi-bin/message/send?access_token=${token}`, hello);
const shown = () => world.tenant.conversation('app', 'wangzong').messages.length;

async function getToken(corpid: string, secret: string): Promise<Record<string, unknown>> {
  const res = await fetch(`${world.base}/cgi-bin/gettoken?corpid=${corpid}&corpsecret=${secret}`);
  return (await res.json()) as Record<string, unknown>;
}

describe('access tokens', () => {
  it('are given only to the right corp with the right secret', async () => {
    expect(await getToken('other', APP.secret)).toMatchObject({ errcode: 40013 });
    expect(await getToken(CORP, 'wrong')).toMatchObject({ errcode: 40001 });
    expect(await getToken('', APP.secret)).toMatchObject({ errcode: 41002 });
    expect(await getToken(CORP, '')).toMatchObject({ errcode: 41004 });
    expect(await getToken(CORP, APP.secret)).toMatchObject({ errcode: 0, expires_in: 7200 });
  });

  it('stay the same inside their validity and expire after 7200 seconds', async () => {
    const first = await world.token();
    world.clock.at = START + 7199_000;
    expect(await world.token()).toBe(first);
    world.clock.at = START + 7200_000;
    expect(await send(first)).toMatchObject({ errcode: 42001 });
    const second = await world.token();
    expect(second).not.toBe(first);
    expect(await send(second)).toMatchObject({ errcode: 0 });
  });

  it('that are missing or unknown are refused', async () => {
    expect(await world.post('/cgi-bin/message/send', hello)).toMatchObject({ errcode: 41001 });
    expect(await send('junk')).toMatchObject({ errcode: 40014 });
  });

  it('never appear in the log', async () => {
    const token = await world.token();
    await send(token);
    const log = JSON.stringify(world.tenant.log);
    expect(log).not.toContain(token);
    expect(log).not.toContain(APP.secret);
    expect(world.tenant.log.map((call) => [call.path, call.errcode])).toEqual([
      ['/cgi-bin/gettoken', 0],
      ['/cgi-bin/message/send', 0],
    ]);
  });
});

describe('faults', () => {
  it('answer an errcode, a status or a page of HTML as often as asked, and show nothing', async () => {
    const token = await world.token();
    const { faults } = world.tenant;
    faults.next('/cgi-bin/message', { kind: 'errcode', errcode: -1, times: 2 });
    expect(await send(token)).toMatchObject({ errcode: -1 });
    expect(await send(token)).toMatchObject({ errcode: -1 });
    faults.next('/cgi-bin/message', { kind: 'status', status: 502 });
    const url = `${world.base}/cgi-bin/message/send?access_token=${token}`;
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(502);
    faults.next('/cgi-bin/message', { kind: 'html' });
    expect((await fetch(url, { method: 'POST', body: '{}' })).headers.get('content-type')).toContain(
      'text/html',
    );
    expect(shown()).toBe(0);
    expect(await send(token)).toMatchObject({ errcode: 0 });
  });

  it('can cut the connection before or after the message was accepted', async () => {
    const token = await world.token();
    world.tenant.faults.next('/cgi-bin/message', { kind: 'drop' });
    await expect(send(token)).rejects.toThrow();
    expect(shown()).toBe(0);
    world.tenant.faults.next('/cgi-bin/message', { kind: 'drop-after-accept' });
    await expect(send(token)).rejects.toThrow();
    expect(shown()).toBe(1);
  });

  it('can hold a call until it is let go', async () => {
    const token = await world.token();
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    world.tenant.faults.next('/cgi-bin/message', { kind: 'delay', until });
    const pending = send(token);
    expect(await send(token)).toMatchObject({ errcode: 0 });
    expect(shown()).toBe(1);
    release();
    expect(await pending).toMatchObject({ errcode: 0 });
    expect(shown()).toBe(2);
  });

  it('can invalidate the token early, and are gone after clear()', async () => {
    const token = await world.token();
    world.tenant.faults.next('/cgi-bin/message', { kind: 'token-expired' });
    expect(await send(token)).toMatchObject({ errcode: 42001 });
    expect(await send(token)).toMatchObject({ errcode: 42001 });
    expect(await send(await world.token())).toMatchObject({ errcode: 0 });
    world.tenant.faults.next('/cgi-bin/', { kind: 'errcode', errcode: -1 });
    world.tenant.faults.clear();
    expect(await send(await world.token())).toMatchObject({ errcode: 0 });
  });

  it('can deliver a callback twice or lose its answer, which the app then hears again', async () => {
    world.tenant.faults.duplicateNextCallback();
    await world.tenant.tellApp({ from: 'lisi', text: '一' });
    expect(new Set(world.heard.map((one) => one.message)).size).toBe(1);
    expect(world.heard).toHaveLength(2);
    world.tenant.faults.loseNextCallbackAnswer();
    expect(await world.tenant.tellApp({ from: 'lisi', text: '二' })).toMatchObject({
      outcome: 'answered',
      attempts: 2,
    });
    world.tenant.faults.loseNextCallbackAnswer();
    expect(await world.tenant.tellBot({ from: 'lisi', text: '三' })).toMatchObject({
      outcome: 'lost',
      attempts: 1,
    });
  });
});
