// Who goes first: a callback has seconds to be answered, a message to be sent has none. The deliverer asks here before
// each handful and lets callbacks go by, though never for long.

export type Traffic = {
  /** A callback has come; call the result when it is answered. */
  enter(): () => void;
  /** Resolves once no callback has waited for a moment, or after `longestMs`. */
  calm(longestMs: number): Promise<void>;
};

/** Callbacks that come in a burst come closer together than this, ms. */
const MOMENT_MS = 10;

export function createTraffic(): Traffic {
  let waiting = 0;
  let lastAnswered = Number.NEGATIVE_INFINITY;
  const isCalm = (): boolean => waiting === 0 && performance.now() - lastAnswered >= MOMENT_MS;
  return {
    enter() {
      waiting += 1;
      return () => {
        waiting -= 1;
        lastAnswered = performance.now();
      };
    },
    async calm(longestMs) {
      const until = performance.now() + longestMs;
      while (!isCalm() && performance.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, MOMENT_MS));
      }
    },
  };
}
