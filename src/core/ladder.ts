// When to remind: the moments before, at and after a limit, and who is told at each. No seed 制度 says anything
// about reminding, so the whole ladder is a 建议值 of the bureau file.
import type { Ladder } from './bureau.ts';
import { DAY } from './calendar/shanghai.ts';
import type { ReminderStage } from './events.ts';
import type { Obligation } from './obligations.ts';

/** `levels` counts how far up the matter is told: 0 the owner, 1 one above, 2 two above. */
export type Rung = {
  readonly id: string;
  readonly at: number;
  readonly stage: ReminderStage;
  readonly levels: number;
};

/** How many rungs a ladder without intervals (`0m`) has; any other goes on until the thing is done. */
const HORIZON = 400;

/**
 * The rungs of an obligation in order of time, without end. A warning never comes sooner than three quarters of the way to its
 * moment, so that a 30-minute limit is not announced at once.
 */
export function* rungs(obligation: Obligation, ladder: Ladder): Generator<Rung> {
  const { startedAt, aimAt, dueAt } = obligation;
  if (obligation.standing) return;
  if (dueAt === null) {
    const { kind } = obligation;
    const idle = kind === 'decide' || kind === 'sign' ? ladder.idle[kind] : ladder.idle.other;
    let wait = 0;
    for (let n = 1; idle > 0 || n <= HORIZON; n += 1) {
      // Twice as long each time, up to a day: a question without a limit must not drown those that have one.
      wait += Math.min(idle * 2 ** Math.min(n - 1, 20), DAY);
      // From the third time on, one level up hears of it too.
      yield { id: `idle-${n}`, at: startedAt + wait, stage: 'idle', levels: n >= 3 ? 1 : 0 };
    }
    return;
  }
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
  const overdue = (id: string, after: number): Rung => {
    const levels = after >= ladder.topAfter ? 2 : after >= ladder.upAfter ? 1 : 0;
    return { id, at: dueAt + after, stage: 'overdue', levels };
  };
  // Going up does not wait for the next repeat, which may be hours away.
  const upward = [
    { id: 'overdue-up', after: ladder.upAfter },
    { id: 'overdue-top', after: ladder.topAfter },
  ].sort((a, b) => a.after - b.after);
  let before = 0;
  for (let n = 1; ladder.afterwards > 0 || n <= HORIZON; n += 1) {
    const quick = Math.min(n, ladder.repeatTimes);
    const slow = Math.max(0, n - ladder.repeatTimes);
    const next = quick * ladder.repeat + slow * ladder.afterwards;
    for (const { id, after } of upward) if (after > before && after < next) yield overdue(id, after);
    yield overdue(`overdue-${n}`, next);
    before = next;
  }
}

/** The rungs after `through` and not after `now`: what is to be said in one go. */
export function passedRungs(
  obligation: Obligation,
  ladder: Ladder,
  through: number,
  now: number,
): readonly Rung[] {
  const passed: Rung[] = [];
  for (const rung of rungs(obligation, ladder)) {
    if (rung.at > now) break;
    if (rung.at > through) passed.push(rung);
  }
  return passed;
}

/** The next rung after `through`, however far ahead; null only where the ladder has no intervals. */
export function nextRung(obligation: Obligation, ladder: Ladder, through: number): Rung | null {
  for (const rung of rungs(obligation, ladder)) {
    if (rung.at > through) return rung;
  }
  return null;
}
