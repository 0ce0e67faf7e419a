import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decryptBytes } from '../../src/sandbox/envelope.ts';
import { BOT, botAnswer, buttonCard, createWorld, empty, GROUP, START, type World } from './stand-in.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const stream = (content: string, finish = true) => ({
  msgtype: 'stream',
  stream: { id: 's1', finish, content },
});
const message = (index = 0) => JSON.parse(world.heard[index]?.message ?? '{}') as Record<string, unknown>;
const group = () => world.tenant.conversation('group', GROUP.chatId).messages;
const single = () => world.tenant.conversation('bot', 'lisi').messages;
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(9)]);
const ask = { from: 'zhangsan', group: GROUP.chatId, text: '@舆情助手 登记' };

describe('in a group', () => {
  it('the bot hears only messages that mention it', async () => {
    expect(await world.tenant.say({ ...ask, text: '大家好' })).toMatchObject({ outcome: 'not-called' });
    expect(world.heard).toHaveLength(0);
    expect(await world.tenant.say(ask)).toMatchObject({ outcome: 'answered', reply: 'empty' });
    expect(message()).toMatchObject({
      aibotid: BOT.id,
      chatid: GROUP.chatId,
      chattype: 'group',
      from: { userid: 'zhangsan' },
      msgtype: 'text',
      text: { content: '@舆情助手 登记' },
    });
    expect(message().response_url).toMatch(`${world.base}/aibot/response?response_code=`);
    expect(group()).toHaveLength(2);
  });

  it('a quote carries the content and nothing about its author', async () => {
    const first = await world.tenant.say({ ...ask, text: '某某路积水 https://v.douyin.com/x/' });
    await world.tenant.say({ ...ask, quote: first.messageId ?? '' });
    expect(message().quote).toEqual({
      msgtype: 'text',
      text: { content: '某某路积水 https://v.douyin.com/x/' },
    });
    expect(group()[1]?.quote).toMatchObject({ messageId: first.messageId, from: '张三' });
    await world.tenant.say({ ...ask, quote: { text: '随手引用' } });
    expect(message(1).quote).toEqual({ msgtype: 'text', text: { content: '随手引用' } });
  });

  it('pictures arrive as mixed, encrypted, for five minutes', async () => {
    await world.tenant.say({ ...ask, images: [png] });
    const mixed = message().mixed as { msg_item: { msgtype: string; image: { url: string } }[] };
    expect(mixed.msg_item.map((item) => item.msgtype)).toEqual(['text', 'image']);
    const url = mixed.msg_item[1]?.image.url ?? '';
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect(decryptBytes(BOT.aesKey, bytes).equals(png)).toBe(true);
    world.clock.at = START + 5 * 60_000;
    expect((await fetch(url)).status).toBe(403);
  });

  it('a file is heard only when it is quoted', async () => {
    const file = { name: '采购清单.xlsx', bytes: Buffer.from('xlsx') };
    const sent = await world.tenant.say({ from: 'lisi', group: GROUP.chatId, file });
    expect(sent.outcome).toBe('not-called');
    await world.tenant.say({ ...ask, quote: sent.messageId ?? '' });
    const quote = message().quote as { msgtype: string; file: { url: string } };
    const res = await fetch(quote.file.url);
    expect(decryptBytes(BOT.aesKey, Buffer.from(await res.arrayBuffer())).toString()).toBe('xlsx');
    expect(res.headers.get('content-disposition')).toContain(encodeURIComponent('采购清单.xlsx'));
  });

  it('a stranger to the group cannot speak in it', async () => {
    await expect(world.tenant.say({ ...ask, from: 'wangzong' })).rejects.toThrow('不在这个群里');
  });
});

describe('a passive answer', () => {
  it('shows a stream as a message that quotes the question, up to 20480 bytes', async () => {
    world.answer(botAnswer(stream('已登记 YQ-2026-0042，请 <@lisi> 处理')));
    await world.tenant.say(ask);
    expect(group()[1]).toMatchObject({
      from: { kind: 'bot', name: '舆情助手' },
      body: { kind: 'markdown', mentions: [] },
      quote: { text: ask.text },
    });
    world.answer(botAnswer(stream('a'.repeat(20481))));
    expect(await world.tenant.say(ask)).toMatchObject({ outcome: 'bad-answer' });
    expect(world.tenant.log.at(-1)).toMatchObject({ path: 'reply:bot', errcode: 45002 });
    expect(group()).toHaveLength(3);
  });

  it('is asked for again until the stream is finished', async () => {
    let round = 0;
    world.answer((heard, res) => {
      round += 1;
      botAnswer(stream(`第${round}稿`, round === 3))(heard, res);
    });
    await world.tenant.say(ask);
    await world.tenant.settled();
    expect(world.heard.map((one) => (JSON.parse(one.message) as { msgtype: string }).msgtype)).toEqual([
      'text',
      'stream',
      'stream',
    ]);
    expect(group()).toHaveLength(2);
    expect(group()[1]).toMatchObject({ body: { text: '第3稿' } });
  });

  it('is refused with another nonce, without encryption, or of a kind the message does not allow', async () => {
    world.answer((heard, res) =>
      botAnswer(stream('x'))({ ...heard, query: new URLSearchParams('nonce=other') }, res),
    );
    expect(await world.tenant.say(ask)).toMatchObject({
      outcome: 'bad-answer',
      reason: expect.stringContaining('nonce'),
    });
    world.answer((_heard, res) => res.end('success'));
    expect(await world.tenant.say(ask)).toMatchObject({ outcome: 'bad-answer' });
    world.answer(botAnswer({ msgtype: 'text', text: { content: 'x' } }));
    expect(await world.tenant.say(ask)).toMatchObject({ outcome: 'bad-answer' });
    expect(group().every((shown) => shown.from.kind === 'person')).toBe(true);
  });

  it('to a failing callback is not asked for twice', async () => {
    world.answer((_heard, res) => res.destroy());
    expect(await world.tenant.say(ask)).toMatchObject({ outcome: 'lost', attempts: 1 });
    expect(world.heard).toHaveLength(1);
  });
});

describe('a response_url', () => {
  const url = () => String(message(world.heard.length - 1).response_url);
  const markdown = { msgtype: 'markdown', markdown: { content: '**已登记**' } };

  it('takes one message, once, for an hour', async () => {
    await world.tenant.say(ask);
    expect(await world.post(url(), markdown)).toMatchObject({ errcode: 0 });
    expect(group()[1]).toMatchObject({
      body: { kind: 'markdown', text: '**已登记**' },
      quote: { text: ask.text },
    });
    expect(await world.post(url(), markdown)).toMatchObject({ errcode: 42022 });
    await world.tenant.say(ask);
    world.clock.at = START + 3600_000;
    expect(await world.post(url(), markdown)).toMatchObject({ errcode: 42022 });
    expect(await world.post(`${world.base}/aibot/response?response_code=x`, markdown)).toMatchObject({
      errcode: 40029,
    });
  });

  it('takes a card in a single chat only, and no update', async () => {
    const card = { msgtype: 'template_card', template_card: buttonCard('T1') };
    await world.tenant.say(ask);
    expect(await world.post(url(), card)).toMatchObject({ errcode: 40008 });
    await world.tenant.tellBot({ from: 'lisi', text: '帮助' });
    expect(message(1)).toMatchObject({ chattype: 'single' });
    expect(message(1).chatid).toBeUndefined();
    expect(await world.post(url(), { response_type: 'update_template_card', ...card })).toMatchObject({
      errcode: 40008,
    });
    expect(await world.post(url(), card)).toMatchObject({ errcode: 0 });
    expect(single()[1]?.body).toMatchObject({ kind: 'card', taskId: 'T1' });
  });
});

describe('a card in the single chat', () => {
  const update = (task_id: string, extra: object = {}) => ({
    response_type: 'update_template_card',
    template_card: { ...buttonCard(task_id), replace_text: '已定级', ...extra },
  });

  beforeEach(async () => {
    world.answer(botAnswer({ msgtype: 'template_card', template_card: buttonCard('T1') }));
    await world.tenant.tellBot({ from: 'lisi', text: '定级' });
    world.answer(empty);
  });

  const tap = () =>
    world.tenant.tap({ from: 'lisi', messageId: single()[1]?.id ?? '', key: 'grade.general' });

  it('is one event per tap, never repeated, and a passive answer updates it', async () => {
    world.answer((_heard, res) => res.writeHead(500).end());
    expect(await tap()).toMatchObject({ outcome: 'lost', attempts: 1 });
    expect(message(1)).toMatchObject({
      create_time: START / 1000,
      msgtype: 'event',
      event: {
        eventtype: 'template_card_event',
        template_card_event: { card_type: 'button_interaction', event_key: 'grade.general', task_id: 'T1' },
      },
    });
    world.answer(botAnswer(update('T1')));
    expect(await tap()).toMatchObject({ outcome: 'answered', reply: 'update_template_card' });
    expect(single()[1]?.body).toMatchObject({ state: 'updated', replaced: '已定级' });
    await expect(tap()).rejects.toThrow('按钮已失效');
  });

  it('cannot be updated to another task, and userids of others leave it alone', async () => {
    world.answer(botAnswer(update('T2')));
    expect(await tap()).toMatchObject({ outcome: 'bad-answer' });
    world.answer(botAnswer({ ...update('T1'), userids: ['zhangsan'] }));
    expect(await tap()).toMatchObject({ outcome: 'answered' });
    expect(single()[1]?.body).toMatchObject({ state: 'live' });
  });

  it('never appears twice with one task_id', async () => {
    world.answer(botAnswer({ msgtype: 'template_card', template_card: buttonCard('T1') }));
    expect(await world.tenant.tellBot({ from: 'lisi', text: '再来' })).toMatchObject({
      outcome: 'bad-answer',
    });
    expect(world.tenant.log.at(-1)?.errcode).toBe(42014);
  });
});

it('the welcome of enter_chat is asked for once a day', async () => {
  world.answer(botAnswer({ msgtype: 'text', text: { content: '您好' } }));
  expect(await world.tenant.enterBot({ from: 'lisi' })).toMatchObject({ outcome: 'answered', reply: 'text' });
  expect(await world.tenant.enterBot({ from: 'lisi' })).toMatchObject({ outcome: 'not-called' });
  expect(single()).toMatchObject([{ body: { text: '您好' } }]);
});

it('what somebody thinks of an answer comes back under the id the answer gave, and takes no reply', async () => {
  const feedback = { id: 'fb-7' };
  world.answer(botAnswer({ msgtype: 'stream', stream: { id: 's1', finish: true, content: '答', feedback } }));
  await world.tenant.tellBot({ from: 'lisi', text: '问' });
  const messageId = single()[1]?.id ?? '';
  const opinion = { from: 'lisi', messageId, opinion: 'bad', content: '不全', reasons: [2] } as const;
  expect(await world.tenant.feedback(opinion)).toMatchObject({ outcome: 'bad-answer' });
  world.answer(empty);
  expect(await world.tenant.feedback(opinion)).toMatchObject({ outcome: 'answered', reply: 'empty' });
  expect(message(1)).toMatchObject({
    msgtype: 'event',
    event: {
      eventtype: 'feedback_event',
      feedback_event: { id: 'fb-7', type: 2, content: '不全', inaccurate_reason_list: [2] },
    },
  });
  expect(message(1).response_url).toBeUndefined();
  await expect(world.tenant.feedback({ ...opinion, messageId: single()[0]?.id ?? '' })).rejects.toThrow(
    '不能评价',
  );
  await expect(world.tenant.feedback({ ...opinion, from: 'zhangsan' })).rejects.toThrow('看得到');
});

it('a change of what the bot may do with documents is an event of the 1:1 that takes no reply', async () => {
  world.answer(botAnswer({ msgtype: 'text', text: { content: '谢谢' } }));
  expect(await world.tenant.changeRights({ from: 'lisi', rights: [1, 2] })).toMatchObject({
    outcome: 'bad-answer',
  });
  world.answer(empty);
  expect(await world.tenant.changeRights({ from: 'lisi', rights: [] })).toMatchObject({ reply: 'empty' });
  expect(message()).toMatchObject({
    msgtype: 'event',
    create_time: START / 1000,
    chattype: 'single',
    from: { userid: 'lisi' },
    event: { eventtype: 'auth_change_event', auth_change_event: { auth_list: [1, 2] } },
  });
  expect(message(1).event).toMatchObject({ auth_change_event: { auth_list: [] } });
  expect(message().response_url).toBeUndefined();
  expect(single()).toHaveLength(0);
});
