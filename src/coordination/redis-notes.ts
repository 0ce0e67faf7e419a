// Notes that instances share. While Redis is down each process keeps its own: then somebody signed in elsewhere signs
// in once more.
import type { Clock } from './coordination.ts';
import type { Keys } from './keys.ts';
import { createMemoryNotes } from './memory-notes.ts';
import type { Notes } from './notes.ts';
import type { RedisConnection } from './redis-connection.ts';

/** Notes in Redis. They end by the caller's clock; Redis only sweeps up. */
export function createRedisNotes(options: {
  readonly redis: RedisConnection;
  readonly keys: Keys;
  readonly now: Clock;
}): Notes {
  const { redis, keys, now } = options;
  const own = createMemoryNotes(now);
  return {
    async put(name, value, ttlMs) {
      const note = `${now() + ttlMs} ${value}`;
      const reply = await redis.ask((client) => client.set(keys.note(name), note, 'PX', Math.ceil(ttlMs)));
      if (reply.down) await own.put(name, value, ttlMs);
    },
    async read(name) {
      const reply = await redis.ask((client) => client.get(keys.note(name)));
      return reply.down || reply.value === null ? own.read(name) : valueIn(reply.value, now());
    },
    async take(name) {
      const reply = await redis.ask((client) => client.getdel(keys.note(name)));
      return reply.down || reply.value === null ? own.take(name) : valueIn(reply.value, now());
    },
  };
}

function valueIn(note: string, now: number): string | undefined {
  const at = note.indexOf(' ');
  return Number(note.slice(0, at)) > now ? note.slice(at + 1) : undefined;
}
