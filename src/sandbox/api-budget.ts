// The base frequency of one API for one corp: 10,000 a minute, 150,000 an hour; beyond it the API is closed for as long.
// https://developer.work.weixin.qq.com/document/path/90312
import { demand } from './refusal.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Sending messages is counted by member, and webhooks by key, not here. */
const UNCOUNTED = ['/cgi-bin/message/send', '/cgi-bin/webhook/', '/cgi-bin/auth/getuserinfo'];

export interface ApiLimits {
  readonly perMinute: number;
  readonly perHour: number;
}

interface Count {
  startedAt: number;
  calls: number;
  closedUntil: number;
}

/** Counts one call of a path; refuses with 45009 while the API is closed. */
export function createApiBudget(now: () => number, limits: ApiLimits): (path: string) => void {
  const counts = new Map<string, Count>();

  function take(key: string, limit: number, windowMs: number): void {
    const at = now();
    const count = counts.get(key) ?? { startedAt: at, calls: 0, closedUntil: 0 };
    counts.set(key, count);
    demand(at >= count.closedUntil, 45009, 'api freq out of limit');
    if (at - count.startedAt >= windowMs || at < count.startedAt) {
      count.startedAt = at;
      count.calls = 0;
    }
    count.calls += 1;
    if (count.calls <= limit) return;
    count.closedUntil = at + windowMs;
    count.calls = 0;
    demand(false, 45009, 'api freq out of limit');
  }

  return (path) => {
    if (UNCOUNTED.some((prefix) => path.startsWith(prefix))) return;
    take(`minute ${path}`, limits.perMinute, MINUTE_MS);
    take(`hour ${path}`, limits.perHour, HOUR_MS);
  };
}
