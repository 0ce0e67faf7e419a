// Time on the line in the hand of a test: nothing runs until it is moved.
import type { LineTimers } from '../../src/sandbox/long-connection/patience.ts';

export interface HandLineTimers extends LineTimers {
  /** Moves time and runs what falls due on the way. */
  advance(ms: number): void;
}

export function createLineTimers(): HandLineTimers {
  let now = 0;
  let waiting: { readonly at: number; readonly run: () => void }[] = [];
  return {
    after(ms, run) {
      const timer = { at: now + ms, run };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((one) => one !== timer);
      };
    },
    advance(ms) {
      now += ms;
      const due = waiting.filter((one) => one.at <= now);
      waiting = waiting.filter((one) => one.at > now);
      for (const one of due) one.run();
    },
  };
}
