// Timers in the hand of a test: nothing runs until time is moved.
import type { Timers } from '../../../../src/platforms/wecom/long-connection/timers.ts';

export type HandTimers = Timers & {
  stop(): void;
  /** Moves time and runs what falls due on the way, in order, with everything that follows at once. */
  advance(ms: number): Promise<void>;
  /** Moves time and runs nothing, as for a process that is busy. */
  skip(ms: number): void;
  /** How many wait. */
  readonly waiting: () => number;
};

const breath = () => new Promise((resolve) => setImmediate(resolve));

export function createHandTimers(): HandTimers {
  let now = 0;
  let waiting: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((one) => one !== timer);
      };
    },
    async advance(ms) {
      const until = now + ms;
      await breath();
      for (;;) {
        const [next] = waiting.filter((one) => one.at <= until).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        waiting = waiting.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.run();
        await breath();
      }
      now = until;
    },
    skip(ms) {
      now += ms;
    },
    stop() {
      waiting = [];
    },
    waiting: () => waiting.length,
  };
}
