// Coordination within one process: the default, and what redis.ts falls back to.
import { randomUUID } from 'node:crypto';
import type { TokenCache } from '../platforms/platform.ts';
import type { Clock, Coordination, CoordinationLog, Lease, Wake } from './coordination.ts';
import { createMemoryBudgets } from './memory-budgets.ts';
import { createMemoryNotes } from './memory-notes.ts';

/** Coordination for a single instance, all in process. */
export function createMemoryCoordination(options: {
  readonly now: Clock;
  readonly log: CoordinationLog;
}): Coordination {
  const budgets = createMemoryBudgets();
  return {
    tokens: createMemoryTokens(options.now),
    budgets: { take: async (wants, now) => budgets.take(wants, now) },
    lease: createMemoryLeases(options.now),
    wake: createLocalWake(options.log),
    notes: createMemoryNotes(options.now),
    async close() {},
  };
}

/** Tokens with single flight; a failed load is everybody's failure and is not kept. */
export function createMemoryTokens(now: Clock): TokenCache {
  const kept = new Map<string, { readonly value: string; readonly expiresAt: number }>();
  const loading = new Map<string, Promise<string>>();
  return {
    async get(name, load) {
      const token = kept.get(name);
      if (token && token.expiresAt > now()) return token.value;
      const running = loading.get(name);
      if (running) return running;
      const started = (async () => {
        const fresh = await load();
        kept.set(name, fresh);
        return fresh.value;
      })().finally(() => loading.delete(name));
      loading.set(name, started);
      return started;
    },
    async drop(name, value) {
      if (kept.get(name)?.value === value) kept.delete(name);
    },
  };
}

/** Leases within the process: a name has one holder until its time is over. */
export function createMemoryLeases(now: Clock): Coordination['lease'] {
  const held = new Map<string, { readonly owner: string; readonly until: number }>();
  return async (name, ttlMs): Promise<Lease | undefined> => {
    const owner = randomUUID();
    const take = (): boolean => {
      const holder = held.get(name);
      if (holder && holder.owner !== owner && holder.until > now()) return false;
      held.set(name, { owner, until: now() + ttlMs });
      return true;
    };
    if (!take()) return undefined;
    return {
      renew: async () => take(),
      async release() {
        if (held.get(name)?.owner === owner) held.delete(name);
      },
    };
  };
}

/** Listeners run after the signaller's own step, so that nobody is entered twice; their errors are logged. */
export function createLocalWake(log: CoordinationLog): Wake {
  const topics = new Map<string, Set<() => void>>();
  return {
    signal(topic) {
      for (const listener of topics.get(topic) ?? []) {
        queueMicrotask(() => {
          try {
            listener();
          } catch (err) {
            log.warn({ topic, err }, '唤醒信号的接收方出错');
          }
        });
      }
    },
    on(topic, listener) {
      // Wrapped, so that the same function may listen twice and leave once.
      const entry = () => listener();
      const listeners = topics.get(topic) ?? new Set();
      topics.set(topic, listeners.add(entry));
      return () => {
        listeners.delete(entry);
        if (listeners.size === 0) topics.delete(topic);
      };
    },
  };
}
