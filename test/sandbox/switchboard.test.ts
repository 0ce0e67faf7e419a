import { afterEach, describe, expect, it } from 'vitest';
import { createLineWorld, type Line, subscribed } from './line-stand-in.ts';
import { APP, buttonCard, CORP, createWorld, GROUP, START, type World } from './stand-in.ts';

let world: World;
let line: Line | undefined;
afterEach(async () => {
  line?.end();
  line = undefined;
  await world.close();
});

const openUrl = async (options: Parameters<typeof createWorld>[0] = {}) => {
  world = await createWorld(options);
  return world.tenant.faults;
};
const openLong = async () => {
  world = await createLineWorld({ known: ['lisi'] });
  line = await subscribed(world.wsUrl);
  return { faults: world.tenant.faults, line };
};
const push = { chatid: 'lisi', msgtype: 'markdown', markdown: { content: '到期' } };
const shown = () => world.tenant.conversation('bot', 'lisi').messages.length;
const texts = () => world.heard.map((one) => /<Content><!\[CDATA\[(.*?)\]\]>/.exec(one.message)?.[1]);

describe('faults by rate', () => {
  it('hit about that share of all calls, the same ones at every run, until they are cleared', async () => {
    const run = async (): Promise<string> => {
      const faults = await openUrl();
      faults.sometimes('/cgi-bin/gettoken', 0.2, { kind: 'errcode', errcode: -1 });
      let hits = '';
      for (let call = 0; call < 200; call += 1) {
        const url = `${world.base}/cgi-bin/gettoken?corpid=${CORP}&corpsecret=${APP.secret}`;
        const { errcode } = (await (await fetch(url)).json()) as { errcode: number };
        hits += errcode === -1 ? 'x' : '.';
      }
      faults.clear();
      expect(await world.token()).not.toBe('undefined');
      return hits;
    };
    const first = await run();
    await world.close();
    expect(first.split('x').length - 1).toBeGreaterThan(20);
    expect(first.split('x').length - 1).toBeLessThan(60);
    expect(await run()).toBe(first);
  });

  it('hit callbacks as well', async () => {
    const faults = await openUrl();
    faults.callbacksSometimes(1, { kind: 'duplicate' }, 'app');
    await world.tenant.tellApp({ from: 'lisi', text: '一' });
    await world.tenant.tellBot({ from: 'lisi', text: '二' });
    expect(world.heard.map((one) => one.path)).toEqual(['/app', '/app', '/bot']);
  });
});

describe('a callback', () => {
  it('that is dropped is repeated to the app and never to the bot', async () => {
    const faults = await openUrl();
    faults.nextCallback({ kind: 'drop', times: 2 }, 'app');
    expect(await world.tenant.tellApp({ from: 'lisi', text: '一' })).toMatchObject({
      outcome: 'answered',
      attempts: 3,
    });
    faults.nextCallback({ kind: 'drop' }, 'bot');
    expect(await world.tenant.tellBot({ from: 'lisi', text: '二' })).toMatchObject({ outcome: 'lost' });
    expect(world.heard).toHaveLength(1);
  });

  it('that is held arrives after the one that follows: two taps come in the wrong order', async () => {
    const faults = await openUrl();
    const template_card = buttonCard('T1', {
      button_list: [
        { type: 0, text: '一般', style: 1, key: 'first' },
        { type: 0, text: '较大', style: 1, key: 'second' },
      ],
    });
    await world.send({ touser: 'wangzong', msgtype: 'template_card', template_card });
    const messageId = world.tenant.conversation('app', 'wangzong').messages[0]?.id ?? '';
    faults.nextCallback({ kind: 'hold' });
    const first = world.tenant.tap({ from: 'wangzong', messageId, key: 'first' });
    await world.tenant.tap({ from: 'wangzong', messageId, key: 'second' });
    expect(await first).toMatchObject({ outcome: 'answered' });
    const keys = world.heard.map((one) => /<EventKey><!\[CDATA\[(\w+)/.exec(one.message)?.[1]);
    expect(keys).toEqual(['second', 'first']);
  });

  it('that is held goes on when the faults are cleared, and one that is late waits', async () => {
    const faults = await openUrl();
    let arrive = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    faults.nextCallback({ kind: 'delay', until });
    const late = world.tenant.tellApp({ from: 'lisi', text: '一' });
    faults.nextCallback({ kind: 'hold' });
    const held = world.tenant.tellApp({ from: 'lisi', text: '二' });
    await world.tenant.tellBot({ from: 'lisi', text: '别的' });
    expect(texts().filter(Boolean)).toEqual([]);
    faults.clear();
    await held;
    expect(texts().filter(Boolean)).toEqual(['二']);
    arrive();
    await late;
    expect(texts().filter(Boolean)).toEqual(['二', '一']);
  });
});

describe('the clock of the platform', () => {
  it('can go ahead of ours in everything the product sees of it, without touching what is valid', async () => {
    const faults = await openUrl();
    faults.skewClock(10 * 60_000);
    const res = await fetch(`${world.base}/cgi-bin/gettoken?corpid=${CORP}&corpsecret=${APP.secret}`);
    expect(Date.parse(res.headers.get('date') ?? '')).toBe(START + 600_000);
    await world.tenant.tellApp({ from: 'lisi', text: '一' });
    expect(world.heard[0]?.query.get('timestamp')).toBe(String(START / 1000 + 600));
    expect(world.heard[0]?.message).toContain(`<CreateTime>${START / 1000 + 600}</CreateTime>`);
    expect(await world.send({ msgtype: 'text', text: { content: '好' } })).toMatchObject({ errcode: 0 });
    expect(world.tenant.conversation('app', 'wangzong').messages[0]?.at).toBe(START);
  });

  it('is told with every answer, also when the tenant’s time stands still', async () => {
    await openUrl();
    const res = await fetch(`${world.base}/cgi-bin/gettoken`);
    expect(Date.parse(res.headers.get('date') ?? '')).toBe(START);
  });
});

describe('a call over HTTP', () => {
  it('can stay without an answer, before or after it was accepted', async () => {
    const faults = await openUrl();
    const url = `${world.base}/cgi-bin/message/send?access_token=${await world.token()}`;
    const body = JSON.stringify({
      agentid: APP.agentId,
      touser: 'lisi',
      msgtype: 'text',
      text: { content: '好' },
    });
    const call = () => fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(50) });
    const messages = () => world.tenant.conversation('app', 'lisi').messages.length;
    faults.next('/cgi-bin/message', { kind: 'silence' });
    await expect(call()).rejects.toThrow('timeout');
    expect(messages()).toBe(0);
    faults.next('/cgi-bin/message', { kind: 'silence-after-accept' });
    await expect(call()).rejects.toThrow('timeout');
    expect(messages()).toBe(1);
  });
});

describe('a frame of the long connection', () => {
  it('can be refused, answered with something else, or cut off, and nothing is shown', async () => {
    const { faults, line } = await openLong();
    faults.next('aibot_send_msg', { kind: 'errcode', errcode: 45033 });
    expect(await line.ask('aibot_send_msg', push)).toMatchObject({ errcode: 45033 });
    faults.next('aibot_send_msg', { kind: 'drop' });
    void line.ask('aibot_send_msg', push);
    expect(await line.closed).toBe(1006);
    expect(shown()).toBe(0);
  });

  it('can be accepted without the sender ever knowing', async () => {
    const { faults, line } = await openLong();
    faults.next('aibot_send_msg', { kind: 'silence-after-accept' });
    void line.ask('aibot_send_msg', push, 'unanswered');
    expect(await line.ask('ping')).toMatchObject({ errcode: 0 });
    expect(shown()).toBe(1);
    faults.next('aibot_send_msg', { kind: 'drop-after-accept' });
    void line.ask('aibot_send_msg', push);
    await line.closed;
    expect(shown()).toBe(2);
  });

  it('can be throttled at the subscribe', async () => {
    const { faults, line } = await openLong();
    faults.next('aibot_subscribe', { kind: 'errcode', errcode: 45009 });
    expect(await line.ask('aibot_subscribe')).toMatchObject({ errcode: 45009 });
    expect(await line.closed).toBe(1008);
  });
});

describe('a callback on the long connection', () => {
  const say = (text: string) =>
    world.tenant.say({ from: 'zhangsan', group: GROUP.chatId, text: `@舆情助手 ${text}` });

  it('can come twice with one msgid, and not at all', async () => {
    const { faults, line } = await openLong();
    faults.duplicateNextCallback();
    await say('一');
    const [first, second] = [await line.next(), await line.next()];
    expect(second.body?.msgid).toBe(first.body?.msgid);
    expect(second.headers.req_id).not.toBe(first.headers.req_id);
    faults.nextCallback({ kind: 'drop' });
    expect(await say('二')).toMatchObject({ outcome: 'lost' });
    await say('三');
    expect((await line.next()).body).toMatchObject({ text: { content: '@舆情助手 三' } });
  });

  it('can be overtaken by the next one', async () => {
    const { faults, line } = await openLong();
    faults.nextCallback({ kind: 'hold' });
    const first = say('一');
    await say('二');
    await first;
    expect((await line.next()).body).toMatchObject({ text: { content: '@舆情助手 二' } });
    expect((await line.next()).body).toMatchObject({ text: { content: '@舆情助手 一' } });
  });
});

describe('the line itself', () => {
  it('can be taken over by another copy, cut, and left half open', async () => {
    const { line } = await openLong();
    await world.tenant.line.evict();
    expect((await line.next()).body).toMatchObject({ event: { eventtype: 'disconnected_event' } });
    expect(await line.closed).toBe(1000);
    const second = await subscribed(world.wsUrl);
    world.tenant.line.cut();
    expect(await second.closed).toBe(1006);
    const third = await subscribed(world.wsUrl);
    world.tenant.line.freeze();
    let answered = false;
    void third.ask('ping').then(() => {
      answered = true;
    });
    const fourth = await subscribed(world.wsUrl);
    expect(await fourth.ask('ping')).toMatchObject({ errcode: 0 });
    expect(answered).toBe(false);
    fourth.end();
    third.end();
  });
});
