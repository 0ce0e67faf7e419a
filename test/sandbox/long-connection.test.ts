import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLineWorld, credentials, type Line, openLine, subscribed } from './line-stand-in.ts';
import { BOT, GROUP, START, type World } from './stand-in.ts';

let world: World;
let line: Line;
beforeEach(async () => {
  world = await createLineWorld();
  line = await subscribed(world.wsUrl);
});
afterEach(async () => {
  line.end();
  await world.close();
});

const ask = { from: 'zhangsan', group: GROUP.chatId, text: '@舆情助手 登记' };
const group = () => world.tenant.conversation('group', GROUP.chatId).messages;
const stream = (content: string, finish = true) => ({
  msgtype: 'stream',
  stream: { id: 's1', finish, content },
});
const markdown = (content: string) => ({ msgtype: 'markdown', markdown: { content } });

describe('subscribing', () => {
  it('needs the right bot and the right secret, and ends the line otherwise', async () => {
    for (const [body, errcode] of [
      [{ ...credentials, bot_id: 'aib-other' }, 40013],
      [{ ...credentials, secret: 'wrong' }, 40001],
      [{}, 40013],
    ] as const) {
      const stranger = await openLine(world.wsUrl);
      expect(await stranger.ask('aibot_subscribe', body)).toMatchObject({ errcode });
      expect(await stranger.closed).toBe(1008);
    }
    expect(world.tenant.line.connected()).toBe(true);
  });

  it('comes first: nothing else is done before', async () => {
    const stranger = await openLine(world.wsUrl);
    expect(await stranger.ask('ping')).toMatchObject({ errcode: 40058 });
    stranger.end();
  });

  it('is answered, and so is every ping, under the same req_id', async () => {
    expect(await line.ask('ping', {}, 'ping-7')).toEqual({
      headers: { req_id: 'ping-7' },
      errcode: 0,
      errmsg: 'ok',
    });
  });

  it('leaves no secret in the log', () => {
    expect(world.tenant.log[0]).toMatchObject({ method: 'WS', path: 'aibot_subscribe', errcode: 0 });
    expect(JSON.stringify(world.tenant.log)).not.toContain(credentials.secret);
  });
});

describe('a message to the bot', () => {
  it('arrives as a callback, and an answer under its req_id is shown', async () => {
    expect(await world.tenant.say(ask)).toMatchObject({ outcome: 'delivered' });
    const heard = await line.next();
    expect(heard).toMatchObject({
      cmd: 'aibot_msg_callback',
      body: {
        aibotid: BOT.id,
        chatid: GROUP.chatId,
        chattype: 'group',
        from: { userid: 'zhangsan' },
        msgtype: 'text',
        text: { content: ask.text },
      },
    });
    expect(heard.body?.response_url).toBeUndefined();
    const reqId = heard.headers.req_id;
    expect(await line.ask('aibot_respond_msg', stream('已登记'), reqId)).toMatchObject({ errcode: 0 });
    expect(group()[1]).toMatchObject({
      from: { kind: 'bot' },
      body: { text: '已登记' },
      quote: { text: ask.text },
    });
  });

  it('is lost while nobody is connected', async () => {
    line.end();
    await expect.poll(() => world.tenant.line.connected()).toBe(false);
    expect(await world.tenant.say(ask)).toMatchObject({ outcome: 'lost', reason: 'not connected' });
  });
});

describe('a push', () => {
  it('goes only where somebody has spoken to the bot', async () => {
    const push = { chatid: GROUP.chatId, chat_type: 2, ...markdown('**到期**') };
    expect(await line.ask('aibot_send_msg', push)).toMatchObject({ errcode: 93006 });
    await world.tenant.say(ask);
    expect(await line.ask('aibot_send_msg', push)).toMatchObject({ errcode: 0 });
    expect(group()[1]).toMatchObject({ at: START, body: { kind: 'markdown', text: '**到期**' } });
    expect(group()[1]?.quote).toBeUndefined();
  });
});
