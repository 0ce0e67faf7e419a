// 事发时间 and other moments, facts, marks, whom it is about; and the limits that move with them.
import { peopleOf } from '../../src/core/bureau.ts';
import { shortMoment } from '../../src/core/calendar/shanghai.ts';
import { judge } from '../../src/core/criteria.ts';
import { START_TITLES } from '../../src/core/limits.ts';
import type { Message } from '../../src/core/message.ts';
import { ownerOf } from '../../src/core/owners.ts';
import { openStep } from '../../src/core/steps.ts';
import { askForGrade, askForUnit } from '../cards/grade-card.ts';
import { signCard } from '../cards/sign-card.ts';
import { caseName, markName, personName, shortNumber, unitName } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { words } from '../quoting.ts';
import { suggestionLine } from '../texts/judgement.ts';
import { type AnnounceContext, card, happened, reply, stepWith, toOwner, update } from './context.ts';
import { movedLines, tellMoved } from './moved-limits.ts';

/** Receipt; everybody whose limits moved hears old and new; cards that wait for a grade show what is known now. */
export function announceFacts(context: AnnounceContext): readonly Message[] {
  const said = factsSaid(context);
  if (said.length === 0) return [];
  const { policy, bureau, after, asker } = context;
  const moved = movedLines(context);
  const subject = { policy, bureau, case: after };
  const except = asker === null ? [] : [asker.person];
  const working = openStep(policy, after, 'check') !== undefined;
  const suggested = after.grade === null ? suggestionLine(policy, after) : null;
  return [
    ...reply(context, [
      `已记：${after.number} ${said.join('；')}。`,
      ...moved,
      ...(suggested === null ? [] : [suggested]),
    ]),
    ...(moved.length === 0
      ? []
      : [
          ...tellMoved(context, `${caseName(after)} ${said.join('；')}，时限随之变动：`, except),
          ...(after.unit === null ? [] : update('sign', signCard(subject), !working)),
        ]),
    ...(after.grade === null
      ? gradeCardNow(context)
      : after.unit === null && openStep(policy, after, 'assign') !== undefined
        ? update('grade', askForUnit(subject), false)
        : []),
    ...subjectInUnit(context),
  ];
}

/**
 * A card may be changed once before somebody taps it, and that once belongs to its final state. So a suggestion that
 * changes, or the last fact that was missing, comes as a new card; anything less shows where there is a right to spare.
 */
function gradeCardNow(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, before, after } = context;
  const shown = askForGrade({ policy, bureau, case: after });
  const now = judge(policy, after);
  if (now.criteria.length === 0 || before === null) return update('grade', shown, false);
  const was = judge(policy, before);
  const told = was.unknown.length > 0 && now.unknown.length === 0;
  const asked = openStep(policy, before, 'grade');
  const grade = openStep(policy, after, 'grade');
  return grade !== undefined && asked !== undefined && (told || was.suggested?.id !== now.suggested?.id)
    ? card(context, 'grade', ownerOf(policy, bureau, after, grade.by), shown)
    : update('grade', shown, false, { minor: true });
}

/** What this commit put on record of the matter, in words: `标记“敏感”`, `涉及人数为60`. */
export function factsSaid(context: AnnounceContext): readonly string[] {
  const { policy, bureau } = context;
  return context.events.flatMap(({ body }): readonly string[] => {
    switch (body.type) {
      case 'occurred.set':
        return [momentSaid('事发', body.occurredAt, body.about)];
      case 'moment.set':
        return [momentSaid(START_TITLES[body.moment], body.at, body.about)];
      case 'fact.set': {
        const title = policy.facts.find((f) => f.id === body.fact)?.title ?? body.fact;
        return [`${title}为${words(body.value, 30)}`];
      }
      case 'mark.set':
        return [`${body.on ? '标记' : '取消标记'}“${markName(policy, body.mark)}”`];
      case 'subject.named':
        return [`涉及人${personName(bureau, body.person)}，不得经办和审核`];
      default:
        return [];
    }
  });
}

function momentSaid(what: string, at: number | null, about: boolean): string {
  return at === null ? `${what}时间不详` : `${what}时间 ${about ? '约 ' : ''}${shortMoment(at)}`;
}

/** A unit with somebody whom the matter is about should not have it: those who assign hear it, one to one. */
function subjectInUnit(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, after } = context;
  const { unit } = after;
  const assign = stepWith(context, 'assign');
  if (unit === null || assign === undefined) return [];
  const people = peopleOf(bureau, { kind: 'unit', unit: unit.id });
  const n = shortNumber(after.number);
  return happened(context, 'subject.named')
    .filter(({ body }) => people.includes(body.person))
    .flatMap(({ body }) =>
      toOwner(context, ownerOf(policy, bureau, after, assign.by), [
        `${caseName(after)} 涉及${unitName(bureau, unit.id)}的${personName(bureau, body.person)}，请考虑改派其他单位：${howTo.reassign(n, '单位')}`,
      ]),
    );
}
