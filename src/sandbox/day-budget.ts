// Messages of the app in a day: 200 person-times for each account of the corp; beyond it none goes out that day.
// https://developer.work.weixin.qq.com/document/path/90312. It names no code; 45009 as for the other limits is inferred.
import { demand } from './refusal.ts';

const PER_ACCOUNT = 200;
const DAY_MS = 86_400_000;
/** The day is the office's day, UTC+8. */
const SHANGHAI_MS = 8 * 3600_000;

/** Counts the receivers of one call; refuses with 45009 what goes beyond the day's share. */
export function createDayBudget(now: () => number, accounts: number | undefined): (people: number) => void {
  let day = -1;
  let sent = 0;
  return (people) => {
    if (accounts === undefined) return;
    const today = Math.floor((now() + SHANGHAI_MS) / DAY_MS);
    if (today !== day) sent = 0;
    day = today;
    demand(sent + people <= accounts * PER_ACCOUNT, 45009, 'api freq out of limit');
    sent += people;
  };
}
