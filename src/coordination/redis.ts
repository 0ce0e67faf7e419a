// Coordination between instances through Redis. When Redis does not answer, every part goes on in process: then the
// instances no longer know of each other, but each keeps working and keeps to what it knows.
import { randomUUID } from 'node:crypto';
import type { Clock, Coordination, CoordinationLog, Wake } from './coordination.ts';
import { createKeys } from './keys.ts';
import { createLocalWake } from './memory.ts';
import { createMemoryBudgets } from './memory-budgets.ts';
import { openRedis, type RedisConnection } from './redis-connection.ts';
import { createRedisLeases } from './redis-leases.ts';
import { createRedisNotes } from './redis-notes.ts';
import { createRedisTokens } from './redis-tokens.ts';
import { takeBudgets } from './scripts.ts';
import { groupWants } from './wants.ts';

export type RedisCoordinationOptions = {
  readonly url: string;
  readonly now: Clock;
  readonly log: CoordinationLog;
  /** First part of every key; bureaus that share one Redis need different ones. Default `yuqing`. */
  readonly prefix?: string;
};

/** Resolves also when Redis is down: it is used as soon as it is there. */
export async function createRedisCoordination(options: RedisCoordinationOptions): Promise<Coordination> {
  const { now, log } = options;
  const keys = createKeys(options.prefix ?? 'yuqing');
  const redis = await openRedis(options);
  const own = createMemoryBudgets();

  return {
    tokens: createRedisTokens({ redis, keys, now }),
    budgets: {
      async take(budgets, at) {
        const wants = groupWants(budgets);
        // What this process took is always known here, also from the time Redis was down; so neither losing Redis
        // nor finding it again lets one process exceed a limit.
        const ownWait = own.peek(budgets, at);
        if (ownWait > 0 || wants.length === 0) return ownWait;
        const reply = await redis.ask((client) =>
          client.eval(
            takeBudgets,
            wants.length,
            ...wants.map((want) => keys.budget(want)),
            at,
            randomUUID(),
            ...wants.flatMap(({ limit, windowMs, count }) => [limit, windowMs, count]),
          ),
        );
        if (reply.down) return own.take(budgets, at);
        const wait = Number(reply.value);
        if (wait === 0) own.record(budgets, at);
        return wait;
      },
    },
    lease: createRedisLeases({ redis, keys, now }),
    wake: createRedisWake(redis, keys.wakeChannel, log),
    notes: createRedisNotes({ redis, keys, now }),
    async close() {
      redis.close();
    },
  };
}

function createRedisWake(redis: RedisConnection, channel: string, log: CoordinationLog): Wake {
  const self = randomUUID();
  const local = createLocalWake(log);
  redis.subscribe(channel, (message) => {
    const [from, ...topic] = message.split(' ');
    if (from !== self) local.signal(topic.join(' '));
  });
  return {
    on: local.on,
    signal(topic) {
      local.signal(topic);
      void redis.ask((client) => client.publish(channel, `${self} ${topic}`));
    },
  };
}
