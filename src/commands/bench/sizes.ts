// How much is measured. `quick` only proves that every part of the bench runs; its figures mean nothing.

export type Sizes = {
  readonly ack: {
    readonly warmUp: number;
    readonly rounds: number;
    /** Callbacks in one round of the closed loop. */
    readonly inRound: number;
    readonly connections: number;
    readonly pacedPerSecond: number;
    readonly pacedSeconds: number;
  };
  readonly tap: { readonly taps: number; readonly perSecond: number };
  readonly due: {
    /** Open cases; each owes two things. */
    readonly cases: number;
    readonly falling: number;
    readonly seconds: number;
  };
  readonly heartbeat: {
    readonly small: number;
    readonly large: number;
    readonly due: number;
    readonly beats: number;
  };
  readonly summary: { readonly closed: number; readonly open: number; readonly repeats: number };
  readonly boot: { readonly starts: number; readonly idleMs: number };
  readonly rule: { readonly few: number; readonly many: number; readonly times: number };
};

export const fullSizes: Sizes = {
  ack: { warmUp: 1000, rounds: 11, inRound: 400, connections: 32, pacedPerSecond: 100, pacedSeconds: 10 },
  tap: { taps: 200, perSecond: 20 },
  due: { cases: 5_000, falling: 300, seconds: 25 },
  heartbeat: { small: 1_000, large: 100_000, due: 5, beats: 40 },
  summary: { closed: 98_000, open: 2_000, repeats: 9 },
  boot: { starts: 5, idleMs: 2_000 },
  rule: { few: 200, many: 2_000, times: 300 },
};

export const quickSizes: Sizes = {
  ack: { warmUp: 4, rounds: 1, inRound: 10, connections: 2, pacedPerSecond: 20, pacedSeconds: 1 },
  tap: { taps: 4, perSecond: 10 },
  due: { cases: 20, falling: 6, seconds: 2 },
  heartbeat: { small: 20, large: 200, due: 2, beats: 3 },
  summary: { closed: 50, open: 10, repeats: 2 },
  boot: { starts: 1, idleMs: 100 },
  rule: { few: 20, many: 40, times: 5 },
};
