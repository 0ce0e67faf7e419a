// Access tokens that instances share. A platform may refuse or invalidate tokens that are fetched too often, so one
// instance fetches while the others wait for what it finds.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TokenCache } from '../platforms/platform.ts';
import type { Clock } from './coordination.ts';
import type { Keys } from './keys.ts';
import { createMemoryTokens } from './memory.ts';
import type { RedisConnection } from './redis-connection.ts';
import { deleteIfEqual } from './scripts.ts';

type Token = { readonly value: string; readonly expiresAt: number };
type Load = () => Promise<Token>;

/** Longer than a platform's answer may take; after it the fetcher is taken for dead. */
const lockMs = 10_000;
const pollMs = 50;

/** Tokens over all instances: fetched once, shared; while Redis is down each process fetches its own. */
export function createRedisTokens(options: {
  readonly redis: RedisConnection;
  readonly keys: Keys;
  readonly now: Clock;
}): TokenCache {
  const { redis, keys, now } = options;
  const inProcess = createMemoryTokens(now);
  const running = new Map<string, Promise<string>>();

  /** A token, `none`, or `down`. */
  async function read(name: string): Promise<Token | 'none' | 'down'> {
    const reply = await redis.ask((client) => client.get(keys.token(name)));
    if (reply.down) return 'down';
    const token = reply.value === null ? undefined : parseToken(reply.value);
    return token && token.expiresAt > now() ? token : 'none';
  }

  async function loadUnderLock(name: string, load: Load): Promise<string> {
    const owner = randomUUID();
    for (let attempt = 0; attempt * pollMs <= lockMs; attempt += 1) {
      const lock = await redis.ask((client) => client.set(keys.tokenLock(name), owner, 'PX', lockMs, 'NX'));
      if (lock.down) return inProcess.get(name, load);
      if (lock.value === 'OK') break;
      await sleep(pollMs);
      const found = await read(name);
      if (found === 'down') return inProcess.get(name, load);
      if (found !== 'none') return found.value;
    }
    try {
      // Another instance may have finished between our look and our lock.
      const found = await read(name);
      if (typeof found === 'object') return found.value;
      const token = await load();
      const ttlMs = Math.max(1, Math.floor(token.expiresAt - now()));
      await redis.ask((client) => client.set(keys.token(name), JSON.stringify(token), 'PX', ttlMs));
      return token.value;
    } finally {
      await redis.ask((client) => client.eval(deleteIfEqual, 1, keys.tokenLock(name), owner));
    }
  }

  async function find(name: string, load: Load): Promise<string> {
    const found = await read(name);
    if (found === 'down') return inProcess.get(name, load);
    return found === 'none' ? loadUnderLock(name, load) : found.value;
  }

  return {
    get(name, load) {
      const known = running.get(name);
      if (known) return known;
      const started = find(name, load).finally(() => running.delete(name));
      running.set(name, started);
      return started;
    },
    async drop(name, value) {
      await inProcess.drop(name, value);
      // Written by us, so the text under the key is exactly what we can read here; a newer token stays.
      const reply = await redis.ask((client) => client.get(keys.token(name)));
      if (reply.down || reply.value === null || parseToken(reply.value)?.value !== value) return;
      const text = reply.value;
      await redis.ask((client) => client.eval(deleteIfEqual, 1, keys.token(name), text));
    },
  };
}

/** Undefined for what we did not write: then a fresh token replaces it. */
function parseToken(text: string): Token | undefined {
  try {
    const { value, expiresAt } = JSON.parse(text) as Partial<Token>;
    return typeof value === 'string' && typeof expiresAt === 'number' ? { value, expiresAt } : undefined;
  } catch {
    return undefined;
  }
}
