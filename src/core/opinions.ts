// Opinions that are asked on a step: by the step itself and by the approval it waits for, where their condition holds.
import { approvalOf } from './approvals.ts';
import type { Case } from './case.ts';
import { holds } from './policy/conditions.ts';
import type { Consulted, Policy, Step } from './policy/settle.ts';
import { situationOf } from './steps.ts';

/** Whoever is asked for an opinion on a step of this case. */
export function consultedOn(policy: Policy, c: Case, step: Step): readonly Consulted[] {
  const situation = situationOf(policy, c);
  const all = [...step.consult, ...(step.do === 'approve' ? (approvalOf(policy, step)?.consult ?? []) : [])];
  return all.filter(({ when }) => holds(when, situation));
}

/** What somebody has said on a step since it was last opened; undefined when nothing. */
export function opinionOn(c: Case, step: Step, who: string): Case['opinions'][number] | undefined {
  const since = c.steps[step.id]?.openedSeq ?? 0;
  return c.opinions.find((o) => o.of === step.id && o.who === who && o.seq > since);
}

/** Opinions without which a step cannot end and that nobody has given since it opened. */
export function missingOpinions(policy: Policy, c: Case, step: Step): readonly Consulted[] {
  return consultedOn(policy, c, step).filter(
    ({ who, blocks }) => blocks && opinionOn(c, step, who) === undefined,
  );
}
