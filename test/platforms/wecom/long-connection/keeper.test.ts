// What the connection does in time, told by a wire and timers in the test's hand.
import { expect, test } from 'vitest';
import { createHandTimers } from './hand-timers.ts';
import { connected, EVICTION, keeperOn, MINUTE, SECOND } from './keeper-on-wire.ts';

const callback = (reqId: string, msgid: string) => ({
  cmd: 'aibot_msg_callback',
  headers: { req_id: reqId },
  body: { msgid },
});

test('the first frame is the subscription, then a ping every 30 s', async () => {
  const { first, timers } = await connected();
  expect(first.sent.map(({ cmd, body }) => [cmd, body])).toEqual([
    ['aibot_subscribe', { bot_id: 'aib-1', secret: 'the-secret' }],
  ]);
  for (let n = 0; n < 3; n += 1) {
    await timers.advance(30 * SECOND);
    first.answers('ping');
  }
  expect(first.sent.filter(({ cmd }) => cmd === 'ping')).toHaveLength(3);
});

test('a line without any frame for 90 s is given up, and the next one opened', async () => {
  const { first, timers, wires, state } = await connected();
  await timers.advance(89 * SECOND);
  expect(first.closed).toBe(false);
  await timers.advance(1 * SECOND);
  expect(first.closed).toBe(true);
  expect(state()).toBe('waiting');
  await timers.advance(1 * SECOND);
  expect(wires).toHaveLength(2);
});

test('an unanswered question makes the line prove itself within one more timeout', async () => {
  const { first, timers, keeper } = await connected();
  const asked = keeper.ask('aibot_send_msg', {});
  await timers.advance(10 * SECOND);
  expect(await asked).toMatchObject({ kind: 'no-answer' });
  expect(first.sent.at(-1)?.cmd).toBe('ping');
  await timers.advance(10 * SECOND);
  expect(first.closed).toBe(true);
});

test('a line that proves itself after an unanswered question stays', async () => {
  const { first, timers, keeper } = await connected();
  const asked = keeper.ask('aibot_send_msg', {});
  await timers.advance(10 * SECOND);
  await asked;
  first.answers('ping');
  await timers.advance(20 * SECOND);
  expect(first.closed).toBe(false);
});

test('a line that does not open, or a subscription that nobody answers, is given up after its time', async () => {
  const timers = createHandTimers();
  const { keeper, wire, wires, state } = keeperOn(timers);
  keeper.start();
  await timers.advance(15 * SECOND);
  expect([wires.length, wire().closed, state()]).toEqual([1, true, 'waiting']);
  await timers.advance(1 * SECOND);
  wire().open();
  await timers.advance(10 * SECOND);
  expect([wires.length, wire().closed, state()]).toEqual([2, true, 'waiting']);
});

test('dropped again and again, it stays away for twice as long each time, at most a minute', async () => {
  const timers = createHandTimers();
  const { keeper, wire, states } = keeperOn(timers);
  keeper.start();
  await timers.advance(0);
  for (let n = 0; n < 9; n += 1) {
    wire().drops();
    await timers.advance(0);
    const state = states.at(-1);
    await timers.advance(state?.kind === 'waiting' ? state.ms : 0);
  }
  const waits = states.flatMap((state) => (state.kind === 'waiting' ? [state.ms] : []));
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

test.each([45009, 45033])(
  'told %i at the subscription, it stays away for a minute, then longer',
  async (code) => {
    const timers = createHandTimers();
    const { keeper, wire, wires, states } = keeperOn(timers);
    keeper.start();
    for (const expected of [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE, 10 * MINUTE]) {
      await timers.advance(0);
      wire().open();
      wire().answers('aibot_subscribe', code);
      await timers.advance(0);
      expect(states.at(-1)).toMatchObject({ kind: 'waiting', ms: expected });
      const dialled = wires.length;
      await timers.advance(expected - 1);
      expect(wires).toHaveLength(dialled);
      await timers.advance(1);
      expect(wires).toHaveLength(dialled + 1);
    }
  },
);

test.each([40001, 40013, 40091, 41002, 41004])('told %i, it stops and never asks again', async (code) => {
  const timers = createHandTimers();
  const { keeper, wire, wires, state } = keeperOn(timers);
  keeper.start();
  await timers.advance(0);
  wire().open();
  wire().answers('aibot_subscribe', code);
  await timers.advance(24 * 60 * MINUTE);
  expect(state()).toBe('refused');
  expect(wires).toHaveLength(1);
});

test('evicted, it does not fight: five minutes at least, and longer when it happens again', async () => {
  const { first, timers, wires, states, accept } = await connected();
  first.says(EVICTION);
  await timers.advance(0);
  expect(first.closed).toBe(true);
  expect(states.at(-1)).toMatchObject({ kind: 'waiting', after: { kind: 'evicted' }, ms: 5 * MINUTE });
  await timers.advance(5 * MINUTE - 1);
  expect(wires).toHaveLength(1);
  await timers.advance(1);
  const second = await accept();
  second.says(EVICTION);
  await timers.advance(0);
  expect(states.at(-1)).toMatchObject({ kind: 'waiting', ms: 10 * MINUTE });
});

test('answers find their question by req_id, whatever their order', async () => {
  const { first, keeper, timers } = await connected();
  const one = keeper.ask('aibot_send_msg', { n: 1 });
  const two = keeper.ask('aibot_send_msg', { n: 2 });
  await timers.advance(0);
  const [, a, b] = first.sent;
  first.says({ headers: b?.headers, errcode: 93006, errmsg: '' });
  first.says({ headers: a?.headers, errcode: 0, errmsg: '' });
  expect(await one).toMatchObject({ errcode: 0 });
  expect(await two).toMatchObject({ errcode: 93006 });
});

test('two answers to one message take turns, because only req_id tells them apart', async () => {
  const { first, keeper, timers } = await connected();
  const one = keeper.ask('aibot_respond_msg', { n: 1 }, 'same');
  const two = keeper.ask('aibot_respond_msg', { n: 2 }, 'same');
  await timers.advance(0);
  expect(first.sent.filter(({ cmd }) => cmd === 'aibot_respond_msg')).toHaveLength(1);
  first.answers('aibot_respond_msg', 0);
  await timers.advance(0);
  first.answers('aibot_respond_msg', 6000);
  expect(await one).toMatchObject({ errcode: 0 });
  expect(await two).toMatchObject({ errcode: 6000 });
});

test('without a connection nothing is written; cut off while waiting, it may have arrived', async () => {
  const { first, keeper, timers } = await connected();
  const asked = keeper.ask('aibot_send_msg', {});
  await timers.advance(0);
  first.drops();
  expect(await asked).toMatchObject({ kind: 'no-answer' });
  expect(await keeper.ask('aibot_send_msg', {})).toMatchObject({ kind: 'not-connected' });
});

test('what cannot be read is named and costs nothing else', async () => {
  const { first, heard, unreadable } = await connected();
  first.says('<html>502</html>');
  first.says({ cmd: 'aibot_msg_callback', body: {} });
  first.says(callback('r', 'm-1'));
  expect(unreadable).toEqual(['not JSON', 'unexpected frame aibot_msg_callback']);
  expect(heard).toEqual(['{"msgid":"m-1"}']);
});

test('stopped at any moment it leaves no timer and no open line', async () => {
  for (const moment of [0, 1, 2]) {
    const timers = createHandTimers();
    const k = keeperOn(timers);
    k.keeper.start();
    if (moment >= 1) await timers.advance(0);
    if (moment >= 2) await k.accept();
    await k.keeper.stop();
    await timers.advance(0);
    expect(timers.waiting()).toBe(0);
    expect(k.wires.every(({ closed }) => closed)).toBe(true);
  }
});
