// 事发时间 and other facts of the case, and the limits that move with them.
import { peopleOf } from '../../src/core/bureau.ts';
import { shortMoment } from '../../src/core/calendar/shanghai.ts';
import type { Message } from '../../src/core/message.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import { isOpen, obligations } from '../../src/core/obligations.ts';
import { openStep } from '../../src/core/steps.ts';
import { askForGrade, askForUnit } from '../cards/grade-card.ts';
import { signCard } from '../cards/sign-card.ts';
import { caseName } from '../case-words.ts';
import { basisWords, leftWords } from '../owed-words.ts';
import { words } from '../quoting.ts';
import type { AnnounceContext } from './context.ts';
import { happened, reply, toPeople, update } from './context.ts';

/** Receipt; where limits moved, the unit hears old and new. */
export function announceFacts(context: AnnounceContext): readonly Message[] {
  const said = [...occurredWords(context), ...factWords(context)];
  if (said.length === 0) return [];
  const { policy, bureau, after, asker } = context;
  const moved = movedLines(context);
  const subject = { policy, bureau, case: after };
  const unit = after.unit === null ? [] : peopleOf(bureau, { kind: 'unit', unit: after.unit.id });
  const others = unit.filter((person) => person !== asker?.person);
  const working = openStep(policy, after, 'check') !== undefined;
  return [
    ...reply(context, [`已记：${after.number} ${said.join('；')}。`, ...moved]),
    ...(moved.length === 0
      ? []
      : [
          ...toPeople(context, others, [`${caseName(after)} ${said.join('；')}，时限随之变动：`, ...moved]),
          ...update('sign', signCard(subject), !working),
        ]),
    ...(after.grade === null
      ? update('grade', askForGrade(subject), false)
      : after.unit === null
        ? update('grade', askForUnit(subject), false)
        : []),
  ];
}

function occurredWords(context: AnnounceContext): readonly string[] {
  return happened(context, 'occurred.set').map(({ body }) => {
    if (body.occurredAt === null) return '事发时间不详';
    return `事发时间 ${body.about ? '约 ' : ''}${shortMoment(body.occurredAt)}`;
  });
}

function factWords(context: AnnounceContext): readonly string[] {
  return happened(context, 'fact.set').map(({ body }) => {
    const title = context.policy.facts.find((f) => f.id === body.fact)?.title ?? body.fact;
    return `${title}为${words(body.value, 30)}`;
  });
}

/** `书面报送相关情况：原 11-20 15:30 → 现 11-20 15:05（依据五2）`. */
function movedLines({ policy, bureau, before, after, now }: AnnounceContext): readonly string[] {
  if (before === null) return [];
  const old = new Map(obligations(policy, bureau, before).map((o) => [o.key, o]));
  return obligations(policy, bureau, after).flatMap((o) => {
    const was = old.get(o.key);
    if (was === undefined || was.dueAt === o.dueAt) return [];
    const past = o.dueAt !== null && isOpen(o) && now > o.dueAt ? `，${leftWords(o.dueAt, now)}` : '';
    return [`${o.title}：原 ${moment(was)} → 现 ${moment(o)}${past}（${basisWords(o.clause, o.basis)}）`];
  });
}

function moment({ dueAt }: Obligation): string {
  return dueAt === null ? '未起算' : shortMoment(dueAt);
}
