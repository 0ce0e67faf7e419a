// A client that stops pinging is gone, whatever else it writes.
import { WSClient } from '@wecom/aibot-node-sdk';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { credentials, type Line, subscribed } from './line-stand-in.ts';
import { createLineTimers, type HandLineTimers } from './line-timers.ts';
import { createWorld, LINE_BOT, START, type World } from './stand-in.ts';

const SECOND = 1000;
let world: World;
let timers: HandLineTimers;
let line: Line | undefined;
beforeEach(async () => {
  timers = createLineTimers();
  world = await createWorld({ bot: LINE_BOT, lineTimers: timers });
});
afterEach(async () => {
  line?.end();
  line = undefined;
  await world.close();
});

const pings = () => world.tenant.log.filter((call) => call.path === 'ping').length;

it('is closed after three pings that did not come, and may subscribe again', async () => {
  line = await subscribed(world.wsUrl);
  timers.advance(90 * SECOND - 1);
  expect(world.tenant.line.connected()).toBe(true);
  timers.advance(1);
  expect(await line.closed).toBe(1000);
  expect(world.tenant.line.connected()).toBe(false);
  line = await subscribed(world.wsUrl);
  expect(world.tenant.line.connected()).toBe(true);
});

it('stays as long as it pings; no other frame stands for a ping', async () => {
  line = await subscribed(world.wsUrl);
  for (let round = 0; round < 10; round += 1) {
    timers.advance(80 * SECOND);
    expect(await line.ask('ping')).toMatchObject({ errcode: 0 });
  }
  timers.advance(80 * SECOND);
  expect(await line.ask('aibot_send_msg')).toMatchObject({ errcode: 40058 });
  timers.advance(10 * SECOND);
  expect(await line.closed).toBe(1000);
});

it('is not hurried by a jump of the tenant’s clock', async () => {
  line = await subscribed(world.wsUrl);
  world.clock.at = START + 24 * 3600 * SECOND;
  expect(await line.ask('ping')).toMatchObject({ errcode: 0 });
  expect(world.tenant.line.connected()).toBe(true);
});

it('is forgotten behind a half-open line without hearing of it', async () => {
  line = await subscribed(world.wsUrl);
  world.tenant.line.freeze();
  void line.ask('ping');
  timers.advance(90 * SECOND);
  expect(world.tenant.line.connected()).toBe(false);
  expect(await world.tenant.tellBot({ from: 'lisi', text: '在吗' })).toMatchObject({ outcome: 'lost' });
});

it('the official client pings often enough by itself, and is dropped when its pings get lost', async () => {
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const client = new WSClient({
    botId: credentials.bot_id,
    secret: credentials.secret,
    wsUrl: world.wsUrl,
    logger: silent,
    heartbeatInterval: 10,
    maxReconnectAttempts: 0,
  });
  client.on('error', () => undefined);
  const ready = new Promise((resolve) => client.once('authenticated', () => resolve(undefined)));
  const gone = new Promise((resolve) => client.once('disconnected', () => resolve(undefined)));
  client.connect();
  await ready;
  for (let round = 0; round < 3; round += 1) {
    timers.advance(80 * SECOND);
    const before = pings();
    await expect.poll(pings).toBeGreaterThan(before);
  }
  expect(client.isConnected).toBe(true);
  world.tenant.faults.sometimes('ping', 1, { kind: 'silence' });
  const before = pings();
  await expect.poll(pings).toBeGreaterThan(before);
  timers.advance(90 * SECOND);
  await gone;
  expect(world.tenant.line.connected()).toBe(false);
  client.disconnect();
});
