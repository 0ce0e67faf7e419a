// Sliding window log in process: the moments of what was taken, oldest first. Exact, so a backlog keeps a budget
// fully busy; a window holds at most `limit` moments.
import type { Budget } from '../platforms/platform.ts';
import { budgetId, groupWants, type Want } from './wants.ts';

type Taken = { readonly windowMs: number; readonly moments: number[] };

const sweepEveryMs = 60_000;

export type MemoryBudgets = {
  /** As `Budgets.take`, at once. */
  take(wants: readonly Budget[], now: number): number;
  /** The wait that `take` would return, without taking. */
  peek(wants: readonly Budget[], now: number): number;
  /** Notes what was taken elsewhere on behalf of this process. */
  record(wants: readonly Budget[], now: number): void;
};

/** Budgets of one process, counted in sliding windows. */
export function createMemoryBudgets(): MemoryBudgets {
  const logs = new Map<string, Taken>();
  let sweptAt = Number.NEGATIVE_INFINITY;

  /** The moments inside the window that ends now. What is outside is forgotten, so a look costs what has changed. */
  function living({ key, windowMs }: Want, now: number): number[] {
    const moments = logs.get(budgetId({ key, windowMs }))?.moments ?? [];
    const firstAlive = moments.findIndex((at) => at > now - windowMs);
    moments.splice(0, firstAlive === -1 ? moments.length : firstAlive);
    // A moment more than a window ahead was written before the clock was set back; waiting for it would block
    // the budget for as long as the clock was wrong.
    while ((moments.at(-1) ?? now) > now + windowMs) moments.pop();
    return moments;
  }

  function waitFor(want: Want, now: number): number {
    const moments = living(want, now);
    const missing = moments.length + want.count - want.limit;
    const freed = moments[missing - 1];
    return freed === undefined ? 0 : freed + want.windowMs - now;
  }

  function waitForAll(wants: readonly Want[], now: number): number {
    return Math.ceil(Math.max(0, ...wants.map((want) => waitFor(want, now))));
  }

  function write(wants: readonly Want[], now: number): void {
    for (const want of wants) {
      const moments = living(want, now);
      const ordered = (moments.at(-1) ?? now) <= now;
      for (let unit = 0; unit < want.count; unit += 1) moments.push(now);
      if (!ordered) moments.sort((a, b) => a - b);
      logs.set(budgetId(want), { windowMs: want.windowMs, moments });
    }
  }

  /** Forgets budgets that nobody uses any more, e.g. those of single conversations. */
  function sweep(now: number): void {
    if (Math.abs(now - sweptAt) < sweepEveryMs) return;
    sweptAt = now;
    for (const [id, { windowMs, moments }] of logs) {
      if ((moments.at(-1) ?? 0) <= now - windowMs) logs.delete(id);
    }
  }

  return {
    take(budgets, now) {
      sweep(now);
      const wants = groupWants(budgets);
      const wait = waitForAll(wants, now);
      if (wait === 0) write(wants, now);
      return wait;
    },
    peek: (budgets, now) => waitForAll(groupWants(budgets), now),
    record(budgets, now) {
      sweep(now);
      write(groupWants(budgets), now);
    },
  };
}
