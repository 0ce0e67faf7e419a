// Coordination as the installation has it: in Redis when there is one, otherwise in process.
import type { Clock, Coordination, CoordinationLog } from './coordination.ts';
import { createMemoryCoordination } from './memory.ts';
import { createRedisCoordination } from './redis.ts';

/** Resolves also when Redis is down: it is used as soon as it is there. */
export async function openCoordination(options: {
  readonly redisUrl?: string | undefined;
  readonly now: Clock;
  readonly log: CoordinationLog;
}): Promise<Coordination> {
  const { redisUrl, now, log } = options;
  if (redisUrl === undefined) return createMemoryCoordination({ now, log });
  return createRedisCoordination({ url: redisUrl, now, log });
}
