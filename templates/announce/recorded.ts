// Work that was done and said so: its words for those it is for, and copies of any step for those the rule names.
import { ownerTitle } from '../../src/core/bureau.ts';
import type { Message } from '../../src/core/message.ts';
import { ownerOf } from '../../src/core/owners.ts';
import type { Step } from '../../src/core/policy/settle.ts';
import { isRecorded, openSteps, routeOf } from '../../src/core/steps.ts';
import {
  caseName,
  gradeName,
  markWords,
  outcomeName,
  personName,
  shortNumber,
  unitNames,
} from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { latestPaper } from '../material.ts';
import { basisWords } from '../owed-words.ts';
import { verbatimLines, words } from '../quoting.ts';
import { type AnnounceContext, happened, reply, toPeople } from './context.ts';
import { handOverLines, toParties } from './parties.ts';

/** Longest text passed on in words; what is longer is kept with the case. */
const PASSED_ON = 1800;

/** Receipt for whoever did it, and the text for everybody the step is for. */
export function announceRecorded(context: AnnounceContext): readonly Message[] {
  const { policy, after } = context;
  return happened(context, 'step.recorded').flatMap((event) => {
    const step = routeOf(policy, after).steps.find((s) => s.id === event.body.step);
    if (step === undefined) return [];
    const { text, pictures } = event.body;
    const attached = pictures > 0 ? `，附图 ${pictures} 张` : '';
    const left = openSteps(policy, after);
    const done = `“${step.title}”（${basisWords(step.clause ?? null, step.basis)}）`;
    return [
      ...reply(context, [
        `已记：${after.number} ${done}${attached}。`,
        ...handOverLines(context, [...step.to, ...step.cc]),
        ...(left.length === 0 ? [] : [`接下来：${left.map((s) => s.title).join('、')}`]),
      ]),
      ...copies(
        context,
        step,
        [
          `${caseName(after)}（${basisWords(step.clause ?? null, step.basis)}）`,
          `${markWords(context.bureau, { by: event.actor, at: event.at })}${attached}`,
          ...(text.trim() === '' ? [] : verbatimLines(text, PASSED_ON)),
        ],
        event.actor,
      ),
    ];
  });
}

/** Any other step with receivers of its own, once it is done; 接收 is told when the case opens. */
export function announceCopies(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, after } = context;
  return happened(context, 'step.done').flatMap((event) => {
    const step = routeOf(policy, after).steps.find((s) => s.id === event.body.step);
    if (step === undefined || isRecorded(step) || step.do === 'receive') return [];
    if (step.to.length + step.cc.length === 0) return [];
    const basis = basisWords(step.clause ?? null, step.basis);
    return [
      ...reply(context, handOverLines(context, [...step.to, ...step.cc])),
      ...copies(
        context,
        step,
        [
          `${caseName(after)} “${step.title}”已完成（${basis}）`,
          ...contentOf(context, step),
          `${markWords(bureau, { by: event.actor, at: event.at })}　查看进展请发：${shortNumber(after.number)}`,
        ],
        event.actor,
      ),
    ];
  });
}

function contentOf({ policy, bureau, after }: AnnounceContext, step: Step): readonly string[] {
  switch (step.do) {
    case 'grade':
      return after.grade === null ? [] : [`等级：${gradeName(policy, after.grade.id)}`];
    case 'assign':
      return after.unit === null ? [] : [`承办：${unitNames(bureau, after)}`];
    case 'check':
      return verbatimLines(latestPaper(after)?.text ?? '', PASSED_ON);
    case 'find':
      return after.outcome === null ? [] : [`结论：${outcomeName(policy, after.outcome.id)}`];
    case 'feedback':
      return verbatimLines(after.feedback?.text ?? '', PASSED_ON);
    case 'publish': {
      const last = after.responses.at(-1);
      if (last === undefined) return [];
      return last.kind === 'declined'
        ? [`决定不予回应，理由${verbatimLines(last.reason, 200)[0] ?? ''}`]
        : [`渠道：${words(last.channel, 30)}`, ...verbatimLines(last.text, PASSED_ON)];
    }
    default:
      return [];
  }
}

/** `【通报】` for those it is for, `【抄送】` for the others; nobody hears both. */
function copies(
  context: AnnounceContext,
  step: Step,
  lines: readonly string[],
  by: string,
): readonly Message[] {
  const titled = (tag: string): readonly string[] => [`【${tag}】${lines[0] ?? ''}`, ...lines.slice(1)];
  // The unit in charge hears 【交办】 already.
  const to = step.do === 'assign' ? step.to.filter((party) => party !== 'unit') : step.to;
  const main = toParties(context, to, isRecorded(step) ? titled(step.title) : titled('知会'), [by]);
  const told = main.flatMap((m) => (m.kind === 'text' && m.to.kind === 'person' ? [m.to.person] : []));
  return [...main, ...toParties(context, step.cc, titled('抄送'), [by, ...told])];
}

/** 指定: the person named is asked by a card; the others of the role are free of it. */
export function announceNamed(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, after } = context;
  return happened(context, 'person.named').flatMap(({ body, actor }) => {
    const role = ownerTitle(policy, bureau, ownerOf(policy, bureau, after, body.role));
    const name = personName(bureau, body.person);
    return [
      ...reply(context, [
        `已记：${after.number} 由${name}（${role}）牵头审核。轮到时会发卡片给${name}；改换请重发：${howTo.name(shortNumber(after.number), '姓名')}`,
      ]),
      ...toPeople(
        context,
        [body.person].filter((p) => p !== actor),
        [`${caseName(after)} 指定您牵头审核（${personName(bureau, actor)}指定）。`],
      ),
    ];
  });
}
