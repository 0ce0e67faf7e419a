// Needs no Redis: what happens when there is none, when it hangs, and when it goes away for good.
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Coordination } from '../../src/coordination/coordination.ts';
import { createRedisCoordination } from '../../src/coordination/redis.ts';

const budget = { key: 'app', limit: 2, windowMs: 60_000 };
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open(port: number, now: () => number = () => 1_000) {
  const warnings: string[] = [];
  const coordination = await createRedisCoordination({
    url: `redis://127.0.0.1:${port}`,
    now,
    log: { warn: (_, message) => void warnings.push(message) },
  });
  closing.push(() => coordination.close());
  return { coordination, warnings };
}

async function expectEverythingWorks({ budgets, tokens, lease, wake }: Coordination): Promise<void> {
  expect(await budgets.take([budget], 1_000)).toBe(0);
  expect(await budgets.take([budget], 1_000)).toBe(0);
  expect(await budgets.take([budget], 1_000)).toBe(60_000);
  expect(await tokens.get('app', async () => ({ value: 't', expiresAt: 9_000 }))).toBe('t');
  expect(await tokens.get('app', async () => ({ value: 'u', expiresAt: 9_000 }))).toBe('t');
  const held = await lease('ws', 30_000);
  expect(await held?.renew()).toBe(true);
  expect(await lease('ws', 30_000)).toBeUndefined();
  await held?.release();
  await new Promise<void>((resolve) => {
    wake.on('outbox', resolve);
    wake.signal('outbox');
  });
}

describe('without a Redis at the address', () => {
  it('the product goes on in process, and the operator is told once a minute', async () => {
    let at = 1_000;
    const { coordination, warnings } = await open(1, () => at);
    const before = performance.now();
    await expectEverythingWorks(coordination);
    expect(performance.now() - before).toBeLessThan(4_000);
    expect(warnings).toEqual([expect.stringContaining('Redis 暂时不可用')]);
    at += 60_000;
    await coordination.budgets.take([budget], at);
    expect(warnings).toHaveLength(2);
  });
});

describe('with a Redis that accepts and never answers', () => {
  it('the product starts and goes on, without a wait per command', async () => {
    const sockets: Socket[] = [];
    const mute = await listening(createServer((socket) => void sockets.push(socket.resume())));
    closing.push(() => {
      for (const socket of sockets) socket.destroy();
      mute.server.close();
    });
    const { coordination, warnings } = await open(mute.port);
    const before = performance.now();
    await expectEverythingWorks(coordination);
    expect(performance.now() - before).toBeLessThan(6_000);
    expect(warnings).toHaveLength(1);
  });
});

async function listening(server: Server): Promise<{ server: Server; port: number }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, port: address.port };
}
