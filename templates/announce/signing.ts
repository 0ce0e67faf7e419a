// 签收, and the unit that sends the matter back.
import { roleOwner } from '../../src/core/bureau.ts';
import type { Case } from '../../src/core/case.ts';
import type { Message } from '../../src/core/message.ts';
import { askForUnit } from '../cards/grade-card.ts';
import { signCard, signEnded } from '../cards/sign-card.ts';
import { caseName, markWords, personName, shortNumber, unitName } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { words } from '../quoting.ts';
import {
  type AnnounceContext,
  actors,
  card,
  type Happened,
  happened,
  notice,
  reply,
  replyAndTell,
  stepWith,
  toPeople,
  update,
  wrote,
} from './context.ts';
import { gradeNotice } from './opening.ts';
import { unitPeople } from './unit-owes.ts';

/** The card shows who signed; the work group hears it in one line. */
export function announceSigned(context: AnnounceContext): readonly Message[] {
  const event = happened(context, 'assignment.signed').at(-1);
  if (event === undefined) return [];
  const { policy, bureau, after } = context;
  const unit = unitName(bureau, event.body.unit);
  const who = markWords(bureau, { by: event.actor, at: event.at });
  return [
    ...update('sign', signCard({ policy, bureau, case: after }), false),
    ...replyAndTell(context, ['work'], [`${caseName(after)} ${unit}已签收（${who}）。`]),
  ];
}

/** The leadership is asked for another unit, the grade stands; where others keep the matter, nothing is asked. */
export function announceGivenBack(context: AnnounceContext): readonly Message[] {
  const event = happened(context, 'assignment.returned').at(-1);
  const { policy, bureau, before, after } = context;
  if (event === undefined || before === null) return [];
  if (after.unit !== null) return othersKeepIt(context, event, after.unit);
  const subject = { policy, bureau, case: after };
  const unit = unitName(bureau, event.body.unit);
  const assign = stepWith(context, 'assign');
  const n = shortNumber(after.number);
  const example = bureau.units.find((u) => u.id !== event.body.unit)?.name ?? '科室';
  const reason = words(event.body.reason, 60);
  return [
    ...update('sign', signEnded(subject, before), true),
    ...(assign === undefined
      ? []
      : card(context, 'grade', roleOwner(policy, assign.by, null), askForUnit(subject))),
    ...notice('leadership', gradeNotice(context, `${unit}退回：${reason}。请在单独收到的卡片上重新交办`)),
    ...reply(context, [
      `已记：${unit}退回 ${after.number}（${personName(bureau, event.actor)}）。原因：${reason}`,
      `已请领导重新交办，也可发：${howTo.assign(n, example)}`,
    ]),
  ];
}

/** The unit that is rid of it hears so in words: its card goes on to show what the others do. */
function othersKeepIt(
  context: AnnounceContext,
  { body, actor, at }: Happened<'assignment.returned'>,
  left: NonNullable<Case['unit']>,
): readonly Message[] {
  const { policy, bureau, after } = context;
  const unit = unitName(bureau, body.unit);
  const rest = [left.id, ...left.with].map((u) => unitName(bureau, u)).join('、');
  const reason = words(body.reason, 60);
  const still = unitPeople(context, after);
  const rid = actors(context, { kind: 'unit', unit: body.unit }).filter(
    (p) => !still.includes(p) && !(wrote(context) && p === actor),
  );
  return [
    ...update('sign', signCard({ policy, bureau, case: after }), false),
    ...notice('leadership', gradeNotice(context, `${unit}退回：${reason}。${rest}继续办理`)),
    ...reply(context, [
      `已记：${unit}退回 ${after.number}（${personName(bureau, actor)}），${rest}继续办理。原因：${reason}`,
    ]),
    ...toPeople(context, rid, [
      `【退回】${caseName(after)} ${unit}已退回（${markWords(bureau, { by: actor, at })}），不用再办。原因：${reason}`,
    ]),
  ];
}
