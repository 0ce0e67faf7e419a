// The shipped calendars and the words of a computed moment, for the tests beside this file.
import { readCalendars } from '../../../src/config/calendar-folder.ts';
import type { AddTime } from '../../../src/core/calendar/add-time.ts';
import { addTime } from '../../../src/core/calendar/add-time.ts';
import { workCalendar } from '../../../src/core/calendar/holidays.ts';
import { isoMoment, momentOf } from '../../../src/core/calendar/shanghai.ts';

export const CHINA = workCalendar(readCalendars());
export const OFFICE = { opens: '08:30', closes: '17:30' };

/** `2026-11-20 16:50` as a moment. */
export function moment(text: string): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[- :]/).map(Number);
  return momentOf(year, month, day, hour, minute);
}

export type Rule = Partial<Omit<AddTime, 'from' | 'length'>>;

/** The whole line as people read it, from `text` on. */
export function line(text: string, length: AddTime['length'], rule: Rule = {}): string {
  const { steps } = addTime({ from: moment(text), length, calendar: CHINA, office: OFFICE, ...rule });
  return [text.slice(5), ...steps].join(' → ');
}

/** The moment alone: `2026-11-24 16:50`. */
export function due(text: string, length: AddTime['length'], rule: Rule = {}): string {
  const { at } = addTime({ from: moment(text), length, calendar: CHINA, office: OFFICE, ...rule });
  return isoMoment(at).slice(0, 16).replace('T', ' ');
}
