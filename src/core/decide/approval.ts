// 同意, and 退回 by whoever has the matter in hand.
import { belongsTo, roleOwner } from '../bureau.ts';
import type { Case } from '../case.ts';
import type { Actor, Command } from '../command.ts';
import type { Situation, Verdict } from '../decide.ts';
import { nextRound, openLink, stepDoing } from '../steps.ts';
import { authorise, ownersOf } from './authority.ts';

type ApprovalCommand = Extract<Command, { kind: 'approve' | 'return' }>;

/** The events that 同意 or 退回 makes, or why not. */
export function decideApproval(
  situation: Situation,
  c: Case,
  command: ApprovalCommand,
  actor: Actor,
): Verdict {
  if (command.kind === 'return' && isHandedToUnitOf(situation, c, actor.person)) {
    return returnAssignment(situation, c, command.reason);
  }
  const link = openLink(situation.policy, c);
  if (link === null) return decidedBefore(situation, c, actor);
  const role = approvalChain(situation, link.thing)[link.link]?.role ?? '';
  const refused = authorise(situation, actor.person, [roleOwner(situation.policy, role, c.unit?.id ?? null)]);
  if (refused)
    return earlierLink(situation, c, actor, link) ?? tooLateToReturn(situation, c, command, actor) ?? refused;
  const { thing, round } = link;
  const base = { type: 'approval.decided', thing, round, link: link.link, role } as const;
  if (command.kind === 'approve') return [{ ...base, decision: 'agreed' }];
  if (command.reason.trim() === '') return { code: 'need-reason', what: '退回' };
  const check = stepDoing(situation.policy, c, 'check');
  return [
    { ...base, decision: 'returned', reason: command.reason },
    ...(check === undefined
      ? []
      : [{ type: 'step.opened', step: check.id, round: nextRound(c), again: 'returned' } as const]),
  ];
}

function approvalChain(situation: Situation, thing: string) {
  return situation.policy.approvals.find((a) => a.thing === thing)?.chain ?? [];
}

/** The unit may hand the matter back as long as it has handed in nothing. */
function isHandedToUnitOf(situation: Situation, c: Case, person: string): boolean {
  if (c.unit === null) return false;
  return (
    belongsTo(situation.bureau, person, { kind: 'unit', unit: c.unit.id }) &&
    openLink(situation.policy, c) === null
  );
}

function returnAssignment(situation: Situation, c: Case, reason: string): Verdict {
  if (c.unit === null) return { code: 'not-assigned' };
  const first = c.submissions.find((s) => s.round >= (c.unit?.round ?? 0));
  if (first !== undefined) return { code: 'already-reported', by: first.by, at: first.at };
  if (reason.trim() === '') return { code: 'need-reason', what: '退回' };
  const assign = stepDoing(situation.policy, c, 'assign');
  return [
    { type: 'assignment.returned', unit: c.unit.id, reason },
    ...(assign === undefined
      ? []
      : [{ type: 'step.opened', step: assign.id, round: nextRound(c), again: 'returned' } as const]),
  ];
}

/** No approval is open: tell an approver who decided the last one, anyone else that there is nothing. */
function decidedBefore(situation: Situation, c: Case, actor: Actor): Verdict {
  const last = c.approvals.at(-1);
  const refused = authorise(situation, actor.person, [
    ...situation.policy.approvals.flatMap((a) =>
      a.chain.map((l) => roleOwner(situation.policy, l.role, c.unit?.id ?? null)),
    ),
    ...ownersOf(situation, c, 'check').filter((o) => o.kind === 'role'),
  ]);
  if (refused) return refused;
  if (last === undefined) return { code: 'nothing-to-approve' };
  return { code: 'already-approved', decision: last.decision, by: last.by, at: last.at };
}

/** Someone whose link was decided a moment ago hears that, not that they lack the right. */
function earlierLink(
  situation: Situation,
  c: Case,
  actor: Actor,
  open: { readonly thing: string; readonly round: number },
): Verdict | null {
  const mark = c.approvals.find(
    (a) =>
      a.thing === open.thing &&
      a.round === open.round &&
      belongsTo(situation.bureau, actor.person, roleOwner(situation.policy, a.role, c.unit?.id ?? null)),
  );
  return mark === undefined
    ? null
    : { code: 'already-approved', decision: mark.decision, by: mark.by, at: mark.at };
}

/** The unit that wants to hand the matter back hears that it has reported, not that it lacks the right. */
function tooLateToReturn(
  situation: Situation,
  c: Case,
  command: ApprovalCommand,
  actor: Actor,
): Verdict | null {
  if (command.kind !== 'return' || c.unit === null) return null;
  if (!belongsTo(situation.bureau, actor.person, { kind: 'unit', unit: c.unit.id })) return null;
  const first = c.submissions.find((s) => s.round >= (c.unit?.round ?? 0));
  return first === undefined ? null : { code: 'already-reported', by: first.by, at: first.at };
}
