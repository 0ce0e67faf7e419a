// What the instances of the product share and may lose: access tokens, rate budgets, leases, wake-ups. Nothing that
// must last is here. Two implementations pass the same contract suite: memory.ts and redis.ts.
import type { Budget, TakeLease, TokenCache } from '../platforms/platform.ts';
import type { Notes } from './notes.ts';

export type { Lease } from '../platforms/platform.ts';

export type Budgets = {
  /**
   * Takes one unit of every budget in `wants`, all or none. Naming a budget n times takes n units of it.
   * Returns 0 when taken, else the ms after which asking again can succeed.
   * A budget is a sliding window: of all units under one key and window, never more than `limit` fall into any
   * `windowMs`. `now` is the caller's clock, which may jump forward. Rejects when a want exceeds its own limit,
   * because no waiting would help.
   */
  take(wants: readonly Budget[], now: number): Promise<number>;
};

export type Wake = {
  /** Tells every instance, this one included. May get lost: the heartbeat looks again anyway. */
  signal(topic: string): void;
  /** Returns the way to stop listening. */
  on(topic: string, listener: () => void): () => void;
};

export type Coordination = {
  readonly tokens: TokenCache;
  readonly budgets: Budgets;
  /** Undefined when another holder has it. */
  readonly lease: TakeLease;
  readonly wake: Wake;
  readonly notes: Notes;
  close(): Promise<void>;
};

export type CoordinationLog = {
  warn(fields: Record<string, unknown>, message: string): void;
};

export type Clock = () => number;
