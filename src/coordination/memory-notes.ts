// Notes within one process.
import type { Clock } from './coordination.ts';
import type { Notes } from './notes.ts';

/** Past this many notes those whose time is over are thrown out. */
const SWEEP_AT = 1_000;

/** Notes in memory; they end by the given clock. */
export function createMemoryNotes(now: Clock): Notes {
  const kept = new Map<string, { readonly value: string; readonly until: number }>();
  const read = (name: string): string | undefined => {
    const note = kept.get(name);
    return note !== undefined && note.until > now() ? note.value : undefined;
  };
  return {
    async put(name, value, ttlMs) {
      if (kept.size >= SWEEP_AT) for (const [old, { until }] of kept) if (until <= now()) kept.delete(old);
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
