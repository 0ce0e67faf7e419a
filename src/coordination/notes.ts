// Small things that are put aside for a while and may get lost: who is signed in to a page, a step of signing in.

export type Notes = {
  /** Keeps `value` under `name` for `ttlMs`, over what was there. */
  put(name: string, value: string, ttlMs: number): Promise<void>;
  /** Undefined when there is none or its time is over. */
  read(name: string): Promise<string | undefined>;
  /** Reads and removes in one step: of several who ask, one gets it. */
  take(name: string): Promise<string | undefined>;
};
