// One limit of the rule applied to one case: the moment it falls due, and how that moment came about.

import type { Bureau } from './bureau.ts';
import { type AddTime, addTime } from './calendar/add-time.ts';
import { parseLength, spokenLength } from './calendar/duration.ts';
import { shortMoment } from './calendar/shanghai.ts';
import { type Counting, giveBack } from './calendar/standing-still.ts';
import type { Case, Extension } from './case.ts';
import { holds } from './policy/conditions.ts';
import type { Start } from './policy/schema.ts';
import type { From, Limit, Policy } from './policy/settle.ts';
import { routeOf, situationOf } from './steps.ts';

/** `steps` reads as one line: `交办 11-20 16:50 → +1 小时 → 11-20 17:50`. Moments are epoch ms. */
export type Moment = {
  readonly startedAt: number | null;
  readonly aimAt: number | null;
  readonly dueAt: number | null;
  /** The clock is stopped (中止): nothing is due until it runs again. */
  readonly standing: boolean;
  readonly steps: readonly string[];
};

export const START_TITLES: Readonly<Record<Start, string>> = {
  occurred: '事发',
  posted: '发帖',
  found: '发现',
  received: '收到',
  registered: '登记',
  graded: '定级',
  assigned: '交办',
  claimed: '签收',
  instructed: '批示',
  approved: '批准',
};

/** The limit on a deliverable, step or paper in the present situation of the case, if the rule sets one. */
export function limitOn(policy: Policy, c: Case, of: string): Limit | undefined {
  const situation = situationOf(policy, c);
  return policy.limits.find((l) => l.of === of && holds(l.when, situation));
}

/** What a start is called: `交办`, `“会商”做完`. */
export function startTitle(policy: Policy, from: From): string {
  if (typeof from === 'string') return START_TITLES[from];
  if ('open' in from) return '起算点';
  const step = policy.routes.flatMap((r) => r.steps).find((s) => s.id === from.step);
  return `“${step?.title ?? from.step}”完成`;
}

/** The moment a start stands for, or null while it is not known. */
function momentOfStart(policy: Policy, c: Case, start: From, of: string): number | null {
  if (typeof start !== 'string') {
    if ('open' in start) return null;
    const state = c.steps[start.step];
    return state?.state === 'done' ? state.doneAt : null;
  }
  switch (start) {
    case 'occurred':
      return c.occurred?.at ?? null;
    case 'posted':
      return c.moments.posted?.at ?? null;
    case 'found':
    case 'received':
      return c.moments[start]?.at ?? c.openedAt;
    case 'registered':
      return c.openedAt;
    case 'graded':
      return c.grade?.at ?? null;
    case 'assigned':
      return c.unit?.at ?? null;
    case 'claimed':
      return c.signed?.at ?? null;
    case 'instructed':
      return c.instructions[0]?.at ?? null;
    case 'approved':
      return approvalBefore(policy, c, of);
  }
}

/**
 * When the approval that stands before `of` on the route was given, null while it is not. An earlier approval starts
 * nothing, and a later one makes nothing longer. Where none stands before it, the last one given counts.
 */
function approvalBefore(policy: Policy, c: Case, of: string): number | null {
  const { steps } = routeOf(policy, c);
  const situation = situationOf(policy, c);
  const approvals = steps.filter((s) => s.do === 'approve' && holds(s.when, situation));
  const before = new Set<string>();
  const seen = new Set<string>();
  const waiting = steps.filter((s) => s.id === of || s.owes.includes(of)).flatMap((s) => s.after);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const step = steps.find((s) => s.id === id);
    if (step === undefined || seen.has(id)) continue;
    seen.add(id);
    if (approvals.includes(step)) before.add(id);
    else waiting.push(...step.after);
  }
  const given = (before.size > 0 ? [...before] : approvals.map((s) => s.id)).map(
    (id) => c.steps[id]?.doneAt ?? null,
  );
  if (before.size > 0 && given.includes(null)) return null;
  const done = given.filter((at) => at !== null);
  return done.length === 0 ? null : Math.max(...done);
}

/** Computes a limit for a case; `dueAt` is null while no start is known, and where the rule names no number. */
export function computeLimit(policy: Policy, bureau: Bureau, c: Case, limit: Limit): Moment {
  const { within } = limit;
  const never = (...steps: string[]): Moment => ({
    startedAt: null,
    aimAt: null,
    dueAt: null,
    standing: false,
    steps,
  });
  if ('vague' in within) return never(`本制度只写“${within.vague}”，未规定时限`);
  if ('open' in within) return never(`本制度未规定，待本单位答复：${within.open}`);
  const found = startOfLimit(policy, c, limit);
  const { start, startedAt, notes } = found;
  if (startedAt === null) {
    return never(
      typeof start === 'object' && 'open' in start
        ? `从何时起算未定，待本单位答复：${start.open}`
        : `${startTitle(policy, start)}时间未定，尚不起算`,
    );
  }
  const clock = limit.hours === 'working' ? ('working-hours' as const) : ('always' as const);
  const after = (from: number, length: AddTime['length'], afterHours?: AddTime['afterHours']) =>
    addTime({ from, length, calendar: bureau.calendar, office: bureau.office, clock, afterHours });
  const first =
    'max' in within
      ? after(startedAt, within.max)
      : after(startedAt, { sameDay: true, dayEnd: within.same_day }, within.after_hours);
  const pauses = (from: Added) => paused(bureau, c, limit, startedAt, from);
  const due = pauses(extended(c, limit, startedAt, first, after));
  const aim = 'max' in within && within.aim !== undefined ? pauses(after(startedAt, within.aim)) : null;
  return {
    startedAt,
    aimAt: aim?.at ?? null,
    dueAt: due.at,
    standing: due.at === null,
    steps: [
      ...notes,
      `${startTitle(policy, start)}${toldAbout(c, start) ? '（约）' : ''} ${shortMoment(startedAt)}`,
      ...due.steps,
      ...(aim === null ? [] : [`力争 ${aim.steps.slice(0, -1).join('、')}：${aim.steps.at(-1) ?? ''}`]),
    ],
  };
}

/** The named start, or the one that stands in while it is unknown. */
function startOfLimit(policy: Policy, c: Case, limit: Limit) {
  const named = limit.from;
  const startedAt = momentOfStart(policy, c, named, limit.of);
  if (startedAt !== null || limit.unknown === null) return { start: named, startedAt, notes: [] };
  const told = named === 'occurred' ? c.occurred : named === 'posted' ? c.moments.posted : null;
  const why = told === null || told === undefined ? '未填' : '不详';
  const answered = limit.asks.every((question) => question in policy.answers);
  const whose = limit.asks.length === 0 ? '按制度' : answered ? '按本单位答复' : '按建议值';
  return {
    start: limit.unknown,
    startedAt: momentOfStart(policy, c, limit.unknown, limit.of),
    notes: [`${startTitle(policy, named)}时间${why}，${whose}暂从${startTitle(policy, limit.unknown)}起算`],
  };
}

function toldAbout(c: Case, start: From): boolean {
  if (start === 'occurred') return c.occurred?.about === true;
  return (
    (start === 'posted' || start === 'found' || start === 'received') && c.moments[start]?.about === true
  );
}

type Added = { readonly at: number; readonly steps: readonly string[] };

/** Whether an extension is one of the limit as it runs now: a limit that started anew begins without any. */
export function isOfThisRun(extension: Pick<Extension, 'at'>, startedAt: number | null): boolean {
  return startedAt === null || extension.at >= startedAt;
}

function extended(
  c: Case,
  limit: Limit,
  startedAt: number,
  first: Added,
  after: (from: number, length: AddTime['length']) => Added,
): Added {
  let { at } = first;
  const steps = [...first.steps];
  for (const extension of c.extensions) {
    const { of, length, decided } = extension;
    if (of !== limit.of || decided?.granted !== true || !isOfThisRun(extension, startedAt)) continue;
    const longer = after(at, length);
    at = longer.at;
    steps.push(`批准延期 +${spokenLength(length)}`, ...longer.steps.slice(1));
  }
  return { at, steps };
}

/** With the time for which the clock stood still; null while it stands. */
function paused(
  { calendar, office }: Bureau,
  c: Case,
  limit: Limit,
  startedAt: number,
  first: Added,
): { readonly at: number | null; readonly steps: readonly string[] } {
  let { at } = first;
  const steps = [...first.steps];
  if (limit.pause === null) return { at, steps };
  const counting = countingOf(limit);
  for (const { from, to, reason } of c.pauses) {
    if (from >= at || (to !== null && to <= startedAt)) continue;
    if (to === null) return { at: null, steps: [...steps, `${shortMoment(from)} 起中止计时：${reason}`] };
    const back = giveBack({ at, from: Math.max(from, startedAt), to, counting, calendar, office });
    at = back.at;
    steps.push(`中止 ${back.stood}（${reason}）`, shortMoment(at));
  }
  return { at, steps };
}

function countingOf({ within, hours }: Limit): Counting {
  const unit = 'max' in within ? parseLength(within.max)?.unit : undefined;
  if (unit === 'wd') return 'workdays';
  return hours === 'working' && (unit === 'm' || unit === 'h') ? 'working-hours' : 'always';
}
