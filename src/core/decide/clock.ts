// More time, and time that stands still: only as far as the rule allows it.
import { belongsTo, ownerTitle } from '../bureau.ts';
import type { Case } from '../case.ts';
import type { Actor, Command } from '../command.ts';
import type { Situation, Verdict } from '../decide.ts';
import { computeLimit, isOfThisRun, limitOn } from '../limits.ts';
import { thingOf } from '../obligations/timing.ts';
import type { Obligation } from '../obligations.ts';
import { isOpen, obligations } from '../obligations.ts';
import { ownerOf } from '../owners.ts';
import type { Limit } from '../policy/settle.ts';
import type { Refusal } from '../refusal.ts';
import { authorise } from './authority.ts';
import { wholeSecond } from './whole-second.ts';

type ClockCommand = Extract<Command, { kind: 'extend' | 'decide-extension' | 'pause' | 'resume' }>;

/** The events that 延期, its answer, 中止 or 恢复 makes, or why not. */
export function decideClock(situation: Situation, c: Case, command: ClockCommand, actor: Actor): Verdict {
  switch (command.kind) {
    case 'extend':
      return extend(situation, c, command, actor);
    case 'decide-extension':
      return answer(situation, c, command, actor);
    case 'pause':
    case 'resume':
      return stand(situation, c, command, actor);
  }
}

function limited(situation: Situation, c: Case, o: Obligation): Limit | undefined {
  const name = thingOf(o);
  return name === undefined ? undefined : limitOn(situation.policy, c, name);
}

function extend(
  situation: Situation,
  c: Case,
  command: Extract<ClockCommand, { kind: 'extend' }>,
  actor: Actor,
): Verdict {
  const { policy, bureau } = situation;
  const running = obligations(policy, bureau, c).flatMap((o) => {
    const limit = isOpen(o) && o.dueAt !== null ? limited(situation, c, o) : undefined;
    return limit === undefined ? [] : [{ o, limit, dueAt: o.dueAt ?? 0 }];
  });
  const extendable = running.filter(({ limit }) => limit.extend !== null);
  if (extendable.length === 0)
    return whileStanding(situation, c, actor) ?? { code: 'not-in-rule', what: '延期' };
  const owners = extendable.map(({ o }) => o.owner);
  const refused = authorise(situation, c, actor.person, owners);
  if (refused) return refused;
  const mine = extendable.find(({ o }) => belongsTo(bureau, actor.person, o.owner)) ?? extendable[0];
  if (mine === undefined || mine.limit.extend === null) return { code: 'not-in-rule', what: '延期' };
  const { limit, dueAt, o } = mine;
  const rule = mine.limit.extend;
  if (command.reason.trim() === '') return { code: 'need-reason', what: '延期' };
  const pending = c.extensions.find(
    (e) => e.of === limit.of && e.decided === null && isOfThisRun(e, o.startedAt),
  );
  if (pending !== undefined) return { code: 'extension-pending', at: pending.at };
  if (rule.before_due && wholeSecond(actor.at) > dueAt) return { code: 'past-due', dueAt };
  if (rule.notice_first !== undefined && !command.noticed)
    return { code: 'notice-first', whom: rule.notice_first };
  if (isBeyondCap(situation, c, limit, command.length))
    return { code: 'beyond-cap', total: rule.max_total, clause: rule.clause ?? limit.clause ?? null };
  const { length, reason, noticed } = command;
  return [{ type: 'extension.requested', of: limit.of, length, reason, noticed }];
}

/** While the clock stands still no moment can be put off; the limit that could be is still there. */
function whileStanding(situation: Situation, c: Case, actor: Actor): Refusal | null {
  const { policy, bureau } = situation;
  const pause = c.pauses.find((p) => p.to === null);
  const standing = obligations(policy, bureau, c).flatMap((o) => {
    const limit = isOpen(o) && o.standing ? limited(situation, c, o) : undefined;
    return limit === undefined || limit.extend === null ? [] : [{ o, limit }];
  });
  const [first] = standing;
  if (pause === undefined || first === undefined) return null;
  const owners = standing.map(({ o }) => o.owner);
  const by = first.limit.pause?.by;
  return (
    authorise(situation, c, actor.person, owners) ?? {
      code: 'paused',
      at: pause.from,
      by: by === undefined ? '领导' : ownerTitle(policy, bureau, ownerOf(policy, bureau, c, by)),
    }
  );
}

/** Whether the limit would end later than the rule's longest time from its start. */
function isBeyondCap(situation: Situation, c: Case, limit: Limit, length: string): boolean {
  const { policy, bureau, now } = situation;
  const { startedAt } = computeLimit(policy, bureau, c, limit);
  if (startedAt === null || limit.extend === null) return false;
  const mark = { by: '', at: now };
  const asked = { ...mark, of: limit.of, length, reason: '', noticed: true };
  const granted = { ...asked, decided: { ...mark, granted: true, reason: null } };
  const longer = computeLimit(policy, bureau, { ...c, extensions: [...c.extensions, granted] }, limit);
  // The longest time is counted like the limit itself: by the same clock, standing still with it.
  const longest = { ...limit, within: { max: limit.extend.max_total } };
  const { dueAt: cap } = computeLimit(policy, bureau, { ...c, extensions: [] }, longest);
  return longer.dueAt !== null && cap !== null && longer.dueAt > cap;
}

function answer(
  situation: Situation,
  c: Case,
  command: Extract<ClockCommand, { kind: 'decide-extension' }>,
  actor: Actor,
): Verdict {
  const { bureau } = situation;
  const waiting = pendingExtensions(situation, c);
  const pending = waiting.find(({ owner }) => belongsTo(bureau, actor.person, owner)) ?? waiting[0];
  if (pending === undefined) return { code: 'no-extension-pending' };
  const refused = authorise(situation, c, actor.person, [pending.owner]);
  if (refused) return refused;
  const reason = (command.reason ?? '').trim();
  if (!command.granted && reason === '') return { code: 'need-reason', what: '不同意延期' };
  return [
    {
      type: 'extension.decided',
      of: pending.of,
      granted: command.granted,
      ...(reason === '' ? {} : { reason }),
    },
  ];
}

/** Requests for more time that wait, with whoever may answer them. */
export function pendingExtensions({ policy, bureau }: Pick<Situation, 'policy' | 'bureau'>, c: Case) {
  // The present limit may know no extension any more, or another person who grants it.
  return c.extensions.flatMap((e) => {
    const extend = e.decided === null ? limitOn(policy, c, e.of)?.extend : null;
    return extend ? [{ of: e.of, owner: ownerOf(policy, bureau, c, extend.by) }] : [];
  });
}

function stand(
  situation: Situation,
  c: Case,
  command: Extract<ClockCommand, { kind: 'pause' | 'resume' }>,
  actor: Actor,
): Verdict {
  const { policy, bureau } = situation;
  const rules = obligations(policy, bureau, c).flatMap((o) => {
    const limit = isOpen(o) ? limited(situation, c, o) : undefined;
    return limit === undefined || limit.pause === null ? [] : [limit.pause];
  });
  if (rules.length === 0) return { code: 'not-in-rule', what: '中止计时' };
  const refused = authorise(
    situation,
    c,
    actor.person,
    rules.map((rule) => ownerOf(policy, bureau, c, rule.by)),
  );
  if (refused) return refused;
  const standing = c.pauses.find((p) => p.to === null);
  if (command.kind === 'resume') {
    return standing === undefined ? { code: 'not-paused' } : [{ type: 'clock.resumed' }];
  }
  if (standing !== undefined) return { code: 'already-paused', at: standing.from };
  if (command.reason.trim() === '') return { code: 'need-reason', what: '中止计时' };
  return [{ type: 'clock.paused', reason: command.reason }];
}
