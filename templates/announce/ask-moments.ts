// When a limit counts from 事发 or 发帖 and nobody has said when that was: ask those who may know, and say what is used
// until then.
import { peopleOf } from '../../src/core/bureau.ts';
import { shortMoment } from '../../src/core/calendar/shanghai.ts';
import { limitOn, START_TITLES } from '../../src/core/limits.ts';
import type { Message } from '../../src/core/message.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import { isOpen, obligations } from '../../src/core/obligations.ts';
import { ownerOf } from '../../src/core/owners.ts';
import { caseName, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { basisWords, wayWords } from '../owed-words.ts';
import { type AnnounceContext, stepWith, toPeople } from './context.ts';
import { unitPeople } from './unit-owes.ts';

const ASKED = ['occurred', 'posted'] as const;
type Asked = (typeof ASKED)[number];

/** To the units, the office and the reporter; nothing when no open limit counts from such a moment or it is known. */
export function askMoments(context: AnnounceContext): readonly Message[] {
  return ASKED.filter((start) => !isTold(context, start)).flatMap((start) =>
    ask(
      context,
      start,
      owedFrom(context, start).filter((o) => o.deliverable !== null),
    ),
  );
}

/** The same, when a step with such a limit opened later than the case was handed over. */
export function askMomentsOfSteps(context: AnnounceContext): readonly Message[] {
  const { policy, previousPolicy, bureau, before } = context;
  if (before === null) return [];
  const known = new Set(obligations(previousPolicy ?? policy, bureau, before).map((o) => o.key));
  return ASKED.filter((start) => !isTold(context, start)).flatMap((start) => {
    const owed = owedFrom(context, start);
    const fresh = owed.some((o) => o.deliverable === null && !known.has(o.key));
    return fresh && owed.every((o) => !known.has(o.key)) ? ask(context, start, owed) : [];
  });
}

function isTold({ after }: AnnounceContext, start: Asked): boolean {
  return start === 'occurred' ? after.occurred !== null : after.moments.posted !== undefined;
}

function ask(context: AnnounceContext, start: Asked, owed: readonly Obligation[]): readonly Message[] {
  const { policy, bureau, after } = context;
  const first = owed[0];
  if (first === undefined) return [];
  const receive = stepWith(context, 'receive');
  const office = receive === undefined ? [] : peopleOf(bureau, ownerOf(policy, bureau, after, receive.by));
  const n = shortNumber(after.number);
  const what = START_TITLES[start];
  return toPeople(
    context,
    [...unitPeople(context, after), ...office, after.reporter],
    [
      `请补充${what}时间：${caseName(after)}`,
      `时限从${what}起算（${basisWords(first.clause, 'text')}）。知道请发：${howTo.moment(n, what, shortMoment(after.openedAt))}（换成实际时间）`,
      `说不清请发：${howTo.moment(n, what, '不详')}`,
      ...untilThen(owed),
    ],
  );
}

function owedFrom({ policy, bureau, after }: AnnounceContext, start: Asked): readonly Obligation[] {
  return obligations(policy, bureau, after).filter((o) => {
    const name = o.deliverable ?? /^(?:step|paper):([^:]+)/.exec(o.key)?.[1];
    return isOpen(o) && name !== undefined && limitOn(policy, after, name)?.from === start;
  });
}

function untilThen(owed: readonly Obligation[]): readonly string[] {
  const lines = owed.map((o) =>
    o.dueAt === null
      ? `填报前，“${o.title}”的时限尚不起算。`
      : `填报前，“${o.title}”按这样算：${wayWords(o)}`,
  );
  return [...new Set(lines)];
}
