// How long to stay away after a connection ended. Pure: chance comes in by argument.
import type { Ending } from './link.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

/** First and longest wait, ms; each wait is twice the one before. */
type Waits = { readonly first: number; readonly longest: number };

const DROPPED: Waits = { first: SECOND, longest: MINUTE };
/** The platform protects itself against storms of subscriptions (45009, 45033): a whole window, then longer. */
const THROTTLED: Waits = { first: MINUTE, longest: 10 * MINUTE };
/** Another process has the bot's secret: taking the bot back at once would only be answered in kind. */
const EVICTED: Waits = { first: 5 * MINUTE, longest: 30 * MINUTE };

const THROTTLE_CODES: ReadonlySet<number> = new Set([45009, 45033]);
/** Wrong id or secret: asking again cannot help. https://developer.work.weixin.qq.com/document/path/90313 */
const CREDENTIAL_CODES: ReadonlySet<number> = new Set([40001, 40013]);

/** True when only a changed setting helps. */
export const isHopeless = (ending: Ending): boolean =>
  ending.kind === 'refused' && CREDENTIAL_CODES.has(ending.errcode);

/** True when the platform asked us to slow down. */
export const isThrottled = (ending: Ending): boolean =>
  ending.kind === 'refused' && THROTTLE_CODES.has(ending.errcode);

/**
 * The wait in ms before the next attempt, after `failures` endings in a row (1 for the first). `chance` is from 0 to
 * below 1 and spreads the waits over their upper half, so that instances and sites do not come back in step.
 */
export function backOff(ending: Ending, failures: number, chance: number): number {
  const waits = ending.kind === 'evicted' ? EVICTED : isThrottled(ending) ? THROTTLED : DROPPED;
  const full = Math.min(waits.first * 2 ** Math.min(failures - 1, 30), waits.longest);
  // After a throttle or an eviction the first wait is a lower bound, not a mean.
  return waits === DROPPED ? full * (0.5 + chance / 2) : full * (1 + chance / 4);
}
