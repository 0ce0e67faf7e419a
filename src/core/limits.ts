// One limit of the rule applied to one case: the moment it falls due, and how that moment came about.

import type { Bureau } from './bureau.ts';
import { type AddTime, addTime } from './calendar/add-time.ts';
import { shortMoment } from './calendar/shanghai.ts';
import type { Case } from './case.ts';
import { holds } from './policy/conditions.ts';
import type { Policy } from './policy/load.ts';
import { startOf } from './policy/load.ts';
import type { Limit, Start } from './policy/schema.ts';
import { situationOf } from './steps.ts';

/** `steps` reads as one line: `交办 11-20 16:50 → +1 小时 → 11-20 17:50`. Moments are epoch ms. */
export type Moment = {
  readonly startedAt: number | null;
  readonly aimAt: number | null;
  readonly dueAt: number | null;
  readonly steps: readonly string[];
};

export const START_TITLES: Readonly<Record<Start, string>> = {
  occurred: '事发',
  found: '发现',
  received: '收到',
  registered: '登记',
  graded: '定级',
  assigned: '交办',
};

/** The limit on a deliverable in the present situation of the case, if the rule sets one. */
export function limitOn(policy: Policy, c: Case, deliverable: string): Limit | undefined {
  return policy.limits.find((l) => l.of === deliverable && holds(l.when, situationOf(c)));
}

/** The moment a start stands for, or null while it is not known. */
function momentOfStart(c: Case, start: Start): number | null {
  switch (start) {
    case 'occurred':
      return c.occurred?.at ?? null;
    case 'found':
    case 'received':
    case 'registered':
      return c.openedAt;
    case 'graded':
      return c.grade?.at ?? null;
    case 'assigned':
      return c.unit?.at ?? null;
  }
}

/** Computes a limit for a case; `dueAt` is null while no start is known. */
export function computeLimit(policy: Policy, bureau: Bureau, c: Case, limit: Limit): Moment {
  const named = startOf(policy, limit.from, bureau.answers);
  const fallback = limit.unknown === undefined ? null : startOf(policy, limit.unknown, bureau.answers);
  const notes: string[] = [];
  let start = named;
  let startedAt = momentOfStart(c, named);
  if (startedAt === null && fallback !== null) {
    const why = c.occurred === null ? '未填' : '不详';
    notes.push(`${START_TITLES[named]}时间${why}，按本单位答复暂从${START_TITLES[fallback]}起算`);
    start = fallback;
    startedAt = momentOfStart(c, fallback);
  }
  if (startedAt === null) {
    return {
      startedAt: null,
      aimAt: null,
      dueAt: null,
      steps: [`${START_TITLES[start]}时间未定，尚不起算`],
    };
  }
  const about = start === 'occurred' && c.occurred?.about === true ? '（约）' : '';
  const { within } = limit;
  const clock = limit.hours === 'working' ? ('working-hours' as const) : ('always' as const);
  const after = (length: AddTime['length']) =>
    addTime({ from: startedAt, length, calendar: bureau.calendar, office: bureau.office, clock });
  const due = after('max' in within ? within.max : { sameDay: true, dayEnd: within.same_day });
  const aim = 'max' in within && within.aim !== undefined ? after(within.aim) : null;
  return {
    startedAt,
    aimAt: aim?.at ?? null,
    dueAt: due.at,
    steps: [
      ...notes,
      `${START_TITLES[start]}${about} ${shortMoment(startedAt)}`,
      ...due.steps,
      ...(aim === null ? [] : [`力争 ${aim.steps.slice(0, -1).join('、')}：${aim.steps.at(-1) ?? ''}`]),
    ],
  };
}
