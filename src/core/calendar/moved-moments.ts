// What a new calendar changes for work that is already running.
import type { AddedTime } from './add-time.ts';
import type { WorkCalendar } from './holidays.ts';

/** One moment that people are held to. `under` computes it as the product does, with the calendar it is given. */
export type RunningLimit = {
  /** `2026-0007 书面首报`. */
  readonly what: string;
  /** Null while the limit has no start. */
  readonly under: (calendar: WorkCalendar) => Pick<AddedTime, 'at'> | null;
};

export type MovedMoment = { readonly what: string; readonly from: number; readonly to: number };

/** The limits whose moment differs between two calendars, in the order given. */
export function movedMoments(
  before: WorkCalendar,
  after: WorkCalendar,
  limits: readonly RunningLimit[],
): readonly MovedMoment[] {
  return limits.flatMap(({ what, under }) => {
    const [old, fresh] = [under(before), under(after)];
    return old !== null && fresh !== null && old.at !== fresh.at
      ? [{ what, from: old.at, to: fresh.at }]
      : [];
  });
}
