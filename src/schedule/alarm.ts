// Rings once between two heartbeats, for what must not wait for the next second.

export type Alarm = {
  /** Rings in so many milliseconds, unless it rings earlier anyway or the heartbeat comes first. */
  inMs(ms: number): void;
  stop(): void;
};

/** A heartbeat comes within the second; what is later than a few of them is left to it, ms. */
const LONGEST_MS = 5_000;

/** One alarm however many ask for it; the earliest counts. */
export function createAlarm(ring: () => void): Alarm {
  let timer: NodeJS.Timeout | undefined;
  let left = Number.POSITIVE_INFINITY;
  let stopped = false;
  const clear = (): void => {
    clearTimeout(timer);
    timer = undefined;
    left = Number.POSITIVE_INFINITY;
  };
  return {
    inMs(ms) {
      if (stopped || ms > LONGEST_MS || ms >= left) return;
      clear();
      left = ms;
      timer = setTimeout(() => {
        clear();
        ring();
      }, ms);
      timer.unref();
    },
    stop() {
      stopped = true;
      clear();
    },
  };
}
