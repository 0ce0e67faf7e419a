// Every Redis key and channel of the product, in one place. Built here and not by ioredis' keyPrefix, which is
// applied to KEYS of a script but not to patterns and channels.
import type { Budget } from '../platforms/platform.ts';
import { budgetId } from './wants.ts';

/** The names of everything kept in Redis, under one prefix. */
export function createKeys(prefix: string) {
  return {
    token: (name: string) => `${prefix}:token:${name}`,
    tokenLock: (name: string) => `${prefix}:token-lock:${name}`,
    budget: (budget: Pick<Budget, 'key' | 'windowMs'>) => `${prefix}:budget:${budgetId(budget)}`,
    lease: (name: string) => `${prefix}:lease:${name}`,
    note: (name: string) => `${prefix}:note:${name}`,
    wakeChannel: `${prefix}:wake`,
  };
}

export type Keys = ReturnType<typeof createKeys>;
