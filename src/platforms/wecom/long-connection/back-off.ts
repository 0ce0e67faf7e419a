// How long to stay away after a connection ended. Pure: chance comes in by argument.
import type { Ending } from './link.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

/** First and longest wait, ms; each wait is twice the one before, until a connection lived for `stable`. */
type Waits = { readonly first: number; readonly longest: number; readonly stable: number };

const DROPPED: Waits = { first: SECOND, longest: MINUTE, stable: MINUTE };
/** The platform protects itself against storms of subscriptions (45009, 45033): a whole window, then longer. */
const THROTTLED: Waits = { first: MINUTE, longest: 10 * MINUTE, stable: MINUTE };
/** Another process has the bot's secret: taking the bot back at once would only be answered in kind. */
const EVICTED: Waits = { first: 5 * MINUTE, longest: 30 * MINUTE, stable: 60 * MINUTE };

const THROTTLE_CODES: ReadonlySet<number> = new Set([45009, 45033]);
/** Wrong or missing id or secret: asking again cannot help. https://developer.work.weixin.qq.com/document/path/90313 */
const CREDENTIAL_CODES: ReadonlySet<number> = new Set([40001, 40013, 40091, 41002, 41004]);

/** True when only a changed setting helps. */
export const isHopeless = (ending: Ending): boolean =>
  ending.kind === 'refused' && CREDENTIAL_CODES.has(ending.errcode);

/** True when the platform asked us to slow down. */
export const isThrottled = (ending: Ending): boolean =>
  ending.kind === 'refused' && THROTTLE_CODES.has(ending.errcode);

const waitsAfter = (ending: Ending): Waits =>
  ending.kind === 'evicted' ? EVICTED : isThrottled(ending) ? THROTTLED : DROPPED;

/** Endings of one kind in a row. */
export type Row = { readonly ending: Ending; readonly times: number };

/** The row that `ending` continues, or begins: after another kind, or after `lived` ms that were long enough. */
export function continued(row: Row | undefined, ending: Ending, lived: number): Row {
  const waits = waitsAfter(ending);
  const goesOn = row !== undefined && waitsAfter(row.ending) === waits && lived < waits.stable;
  return { ending, times: goesOn ? row.times + 1 : 1 };
}

/**
 * The wait in ms before the next attempt. `chance` is from 0 to below 1 and spreads the waits, so that instances and
 * sites do not come back in step.
 */
export function backOff({ ending, times }: Row, chance: number): number {
  const waits = waitsAfter(ending);
  const full = Math.min(waits.first * 2 ** Math.min(times - 1, 30), waits.longest);
  // After a throttle or an eviction the wait is a lower bound, not a mean.
  return waits === DROPPED ? full * (0.5 + chance / 2) : full * (1 + chance / 4);
}
