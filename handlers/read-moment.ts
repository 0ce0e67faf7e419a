// A moment that somebody tells, as a command needs it: never guessed.
import { readSpokenTime } from '../src/core/calendar/spoken-time.ts';

/** `5号 9:30` leaves the month open; a moment from which limits count is not guessed. */
const DAY_ALONE = /(?<!月\s{0,2}|\d)\d{1,2}\s?[日号]/u;

/** `at` null: 不详. The whole is null when the text does not say when. */
export function readMoment(
  text: string,
  now: number,
): { readonly at: number | null; readonly about: boolean } | null {
  const time = DAY_ALONE.test(text) ? null : readSpokenTime(text, now);
  if (time === null) return null;
  return time.kind === 'unknown' ? { at: null, about: false } : { at: time.at, about: time.about };
}
