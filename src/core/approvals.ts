// Where an approval stands: which links apply, which are decided, whose turn it is.
import type { Case } from './case.ts';
import { holds, type Situation } from './policy/conditions.ts';
import type { Approval, Link, Policy, Step } from './policy/settle.ts';

/** One link whose turn it is. `link` counts in the chain as written, also over links that do not apply. */
export type OpenLink = {
  readonly step: Step;
  readonly approval: Approval;
  readonly thing: string;
  readonly round: number;
  readonly link: number;
  readonly rule: Link;
};

/** A link with its place in the chain. */
type Placed = { readonly rule: Link; readonly link: number };

/** The approval that a step waits for. */
export function approvalOf(policy: Policy, step: Step): Approval | undefined {
  return policy.approvals.find((a) => a.thing === step.thing);
}

/**
 * Every decision on one link in one round. A case may have moved to a rule with another chain: what one role said in
 * this place is not the word of another.
 */
export function marksOn(c: Case, thing: string, round: number, link: number, { role }: Pick<Link, 'role'>) {
  return c.approvals.filter(
    (a) => a.thing === thing && a.round === round && a.link === link && a.role === role,
  );
}

/** Whether a link has agreed: whoever decided last for it said so. */
function linkDone(c: Case, thing: string, round: number, { link, rule }: Placed): boolean {
  return marksOn(c, thing, round, link, rule).some((a) => a.decision === 'agreed' && a.last);
}

/** Whether an approval was returned in this round; the next round asks anew. */
export function isReturned(c: Case, thing: string, round: number): boolean {
  return c.approvals.some((a) => a.thing === thing && a.round === round && a.decision === 'returned');
}

/** Links that apply in this situation, with their places in the chain. */
export function linksOf(approval: Approval, situation: Situation): readonly Placed[] {
  return approval.chain.flatMap((rule, link) => (holds(rule.when, situation) ? [{ rule, link }] : []));
}

/** Whether every link that applies has agreed in this round. */
export function chainDone(policy: Policy, c: Case, step: Step, round: number, situation: Situation): boolean {
  const approval = approvalOf(policy, step);
  if (approval === undefined) return true;
  return linksOf(approval, situation).every((placed) => linkDone(c, approval.thing, round, placed));
}

/** The links that must decide next, one for each open approval that was not returned. */
export function openLinks(
  policy: Policy,
  c: Case,
  open: readonly Step[],
  situation: Situation,
): readonly OpenLink[] {
  return open.flatMap((step): OpenLink[] => {
    const approval = approvalOf(policy, step);
    const round = c.steps[step.id]?.round;
    if (step.do !== 'approve' || approval === undefined || round === undefined) return [];
    const { thing } = approval;
    const next = linksOf(approval, situation).find((placed) => !linkDone(c, thing, round, placed));
    return isReturned(c, thing, round) || next === undefined
      ? []
      : [{ step, approval, thing, round, ...next }];
  });
}
