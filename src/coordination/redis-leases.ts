// Leases between instances. While Redis is down whoever holds a lease keeps it, and whoever last saw it in another
// hand stays away, so that two instances do not fight over one connection; a lease never seen elsewhere is given in
// process.
import { randomUUID } from 'node:crypto';
import type { Clock, Coordination, Lease } from './coordination.ts';
import type { Keys } from './keys.ts';
import { createMemoryLeases } from './memory.ts';
import type { RedisConnection } from './redis-connection.ts';
import { deleteIfEqual, renewLease } from './scripts.ts';

/** Leases over all instances; while Redis is down, as the head of this file says. */
export function createRedisLeases(options: {
  readonly redis: RedisConnection;
  readonly keys: Keys;
  readonly now: Clock;
}): Coordination['lease'] {
  const { redis, keys, now } = options;
  const inProcess = createMemoryLeases(now);
  const seenElsewhere = new Set<string>();

  return async (name, ttlMs): Promise<Lease | undefined> => {
    // The process's own lease first: two holders in one process are told apart without Redis.
    const local = await inProcess(name, ttlMs);
    if (!local) return undefined;
    const key = keys.lease(name);
    const owner = randomUUID();

    async function hold(): Promise<boolean | 'unknown'> {
      const reply = await redis.ask((client) => client.eval(renewLease, 1, key, owner, ttlMs));
      if (reply.down) return 'unknown';
      const held = reply.value === 1;
      if (held) seenElsewhere.delete(name);
      else seenElsewhere.add(name);
      return held;
    }

    const held = await hold();
    if (held === false || (held === 'unknown' && seenElsewhere.has(name))) {
      await local.release();
      return undefined;
    }
    return {
      async renew() {
        if (!(await local.renew())) return false;
        const still = await hold();
        if (still === false) await local.release();
        return still !== false;
      },
      async release() {
        await local.release();
        await redis.ask((client) => client.eval(deleteIfEqual, 1, key, owner));
      },
    };
  };
}
