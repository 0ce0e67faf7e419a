// One owner among several instances.
import { expect, test } from 'vitest';
import { createMemoryLeases } from '../../../../src/coordination/memory.ts';
import type { TakeLease } from '../../../../src/platforms/platform.ts';
import { createHandTimers } from './hand-timers.ts';
import { EVICTION, keeperOn, SECOND } from './keeper-on-wire.ts';

test('of two instances one dials; when it stops in good order the other takes over', async () => {
  const timers = createHandTimers();
  const lease = createMemoryLeases(timers.now);
  const a = keeperOn(timers, lease);
  const b = keeperOn(timers, lease);
  a.keeper.start();
  b.keeper.start();
  await a.accept();
  await timers.advance(0);
  expect([a.state(), b.state()]).toEqual(['connected', 'standby']);
  expect(b.wires).toHaveLength(0);
  await a.keeper.stop();
  await timers.advance(5 * SECOND);
  await b.accept();
  expect([a.state(), b.state()]).toEqual(['stopped', 'connected']);
});

test('an owner that dies without a word is replaced when its lease has run out', async () => {
  const timers = createHandTimers();
  const lease = createMemoryLeases(timers.now);
  await lease('wecom-bot:aib-1', 30 * SECOND);
  const { keeper, wires } = keeperOn(timers, lease);
  keeper.start();
  await timers.advance(29 * SECOND);
  expect(wires).toHaveLength(0);
  await timers.advance(6 * SECOND);
  expect(wires).toHaveLength(1);
});

test('an owner that loses the lease closes its connection and waits for its turn', async () => {
  const timers = createHandTimers();
  let held = true;
  const lease: TakeLease = async () =>
    held ? { renew: async () => held, release: async () => {} } : undefined;
  const { keeper, accept, state } = keeperOn(timers, lease);
  keeper.start();
  const wire = await accept();
  held = false;
  await timers.advance(10 * SECOND);
  expect(wire.closed).toBe(true);
  expect(state()).toBe('standby');
  held = true;
  await timers.advance(5 * SECOND);
  await accept();
  expect(state()).toBe('connected');
});

test('replaced by the new holder of the lease, it goes to standby and raises no alarm', async () => {
  const timers = createHandTimers();
  let held = true;
  const lease: TakeLease = async () =>
    held ? { renew: async () => held, release: async () => {} } : undefined;
  const { keeper, accept, states } = keeperOn(timers, lease);
  keeper.start();
  const wire = await accept();
  held = false;
  wire.says(EVICTION);
  await timers.advance(0);
  expect(states.map(({ kind }) => kind)).toEqual(['connecting', 'connected', 'standby']);
});
