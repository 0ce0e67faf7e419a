// A real Redis behind a cable that the test pulls and plugs in again.
import { randomUUID } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createRedisCoordination } from '../../src/coordination/redis.ts';
import { eventually } from '../harness/eventually.ts';

const url = process.env.TEST_REDIS_URL;
if (!url) process.stderr.write('Redis outage: skipped, TEST_REDIS_URL is not set.\n');

describe.skipIf(!url)('when Redis goes away and comes back', () => {
  it('no instance exceeds a limit, a held lease stays, and the instances find each other again', async () => {
    const cable = await createCable(new URL(url ?? ''));
    const prefix = `yuqing-test-${randomUUID()}`;
    const warnings: string[] = [];
    const open = (address: string) =>
      createRedisCoordination({
        url: address,
        prefix,
        now: () => 1_000,
        log: { warn: (_, message) => void warnings.push(message) },
      });
    const cut = await open(`redis://127.0.0.1:${cable.port}`);
    const whole = await open(url ?? '');
    const budget = { key: 'app', limit: 3, windowMs: 60_000 };

    const lease = await cut.lease('ws', 60_000);
    const elsewhere = await whole.lease('hook', 60_000);
    expect(await cut.lease('hook', 60_000)).toBeUndefined();
    expect(await cut.budgets.take([budget], 1_000)).toBe(0);
    cable.pull();

    expect(await cut.budgets.take([budget], 1_000)).toBe(0);
    expect(await cut.budgets.take([budget], 1_000)).toBe(0);
    expect(await cut.budgets.take([budget], 1_000)).toBe(60_000);
    expect(await lease?.renew()).toBe(true);
    expect(await cut.lease('hook', 60_000)).toBeUndefined();
    expect(warnings).toEqual([expect.stringContaining('进程内')]);

    cable.plug();
    const heard: string[] = [];
    cut.wake.on('outbox', () => heard.push('cut'));
    await eventually(async () => {
      whole.wake.signal('outbox');
      expect(heard).not.toEqual([]);
      expect(await cut.tokens.get('seen', async () => ({ value: 'cut', expiresAt: 2_000 }))).toBe('cut');
      expect(await whole.tokens.get('seen', async () => ({ value: 'whole', expiresAt: 2_000 }))).toBe('cut');
    });
    expect(await cut.budgets.take([budget], 1_000)).toBe(60_000);
    expect(await lease?.renew()).toBe(true);
    expect(await whole.lease('ws', 60_000)).toBeUndefined();

    await lease?.release();
    await elsewhere?.release();
    await Promise.all([cut.close(), whole.close(), cable.close()]);
  });
});

async function createCable(target: URL) {
  const sockets = new Set<Socket>();
  let plugged = true;
  const server = createServer((near) => {
    if (!plugged) return near.destroy();
    const far = connect(Number(target.port || 6379), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        near.destroy();
        far.destroy();
        sockets.delete(socket);
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const pull = () => {
    plugged = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    pull,
    plug: () => {
      plugged = true;
    },
    close: () => {
      pull();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
