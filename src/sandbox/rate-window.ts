// A sliding count per key. A clock that jumps back forgets what now lies in the future.

export interface RateWindow {
  /** Counts one use when it still fits; false when the limit is reached. */
  take(key: string): boolean;
}

/** At most `limit` uses a key within `windowMs`. */
export function createRateWindow(options: {
  readonly now: () => number;
  readonly limit: number;
  readonly windowMs: number;
}): RateWindow {
  const uses = new Map<string, number[]>();
  return {
    take(key) {
      const now = options.now();
      const recent = (uses.get(key) ?? []).filter((at) => at <= now && at > now - options.windowMs);
      uses.set(key, recent);
      if (recent.length >= options.limit) return false;
      recent.push(now);
      return true;
    },
  };
}
