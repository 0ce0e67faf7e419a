// Notes within one process.
import type { Clock } from './coordination.ts';
import type { Notes } from './notes.ts';

/** So many notes may lie about before those whose time is over are thrown out. */
const FEW = 1_000;

/** Notes in memory; they end by the given clock. */
export function createMemoryNotes(now: Clock): Notes {
  const kept = new Map<string, { readonly value: string; readonly until: number }>();
  let sweepAt = FEW;
  /** Looked at once for each time the number of notes has doubled, so that a note costs the same however many lie. */
  const sweep = (): void => {
    for (const [name, { until }] of kept) if (until <= now()) kept.delete(name);
    sweepAt = Math.max(FEW, 2 * kept.size);
  };
  const read = (name: string): string | undefined => {
    const note = kept.get(name);
    return note !== undefined && note.until > now() ? note.value : undefined;
  };
  return {
    async put(name, value, ttlMs) {
      if (kept.size >= sweepAt) sweep();
      kept.set(name, { value, until: now() + ttlMs });
    },
    read: async (name) => read(name),
    async take(name) {
      const value = read(name);
      kept.delete(name);
      return value;
    },
  };
}
