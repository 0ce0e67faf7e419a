// Every fault of the switchboard at every call of the product over HTTP.
import { afterEach, describe, expect, it } from 'vitest';
import { APP, CORP, createWorld, GROUP, type World } from './stand-in.ts';

let world: World;
afterEach(() => world.close());

describe('calls over HTTP', () => {
  const post = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });
  const text = { msgtype: 'text', text: { content: '好' } };
  const token = async () => `access_token=${await world.token()}`;
  const file = () => {
    const body = new FormData();
    body.set('media', new Blob(['0123456789']), 'a.txt');
    return { method: 'POST', body };
  };
  /** What each is called with so that it works; answers are told apart by their errcode. */
  const CALLS: readonly [string, () => Promise<[query: string, init?: RequestInit]>][] = [
    ['/cgi-bin/gettoken', async () => [`corpid=${CORP}&corpsecret=${APP.secret}`]],
    [
      '/cgi-bin/message/send',
      async () => [await token(), post({ agentid: APP.agentId, touser: 'lisi', ...text })],
    ],
    ['/cgi-bin/message/update_template_card', async () => [await token(), post({})]],
    ['/cgi-bin/message/recall', async () => [await token(), post({})]],
    ['/cgi-bin/webhook/send', async () => [`key=${GROUP.webhookKey}`, post(text)]],
    ['/cgi-bin/webhook/upload_media', async () => [`key=${GROUP.webhookKey}&type=file`, file()]],
    ['/cgi-bin/media/upload', async () => [`${await token()}&type=file`, file()]],
    ['/cgi-bin/media/get', async () => [`${await token()}&media_id=x`]],
    ['/cgi-bin/department/list', async () => [await token()]],
    ['/cgi-bin/user/list', async () => [`${await token()}&department_id=1`]],
    ['/cgi-bin/user/get', async () => [`${await token()}&userid=lisi`]],
    ['/cgi-bin/tag/list', async () => [await token()]],
    ['/cgi-bin/tag/get', async () => [`${await token()}&tagid=1`]],
    ['/cgi-bin/batch/openuserid_to_userid', async () => [await token(), post({ open_userid_list: ['wo1'] })]],
    ['/cgi-bin/agent/get', async () => [`${await token()}&agentid=${APP.agentId}`]],
    ['/cgi-bin/menu/create', async () => [`${await token()}&agentid=${APP.agentId}`, post({})]],
    ['/cgi-bin/auth/getuserinfo', async () => [`${await token()}&code=x`]],
    ['/aibot/response', async () => ['response_code=x', post({})]],
  ];

  it.each(CALLS)(
    '%s can be refused n times, answered by a gateway, cut off and delayed',
    async (path, how) => {
      world = await createWorld();
      const { faults } = world.tenant;
      const [query, init] = await how();
      const call = () => fetch(`${world.base}${path}?${query}`, init);
      const errcode = async () => ((await (await call()).json()) as { errcode: number }).errcode;
      const usual = await errcode();
      faults.next(path, { kind: 'errcode', errcode: -1, times: 2 });
      expect([await errcode(), await errcode(), await errcode()]).toEqual([-1, -1, usual]);
      faults.next(path, { kind: 'status', status: 503 });
      expect((await call()).status).toBe(503);
      faults.next(path, { kind: 'html' });
      expect(await (await call()).text()).toContain('<html>');
      faults.next(path, { kind: 'drop' });
      await expect(call()).rejects.toThrow();
      let go = (): void => undefined;
      const until = new Promise<void>((resolve) => {
        go = resolve;
      });
      faults.next(path, { kind: 'delay', until });
      let answered = false;
      const before = world.tenant.log.length;
      const late = errcode().finally(() => {
        answered = true;
      });
      await expect.poll(() => world.tenant.log.length).toBe(before + 1);
      expect(await errcode()).toBe(usual);
      expect(answered).toBe(false);
      go();
      expect(await late).toBe(usual);
    },
  );

  it('a download of what people sent to the bot meets them too', async () => {
    world = await createWorld();
    await world.tenant.tellBot({ from: 'lisi', file: { name: 'a.txt', bytes: Buffer.from('x') } });
    const { url } = (JSON.parse(world.heard[0]?.message ?? '') as { file: { url: string } }).file;
    const { faults } = world.tenant;
    faults.next('/aibot/media/', { kind: 'status', status: 503 });
    expect((await fetch(url)).status).toBe(503);
    faults.next('/aibot/media/', { kind: 'html' });
    expect(await (await fetch(url)).text()).toContain('<html>');
    faults.next('/aibot/media/', { kind: 'drop' });
    await expect(fetch(url)).rejects.toThrow();
    expect((await fetch(url)).status).toBe(200);
  });
});
