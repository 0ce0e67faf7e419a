// 完成: a step that consists of doing something and saying so, or a paper that the case calls for.
import {
  defineHandler,
  type HandlerContext,
  type Intent,
  type TextGesture,
} from '../src/app/define-handler.ts';
import { belongsTo } from '../src/core/bureau.ts';
import { isOpen, obligations } from '../src/core/obligations.ts';
import { ownerOf } from '../src/core/owners.ts';
import type { Policy, Route, Step } from '../src/core/policy/settle.ts';
import { isRecorded, openSteps } from '../src/core/steps.ts';
import { workTitle } from './example-names.ts';
import { workNames } from './names.ts';
import { onCase, type Sight } from './on-case.ts';
import { takeNames } from './take-name.ts';

const help = {
  usage: '完成 0001 会商 内容',
  names: { 会商: workTitle },
  meaning: '记下会商、通报、专报等已办',
  group: '办理',
} as const;

/** Words that are the step itself, and the verb of a 制度 they stand for. */
const VERBS: Readonly<Record<string, Step['do']>> = {
  会商: 'meet',
  方案: 'plan',
  拟稿: 'draft',
  整改: 'fix',
  通报: 'notify',
  上报: 'report',
  跟踪: 'follow',
  督查: 'inspect',
  督办: 'urge',
};

/** How what is recorded already is corrected or added to. */
const MORE = /^\p{P}*(?:更正|补充|续)\s*(?:[:：，,]|\s)/u;

/** `完成 0001 [环节] 内容`, `会商 0001 内容`. */
export const done = defineHandler({
  name: 'done',
  words: ['完成', '已完成', '办完', ...Object.keys(VERBS).filter((word) => word !== '上报')],
  taps: [],
  help,
  everyday: true,
  applies: (policy) =>
    policy.routes.some((r) => r.steps.some(isRecorded)) || policy.papers.some((p) => p.from !== null),
  onText: onCase(help, (sight, context, gesture) => {
    const work = workOf(sight, context, gesture);
    const more = MORE.test(work.text) ? ({ more: true } as const) : {};
    return { kind: 'record-step', ...work, ...more, pictures: gesture.pictures };
  }),
});

/** `上报 0001 内容`: a report of what is known already, where the case's rule has such a step; null otherwise. */
export async function reportedUp(context: HandlerContext, gesture: TextGesture): Promise<Intent | null> {
  const file = gesture.number === null ? null : await context.desk.find(gesture.number);
  const route = file === null ? undefined : routeOfCase({ policy: file.policy, file });
  const isThere = stepsNamed(route, gesture.word).length > 0;
  return isThere ? ((await done.onText?.(context, gesture)) ?? null) : null;
}

/** Which step or paper is meant, and what was written about it. */
function workOf(sight: Sight, context: HandlerContext, { word, rest }: TextGesture) {
  const { policy } = sight;
  const route = routeOfCase(sight);
  if (word in VERBS) {
    const taken = takeNames(rest, [workNames(policy, route)]);
    const named = taken.found.get('work');
    return named !== undefined
      ? { step: named, text: taken.rest }
      : { step: mostLikely(sight, context, stepsNamed(route, word)) ?? word, text: rest };
  }
  const taken = takeNames(rest, [workNames(policy, route)]);
  const named = taken.found.get('work');
  if (named !== undefined) return { step: named, text: taken.rest };
  const verb = Object.keys(VERBS).find((v) => new RegExp(`^${v}(?=[\\s\\p{P}]|$)`, 'u').test(rest));
  const steps = verb === undefined ? [] : stepsNamed(route, verb);
  const step = mostLikely(sight, context, steps);
  if (verb !== undefined && step !== null)
    return { step, text: rest.slice(verb.length).replace(/^[\s\p{P}]+/u, '') };
  return { step: onlyPaper(sight, context), text: rest };
}

function routeOfCase({ policy, file }: Sight): Route | undefined {
  return policy.routes.find((r) => r.id === file?.case.route);
}

/** Steps called by a word of ours: by their title, otherwise by what they consist of. */
function stepsNamed(route: Route | undefined, word: string): readonly Step[] {
  const steps = (route?.steps ?? []).filter(isRecorded);
  const titled = steps.filter((s) => s.title.includes(word));
  return titled.length > 0 ? titled : steps.filter((s) => s.do === VERBS[word]);
}

/** Of several steps the one that is open and the person's own. */
function mostLikely({ policy, file }: Sight, context: HandlerContext, steps: readonly Step[]): string | null {
  if (file === null || steps.length < 2) return steps[0]?.id ?? null;
  const { bureau, person } = context;
  const open = new Set(openSteps(policy, file.case).map((s) => s.id));
  const mine = (s: Step): boolean => belongsTo(bureau, person, ownerOf(policy, bureau, file.case, s.by));
  return (
    steps.find((s) => open.has(s.id) && mine(s)) ??
    steps.find((s) => open.has(s.id)) ??
    steps[0] ?? { id: null }
  ).id;
}

/** The one paper that the person owes, when no step waits for them; null leaves it to the core. */
function onlyPaper({ policy, file }: Sight, { bureau, person }: HandlerContext): string | null {
  if (file === null) return null;
  const mine = obligations(policy, bureau, file.case).filter(
    (o) => isOpen(o) && belongsTo(bureau, person, o.owner),
  );
  const papers = mine.filter((o) => o.kind === 'paper');
  const steps = mine.filter((o) => o.kind === 'step' && isRecordedKey(policy, o.key));
  return steps.length === 0 && papers.length === 1 ? (papers[0]?.key.split(':')[1] ?? null) : null;
}

function isRecordedKey(policy: Policy, key: string): boolean {
  const id = key.split(':')[1];
  return policy.routes.some((r) => r.steps.some((s) => s.id === id && isRecorded(s)));
}
