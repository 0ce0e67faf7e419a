// The one place where a command becomes facts or a refusal. Pure: the same inputs always give the same answer.
import type { Bureau } from './bureau.ts';
import type { Case } from './case.ts';
import type { Actor, Command } from './command.ts';
import { decideApproval } from './decide/approval.ts';
import { decideAssignment } from './decide/assignment.ts';
import { decideClock } from './decide/clock.ts';
import { decideConclusion } from './decide/conclusion.ts';
import { decideDoing } from './decide/doing.ts';
import { decideFacts } from './decide/facts.ts';
import { decideMove } from './decide/moving.ts';
import { decideReminder } from './decide/reminder.ts';
import { decideReporting } from './decide/reporting.ts';
import { wholeSecond } from './decide/whole-second.ts';
import type { CaseEvent, CaseEventBody } from './events.ts';
import { evolve } from './evolve.ts';
import type { Policy } from './policy/settle.ts';
import type { Refusal } from './refusal.ts';
import { nextStepEvent } from './steps.ts';

/** What every decision may look at. `now` is epoch ms. */
export type Situation = {
  readonly policy: Policy;
  readonly bureau: Bureau;
  readonly now: number;
};

export type Verdict = readonly CaseEventBody[] | Refusal;

/** `events` may be empty: nothing to do. `after` is the case with them applied. */
export type Decision =
  | { readonly kind: 'accepted'; readonly events: readonly CaseEvent[]; readonly after: Case }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/**
 * Decides `command` on `c`. Checks authority and state, and lets the route move on as far as the new facts allow.
 * Never throws on anything a person can send.
 */
export function decide(situation: Situation, c: Case, command: Command, actor: Actor): Decision {
  const verdict = judge(situation, c, command, actor);
  if ('code' in verdict) return { kind: 'refused', refusal: verdict };
  return accept(situation, c, verdict, actor);
}

/** Opens a case: `opened` is its first event. */
export function openCase(
  situation: Situation,
  id: string,
  opened: Extract<CaseEventBody, { type: 'case.opened' }>,
  actor: Actor,
): { readonly events: readonly CaseEvent[]; readonly after: Case } {
  const first: CaseEvent = {
    seq: 1,
    at: wholeSecond(actor.at),
    actor: actor.person,
    via: actor.via,
    body: opened,
  };
  const rest = accept(situation, evolve(null, id, first), [], actor);
  return { events: [first, ...rest.events], after: rest.after };
}

function judge(situation: Situation, c: Case, command: Command, actor: Actor): Verdict {
  if (command.kind === 'remind') return decideReminder(situation, c);
  if (command.kind === 'attach-report') {
    return [{ type: 'report.attached', reporter: actor.person, report: command.report }];
  }
  if (command.kind === 'store-attachment') {
    const { kind: _, ...stored } = command;
    return [{ type: 'attachment.stored', ...stored }];
  }
  if (command.kind === 'reopen' || command.kind === 'close') {
    return decideConclusion(situation, c, command, actor);
  }
  if (c.closed !== null) return { code: 'closed', by: c.closed.by, at: c.closed.at };
  switch (command.kind) {
    case 'grade':
    case 'regrade':
    case 'assign':
    case 'sign':
      return decideAssignment(situation, c, command, actor);
    case 'submit':
    case 'explain-delay':
      return decideReporting(situation, c, command, actor);
    case 'set-occurred':
    case 'set-moment':
    case 'set-fact':
    case 'set-facts':
    case 'set-mark':
    case 'name-subject':
      return decideFacts(situation, c, command, actor);
    case 'record-step':
    case 'give-opinion':
    case 'name-person':
    case 'order-paper':
    case 'instruct':
      return decideDoing(situation, c, command, actor);
    case 'extend':
    case 'decide-extension':
    case 'pause':
    case 'resume':
      return decideClock(situation, c, command, actor);
    case 'move-policy':
      return decideMove(situation, c, actor);
    case 'approve':
    case 'return':
      return decideApproval(situation, c, command, actor);
    default:
      return decideConclusion(situation, c, command, actor);
  }
}

function accept(
  situation: Situation,
  c: Case,
  bodies: readonly CaseEventBody[],
  actor: Actor,
): { readonly kind: 'accepted'; readonly events: readonly CaseEvent[]; readonly after: Case } {
  const events: CaseEvent[] = [];
  let after = c;
  const add = (body: CaseEventBody): void => {
    const event: CaseEvent = {
      seq: after.version + 1,
      at: wholeSecond(actor.at),
      actor: actor.person,
      via: actor.via,
      body,
    };
    events.push(event);
    after = evolve(after, c.id, event);
  };
  for (const body of bodies) add(body);
  for (let next = nextStepEvent(situation.policy, after); next !== null; ) {
    add(next);
    next = nextStepEvent(situation.policy, after);
  }
  return { kind: 'accepted', events, after };
}
