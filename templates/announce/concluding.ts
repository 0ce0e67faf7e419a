// Outcome, answer to the source, public response, and what the office can do next.
import type { Owner } from '../../src/core/bureau.ts';
import { ownerKey } from '../../src/core/bureau.ts';
import type { Message } from '../../src/core/message.ts';
import { ownerOf } from '../../src/core/owners.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import type { Step } from '../../src/core/policy/settle.ts';
import { openSteps } from '../../src/core/steps.ts';
import { caseName, markWords, outcomeName, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { basisWords } from '../owed-words.ts';
import { words } from '../quoting.ts';
import type { AnnounceContext } from './context.ts';
import { happened, reply, replyAndTell, toOwner } from './context.ts';

/** Receipts for what was recorded; the leadership group hears of a public response and of a decision against one. */
export function announceConclusion(context: AnnounceContext): readonly Message[] {
  return [
    ...happened(context, 'outcome.decided').flatMap(({ body }) =>
      reply(context, [
        `已记：${context.after.number} 事实结论为${outcomeName(context.policy, body.outcome)}${body.note.trim() === '' ? '' : `（${words(body.note, 60)}）`}。`,
        ...whatIsLeft(context),
      ]),
    ),
    ...happened(context, 'source.replied').flatMap(({ body }) =>
      reply(context, [
        `已记：${context.after.number} 已回复${words(body.source, 30)}。`,
        `内容：${words(body.text, 120)}`,
        ...whatIsLeft(context),
      ]),
    ),
    ...happened(context, 'response.recorded').flatMap(({ body, actor, at }) =>
      replyAndTell(
        context,
        ['leadership'],
        [
          `${caseName(context.after)} 已公开回应：${words(body.channel, 20)}，审定 ${words(body.approvedBy, 20)}（${markWords(context.bureau, { by: actor, at })} 记录）。`,
          ...(body.link === null ? [] : [`链接：${words(body.link, 300)}`]),
          ...(body.text.trim() === '' ? [] : [`内容：${words(body.text, 120)}`]),
        ],
      ),
    ),
    ...happened(context, 'response.declined').flatMap(({ body, actor, at }) =>
      replyAndTell(
        context,
        ['leadership'],
        [
          `${caseName(context.after)} 决定不予回应（${markWords(context.bureau, { by: actor, at })}）。理由：${words(body.reason, 120)}`,
        ],
      ),
    ),
  ];
}

/** Steps of the office that opened in this commit, with the exact words to type. */
export function announceNextSteps(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, after } = context;
  if (after.closed !== null) return [];
  const opened = new Set(happened(context, 'step.opened').map((e) => e.body.step));
  const steps = openSteps(policy, after).filter((s) => opened.has(s.id) && SPOKEN.includes(s.do));
  const groups = new Map<string, { owner: Owner; steps: Step[] }>();
  for (const step of steps) {
    const owner = ownerOf(policy, bureau, after, step.by);
    const entry = groups.get(ownerKey(owner)) ?? { owner, steps: [] };
    groups.set(ownerKey(owner), { owner, steps: [...entry.steps, step] });
  }
  return [...groups.values()].flatMap((group) => {
    const archive = group.steps.find((s) => s.do === 'archive');
    const others = group.steps.filter((s) => s.do !== 'archive');
    const n = shortNumber(after.number);
    return toOwner(context, group.owner, [
      others.length === 0 ? `${caseName(after)} 可以办结了。` : `${caseName(after)} 审核已通过，接下来：`,
      ...others.map(
        (s) =>
          `${s.title}：${stepWords(policy, s, n, after.facts)}（${basisWords(s.clause ?? null, s.basis)}）`,
      ),
      ...(archive === undefined ? [] : [`办结请发：${howTo.close(n)}`]),
    ]);
  });
}

const SPOKEN: readonly Step['do'][] = ['find', 'feedback', 'publish', 'archive'];

/** What to type for a step of the office: `请发 核实 0001 属实（可选：…）`. */
export function stepWords(
  policy: Policy,
  step: Step,
  n: string,
  facts: Readonly<Record<string, string>>,
): string {
  switch (step.do) {
    case 'archive':
      return `请发 ${howTo.close(n)}`;
    case 'find': {
      const names = policy.outcomes.map((o) => o.title);
      return `请发 ${howTo.outcome(n, names[0] ?? '属实')}（可选：${names.join('、')}）`;
    }
    case 'feedback': {
      const source = step.source === undefined ? undefined : facts[step.source];
      return `${source === undefined ? '' : `答复${words(source, 30)}后，`}请发 ${howTo.feedback(n)}`;
    }
    default:
      return `请发 ${howTo.respond(n, policy.responses.channels[0] ?? '渠道')}；不回应请发 ${howTo.decline(n)}`;
  }
}

function whatIsLeft({ policy, after }: AnnounceContext): readonly string[] {
  const left = openSteps(policy, after);
  return left.length === 0 ? [] : [`接下来：${left.map((s) => s.title).join('、')}`];
}
