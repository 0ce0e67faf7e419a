// One Redis connection that never holds the product up: a command fails within about a second, after which Redis is
// left alone for a while, and the operator is told once a minute.
import { Redis } from 'ioredis';
import type { Clock, CoordinationLog } from './coordination.ts';

const commandTimeoutMs = 1_000;
const restMs = 5_000;
const warnEveryMs = 60_000;

/** The answer of Redis, or `down` when there was none and the caller must do without. */
export type Reply<T> = { readonly down: false; readonly value: T } | { readonly down: true };

export type RedisConnection = {
  /** Runs one command. Never rejects. */
  ask<T>(command: (redis: Redis) => Promise<T>): Promise<Reply<T>>;
  /** Calls back with every message of a channel, on a connection of its own that heals by itself. */
  subscribe(channel: string, onMessage: (message: string) => void): void;
  close(): void;
};

/** Resolves when Redis answered or after a second without an answer; later it is used as soon as it is there. */
export async function openRedis(options: {
  readonly url: string;
  readonly now: Clock;
  readonly log: CoordinationLog;
}): Promise<RedisConnection> {
  const { now, log } = options;
  let restUntil = Number.NEGATIVE_INFINITY;
  let warnedAt = Number.NEGATIVE_INFINITY;
  let closed = false;
  let subscriber: Redis | undefined;

  function warn(err: unknown): void {
    const at = now();
    if (closed || Math.abs(at - warnedAt) < warnEveryMs) return;
    warnedAt = at;
    log.warn({ err }, 'Redis 暂时不可用，改用进程内协调继续工作；多实例部署请检查 REDIS_URL 和 Redis 服务');
  }

  const redis = new Redis(options.url, {
    lazyConnect: true,
    commandTimeout: commandTimeoutMs,
    maxRetriesPerRequest: 1,
    connectTimeout: commandTimeoutMs,
    // Without a connection a command fails at once instead of waiting in a queue.
    enableOfflineQueue: false,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  });
  redis.on('error', warn);
  // The handshake must be over before the first command, or a healthy Redis would look down at start.
  let patience: NodeJS.Timeout | undefined;
  await Promise.race([
    redis.connect().catch(() => {}),
    new Promise((resolve) => {
      patience = setTimeout(resolve, commandTimeoutMs);
    }),
  ]);
  clearTimeout(patience);

  return {
    async ask(command) {
      if (closed || performance.now() < restUntil) return { down: true };
      try {
        return { down: false, value: await command(redis) };
      } catch (err) {
        // A connection that is gone fails at once; one that hangs must not cost a second per command.
        if (redis.status === 'ready') restUntil = performance.now() + restMs;
        warn(err);
        return { down: true };
      }
    },
    subscribe(channel, onMessage) {
      subscriber = redis.duplicate({
        lazyConnect: false,
        commandTimeout: undefined,
        maxRetriesPerRequest: null,
        enableOfflineQueue: true,
      });
      subscriber.on('error', warn);
      subscriber.on('message', (from, message) => {
        if (from === channel) onMessage(message);
      });
      subscriber.subscribe(channel).catch(warn);
    },
    close() {
      closed = true;
      subscriber?.disconnect();
      redis.disconnect();
    },
  };
}
