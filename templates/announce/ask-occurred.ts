// When a limit counts from 事发 and nobody has said when that was: ask those who may know, and say what is used until then.
import { peopleOf, roleOwner } from '../../src/core/bureau.ts';
import { shortMoment } from '../../src/core/calendar/shanghai.ts';
import { limitOn } from '../../src/core/limits.ts';
import type { Message } from '../../src/core/message.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import { caseName, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { basisWords } from '../owed-words.ts';
import type { AnnounceContext } from './context.ts';
import { stepWith, toPeople } from './context.ts';
import { unitOwes } from './unit-owes.ts';

/** To the unit, the office and the reporter; nothing when no open limit counts from 事发 or it is known. */
export function askOccurred(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, after } = context;
  if (after.occurred !== null) return [];
  const owed = unitOwes(context, after).filter((o) => countsFromOccurred(context, o));
  const first = owed[0];
  if (first === undefined) return [];
  const receive = stepWith(context, 'receive');
  const unit = after.unit === null ? [] : peopleOf(bureau, { kind: 'unit', unit: after.unit.id });
  const office = receive === undefined ? [] : peopleOf(bureau, roleOwner(policy, receive.by, null));
  const n = shortNumber(after.number);
  return toPeople(
    context,
    [...unit, ...office, after.reporter],
    [
      `请补充事发时间：${caseName(after)}`,
      `时限从事发起算（${basisWords(first.clause, 'text')}）。知道请发：${howTo.occurred(n, shortMoment(after.openedAt))}（换成实际时间）`,
      `说不清请发：${howTo.occurredUnknown(n)}`,
      ...untilThen(owed),
    ],
  );
}

function countsFromOccurred({ policy, after }: AnnounceContext, o: Obligation): boolean {
  const limit = o.deliverable === null ? undefined : limitOn(policy, after, o.deliverable);
  return limit !== undefined && limit.from === 'occurred';
}

function untilThen(owed: readonly Obligation[]): readonly string[] {
  return owed.map((o) =>
    o.dueAt === null
      ? `填报前，“${o.title}”的时限尚不起算。`
      : `填报前，“${o.title}”按这样算：${o.steps.join(' → ')}`,
  );
}
