// The words beside the picture of the week: what the bars are, and the two weeks in figures.
import type { Bureau } from '../../src/core/bureau.ts';
import { shortDate } from '../../src/core/calendar/shanghai.ts';
import type { Card, CardPicture } from '../../src/core/card.ts';
import type { DayCount } from '../../src/core/day.ts';
import { field, fitted } from '../cards/fit.ts';

export type WeekContext = {
  readonly bureau: Bureau;
  readonly drill: boolean;
  /** Fourteen days in order. */
  readonly days: readonly DayCount[];
  readonly picture: CardPicture;
};

const WEEK = 7;

/** The notice for a group. */
export function weekCard({ bureau, drill, days, picture }: WeekContext): Card {
  const [first, last] = [days.at(0), days.at(-1)];
  const span =
    first === undefined || last === undefined ? '' : `${shortDate(first.day)} 至 ${shortDate(last.day)}`;
  const card = fitted({
    tag: '两周图',
    drill,
    title: `近两周舆情 ${span}`,
    subtitle: bureau.name,
    fields: [
      field('新增', figures(days.map(({ opened }) => opened))),
      field('办结', figures(days.map(({ closed }) => closed))),
    ],
    body: '左边深柱是新增，右边浅柱是办结；灰色日期是休息日。',
  });
  return { ...card, picture };
}

function figures(counts: readonly number[]): string {
  const sum = (some: readonly number[]): number => some.reduce((all, count) => all + count, 0);
  return `近 7 天 ${sum(counts.slice(-WEEK))} 件，此前 7 天 ${sum(counts.slice(0, -WEEK))} 件`;
}

/** The name under which the picture is kept on a phone; `date` as `2026-11-27`. */
export const pictureName = (date: string): string => `近两周舆情-${date}.png`;
