// The one place that owns timers of the long connection: they come in by argument, and all of them end together.

/** Time as the connection sees it: it never jumps, so it is not the product's clock. */
export type Timers = {
  /** Milliseconds since some fixed moment, never going back. */
  now(): number;
  /** Runs `run` once after `ms`; the result cancels it. */
  after(ms: number, run: () => void): () => void;
};

/** Timers of the machine. After `stop` none runs and none can be started. */
export function createTimers(): Timers & { stop(): void } {
  const running = new Set<NodeJS.Timeout>();
  let stopped = false;
  return {
    now: () => performance.now(),
    after(ms, run) {
      if (stopped) return () => {};
      const timer = setTimeout(() => {
        running.delete(timer);
        run();
      }, ms);
      running.add(timer);
      return () => {
        running.delete(timer);
        clearTimeout(timer);
      };
    },
    stop() {
      stopped = true;
      for (const timer of running) clearTimeout(timer);
      running.clear();
    },
  };
}
