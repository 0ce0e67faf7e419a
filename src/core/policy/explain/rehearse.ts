// A case that exists nowhere but is really opened, graded, assigned and carried on by core's own decisions.
import type { Bureau } from '../../bureau.ts';
import type { Case } from '../../case.ts';
import type { Command } from '../../command.ts';
import { decide, openCase } from '../../decide.ts';
import type { CaseEvent } from '../../events.ts';
import { withDerived } from '../../steps.ts';
import { holds, nothingKnown } from '../conditions.ts';
import { routeFor } from '../load.ts';
import type { Policy } from '../settle.ts';
import { carryOn } from './carry-on.ts';
import { UNIT } from './cast.ts';
import { type ExplainFacts, openedAt } from './facts.ts';

/** One decision that was taken on the way. */
export type Turn = {
  readonly before: Case | null;
  readonly after: Case;
  readonly events: readonly CaseEvent[];
  readonly person: string;
  readonly at: number;
};

/** Does what anybody of the cast may do, at a moment; gives back whether somebody could. */
export type Act = (command: Command, at: number) => boolean;

export type Rehearsal = { readonly case: Case; readonly turns: readonly Turn[] };

/** `bureau` is a stand-in. Never throws on facts that `readFacts` let through; a moment that is not told is now. */
export function rehearse(policy: Policy, bureau: Bureau, told: ExplainFacts): Rehearsal {
  const { now, events, grade } = told;
  const start = openedAt(told);
  const turns: Turn[] = [];
  const reporter = bureau.people[0]?.id ?? 'unit';
  let current = opened(policy, bureau, told, start, reporter, turns);
  const act: Act = (command, at) => {
    for (const { id: person } of bureau.people) {
      const decision = decide({ policy, bureau, now }, current, command, { person, via: 'text', at });
      if (decision.kind === 'refused') continue;
      if (decision.events.length > 0)
        turns.push({ before: current, after: decision.after, events: decision.events, person, at });
      current = decision.after;
      return true;
    }
    return false;
  };
  if (events.occurred !== undefined)
    act({ kind: 'set-occurred', occurredAt: events.occurred, about: false }, start);
  for (const moment of ['posted', 'found', 'received'] as const) {
    const at = events[moment];
    if (at !== undefined) act({ kind: 'set-moment', moment, at, about: false }, start);
  }
  for (const mark of told.marks) act({ kind: 'set-mark', mark, on: true }, start);
  for (const { at, command } of inOrder(told, grade)) act(command, at);
  const situation = () => ({ policy, c: current });
  if (events.approved) carryOn(situation, act, 'approve', { at: events.approved, told });
  if (told.outcome !== null) carryOn(situation, act, 'find', { at: now, told });
  return { case: current, turns };
}

function opened(
  policy: Policy,
  bureau: Bureau,
  told: ExplainFacts,
  at: number,
  reporter: string,
  turns: Turn[],
): Case {
  const defaults = policy.facts.flatMap((f) => (f.default === undefined ? [] : [[f.id, f.default] as const]));
  const facts = { ...Object.fromEntries(defaults), ...told.facts };
  const situation = { ...nothingKnown, facts: withDerived(policy, facts) };
  const { events, after } = openCase(
    { policy, bureau, now: told.now },
    'explained',
    {
      type: 'case.opened',
      number: 'YQ-0000-0000',
      policyId: policy.policy.id,
      policyVersion: policy.version,
      answers: policy.answers,
      route: routeFor(policy, (when) => holds(when, situation)).id,
      drill: false,
      reporter,
      report: { text: '示例', title: null, links: [], pictures: 0 },
      facts,
      related: [],
    },
    { person: reporter, via: 'text', at },
  );
  turns.push({ before: null, after, events, person: reporter, at });
  return after;
}

/** 定级, 交办, 签收 and 批示 at their moments. What was not told happens now; without a grade nothing is assigned. */
function inOrder(
  { now, events }: ExplainFacts,
  grade: string | null,
): readonly { readonly at: number; readonly command: Command }[] {
  const { assigned, claimed, instructed } = events;
  const assignedAt = assigned ?? Math.max(claimed ?? now, events.graded ?? 0);
  const commands: { readonly at: number; readonly command: Command }[] = [];
  if (grade !== null)
    commands.push({
      at: events.graded ?? Math.min(assignedAt, now),
      command: { kind: 'grade', grade, unit: null, reason: '按给出的事实' },
    });
  if (grade !== null || assigned)
    commands.push({ at: assignedAt, command: { kind: 'assign', unit: UNIT, reason: null } });
  if (claimed) commands.push({ at: claimed, command: { kind: 'sign' } });
  if (instructed) commands.push({ at: instructed, command: { kind: 'instruct', text: '示例批示' } });
  // Stable: of one moment, in this order.
  return commands.toSorted((a, b) => a.at - b.at);
}
