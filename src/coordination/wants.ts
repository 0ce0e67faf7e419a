import type { Budget } from '../platforms/platform.ts';

/** Several units of one budget. */
export type Want = Budget & { readonly count: number };

/**
 * One entry for each key and window, with the tightest limit named for it. Throws when a want can never be met.
 */
export function groupWants(budgets: readonly Budget[]): readonly Want[] {
  const groups = new Map<string, Want>();
  for (const budget of budgets) {
    const id = budgetId(budget);
    const known = groups.get(id);
    const limit = Math.min(budget.limit, known?.limit ?? budget.limit);
    groups.set(id, { ...budget, limit, count: (known?.count ?? 0) + 1 });
  }
  for (const { key, limit, count } of groups.values()) {
    if (count > limit)
      throw new RangeError(`频率额度 ${key} 一次要用 ${count} 个，超过上限 ${limit} 个，等多久都不够。`);
  }
  return [...groups.values()];
}

/** The same key with two windows (20 a minute, 1000 an hour) is two budgets. */
export function budgetId(budget: Pick<Budget, 'key' | 'windowMs'>): string {
  return `${budget.key}:${budget.windowMs}`;
}
