// Which ways out are closed, why, and until when. Kept in memory: after a restart the first message finds out again.
import type { ClosedWay } from '../core/well-being.ts';
import type { SendOutcome } from '../platforms/platform.ts';

export type Channels = {
  /** How long a message has to wait for the channel, ms; 0 when it may try. After a wait one message tries for all. */
  wait(channel: string, now: number): number;
  /** Learns from what became of an attempt. */
  heard(channel: string, outcome: SendOutcome, now: number): void;
  /** The channels that are closed. */
  closed(): readonly ClosedWay[];
};

/** A setting may have been changed after this, ms. */
export const RECHECK_MS = 5 * 60_000;
/** A channel that keeps telling us to wait is asked again after twice as long each time, up to its longest window, ms. */
const LONGEST_WAIT_MS = 3_600_000;
/** How long the one that tries may take before another may, ms. */
const TRIAL_MS = 15_000;

type Wait = { readonly now: number; readonly ms: number };
type Entry = ClosedWay & {
  readonly until: number;
  /** How often the platform has said so in a row. */
  readonly times: number;
  /** Somebody is finding out whether it is still closed. */
  readonly trying: boolean;
};

/** No channel is closed at first. */
export function createChannels(): Channels {
  const entries = new Map<string, Entry>();

  function close(channel: string, why: Pick<ClosedWay, 'code' | 'reason' | 'down'>, wait: Wait): void {
    const before = entries.get(channel);
    // Several that were in the air together say the same thing once.
    const times = (before?.times ?? 1) + (before?.trying ? 1 : 0);
    const ms = Math.min(wait.ms * (why.down ? 1 : 2 ** (times - 1)), LONGEST_WAIT_MS);
    const since = before?.since ?? wait.now;
    entries.set(channel, { ...why, channel, since, times, until: wait.now + ms, trying: false });
  }

  return {
    wait(channel, now) {
      const entry = entries.get(channel);
      if (entry === undefined) return 0;
      if (now < entry.until) return entry.until - now;
      entries.set(channel, { ...entry, until: now + TRIAL_MS, trying: true });
      return 0;
    },
    heard(channel, outcome, now) {
      switch (outcome.kind) {
        case 'unknown':
          return;
        case 'later': {
          const { scope, code, reason, afterMs } = outcome;
          if (scope === 'channel') close(channel, { code, reason, down: false }, { now, ms: afterMs });
          return;
        }
        case 'refused': {
          const { scope, code, reason } = outcome;
          if (scope === 'channel') close(channel, { code, reason, down: true }, { now, ms: RECHECK_MS });
          else entries.delete(channel);
          return;
        }
        case 'sent':
          entries.delete(channel);
      }
    },
    closed: () =>
      [...entries.values()].map(({ channel, since, code, reason, down }) => ({
        channel,
        since,
        code,
        reason,
        down,
      })),
  };
}
