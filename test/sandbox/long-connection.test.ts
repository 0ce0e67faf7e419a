import { decryptFile } from '@wecom/aibot-node-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLineWorld, credentials, type Json, type Line, openLine, subscribed } from './line-stand-in.ts';
import { BOT, buttonCard, GROUP, START, type World } from './stand-in.ts';

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
const single = () => world.tenant.conversation('bot', 'lisi').messages;
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(9)]);
const opened = async (media: { url: string; aeskey: string }) =>
  decryptFile(Buffer.from(await (await fetch(media.url)).arrayBuffer()), media.aeskey);
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

  it('finds a group first, a person next, and neither under the wrong chat_type', async () => {
    await world.tenant.say(ask);
    await world.tenant.tellBot({ from: 'lisi', text: '在' });
    const send = async (chatid: string, chat_type?: number) =>
      (
        await line.ask('aibot_send_msg', {
          chatid,
          ...(chat_type === undefined ? {} : { chat_type }),
          ...markdown('x'),
        })
      ).errcode;
    expect([
      await send(GROUP.chatId),
      await send('lisi'),
      await send('lisi', 1),
      await send('LiSi', 0),
    ]).toEqual([0, 0, 0, 0]);
    expect([await send('lisi', 2), await send(GROUP.chatId, 1), await send('wrNONE')]).toEqual([
      93006, 93006, 93006,
    ]);
    expect([await send('lisi', 3), await send('')]).toEqual([40058, 40058]);
  });

  it('is markdown, a card or media: never text, and no mention is real', async () => {
    await world.tenant.tellBot({ from: 'lisi', text: '在' });
    const send = async (body: Json) =>
      (await line.ask('aibot_send_msg', { chatid: 'lisi', ...body })).errcode;
    expect(await send({ msgtype: 'text', text: { content: 'x', mentioned_list: ['lisi'] } })).toBe(40008);
    expect(await send(stream('x'))).toBe(40008);
    expect(await send(markdown(' '))).toBe(44004);
    expect(await send(markdown('a'.repeat(20481)))).toBe(45002);
    expect(await send({ msgtype: 'file', file: { media_id: 'none' } })).toBe(40007);
    expect(await send(markdown('<@zhangsan> 请看'))).toBe(0);
    expect(single()[1]?.body).toMatchObject({ text: '<@zhangsan> 请看', mentions: [] });
  });

  it('with a card is checked field by field, and a task_id is good once', async () => {
    await world.tenant.tellBot({ from: 'lisi', text: '在' });
    const send = async (template_card: Json) =>
      (await line.ask('aibot_send_msg', { chatid: 'lisi', msgtype: 'template_card', template_card })).errcode;
    const notice = { card_type: 'text_notice', main_title: { title: '到期' } };
    expect(await send(notice)).toBe(42045);
    expect(await send(buttonCard('YQ:1'))).toBe(42014);
    expect(await send(buttonCard('YQ-1'))).toBe(0);
    expect(await send(buttonCard('YQ-1'))).toBe(42014);
  });

  it('with a card goes to groups only in a tenant that shows such cards, where every member can tap it', async () => {
    const card = { chatid: GROUP.chatId, msgtype: 'template_card', template_card: buttonCard('T1') };
    await world.tenant.say(ask);
    expect(await line.ask('aibot_send_msg', card)).toMatchObject({ errcode: 40008 });
    const other = await createLineWorld({ groupCards: true });
    const there = await subscribed(other.wsUrl);
    await other.tenant.say(ask);
    await there.next();
    expect(await there.ask('aibot_send_msg', card)).toMatchObject({ errcode: 0 });
    const messageId = other.tenant.conversation('group', GROUP.chatId).messages[1]?.id ?? '';
    await other.tenant.tap({ from: 'lisi', messageId, key: 'grade.general' });
    expect((await there.next()).body).toMatchObject({ chatid: GROUP.chatId, from: { userid: 'lisi' } });
    await expect(other.tenant.tap({ from: 'wangzong', messageId, key: 'grade.general' })).rejects.toThrow(
      '不在这个群里',
    );
    there.end();
    await other.close();
  });

  it('has a budget of 30 a minute for each conversation, answers included', async () => {
    await world.tenant.say(ask);
    const reqId = (await line.next()).headers.req_id;
    await world.tenant.tellBot({ from: 'lisi', text: '在' });
    const send = async (chatid: string) =>
      (await line.ask('aibot_send_msg', { chatid, ...markdown('x') })).errcode;
    expect(await line.ask('aibot_respond_msg', markdown('收到'), reqId)).toMatchObject({ errcode: 0 });
    for (let sent = 1; sent < 30; sent += 1) expect(await send(GROUP.chatId)).toBe(0);
    expect(await send(GROUP.chatId)).toBe(45009);
    expect(await send('lisi')).toBe(0);
    world.clock.at = START + 60_000;
    expect(await send(GROUP.chatId)).toBe(0);
  });

  it('has a budget of 1000 an hour', async () => {
    await world.tenant.say(ask);
    const send = async () =>
      (await line.ask('aibot_send_msg', { chatid: GROUP.chatId, ...markdown('x') })).errcode;
    for (let sent = 0; sent < 1000; sent += 1) {
      world.clock.at = START + sent * 2000;
      expect(await send()).toBe(0);
    }
    world.clock.at += 60_000;
    expect(await send()).toBe(45009);
    world.clock.at = START + 3600_000;
    expect(await send()).toBe(0);
  });
});

describe('an answer', () => {
  const told = async (): Promise<string> => {
    await world.tenant.say(ask);
    return (await line.next()).headers.req_id;
  };

  it('to a message is good for 24 hours, and only to a message', async () => {
    const reqId = await told();
    expect(await line.ask('aibot_respond_update_msg', {}, reqId)).toMatchObject({ errcode: 846605 });
    expect(await line.ask('aibot_respond_msg', markdown('x'), 'unknown')).toMatchObject({ errcode: 846605 });
    expect(
      await line.ask('aibot_respond_msg', { msgtype: 'text', text: { content: 'x' } }, reqId),
    ).toMatchObject({
      errcode: 40008,
    });
    world.clock.at = START + 24 * 3600_000;
    expect(await line.ask('aibot_respond_msg', markdown('x'), reqId)).toMatchObject({ errcode: 0 });
    world.clock.at += 1;
    expect(await line.ask('aibot_respond_msg', markdown('x'), reqId)).toMatchObject({ errcode: 846604 });
  });

  it('survives the connection that brought the question', async () => {
    const reqId = await told();
    line.end();
    line = await subscribed(world.wsUrl);
    expect(await line.ask('aibot_respond_msg', markdown('x'), reqId)).toMatchObject({ errcode: 0 });
  });

  it('as a stream replaces itself, not too fast, not after its end and not after six minutes', async () => {
    const reqId = await told();
    const say = async (text: string, finish = false) =>
      (await line.ask('aibot_respond_msg', stream(text, finish), reqId)).errcode;
    expect(await say('一')).toBe(0);
    expect(await say('一二')).toBe(6000);
    expect(await line.ask('aibot_send_msg', { chatid: GROUP.chatId, ...markdown('x') })).toMatchObject({
      errcode: 6000,
    });
    world.clock.at += 2100;
    expect(await say('一二三', true)).toBe(0);
    expect(group()).toHaveLength(2);
    expect(group()[1]?.body).toMatchObject({ text: '一二三' });
    world.clock.at += 2100;
    expect(await say('四')).toBe(846608);
    const second = await told();
    world.clock.at += 6 * 60_000;
    expect(await line.ask('aibot_respond_msg', stream('晚了'), second)).toMatchObject({ errcode: 846608 });
  });

  it('may bring a card with the stream, but no pictures inside it', async () => {
    const reqId = await told();
    const both = {
      ...stream('请定级'),
      msgtype: 'stream_with_template_card',
      template_card: buttonCard('T1'),
    };
    expect(await line.ask('aibot_respond_msg', both, reqId)).toMatchObject({ errcode: 0 });
    expect(group().map((shown) => shown.body.kind)).toEqual(['text', 'markdown', 'card']);
    const pictured = { msgtype: 'stream', stream: { id: 's2', finish: true, content: 'x', msg_item: [] } };
    expect(await line.ask('aibot_respond_msg', pictured, reqId)).toMatchObject({ errcode: 40058 });
  });

  it('of welcome is text or a card, once, within five seconds', async () => {
    const text = { msgtype: 'text', text: { content: '您好' } };
    await world.tenant.enterBot({ from: 'lisi' });
    const first = (await line.next()).headers.req_id;
    expect(await line.ask('aibot_respond_welcome_msg', markdown('您好'), first)).toMatchObject({
      errcode: 40008,
    });
    expect(await line.ask('aibot_respond_welcome_msg', text, first)).toMatchObject({ errcode: 0 });
    expect(await line.ask('aibot_respond_welcome_msg', text, first)).toMatchObject({ errcode: 846605 });
    await world.tenant.enterBot({ from: 'zhangsan' });
    const late = (await line.next()).headers.req_id;
    world.clock.at = START + 5001;
    expect(await line.ask('aibot_respond_welcome_msg', text, late)).toMatchObject({ errcode: 846604 });
  });
});

it('what somebody thinks of an answer is an event that no reply fits', async () => {
  await world.tenant.tellBot({ from: 'lisi', text: '问' });
  const asked = (await line.next()).headers.req_id;
  const answer = {
    msgtype: 'stream',
    stream: { id: 's1', finish: true, content: '答', feedback: { id: 'f' } },
  };
  await line.ask('aibot_respond_msg', answer, asked);
  await world.tenant.feedback({ from: 'lisi', messageId: single()[1]?.id ?? '', opinion: 'good' });
  const told = await line.next();
  expect(told.body).toMatchObject({
    event: { eventtype: 'feedback_event', feedback_event: { id: 'f', type: 1 } },
  });
  for (const cmd of ['aibot_respond_msg', 'aibot_respond_update_msg', 'aibot_respond_welcome_msg'])
    expect(await line.ask(cmd, markdown('谢谢'), told.headers.req_id)).toMatchObject({ errcode: 846605 });
});

it('a change of what the bot may do with documents is an event that no reply fits', async () => {
  await world.tenant.changeRights({ from: 'lisi', rights: [2] });
  const told = await line.next();
  expect(told).toMatchObject({
    cmd: 'aibot_event_callback',
    body: { event: { eventtype: 'auth_change_event', auth_change_event: { auth_list: [2] } } },
  });
  for (const cmd of ['aibot_respond_msg', 'aibot_respond_update_msg', 'aibot_respond_welcome_msg'])
    expect(await line.ask(cmd, markdown('谢谢'), told.headers.req_id)).toMatchObject({ errcode: 846605 });
});

describe('a tapped card', () => {
  const update = (task_id: string, extra: Json = {}) => ({
    response_type: 'update_template_card',
    template_card: { ...buttonCard(task_id), replace_text: '已定级' },
    ...extra,
  });
  const tapped = async (): Promise<string> => {
    await world.tenant.tap({ from: 'lisi', messageId: single()[1]?.id ?? '', key: 'grade.general' });
    return (await line.next()).headers.req_id;
  };
  beforeEach(async () => {
    await world.tenant.tellBot({ from: 'lisi', text: '在' });
    await line.next();
    await line.ask('aibot_send_msg', {
      chatid: 'lisi',
      msgtype: 'template_card',
      template_card: buttonCard('T1'),
    });
  });

  it('is updated within five seconds, under its own task_id', async () => {
    const reqId = await tapped();
    expect(await line.ask('aibot_respond_update_msg', update('T2'), reqId)).toMatchObject({ errcode: 42014 });
    expect(
      await line.ask('aibot_respond_update_msg', update('T1', { response_type: 'x' }), reqId),
    ).toMatchObject({ errcode: 40008 });
    world.clock.at = START + 5000;
    expect(await line.ask('aibot_respond_update_msg', update('T1'), reqId)).toMatchObject({ errcode: 0 });
    expect(single()[1]?.body).toMatchObject({ state: 'updated', replaced: '已定级' });
  });

  it('stays as it is when the update comes late, and can be tapped again', async () => {
    const reqId = await tapped();
    world.clock.at = START + 5001;
    expect(await line.ask('aibot_respond_update_msg', update('T1'), reqId)).toMatchObject({
      errcode: 846604,
    });
    expect(single()[1]?.body).toMatchObject({ state: 'live' });
    expect(await line.ask('aibot_respond_update_msg', update('T1'), await tapped())).toMatchObject({
      errcode: 0,
    });
  });

  it('counts for the budget of its conversation', async () => {
    const send = async () => (await line.ask('aibot_send_msg', { chatid: 'lisi', ...markdown('x') })).errcode;
    for (let sent = 1; sent < 30; sent += 1) expect(await send()).toBe(0);
    expect(await line.ask('aibot_respond_update_msg', update('T1'), await tapped())).toMatchObject({
      errcode: 45009,
    });
    expect(single()[1]?.body).toMatchObject({ state: 'live' });
  });

  it('cannot be answered with a message', async () => {
    expect(await line.ask('aibot_respond_msg', markdown('x'), await tapped())).toMatchObject({
      errcode: 846605,
    });
  });
});

describe('the line', () => {
  it('belongs to the newest subscriber: the older one is told, then closed', async () => {
    const second = await subscribed(world.wsUrl);
    expect(await line.next()).toMatchObject({
      cmd: 'aibot_event_callback',
      body: { msgtype: 'event', event: { eventtype: 'disconnected_event' } },
    });
    expect(await line.closed).toBe(1000);
    await world.tenant.say(ask);
    expect(await second.next()).toMatchObject({ cmd: 'aibot_msg_callback' });
    second.end();
  });

  it('is refused by a bot that is reached by callback URL', async () => {
    const other = await createLineWorld({ mode: 'url' });
    const there = await openLine(other.wsUrl);
    expect(await there.ask('aibot_subscribe', credentials)).toMatchObject({ errcode: 40001 });
    await other.close();
  });

  it('protects itself against subscribe storms', async () => {
    for (let again = 1; again < 30; again += 1)
      expect(await line.ask('aibot_subscribe', credentials)).toMatchObject({ errcode: 0 });
    expect(await line.ask('aibot_subscribe', credentials)).toMatchObject({ errcode: 45009 });
  });

  it('refuses what is not a frame, and says so under its req_id where there is one', async () => {
    line.write('hello');
    expect(await line.next()).toMatchObject({ headers: { req_id: '' }, errcode: 40035 });
    expect(await line.ask('aibot_dance')).toMatchObject({ errcode: 40058 });
    expect(await line.ask('ping', {}, 'x'.repeat(257))).toMatchObject({ errcode: 40058 });
    line.write(JSON.stringify({ headers: { req_id: 'r1' } }));
    expect(await line.next()).toMatchObject({ headers: { req_id: 'r1' }, errcode: 40058 });
  });
});

describe('what people send', () => {
  it('is heard as voice transcript, picture, mixed, file and video, media with a key of its own', async () => {
    const file = { name: '采购清单.xlsx', bytes: Buffer.from('表格') };
    const video = { name: '现场.mp4', bytes: Buffer.from('....ftypisom') };
    await world.tenant.tellBot({ from: 'lisi', voice: '积水很深' });
    expect((await line.next()).body).toMatchObject({ msgtype: 'voice', voice: { content: '积水很深' } });
    await world.tenant.tellBot({ from: 'lisi', images: [png] });
    const image = (await line.next()).body?.image as { url: string; aeskey: string };
    await world.tenant.tellBot({ from: 'lisi', text: '看', images: [png] });
    expect((await line.next()).body).toMatchObject({
      msgtype: 'mixed',
      mixed: { msg_item: [{ msgtype: 'text' }, { msgtype: 'image', image: { aeskey: expect.any(String) } }] },
    });
    await world.tenant.tellBot({ from: 'lisi', file });
    expect((await line.next()).body).toMatchObject({ msgtype: 'file' });
    await world.tenant.tellBot({ from: 'lisi', video });
    const shot = (await line.next()).body?.video as { url: string; aeskey: string };
    expect(image.aeskey).not.toBe(shot.aeskey);
    expect(await opened(image)).toEqual(png);
    expect(await opened(shot)).toEqual(video.bytes);
    world.clock.at = START + 5 * 60_000;
    expect((await fetch(shot.url)).status).toBe(403);
  });

  it('is heard when it is quoted, without its author', async () => {
    const video = { name: '现场.mp4', bytes: Buffer.from('....ftypisom') };
    const sent = await world.tenant.say({ from: 'lisi', group: GROUP.chatId, video });
    expect(sent.outcome).toBe('not-called');
    await world.tenant.say({ ...ask, quote: sent.messageId ?? '' });
    const quote = (await line.next()).body?.quote as {
      msgtype: string;
      video: { url: string; aeskey: string };
    };
    expect(Object.keys(quote)).toEqual(['msgtype', 'video']);
    expect(await opened(quote.video)).toEqual(video.bytes);
  });
});
