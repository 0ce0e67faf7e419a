// Steps that opened in a commit, told to whoever is to do them: what, with whom, what to write, by when, under which
// clause, and the exact words to type.
import type { Owner } from '../../src/core/bureau.ts';
import { ownerKey } from '../../src/core/bureau.ts';
import type { Case } from '../../src/core/case.ts';
import { waitingFor } from '../../src/core/decide/doing.ts';
import type { Message } from '../../src/core/message.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import { isOpen, obligations } from '../../src/core/obligations.ts';
import { consultedOn } from '../../src/core/opinions.ts';
import { ownerOf } from '../../src/core/owners.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import type { Step } from '../../src/core/policy/settle.ts';
import { isRecorded, stepsOf } from '../../src/core/steps.ts';
import { caseName, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { basisWords, dueWords, owedLine } from '../owed-words.ts';
import { words } from '../quoting.ts';
import { stepsBegun } from './begun.ts';
import { type AnnounceContext, happened, toOwner } from './context.ts';
import { partyTitles } from './parties.ts';

/** Steps that are asked for here; grading, handing over, checking and approving have cards of their own. */
const SPOKEN: readonly Step['do'][] = ['find', 'feedback', 'publish', 'archive', 'transfer'];

/** One text for each owner of steps that opened and whose turn it is. */
export function announceNextSteps(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, after } = context;
  if (after.closed !== null) return [];
  const steps = stepsBegun(context).filter((s) => SPOKEN.includes(s.do) || isRecorded(s));
  const groups = new Map<string, { owner: Owner; steps: Step[]; ahead: Obligation[] }>();
  const entryOf = (owner: Owner) => {
    const entry = groups.get(ownerKey(owner)) ?? { owner, steps: [], ahead: [] };
    groups.set(ownerKey(owner), entry);
    return entry;
  };
  for (const step of steps) entryOf(ownerOf(policy, bureau, after, step.by)).steps.push(step);
  for (const owed of newlyAhead(context))
    for (const owner of [owed.owner, ...owed.also]) entryOf(owner).ahead.push(owed);
  const approved = happened(context, 'step.done').some((e) => approves(policy, e.body.step));
  return [...groups.values()].flatMap((group) => {
    const archive = group.steps.find((s) => s.do === 'archive');
    const others = group.steps.filter((s) => s.do !== 'archive');
    const n = shortNumber(after.number);
    const head = approved ? '审核已通过，接下来：' : '轮到您办：';
    const lines = [
      ...(others.length === 0 ? [] : [head, ...others.map((s) => stepLine(context, s))]),
      ...(archive === undefined ? [] : ['可以办结了。', `办结请发：${howTo.close(n)}`]),
      ...(group.ahead.length === 0
        ? []
        : ['还没轮到、时限已在走：', ...group.ahead.map((o) => aheadLine(context, o))]),
    ];
    return toOwner(context, group.owner, [`${caseName(after)} ${lines[0] ?? ''}`, ...lines.slice(1)]);
  });
}

/** Limits that began to run with this commit though the turn of their step has not come. */
function newlyAhead({
  policy,
  previousPolicy,
  bureau,
  before,
  after,
}: AnnounceContext): readonly Obligation[] {
  const known = new Set(
    before === null ? [] : obligations(previousPolicy ?? policy, bureau, before).map((o) => o.key),
  );
  return obligations(policy, bureau, after).filter(
    (o) => o.kind === 'step' && isOpen(o) && !known.has(o.key) && waitsFor(policy, after, o).length > 0,
  );
}

/** `统一对外发布：11-23 24:00 前（依据四(三)），先要完成：报主要领导同意`. */
function aheadLine({ policy, after, now }: AnnounceContext, o: Obligation): string {
  return `${owedLine(o, now)}，先要完成：${waitsFor(policy, after, o).join('、')}`;
}

/** Titles of what must be done before the step that an obligation is about; empty when its turn has come. */
export function waitsFor(policy: Policy, c: Case, o: Obligation): readonly string[] {
  const step = stepsOf(policy, c).find((s) => s.id === o.key.split(':')[1]);
  return o.kind !== 'step' || step === undefined ? [] : waitingFor({ policy }, c, step);
}

function approves(policy: Policy, id: string): boolean {
  return policy.routes.some((r) => r.steps.some((s) => s.id === id && s.do === 'approve'));
}

/** `会商：与宣传部门一起，写出风险评估；请发 完成 0001 会商 内容（依据五，11-21 10:00 前）`. */
function stepLine(context: AnnounceContext, step: Step): string {
  const { policy, bureau, after } = context;
  const key = `step:${step.id}:r${after.steps[step.id]?.round ?? 1}`;
  const owed = obligations(policy, bureau, after).find((o) => o.key === key);
  const due = owed === undefined || owed.dueAt === null ? vagueDue(owed?.steps) : `，${dueWords(owed)}`;
  const basis = basisWords(owed?.clause ?? step.clause ?? null, owed?.basis ?? step.basis);
  return `${step.title}：${detailWords(context, step)}${stepWords(policy, step, after)}（${basis}${due}）`;
}

/** What the rule says instead of a number: `，本制度只写“及时”，未规定时限`. */
function vagueDue(steps: readonly string[] | undefined): string {
  const only = steps?.length === 1 ? steps[0] : undefined;
  return only === undefined ? '' : `，${only}`;
}

function detailWords(context: AnnounceContext, step: Step): string {
  const waits =
    step.do === 'approve'
      ? []
      : consultedOn(context.policy, context.after, step).filter(({ blocks }) => blocks);
  const parts = [
    step.rule === undefined ? '' : `按“${step.rule}”办，它的条文不在本制度里，请调阅其文本照办`,
    step.with.length === 0 ? '' : `与${step.with.join('、')}一起`,
    step.out.length === 0 ? '' : `写出${step.out.join('、')}`,
    isRecorded(step) && step.to.length > 0 ? `${toVerb(step)}${partyTitles(context, step.to)}` : '',
    isRecorded(step) && step.cc.length > 0 ? `抄送${partyTitles(context, step.cc)}` : '',
    waits.length === 0
      ? ''
      : `先要有${partyTitles(
          context,
          waits.map(({ who }) => who),
        )}的意见`,
    step.as === undefined ? '' : `以${step.as}的名义`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join('，')}；`;
}

function toVerb(step: Step): string {
  return step.do === 'report' ? '报' : '告诉';
}

/** What to type for a step of a case: `请发 核实 0001 属实（可选：…）`. */
export function stepWords(policy: Policy, step: Step, c: Case): string {
  const n = shortNumber(c.number);
  switch (step.do) {
    case 'archive':
      return `请发 ${howTo.close(n)}`;
    case 'transfer':
      return `请发 ${howTo.transfer(n)}`;
    case 'find': {
      const names = policy.outcomes.map((o) => o.title);
      return `请发 ${howTo.outcome(n, names[0] ?? '属实')}（可选：${names.join('、')}）`;
    }
    case 'feedback': {
      const source = step.source === undefined ? undefined : c.facts[step.source];
      return `${source === undefined ? '' : `答复${words(source, 30)}后，`}请发 ${howTo.feedback(n)}`;
    }
    case 'publish': {
      const channel = policy.responses.channels[0] ?? '渠道';
      return step.answer === 'holding'
        ? `请发 ${howTo.holding(n, channel)}`
        : `请发 ${howTo.respond(n, channel)}；不回应请发 ${howTo.decline(n)}${declineBy(policy)}`;
    }
    default:
      return `办完请发 ${howTo.done(n, step.title)}`;
  }
}

function declineBy(policy: Policy): string {
  const by = policy.responses.decline?.by;
  const title = policy.roles.find((r) => r.id === by)?.title;
  return title === undefined ? '' : `（由${title}决定）`;
}
