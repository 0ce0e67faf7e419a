// Every fault of the switchboard at what the platform tells the bot, by both ways.
import { afterEach, describe, expect, it } from 'vitest';
import { createLineWorld, type Json, type Line, subscribed } from './line-stand-in.ts';
import { botAnswer, buttonCard, createWorld, empty, LINE_BOT, START, type World } from './stand-in.ts';

let world: World;
let line: Line | undefined;
afterEach(async () => {
  line?.end();
  line = undefined;
  await world.close();
});

describe.each(['url', 'websocket'] as const)('callbacks of the bot by %s', (mode) => {
  /** Callbacks as they came in: the plaintext of each. */
  let heard: Json[];

  async function open(): Promise<void> {
    heard = [];
    world = await createWorld(mode === 'url' ? {} : { bot: LINE_BOT });
    if (mode === 'url') {
      world.answer((one, res) => {
        heard.push(JSON.parse(one.message) as Json);
        empty(one, res);
      });
      return;
    }
    const opened = await subscribed(world.wsUrl);
    line = opened;
    const listen = async (): Promise<void> => {
      heard.push((await opened.next()).body ?? {});
      void listen();
    };
    void listen();
  }

  async function cardAt(): Promise<string> {
    const template_card = buttonCard('T1', {
      button_list: ['first', 'second'].map((key) => ({ type: 0, text: key, style: 1, key })),
    });
    const card = { msgtype: 'template_card', template_card };
    if (mode === 'url') world.answer(botAnswer(card));
    await world.tenant.tellBot({ from: 'lisi', text: '定级' });
    if (mode === 'url') {
      world.answer((one, res) => {
        heard.push(JSON.parse(one.message) as Json);
        empty(one, res);
      });
    } else {
      expect(await line?.ask('aibot_send_msg', { chatid: 'lisi', ...card })).toMatchObject({ errcode: 0 });
      await expect.poll(() => heard.length).toBe(1);
    }
    heard.length = 0;
    return world.tenant.conversation('bot', 'lisi').messages[1]?.id ?? '';
  }

  it('taps come in the wrong order, twice, or not at all', async () => {
    await open();
    const messageId = await cardAt();
    const { faults } = world.tenant;
    const tap = (key: string) => world.tenant.tap({ from: 'lisi', messageId, key });
    const keys = () =>
      heard.map(
        ({ event }) =>
          (event as { template_card_event: { event_key: string } }).template_card_event.event_key,
      );
    faults.nextCallback({ kind: 'hold' }, 'bot');
    const first = tap('first');
    await tap('second');
    await first;
    await expect.poll(keys).toEqual(['second', 'first']);
    heard.length = 0;
    faults.nextCallback({ kind: 'duplicate' }, 'bot');
    await tap('first');
    await expect.poll(keys).toEqual(['first', 'first']);
    expect(heard[0]?.msgid).toBe(heard[1]?.msgid);
    heard.length = 0;
    faults.nextCallback({ kind: 'drop' }, 'bot');
    expect(await tap('first')).toMatchObject({ outcome: 'lost', attempts: 1 });
    await tap('second');
    await expect.poll(keys).toEqual(['second']);
  });

  it('a message comes late, and with the time of a clock that goes wrong', async () => {
    await open();
    const { faults } = world.tenant;
    let go = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      go = resolve;
    });
    faults.nextCallback({ kind: 'delay', until }, 'bot');
    const late = world.tenant.tellBot({ from: 'lisi', text: '一' });
    await world.tenant.tellBot({ from: 'lisi', text: '二' });
    go();
    await late;
    await expect.poll(() => heard.map(({ text }) => text)).toEqual([{ content: '二' }, { content: '一' }]);
    heard.length = 0;
    faults.skewClock(-600_000);
    await world.tenant.enterBot({ from: 'lisi' });
    await expect.poll(() => heard.map(({ create_time }) => create_time)).toEqual([START / 1000 - 600]);
    if (mode === 'url') expect(world.heard.at(-1)?.query.get('timestamp')).toBe(String(START / 1000 - 600));
  });
});

it('an evicted product hears and says nothing more until it subscribes again', async () => {
  world = await createLineWorld();
  const first = await subscribed(world.wsUrl);
  await world.tenant.line.evict();
  expect((await first.next()).body).toMatchObject({ event: { eventtype: 'disconnected_event' } });
  expect(await first.closed).toBe(1000);
  expect(await world.tenant.tellBot({ from: 'lisi', text: '在' })).toMatchObject({ outcome: 'lost' });
  line = await subscribed(world.wsUrl);
  expect(await world.tenant.tellBot({ from: 'lisi', text: '在' })).toMatchObject({ outcome: 'delivered' });
});
