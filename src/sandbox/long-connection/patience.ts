// How long the platform waits for a ping before it takes the client for gone.
// https://developer.work.weixin.qq.com/document/path/101463: a ping every 30 s. How many may be missed is inferred.

const PING_MS = 30_000;
const MISSED_PINGS = 3;

/** Time on the line. Clients ping in real time, so these do not jump when the tenant's clock does. */
export interface LineTimers {
  /** Runs `run` once after `ms`; the result cancels it. */
  after(ms: number, run: () => void): () => void;
}

/** Timers of the machine, which keep no process alive. */
export const machineTimers: LineTimers = {
  after(ms, run) {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
};

export interface Patience {
  /** A sign of life: the wait begins anew. */
  renew(): void;
  end(): void;
}

/** Calls `gone` when three pings in a row have not come. Only a ping counts; other frames do not stand for one. */
export function createPatience(timers: LineTimers, gone: () => void): Patience {
  let cancel = (): void => undefined;
  return {
    renew() {
      cancel();
      cancel = timers.after(MISSED_PINGS * PING_MS, gone);
    },
    end: () => cancel(),
  };
}
