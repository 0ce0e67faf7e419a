// Replies and pushes together: 30 a minute and 1000 an hour for each conversation. That the update of a tapped card
// is a reply like others is inferred.
// https://developer.work.weixin.qq.com/document/path/101463
import { createRateWindow } from '../rate-window.ts';
import { demand } from '../refusal.ts';

/** Counts one use of the key; refuses with 45009 when a window is full. */
export function createBudget(now: () => number): (key: string) => void {
  const minute = createRateWindow({ now, limit: 30, windowMs: 60_000 });
  const hour = createRateWindow({ now, limit: 1000, windowMs: 3600_000 });
  return (key) => demand(minute.take(key) && hour.take(key), 45009, 'api freq out of limit');
}
