// When to remind: the moments before, at and after a limit, and who is told at each. No seed 制度 says anything
// about reminding, so the whole ladder is a 建议值 of the bureau file.
import type { Ladder } from './bureau.ts';
import type { WorkCalendar } from './calendar/holidays.ts';
import { afterMidnight, DAY, startOfDay } from './calendar/shanghai.ts';
import type { ReminderStage } from './events.ts';
import type { Obligation } from './obligations.ts';

/** `levels` counts how far up the matter is told: 0 the owner, 1 one above, 2 two above. */
export type Rung = {
  readonly id: string;
  readonly at: number;
  readonly stage: ReminderStage;
  readonly levels: number;
};

/** The bureau's ladder and its working days; of the latter only the reminders once a day ask. */
export type Rhythm = { readonly ladder: Ladder; readonly calendar: Pick<WorkCalendar, 'isWorkday'> };

/** How many rungs a ladder without intervals (`0m`) has; any other goes on until the thing is done. */
const HORIZON = 400;

/** No holiday is longer: a calendar with more days off in a row is broken, and nobody is left unreminded by it. */
const LONGEST_REST = 14;

/**
 * The rungs of an obligation in order of time, without end. A warning never comes sooner than three quarters of the
 * way to its moment, so that a 30-minute limit is not announced at once. Repeats wait for the end of the quiet hours,
 * where several become one; what tells anybody for the first time goes out at any hour.
 */
export function* rungs(obligation: Obligation, { ladder, calendar }: Rhythm): Generator<Rung> {
  if (obligation.standing) return;
  const all = obligation.dueAt === null ? idleRungs(obligation, ladder) : limitRungs(obligation, ladder);
  let held: Rung | null = null;
  let loudest = -1;
  for (const rung of onceADay(all, obligation, { ladder, calendar })) {
    if (held !== null && held.at <= rung.at) {
      yield held;
      held = null;
    }
    const repeats = rung.stage === 'overdue' || rung.stage === 'idle' ? rung.levels <= loudest : false;
    loudest = Math.max(loudest, rung.levels);
    const ends = repeats || isLeisurely(obligation) ? quietUntil(rung.at, ladder) : null;
    if (ends === null) yield rung;
    else held = { ...rung, at: ends };
  }
  if (held !== null) yield held;
}

/** Work without a limit for which nobody waits to begin: no reason to wake anybody. */
function isLeisurely({ dueAt, kind }: Obligation): boolean {
  return dueAt === null && kind !== 'decide' && kind !== 'sign';
}

/** When the quiet hours end that `at` lies in; null outside them. */
function quietUntil(at: number, { quiet }: Ladder): number | null {
  if (quiet === null) return null;
  const [from, to] = [afterMidnight(quiet.from), afterMidnight(quiet.to)];
  const day = startOfDay(at);
  const time = at - day;
  if (from < to) return time >= from && time < to ? day + to : null;
  if (time < to) return day + to;
  return time >= from ? day + DAY + to : null;
}

/**
 * As given until so long after the limit, or after the work began where it has none; then once each working day. Whoever
 * is told for the first time after that is told at the moment itself.
 */
function* onceADay(all: Iterable<Rung>, obligation: Obligation, rhythm: Rhythm): Generator<Rung> {
  const { ladder, calendar } = rhythm;
  const { dueAt, startedAt } = obligation;
  const thin = ladder.daily === null ? null : (dueAt ?? startedAt) + ladder.daily.after;
  let count = 0;
  for (const rung of all) {
    if (thin !== null && rung.at > thin) break;
    count += 1;
    yield rung;
  }
  if (thin === null) return;
  const upward = upwardRungs(obligation, ladder).filter((rung) => rung.at > thin);
  for (const at of mornings(thin, ladder.daily?.at ?? '00:00', calendar)) {
    while (upward[0] !== undefined && upward[0].at < at) yield* upward.splice(0, 1);
    count += 1;
    const stage = dueAt === null ? 'idle' : 'overdue';
    const levels = dueAt === null ? levelsIdle(count) : levelsOverdue(at - dueAt, ladder);
    yield { id: `daily-${count}`, at, stage, levels };
  }
}

/** Each working day at `time`, after `since`, without end. */
function* mornings(since: number, time: string, calendar: Rhythm['calendar']): Generator<number> {
  let rest = 0;
  for (let day = startOfDay(since); ; day += DAY) {
    const at = day + afterMidnight(time);
    if (at <= since) continue;
    rest = calendar.isWorkday(at) || rest >= LONGEST_REST ? 0 : rest + 1;
    if (rest === 0) yield at;
  }
}

/** From the third time on, one level up hears of it too. */
const levelsIdle = (count: number): number => (count >= 3 ? 1 : 0);

const levelsOverdue = (after: number, { upAfter, topAfter }: Ladder): number =>
  after >= topAfter ? 2 : after >= upAfter ? 1 : 0;

function* idleRungs({ kind, startedAt }: Obligation, ladder: Ladder): Generator<Rung> {
  const idle = kind === 'decide' || kind === 'sign' ? ladder.idle[kind] : ladder.idle.other;
  let wait = 0;
  for (let n = 1; idle > 0 || n <= HORIZON; n += 1) {
    // Twice as long each time, up to a day: a question without a limit must not drown those that have one.
    wait += Math.min(idle * 2 ** Math.min(n - 1, 20), DAY);
    yield { id: `idle-${n}`, at: startedAt + wait, stage: 'idle', levels: levelsIdle(n) };
  }
}

function* limitRungs({ startedAt, aimAt, dueAt }: Obligation, ladder: Ladder): Generator<Rung> {
  if (dueAt === null) return;
  const warn = (moment: number, lead: number): number =>
    moment - Math.floor(Math.min(lead, (moment - startedAt) / 4) / 1000) * 1000;
  const head: Rung[] = [];
  if (aimAt !== null && aimAt < dueAt) {
    head.push({ id: 'before-aim', at: warn(aimAt, ladder.beforeAim), stage: 'before-aim', levels: 0 });
  }
  head.push({ id: 'before-due', at: warn(dueAt, ladder.beforeDue), stage: 'before-due', levels: 0 });
  head.push({ id: 'due', at: dueAt, stage: 'due', levels: 0 });
  // An aim close to the limit is announced after the limit itself would be.
  yield* head.sort((a, b) => a.at - b.at);
  // Going up does not wait for the next repeat, which may be hours away.
  const upward = upwardRungs({ dueAt }, ladder);
  let before = 0;
  for (let n = 1; ladder.afterwards > 0 || n <= HORIZON; n += 1) {
    const quick = Math.min(n, ladder.repeatTimes);
    const slow = Math.max(0, n - ladder.repeatTimes);
    const next = quick * ladder.repeat + slow * ladder.afterwards;
    yield* upward.filter(({ at }) => at > dueAt + before && at < dueAt + next);
    yield { id: `overdue-${n}`, at: dueAt + next, stage: 'overdue', levels: levelsOverdue(next, ladder) };
    before = next;
  }
}

/** The moments after a limit at which one level more is told. */
function upwardRungs({ dueAt }: Pick<Obligation, 'dueAt'>, ladder: Ladder): Rung[] {
  if (dueAt === null) return [];
  return [
    { id: 'overdue-up', after: ladder.upAfter },
    { id: 'overdue-top', after: ladder.topAfter },
  ]
    .sort((a, b) => a.after - b.after)
    .map(({ id, after }) => {
      return { id, at: dueAt + after, stage: 'overdue', levels: levelsOverdue(after, ladder) };
    });
}

/** The rungs after `through` and not after `now`: what is to be said in one go. */
export function passedRungs(
  obligation: Obligation,
  rhythm: Rhythm,
  through: number,
  now: number,
): readonly Rung[] {
  const passed: Rung[] = [];
  for (const rung of rungs(obligation, rhythm)) {
    if (rung.at > now) break;
    if (rung.at > through) passed.push(rung);
  }
  return passed;
}

/** The next rung after `through`, however far ahead; null only where the ladder has no intervals. */
export function nextRung(obligation: Obligation, rhythm: Rhythm, through: number): Rung | null {
  for (const rung of rungs(obligation, rhythm)) {
    if (rung.at > through) return rung;
  }
  return null;
}
