// A clock that can be moved forward: by hand only (tests, demo), or running and moved besides (the drill page).

export type StageClock = {
  now(): number;
  /** Moves to a moment; never back. */
  moveTo(at: number): void;
};

/** Stands still until moved. */
export function createStandingClock(start: number): StageClock {
  let at = start;
  return {
    now: () => at,
    moveTo(next) {
      at = Math.max(at, next);
    },
  };
}

/** Runs with the real clock, ahead of it by whatever it was moved. */
export function createRunningClock(real: () => number): StageClock {
  let ahead = 0;
  return {
    now: () => real() + ahead,
    moveTo(next) {
      ahead = Math.max(ahead, next - real());
    },
  };
}
