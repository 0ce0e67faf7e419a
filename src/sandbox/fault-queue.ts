// Faults that wait for what they are meant for: so many of the next, or some of all.

export interface FaultQueue<F> {
  /** The next `times` (default 1) keys which start with `prefix` meet this fault. */
  next(prefix: string, fault: F): void;
  /** Each key which starts with `prefix` meets this fault with this probability, until `clear`. */
  sometimes(prefix: string, rate: number, fault: F): void;
  /** Every key which starts with `prefix` meets this fault for so long, on the clock of the tenant. */
  during(prefix: string, ms: number, fault: F): void;
  /** The fault that hits this key now, of those `wanted`. Faults asked for by number go first. */
  take(key: string, wanted?: (fault: F) => boolean): F | undefined;
  clear(): void;
}

/** Numbers in [0, 1) that are the same at every run (mulberry32), so that a failing run can be repeated. */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** An empty queue; `chance` decides for faults by rate, `now` for those that last. */
export function createFaultQueue<F extends { readonly times?: number }>(
  chance: () => number,
  now: () => number,
): FaultQueue<F> {
  let counted: { prefix: string; fault: F; left: number }[] = [];
  let lasting: { prefix: string; fault: F; until: number }[] = [];
  let standing: { prefix: string; fault: F; rate: number }[] = [];
  return {
    next(prefix, fault) {
      counted.push({ prefix, fault, left: fault.times ?? 1 });
    },
    sometimes(prefix, rate, fault) {
      standing.push({ prefix, rate, fault });
    },
    during(prefix, ms, fault) {
      lasting.push({ prefix, fault, until: now() + ms });
    },
    take(key, wanted = () => true) {
      const hit = counted.find((entry) => key.startsWith(entry.prefix) && wanted(entry.fault));
      if (hit !== undefined) {
        hit.left -= 1;
        if (hit.left <= 0) counted = counted.filter((entry) => entry !== hit);
        return hit.fault;
      }
      const still = lasting.find(
        (entry) => key.startsWith(entry.prefix) && wanted(entry.fault) && now() < entry.until,
      );
      if (still !== undefined) return still.fault;
      const drawn = standing.find(
        (entry) => key.startsWith(entry.prefix) && wanted(entry.fault) && chance() < entry.rate,
      );
      return drawn?.fault;
    },
    clear() {
      counted = [];
      lasting = [];
      standing = [];
    },
  };
}
