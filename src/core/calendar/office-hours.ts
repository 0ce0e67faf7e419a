// When the bureau is at work, and minutes that are counted only then.
import { afterMidnight, DAY, shortMoment, startOfDay } from './shanghai.ts';
import type { DayWalk } from './walk-days.ts';

/** Wall-clock times, `HH:MM`, quoted in the bureau's file. */
export type OfficeHours = {
  readonly opens: string;
  readonly closes: string;
  /** Within the hours, in order, not overlapping: 午休. */
  readonly breaks?: readonly { readonly from: string; readonly to: string }[] | undefined;
};

/** `08:30–17:30，12:00–14:00 不计`. */
export function hoursTitle(office: OfficeHours): string {
  const breaks = (office.breaks ?? []).map((b) => `${b.from}–${b.to}`);
  return [
    `${office.opens}–${office.closes}`,
    ...(breaks.length > 0 ? [`${breaks.join('、')} 不计`] : []),
  ].join('，');
}

/** The stretches of a workday that count, as lengths after midnight. */
function windows(office: OfficeHours): readonly { readonly from: number; readonly to: number }[] {
  const breaks = office.breaks ?? [];
  const starts = [office.opens, ...breaks.map((b) => b.to)].map(afterMidnight);
  const ends = [...breaks.map((b) => b.from), office.closes].map(afterMidnight);
  const all = starts.map((from, i) => ({ from, to: ends[i] ?? from })).filter(({ from, to }) => to > from);
  if (all.length === 0) throw new Error(`office hours without an hour: ${office.opens} to ${office.closes}`);
  return all;
}

/**
 * The moment at which `ms` of office time have passed since `from`. Time that ends with a stretch ends there, not
 * at the next opening. `steps` says where counting began, if not at `from`, and what was passed over.
 */
export function addOfficeTime(input: {
  readonly from: number;
  readonly ms: number;
  readonly office: OfficeHours;
  readonly walk: DayWalk;
}): { readonly at: number; readonly steps: readonly string[] } {
  const { from, office, walk } = input;
  const open = windows(office);
  if (input.ms === 0) return { at: from, steps: [] };
  let left = input.ms;
  let began: number | null = null;
  const steps: string[] = [];
  for (let day = walk.firstWorkday(from); ; day = walk.nextWorkday(day)) {
    for (const window of open) {
      const start = Math.max(day + window.from, from);
      const room = day + window.to - start;
      if (room <= 0) continue;
      if (began === null && start > from) {
        // What lies before the start explains it, so it is told first.
        steps.push(...walk.steps(), `从 ${shortMoment(start)} 上班起算`);
      }
      began ??= start;
      if (left <= room) return { at: start + left, steps: [...steps, ...walk.steps()] };
      left -= room;
    }
  }
}

/** How much office time lies between two moments, ms. */
export function officeTimeBetween(input: {
  readonly from: number;
  readonly to: number;
  readonly office: OfficeHours;
  readonly walk: DayWalk;
}): number {
  const { from, to, office, walk } = input;
  const open = windows(office);
  let sum = 0;
  for (let day = startOfDay(from); day < to; day += DAY) {
    if (!walk.isWorkday(day)) continue;
    for (const w of open) sum += Math.max(0, Math.min(to, day + w.to) - Math.max(from, day + w.from));
  }
  return sum;
}
