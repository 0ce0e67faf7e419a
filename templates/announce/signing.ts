// 签收, and the unit that sends the matter back.
import { roleOwner } from '../../src/core/bureau.ts';
import type { Message } from '../../src/core/message.ts';
import { askForUnit } from '../cards/grade-card.ts';
import { signCard, signEnded } from '../cards/sign-card.ts';
import { caseName, markWords, personName, shortNumber, unitName } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { words } from '../quoting.ts';
import type { AnnounceContext } from './context.ts';
import { card, happened, notice, reply, replyAndTell, stepWith, update } from './context.ts';
import { gradeNotice } from './opening.ts';

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

/** The leadership is asked for another unit; the grade stands. */
export function announceGivenBack(context: AnnounceContext): readonly Message[] {
  const event = happened(context, 'assignment.returned').at(-1);
  const { policy, bureau, before, after } = context;
  if (event === undefined || before === null) return [];
  const subject = { policy, bureau, case: after };
  const unit = unitName(bureau, event.body.unit);
  const assign = stepWith(context, 'assign');
  const n = shortNumber(after.number);
  const example = bureau.units.find((u) => u.id !== event.body.unit)?.name ?? '科室';
  const reason = words(event.body.reason, 60);
  if (after.unit !== null) {
    const rest = [after.unit.id, ...after.unit.with].map((u) => unitName(bureau, u)).join('、');
    return [
      ...update('sign', signCard(subject), false),
      ...notice('leadership', gradeNotice(context, `${unit}退回：${reason}。${rest}继续办理`)),
      ...reply(context, [
        `已记：${unit}退回 ${after.number}（${personName(bureau, event.actor)}），${rest}继续办理。原因：${reason}`,
      ]),
    ];
  }
  return [
    ...update('sign', signEnded(subject, before), true),
    ...(assign === undefined
      ? []
      : card(context, 'grade', roleOwner(policy, assign.by, null), askForUnit(subject))),
    ...notice('leadership', gradeNotice(context, `${unit}退回：${reason}。请在应用卡片重新交办`)),
    ...reply(context, [
      `已记：${unit}退回 ${after.number}（${personName(bureau, event.actor)}）。原因：${reason}`,
      `已请领导重新交办，也可发：${howTo.assign(n, example)}`,
    ]),
  ];
}
