// Three answers of the bot to one person may be written at a time.
import { afterEach, describe, expect, it } from 'vitest';
import { createLineWorld, type Line, subscribed } from './line-stand-in.ts';
import { botAnswer, createWorld, empty, GROUP, START, type World } from './stand-in.ts';

let world: World;
let line: Line | undefined;
afterEach(async () => {
  line?.end();
  line = undefined;
  await world.close();
});

const tell = (text: string, from = 'lisi') => world.tenant.tellBot({ from, text });
const part = (id: string, finish: boolean) => ({
  msgtype: 'stream',
  stream: { id, finish, content: finish ? '完' : '…' },
});

describe('over the long connection', () => {
  async function openAnswers(count: number): Promise<{ line: Line; reqIds: string[] }> {
    world = await createLineWorld();
    const opened = await subscribed(world.wsUrl);
    line = opened;
    const reqIds: string[] = [];
    for (let n = 0; n < count; n += 1) {
      await tell(`问 ${n}`);
      const reqId = (await opened.next()).headers.req_id;
      expect(await opened.ask('aibot_respond_msg', part(`s${n}`, false), reqId)).toMatchObject({
        errcode: 0,
      });
      reqIds.push(reqId);
    }
    return { line: opened, reqIds };
  }

  it('the bot does not hear the fourth message, wherever it is said, until one answer has ended', async () => {
    const opened = await openAnswers(3);
    const fourth = await tell('问 3');
    expect(fourth).toMatchObject({ outcome: 'not-called', reason: expect.stringContaining('3 个') });
    const inGroup = { from: 'lisi', group: GROUP.chatId, text: '@舆情助手 问 3' };
    expect(await world.tenant.say(inGroup)).toMatchObject({ outcome: 'not-called' });
    expect(world.tenant.conversation('bot', 'lisi').messages.at(-1)).toMatchObject({
      id: fourth.messageId,
      body: { text: '问 3' },
    });
    world.clock.at += 2100;
    const [first = ''] = opened.reqIds;
    expect(await opened.line.ask('aibot_respond_msg', part('s0', true), first)).toMatchObject({ errcode: 0 });
    expect(await tell('问 4')).toMatchObject({ outcome: 'delivered' });
    expect((await opened.line.next()).body).toMatchObject({ text: { content: '问 4' } });
  });

  it('others are heard, and so are taps and opened chats', async () => {
    await openAnswers(3);
    expect(await tell('在吗', 'zhangsan')).toMatchObject({ outcome: 'delivered' });
    expect(await world.tenant.enterBot({ from: 'lisi' })).toMatchObject({ outcome: 'delivered' });
  });

  it('an answer that never ends blocks nobody for more than six minutes', async () => {
    await openAnswers(3);
    world.clock.at = START + 6 * 60_000 - 1;
    expect(await tell('问')).toMatchObject({ outcome: 'not-called' });
    world.clock.at = START + 6 * 60_000;
    expect(await tell('问')).toMatchObject({ outcome: 'delivered' });
  });

  it('answers that are whole at once never add up, and neither do messages without an answer', async () => {
    const opened = await openAnswers(0);
    for (let n = 0; n < 5; n += 1) {
      expect(await tell(`问 ${n}`)).toMatchObject({ outcome: 'delivered' });
      const reqId = (await opened.line.next()).headers.req_id;
      if (n % 2 === 0) await opened.line.ask('aibot_respond_msg', part(`s${n}`, true), reqId);
    }
    expect(await tell('问')).toMatchObject({ outcome: 'delivered' });
  });
});

it('by callback URL too: three unfinished streams keep the fourth message from the bot', async () => {
  world = await createWorld({ streamPollMs: 200 });
  for (const id of ['s1', 's2', 's3']) {
    world.answer(botAnswer(part(id, false)));
    expect(await tell('问')).toMatchObject({ outcome: 'answered', reply: 'stream' });
  }
  world.answer(empty);
  expect(await tell('问')).toMatchObject({ outcome: 'not-called' });
  const said = world.heard.filter((one) => one.message.includes('"msgtype":"text"'));
  expect(said).toHaveLength(3);
  expect(await tell('问', 'zhangsan')).toMatchObject({ outcome: 'answered' });
});
