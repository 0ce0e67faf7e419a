// Does whatever stands before an approval or an outcome, as far as the facts say, so that what follows is the real thing.
import { openLinks } from '../../approvals.ts';
import type { Case } from '../../case.ts';
import { isRecorded, openSteps, situationOf, stepsOf } from '../../steps.ts';
import { stepsBefore } from '../../steps-before.ts';
import type { Policy, Step } from '../settle.ts';
import type { ExplainFacts } from './facts.ts';
import type { Act } from './rehearse.ts';

type Now = () => { readonly policy: Policy; readonly c: Case };

/** More turns than any route has steps; a rule that sends work round in a circle ends here. */
const MOST_TURNS = 200;

/** Until no step with this verb is left undone, or nobody can do what stands before one. */
export function carryOn(
  now: Now,
  act: Act,
  verb: 'approve' | 'find',
  { at, told }: { readonly at: number; readonly told: ExplainFacts },
): void {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const { policy, c } = now();
    const steps = stepsOf(policy, c);
    const left = steps.filter((s) => s.do === verb && c.steps[s.id]?.state !== 'done');
    const needed = new Set(left.flatMap((s) => [s, ...stepsBefore(steps, s)]).map((s) => s.id));
    const open = openSteps(policy, c).filter((s) => needed.has(s.id));
    if (!open.some((step) => doStep(now, act, step, at, told))) return;
  }
}

/** Whether anything came of it. */
function doStep(now: Now, act: Act, step: Step, at: number, told: ExplainFacts): boolean {
  const seen = now().c.version;
  const moved = (): boolean => now().c.version > seen;
  act({ kind: 'give-opinion', text: '同意（示例）' }, at);
  switch (step.do) {
    case 'check':
      act({ kind: 'submit', form: 'oral', text: '', toldTo: '示例', pictures: 0 }, at);
      act({ kind: 'submit', form: 'written', text: '示例', toldTo: null, pictures: 0 }, at);
      break;
    case 'approve':
      approve(now, act, at);
      break;
    case 'find':
      if (told.outcome !== null) act({ kind: 'decide-outcome', outcome: told.outcome, note: '示例' }, at);
      break;
    case 'feedback':
      act({ kind: 'record-feedback', text: '示例' }, at);
      break;
    case 'publish':
      act(
        {
          kind: 'record-response',
          channel: now().policy.responses.channels[0] ?? '示例',
          link: null,
          text: '示例',
          approvedBy: '示例',
          answer: step.answer,
        },
        at,
      );
      break;
    default:
      if (isRecorded(step)) act({ kind: 'record-step', step: step.id, text: '示例', pictures: 0 }, at);
  }
  return moved();
}

function approve(now: Now, act: Act, at: number): void {
  const { policy, c } = now();
  const [link] = openLinks(policy, c, openSteps(policy, c), situationOf(policy, c));
  if (link === undefined) return;
  if (link.rule.mode === 'named') act({ kind: 'name-person', person: `role:${link.rule.role}` }, at);
  act({ kind: 'approve', record: '示例纪要' }, at);
}
