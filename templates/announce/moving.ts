// A case that goes another way: another route because of what is known now, another version of the rule, an instruction.
import { peopleOf } from '../../src/core/bureau.ts';
import type { Message } from '../../src/core/message.ts';
import { ownerOf } from '../../src/core/owners.ts';
import { openStep } from '../../src/core/steps.ts';
import { askForGrade } from '../cards/grade-card.ts';
import { signCard } from '../cards/sign-card.ts';
import { caseName, gradeName, markWords, outcomeName } from '../case-words.ts';
import { basisWords } from '../owed-words.ts';
import { verbatimLines, words } from '../quoting.ts';
import { differenceLines } from '../texts/difference.ts';
import {
  type AnnounceContext,
  actors,
  card,
  happened,
  reply,
  stepWith,
  toPeople,
  update,
} from './context.ts';
import { factsSaid } from './facts.ts';
import { movedLines, tellMoved } from './moved-limits.ts';

/** Which way the case goes now, by which clause and why: the person who wrote, the office, the unit. */
export function announceRoute(context: AnnounceContext): readonly Message[] {
  const { policy, before, after } = context;
  const line = routeLine(context);
  if (before === null || line === null) return [];
  const title = policy.routes.find((r) => r.id === after.route)?.title ?? after.route;
  return [
    ...reply(context, [line]),
    ...toPeople(context, concerned(context), [`【改走${words(title, 20)}】${line}`]),
  ];
}

/** `YQ-2026-0001「…」 改走“敏感舆情”（依据五）：标记“敏感”。`; null when the route stays. */
export function routeLine(context: AnnounceContext): string | null {
  const { policy, after } = context;
  if (happened(context, 'route.changed').length === 0) return null;
  const route = policy.routes.find((r) => r.id === after.route);
  const why = reasons(context);
  const basis = route === undefined ? '' : `（${basisWords(route.clause ?? null, route.basis)}）`;
  const because = why.length === 0 ? '' : `，因为${why.join('、')}`;
  return `${caseName(after)} 改走“${route?.title ?? after.route}”${basis}${because}。`;
}

function reasons(context: AnnounceContext): readonly string[] {
  const { policy } = context;
  const decided = context.events.flatMap(({ body }): readonly string[] => {
    switch (body.type) {
      case 'case.graded':
        return [`定为${gradeName(policy, body.grade)}`];
      case 'outcome.decided':
        return [`结论为${outcomeName(policy, body.outcome)}`];
      case 'instruction.given':
        return ['领导作了批示'];
      case 'policy.moved':
        return ['改按现行制度'];
      default:
        return [];
    }
  });
  return [...factsSaid(context), ...decided];
}

/** The office that received the matter and the units that have it, without the person who wrote. */
function concerned(context: AnnounceContext): readonly string[] {
  const { policy, bureau, after, asker } = context;
  const receive = stepWith(context, 'receive');
  const office = receive === undefined ? [] : actors(context, ownerOf(policy, bureau, after, receive.by));
  // A unit that gets the matter in the same breath has known no other route.
  const isNew = happened(context, 'case.assigned').length > 0;
  const units = after.unit === null || isNew ? [] : [after.unit.id, ...after.unit.with];
  const unit = units.flatMap((id) => peopleOf(bureau, { kind: 'unit', unit: id }));
  return [...new Set([...office, ...unit])].filter((person) => person !== asker?.person);
}

/** 批示: the words for the office and the units, and the limits that count from it. */
export function announceInstruction(context: AnnounceContext): readonly Message[] {
  const { bureau, after } = context;
  return happened(context, 'instruction.given').flatMap((event) => {
    const moved = movedLines(context);
    const who = markWords(bureau, { by: event.actor, at: event.at });
    return [
      ...reply(context, [`已记：${after.number} 批示，已转办公室和承办单位。`, ...moved]),
      ...toPeople(context, concerned(context), [
        `【批示】${caseName(after)}（${who}）`,
        ...verbatimLines(event.body.text, 1000),
        ...moved,
      ]),
    ];
  });
}

/** 换制度: what it changes, for the person who did it, the office, the unit and everybody whose limit moved. */
export function announcePolicyMoved(context: AnnounceContext): readonly Message[] {
  const { policy, previousPolicy, bureau, before, after, asker } = context;
  const event = happened(context, 'policy.moved').at(-1);
  if (event === undefined || before === null) return [];
  const lines =
    previousPolicy === undefined
      ? []
      : differenceLines({
          bureau,
          from: { policy: previousPolicy, case: before },
          to: { policy, case: after },
        });
  const who = markWords(bureau, { by: event.actor, at: event.at });
  const heading = `${caseName(after)} 已改按现行制度办（${who}）。`;
  const told = concerned(context);
  const except = [...told, ...(asker === null ? [] : [asker.person])];
  const working = openStep(policy, after, 'check') !== undefined;
  return [
    ...(after.unit === null
      ? []
      : update('sign', signCard({ policy, bureau, case: after }), !working, { minor: working })),
    ...gradeCardAnew(context),
    ...reply(context, [heading, ...lines]),
    ...toPeople(context, told, [`【换制度】${heading}`, ...lines]),
    ...tellMoved(context, `【换制度】${heading}`, except),
  ];
}

/** A card that waits for a grade offers the grades of the rule that the case has moved to. */
function gradeCardAnew(context: AnnounceContext): readonly Message[] {
  const { policy, previousPolicy, bureau, before, after } = context;
  const step = openStep(policy, after, 'grade');
  if (previousPolicy === undefined || before === null || step === undefined || after.grade !== null)
    return [];
  const was = askForGrade({ policy: previousPolicy, bureau, case: before });
  const shown = askForGrade({ policy, bureau, case: after });
  return openStep(previousPolicy, before, 'grade') === undefined ||
    JSON.stringify(was) === JSON.stringify(shown)
    ? []
    : card(context, 'grade', ownerOf(policy, bureau, after, step.by), shown);
}
