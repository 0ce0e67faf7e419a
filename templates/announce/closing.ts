// The end of a case, and its coming back.
import { ownerTitle, peopleOf, roleOwner } from '../../src/core/bureau.ts';
import { isoDate } from '../../src/core/calendar/shanghai.ts';
import type { Case } from '../../src/core/case.ts';
import type { Message } from '../../src/core/message.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { keptUntil } from '../../src/core/retention.ts';
import { openStep } from '../../src/core/steps.ts';
import { approvalDecided } from '../cards/approve-card.ts';
import { askForGrade, askForUnit, gradeDecided } from '../cards/grade-card.ts';
import { signCard } from '../cards/sign-card.ts';
import { caseName, markWords, outcomeName, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { basisWords } from '../owed-words.ts';
import { words } from '../quoting.ts';
import type { AnnounceContext } from './context.ts';
import {
  card,
  groupOf,
  happened,
  reply,
  replyAndTell,
  stepWith,
  toGroup,
  toPeople,
  update,
  wrote,
} from './context.ts';
import { cardPlace } from './places.ts';

/** Both groups and the reporter hear it; no card asks for anything any more. */
export function announceClosed(context: AnnounceContext): readonly Message[] {
  const event = happened(context, 'case.closed').at(-1);
  if (event === undefined) return [];
  const { policy, bureau, after, asker } = context;
  const outcome = after.outcome === null ? '' : `，结论：${outcomeName(policy, after.outcome.id)}`;
  const note = event.body.note.trim() === '' ? '' : `。说明：${words(event.body.note, 80)}`;
  const who = markWords(bureau, { by: event.actor, at: event.at });
  const lines = [`${caseName(after)} 已办结（${who}）${outcome}${note}`];
  const told = wrote(context) && asker?.person === after.reporter && groupOf(asker.reply) === null;
  return [
    ...cardsEnded(context),
    ...replyAndTell(context, ['work', 'leadership'], lines, keptLines(policy, after)),
    ...(told
      ? []
      : toPeople(context, [after.reporter], [`您报送的 ${caseName(after)} 已办结${outcome}。谢谢。`])),
  ];
}

/** Until when the records are kept, where the rule says so. */
function keptLines(policy: Policy, c: Case): readonly string[] {
  return keptUntil(policy, c).map(
    ({ until, what, clause }) =>
      `${what ?? '记录'}保存到 ${isoDate(until - 1)}（${basisWords(clause, 'text')}）。`,
  );
}

/** 移送: the organ that has it now, and why, for both groups, the unit and the reporter. */
export function announceTransferred(context: AnnounceContext): readonly Message[] {
  const event = happened(context, 'case.transferred').at(-1);
  if (event === undefined) return [];
  const { bureau, after, asker } = context;
  const step = stepWith(context, 'transfer');
  const basis = basisWords(step?.clause ?? null, step?.basis ?? 'text');
  const to = words(event.body.to, 30);
  const who = markWords(bureau, { by: event.actor, at: event.at });
  const why = `原因：${words(event.body.reason, 80)}`;
  const told = wrote(context) && asker !== null && groupOf(asker.reply) === null ? [asker.person] : [];
  const units = after.unit === null ? [] : [after.unit.id, ...after.unit.with];
  const unit = units.flatMap((id) => peopleOf(bureau, { kind: 'unit', unit: id }));
  return [
    ...cardsEnded(context),
    ...replyAndTell(
      context,
      ['work', 'leadership'],
      [`${caseName(after)} 已移送${to}（${who}，${basis}），本单位不再计时。${why}`],
      [`移送材料请另行送交${to}。`],
    ),
    ...toPeople(
      context,
      unit.filter((p) => !told.includes(p)),
      [`${caseName(after)} 已移送${to}，你单位不再承办。${why}`],
    ),
    ...toPeople(
      context,
      [after.reporter].filter((p) => !told.includes(p) && !unit.includes(p)),
      [`您报送的 ${caseName(after)} 已移送${to}办理。${why}`],
    ),
  ];
}

/** No card asks for anything any more. */
function cardsEnded({ policy, bureau, before, after }: AnnounceContext): readonly Message[] {
  const subject = { policy, bureau, case: after };
  const place = cardPlace(policy, bureau, before);
  return [
    ...(after.grade === null || after.unit === null ? update('grade', gradeDecided(subject), true) : []),
    ...(after.unit === null ? [] : update('sign', signCard(subject), true)),
    ...(place === null ? [] : update('approve', approvalDecided(subject, place), true)),
  ];
}

/** As for closing; the unit is called and owes again, or the leadership is asked again. */
export function announceReopened(context: AnnounceContext): readonly Message[] {
  const event = happened(context, 'case.reopened').at(-1);
  if (event === undefined) return [];
  const { policy, bureau, after } = context;
  const who = markWords(bureau, { by: event.actor, at: event.at });
  const reopened = `${caseName(after)} 已重开（${who}）。原因：${words(event.body.reason, 80)}`;
  const unit = after.unit === null ? [] : peopleOf(bureau, { kind: 'unit', unit: after.unit.id });
  const owes = openStep(policy, after, 'check') !== undefined && after.unit !== null;
  const n = shortNumber(after.number);
  return [
    // In the work group the call to the unit stands below the receipt and says the rest.
    ...(wrote(context) && context.asker !== null && groupOf(context.asker.reply) === 'work'
      ? [...reply(context, [`已记：${after.number} 已重开。`]), ...toGroup(context, 'leadership', [reopened])]
      : replyAndTell(context, ['leadership'], [reopened])),
    ...toGroup(
      context,
      'work',
      owes
        ? [
            `【重开】${reopened}`,
            `请承办单位重新书面报送处置意见（本制度未规定时限），请发：${howTo.written(n)}`,
          ]
        : [`【重开】${reopened}`],
      { mention: owes ? unit : [] },
    ),
    ...(owes
      ? toPeople(context, unit, [
          `【重开】${reopened}`,
          `请重新书面报送处置意见（本制度未规定时限），请发：${howTo.written(n)}`,
        ])
      : []),
    ...askAgain(context),
    ...toPeople(context, owes && unit.includes(after.reporter) ? [] : [after.reporter], [
      `您报送的 ${caseName(after)} 已重开办理。原因：${words(event.body.reason, 80)}`,
    ]),
  ];
}

/** A case that was ended before it was graded or handed over waits for that again. */
function askAgain(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, after } = context;
  const subject = { policy, bureau, case: after };
  const verb = after.grade === null ? 'grade' : after.unit === null ? 'assign' : null;
  const step = verb === null ? undefined : stepWith(context, verb);
  if (step === undefined) return [];
  const owner = roleOwner(policy, step.by, null);
  const shown = verb === 'grade' ? askForGrade(subject) : askForUnit(subject);
  return [
    ...card(context, 'grade', owner, shown),
    ...toGroup(context, 'leadership', [
      `${after.number} 等${ownerTitle(policy, bureau, owner)}${verb === 'grade' ? '定级交办' : '交办'}，请看单独收到的卡片。`,
    ]),
  ];
}
