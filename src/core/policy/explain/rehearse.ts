// A case that exists nowhere but is really opened, graded, assigned and carried on by core's own decisions.
import type { Bureau } from '../../bureau.ts';
import { workCalendar } from '../../calendar/holidays.ts';
import type { Case } from '../../case.ts';
import type { Command } from '../../command.ts';
import { decide, openCase } from '../../decide.ts';
import { openLink, openStep, owedDeliverables } from '../../steps.ts';
import { holds } from '../conditions.ts';
import type { Policy } from '../load.ts';
import { routeFor } from '../load.ts';
import { type ExplainFacts, openedAt } from './facts.ts';

/** The one person who is everybody, and the one unit. */
const PERSON = 'someone';
const UNIT = 'unit';

/** The bureau's answers and habits with a cast of one, so that nobody's absence stands in the way. */
export function standIn(policy: Policy, bureau: Bureau | null): Bureau {
  return {
    ...(bureau ?? {
      id: 'example',
      name: '示例单位',
      summaryAt: '18:00',
      answers: {},
      office: { opens: '08:30', closes: '17:30' },
      calendar: workCalendar([]),
      ladder: null,
      upward: {},
    }),
    people: [{ id: PERSON, name: '某人', ids: {} }],
    units: [
      { id: UNIT, name: '承办单位', aliases: [], head: PERSON, contacts: [], leader: PERSON, keywords: [] },
    ],
    roles: Object.fromEntries(policy.roles.map((r) => [r.id, [PERSON]])),
    administrators: [PERSON],
  };
}

/** Never throws on facts that `readFacts` let through. Where a moment is not told, it is now. */
export function rehearse(policy: Policy, bureau: Bureau, told: ExplainFacts): Case {
  const { now, events, grade } = told;
  const defaults = policy.facts.flatMap((f) => (f.default === undefined ? [] : [[f.id, f.default] as const]));
  const facts = { ...Object.fromEntries(defaults), ...told.facts };
  const start = openedAt(told);
  const situation = { policy, bureau, now };
  let current = openCase(
    situation,
    'explained',
    {
      type: 'case.opened',
      number: 'YQ-0000-0000',
      policyId: policy.policy.id,
      policyVersion: policy.version,
      route: routeFor(policy, (when) => holds(when, { grade: null, facts })).id,
      drill: true,
      reporter: PERSON,
      report: { text: '示例', title: null, links: [], pictures: 0 },
      facts,
      related: [],
    },
    { person: PERSON, via: 'text', at: start },
  ).after;
  const act = (command: Command, at: number): void => {
    const decision = decide(situation, current, command, { person: PERSON, via: 'text', at });
    if (decision.kind === 'accepted') current = decision.after;
  };
  if (events.occurred !== undefined)
    act({ kind: 'set-occurred', occurredAt: events.occurred, about: false }, start);
  const grading = (): void => {
    if (grade !== null) act({ kind: 'grade', grade, unit: null, reason: null }, events.graded ?? assignedAt);
  };
  const assignedAt = events.assigned ?? Math.max(now, events.graded ?? now);
  const assigning = (): void => {
    if (grade !== null || events.assigned !== undefined)
      act({ kind: 'assign', unit: UNIT, reason: null }, assignedAt);
  };
  const gradedFirst = (events.graded ?? assignedAt) <= assignedAt;
  for (const next of gradedFirst ? [grading, assigning] : [assigning, grading]) next();
  if (told.outcome !== null) conclude({ policy, act, now, outcome: told.outcome, current: () => current });
  return current;
}

/** Hands in and approves whatever stands before the outcome, then decides it. */
function conclude(options: {
  readonly policy: Policy;
  readonly act: (command: Command, at: number) => void;
  readonly now: number;
  readonly outcome: string;
  readonly current: () => Case;
}): void {
  const { policy, act, now, outcome, current } = options;
  if (owedDeliverables(policy, current()).some((d) => d.form === 'oral'))
    act({ kind: 'submit', form: 'oral', text: '', toldTo: '某人', pictures: 0 }, now);
  act({ kind: 'submit', form: 'written', text: '示例', toldTo: null, pictures: 0 }, now);
  const links = policy.approvals.reduce((sum, a) => sum + a.chain.length, 0);
  for (let left = links; left > 0 && openLink(policy, current()) !== null; left -= 1)
    act({ kind: 'approve' }, now);
  if (openStep(policy, current(), 'find') !== undefined)
    act({ kind: 'decide-outcome', outcome, note: '' }, now);
}
