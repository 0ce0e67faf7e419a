// 同意, and 退回 by whoever has the matter in hand.
import { marksOn, type OpenLink, openLinks } from '../approvals.ts';
import { belongsTo, ownerTitle, peopleOf } from '../bureau.ts';
import type { Case } from '../case.ts';
import type { Actor, Command } from '../command.ts';
import type { Situation, Verdict } from '../decide.ts';
import { isSubject, linkOwner, ownerOf } from '../owners.ts';
import type { Refusal } from '../refusal.ts';
import { nextRound, openSteps, situationOf, stepDoing, workBefore } from '../steps.ts';
import { authorise, ownersOf, unitOf, unitsOf } from './authority.ts';
import { pendingExtensions } from './clock.ts';
import { askedOpinions } from './doing.ts';
import { awaitsOpinion } from './waiting-opinions.ts';

type ApprovalCommand = Extract<Command, { kind: 'approve' | 'return' }>;

/** The events that 同意 or 退回 makes, or why not. */
export function decideApproval(
  situation: Situation,
  c: Case,
  command: ApprovalCommand,
  actor: Actor,
): Verdict {
  if (command.kind === 'return' && isHandedToUnitOf(situation, c, actor.person)) {
    return returnAssignment(c, command.reason, situation, actor);
  }
  const { policy, bureau } = situation;
  const links = openLinks(policy, c, openSteps(policy, c), situationOf(policy, c)).filter(
    (l) => command.thing === undefined || l.thing === command.thing,
  );
  const own = links.filter((l) => belongsTo(bureau, actor.person, linkOwner(policy, bureau, c, l.rule)));
  const mine = own.find((l) => agreedTo(c, l).every((a) => a.by !== actor.person)) ?? own[0];
  const link = mine ?? links[0];
  if (link === undefined) return askedOtherwise(situation, c, actor) ?? decidedBefore(situation, c, actor);
  const refused = authorise(situation, c, actor.person, [linkOwner(policy, bureau, c, link.rule)]);
  if (refused)
    return (
      askedOtherwise(situation, c, actor) ??
      earlierLink(situation, c, actor, link) ??
      tooLateToReturn(situation, c, command, actor) ??
      refused
    );
  const { thing, round, rule } = link;
  const base = { type: 'approval.decided', thing, round, link: link.link, role: rule.role } as const;
  if (command.kind === 'approve') return agree(situation, c, link, base, command, actor);
  if (command.reason.trim() === '') return { code: 'need-reason', what: '退回' };
  const work = workBefore(policy, c, link.step);
  return [
    { ...base, decision: 'returned', reason: command.reason },
    ...(work === undefined
      ? []
      : [{ type: 'step.opened', step: work.id, round: nextRound(c), again: 'returned' } as const]),
  ];
}

function agreedTo(c: Case, { thing, round, link, rule }: OpenLink) {
  return marksOn(c, thing, round, link, rule).filter((a) => a.decision === 'agreed');
}

/** One person's yes. A body and an outside organ never decide by a tap: their paper is asked for. */
function agree(
  situation: Situation,
  c: Case,
  link: OpenLink,
  base: { readonly type: 'approval.decided' } & Pick<OpenLink, 'thing' | 'round' | 'link'> & {
      readonly role: string;
    },
  command: Extract<Command, { kind: 'approve' }>,
  actor: Actor,
): Verdict {
  const { policy, bureau } = situation;
  const { rule } = link;
  if (rule.mode === 'named' && c.named[rule.role] === undefined) return notNamed(situation, c, link);
  const record = command.record?.trim() ?? '';
  if (rule.kind !== 'person' && record === '')
    return {
      code: 'need-record',
      kind: rule.kind,
      title: rule.title ?? ownerTitle(policy, bureau, linkOwner(policy, bureau, c, rule)),
    };
  const awaited = awaitsOpinion(situation, c, link.step);
  if (awaited) return awaited;
  const agreed = agreedTo(c, link);
  const own = agreed.find((a) => a.by === actor.person);
  const others = peopleOf(bureau, linkOwner(policy, bureau, c, rule)).filter(
    (p) => p !== actor.person && !isSubject(c, p) && !agreed.some((a) => a.by === p),
  );
  const last = rule.mode !== 'all' || others.length === 0;
  // Whoever was waited for may have left the role, or be somebody the matter is about: then a second yes ends it.
  if (own !== undefined && !last)
    return { code: 'already-approved', decision: 'agreed', by: own.by, at: own.at };
  return [
    { ...base, decision: 'agreed', ...(record === '' ? {} : { record }), ...(last ? {} : { last: false }) },
  ];
}

function notNamed(situation: Situation, c: Case, { rule }: OpenLink): Refusal {
  const { policy, bureau } = situation;
  const title = (role: string): string => ownerTitle(policy, bureau, ownerOf(policy, bureau, c, role));
  return { code: 'not-named', role: title(rule.role), by: title(rule.named_by ?? rule.role) };
}

/** The unit may hand the matter back as long as it has handed in nothing; a draft of others may be in review. */
function isHandedToUnitOf(situation: Situation, c: Case, person: string): boolean {
  const { policy, bureau } = situation;
  if (!unitsOf(c).some((unit) => belongsTo(bureau, person, unit))) return false;
  const open = openLinks(policy, c, openSteps(policy, c), situationOf(policy, c));
  const asksPerson = open.some((l) => belongsTo(bureau, person, linkOwner(policy, bureau, c, l.rule)));
  const reported = c.submissions.some((s) => s.round >= (c.unit?.round ?? 0));
  return open.length === 0 || (!asksPerson && !reported);
}

function returnAssignment(c: Case, reason: string, situation: Situation, actor: Actor): Verdict {
  if (c.unit === null) return { code: 'not-assigned' };
  const refused = authorise(situation, c, actor.person, unitsOf(c));
  // Whoever the matter is about may still hand it back: that is what should happen.
  if (refused !== null && refused.code !== 'is-subject') return refused;
  const { round } = c.unit;
  const unit = unitOf(situation, c, actor);
  const helps = unit !== c.unit.id;
  // What others handed in keeps nobody from leaving them; the whole matter goes back only before any report.
  const first = c.submissions.find((s) => s.round >= round && (!helps || s.unit === unit));
  if (first !== undefined) return { code: 'already-reported', by: first.by, at: first.at };
  if (reason.trim() === '') return { code: 'need-reason', what: '退回' };
  // One that helps leaves the matter with the others.
  if (helps) return [{ type: 'assignment.returned', unit, reason }];
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
  const { policy, bureau } = situation;
  const last = c.approvals.at(-1);
  const refused = authorise(situation, c, actor.person, [
    ...policy.approvals.flatMap((a) => a.chain.map((l) => linkOwner(policy, bureau, c, l))),
    ...ownersOf(situation, c, 'check').filter((o) => o.kind === 'role'),
  ]);
  if (refused) return refused;
  if (last === undefined) return { code: 'nothing-to-approve' };
  return { code: 'already-approved', decision: last.decision, by: last.by, at: last.at };
}

/** Whoever has no link to decide may mean the other thing that waits for a word of theirs. A tap means its own card. */
function askedOtherwise(situation: Situation, c: Case, { person, via }: Actor): Refusal | null {
  if (via === 'card' || isSubject(c, person)) return null;
  const opinions = askedOpinions(situation, c, person).some(({ given }) => !given);
  const extensions = pendingExtensions(situation, c).some(({ owner }) =>
    belongsTo(situation.bureau, person, owner),
  );
  const asked = [
    ...(opinions ? (['opinion'] as const) : []),
    ...(extensions ? (['extension'] as const) : []),
  ];
  return asked.length === 0 ? null : { code: 'asked-otherwise', for: asked };
}

/** Someone whose link was decided a moment ago hears that, not that they lack the right. */
function earlierLink(
  situation: Situation,
  c: Case,
  actor: Actor,
  open: { readonly thing: string; readonly round: number },
): Verdict | null {
  const { policy, bureau } = situation;
  const mark = c.approvals.find(
    (a) =>
      a.thing === open.thing &&
      a.round === open.round &&
      belongsTo(bureau, actor.person, ownerOf(policy, bureau, c, a.role)),
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
  if (command.kind !== 'return') return null;
  if (!unitsOf(c).some((unit) => belongsTo(situation.bureau, actor.person, unit))) return null;
  const first = c.submissions.find((s) => s.round >= (c.unit?.round ?? 0));
  return first === undefined ? null : { code: 'already-reported', by: first.by, at: first.at };
}
