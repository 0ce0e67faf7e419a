// Time for which a limit's clock stood still, given back in the time that the limit counts.
import type { WorkCalendar } from './holidays.ts';
import { addOfficeTime, type OfficeHours, officeTimeBetween } from './office-hours.ts';
import { spokenDuration } from './shanghai.ts';
import { walkDays } from './walk-days.ts';

/** What a limit counts: every hour, only office hours, or workdays of 24 hours. */
export type Counting = 'always' | 'working-hours' | 'workdays';

const WHOLE_DAY: OfficeHours = { opens: '00:00', closes: '24:00' };

/**
 * `at` (epoch ms) moved on by as much of the time between `from` and `to` as the limit would have counted, so that
 * what was left when the clock stopped is left when it runs again. `stood` says how much, in words.
 */
export function giveBack(input: {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly counting: Counting;
  readonly calendar: WorkCalendar;
  readonly office: OfficeHours;
}): { readonly at: number; readonly stood: string } {
  const { at, from, to, counting } = input;
  const lasted = spokenDuration(to - from);
  if (counting === 'always') return { at: at + (to - from), stood: lasted };
  const walk = walkDays(input.calendar);
  const office = counting === 'workdays' ? WHOLE_DAY : input.office;
  const ms = officeTimeBetween({ from, to, office, walk });
  const what = counting === 'workdays' ? '工作日' : '上班时间';
  const stood = ms === to - from ? lasted : `${lasted}，其中${what} ${spokenDuration(ms)}`;
  return { at: addOfficeTime({ from: at, ms, office, walk }).at, stood };
}
