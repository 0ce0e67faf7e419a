import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { Coordination } from '../../src/coordination/coordination.ts';
import { createRedisCoordination } from '../../src/coordination/redis.ts';
import { eventually } from '../harness/eventually.ts';
import { coordinationContract } from './contract.ts';

const url = process.env.TEST_REDIS_URL;
if (!url) process.stderr.write('Redis coordination: skipped, TEST_REDIS_URL is not set.\n');

describe.skipIf(!url)('on Redis', () => {
  const prefixes: string[] = [];
  const opened: Coordination[] = [];
  const prefix = () => {
    const fresh = `yuqing-test-${randomUUID()}`;
    prefixes.push(fresh);
    return fresh;
  };
  const open = async (shared: string, now = () => 1_000) => {
    const log = { warn: () => {} };
    const coordination = await createRedisCoordination({ url: url ?? '', now, prefix: shared, log });
    opened.push(coordination);
    return coordination;
  };
  afterEach(async () => {
    for (const coordination of opened.splice(0)) await coordination.close();
  });
  afterAll(async () => {
    const redis = new Redis(url ?? '');
    for (const used of prefixes) {
      const keys = await redis.keys(`${used}:*`);
      if (keys.length > 0) await redis.del(keys);
    }
    redis.disconnect();
  });

  coordinationContract('on Redis', () => {
    const shared = prefix();
    return (now) => open(shared, now);
  });

  it('shares a budget between instances', async () => {
    const shared = prefix();
    const [one, two] = [await open(shared), await open(shared)];
    const budget = { key: 'app', limit: 5, windowMs: 60_000 };
    const takes = Array.from({ length: 10 }, (_, i) => (i % 2 ? one : two).budgets.take([budget], 1_000));
    const waits = await Promise.all(takes);
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
    expect(new Set(waits)).toEqual(new Set([0, 60_000]));
  });

  it('loads a token once for all instances, also when they ask at the same time', async () => {
    const shared = prefix();
    const instances = [await open(shared), await open(shared), await open(shared)];
    const load = vi.fn(async () => {
      await sleep(120);
      return { value: 'shared', expiresAt: 7_200_000 };
    });
    const values = await Promise.all(instances.map(({ tokens }) => tokens.get('app', load)));
    expect(values).toEqual(['shared', 'shared', 'shared']);
    expect(load).toHaveBeenCalledTimes(1);
    await instances[0]?.tokens.drop('app', 'shared');
    await instances[1]?.tokens.get('app', load);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('lets another instance load when the first one failed', async () => {
    const shared = prefix();
    const [one, two] = [await open(shared), await open(shared)];
    let waiting: Promise<string> | undefined;
    const failing = one.tokens.get('app', async () => {
      waiting = two.tokens.get('app', async () => ({ value: 'second', expiresAt: 7_200_000 }));
      await sleep(60);
      throw new Error('errcode 40001');
    });
    await expect(failing).rejects.toThrow('40001');
    expect(await waiting).toBe('second');
  });

  it('gives a lease to one instance, and to the next when it ran out', async () => {
    const shared = prefix();
    const [one, two] = [await open(shared), await open(shared)];
    const held = await one.lease('ws', 150);
    expect(await two.lease('ws', 150)).toBeUndefined();
    const next = await eventually(async () => {
      const lease = await two.lease('ws', 5_000);
      expect(lease).toBeDefined();
      return lease;
    });
    expect(await held?.renew()).toBe(false);
    await held?.release();
    expect(await next?.renew()).toBe(true);
  });

  it('wakes the other instances', async () => {
    const shared = prefix();
    const [one, two] = [await open(shared), await open(shared)];
    const heard: string[] = [];
    one.wake.on('outbox', () => heard.push('one'));
    two.wake.on('outbox', () => heard.push('two'));
    // A signal before the subscription stands may get lost, so it is repeated until it is heard.
    await eventually(() => {
      one.wake.signal('outbox');
      expect(heard).toContain('two');
    });
    heard.length = 0;
    one.wake.signal('outbox');
    await eventually(() => expect(heard).toContain('two'));
    await sleep(50);
    expect(heard.filter((who) => who === 'one')).toHaveLength(1);
  });

  it('leaves nothing behind that does not run out by itself', async () => {
    const shared = prefix();
    const { budgets, tokens, lease } = await open(shared);
    await budgets.take([{ key: 'app', limit: 5, windowMs: 60_000 }], 1_000);
    await tokens.get('app', async () => ({ value: 't', expiresAt: 7_200_000 }));
    await lease('ws', 30_000);
    const redis = new Redis(url ?? '');
    const keys = await redis.keys(`${shared}:*`);
    expect(keys).toHaveLength(3);
    for (const key of keys) expect(await redis.pttl(key)).toBeGreaterThan(0);
    redis.disconnect();
  });
});
