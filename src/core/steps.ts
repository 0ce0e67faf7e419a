// How a route moves: which steps are done, which open next. Steps form a graph by `after`; a step done again in a
// later round opens everything behind it again in that round.
import type { Case } from './case.ts';
import type { CaseEventBody } from './events.ts';
import { holds } from './policy/conditions.ts';
import type { Policy } from './policy/load.ts';
import type { Deliverable, Route, Step } from './policy/schema.ts';

/** The route the case is on; throws when its policy has no such route. */
export function routeOf(policy: Policy, c: Case): Route {
  const route = policy.routes.find((r) => r.id === c.route);
  if (!route) throw new Error(`route ${c.route} is not in policy ${policy.policy.id}`);
  return route;
}

/** What the conditions of a policy may ask about a case. */
export function situationOf(c: Case) {
  return { grade: c.grade?.id ?? null, facts: c.facts };
}

/** Steps of the route that apply to this case. */
export function stepsOf(policy: Policy, c: Case): readonly Step[] {
  return routeOf(policy, c).steps.filter((s) => holds(s.when, situationOf(c)));
}

/** The first step with this verb that applies to the case, whatever its state. */
export function stepDoing(policy: Policy, c: Case, verb: Step['do']): Step | undefined {
  return stepsOf(policy, c).find((s) => s.do === verb);
}

/** The first open step with this verb whose turn it is. */
export function openStep(policy: Policy, c: Case, verb: Step['do']): Step | undefined {
  return stepsOf(policy, c).find(
    (s) => s.do === verb && c.steps[s.id]?.state === 'open' && isReady(policy, c, s),
  );
}

/**
 * Whether everything before a step is done, however far back: a check that is owed again holds up all that stands
 * behind it, also what was opened in an earlier round. Steps that do not apply hold up nothing.
 */
export function isReady(policy: Policy, c: Case, step: Step): boolean {
  const steps = stepsOf(policy, c);
  const waiting = [...step.after];
  const seen = new Set<string>();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const before = steps.find((s) => s.id === id);
    if (before === undefined || seen.has(id)) continue;
    seen.add(id);
    if (c.steps[id]?.state !== 'done') return false;
    waiting.push(...before.after);
  }
  return true;
}

/** A round number later than any used. */
export function nextRound(c: Case): number {
  return Math.max(0, ...Object.values(c.steps).map((s) => s.round)) + 1;
}

/** What the checking unit owes at the present grade. */
export function owedDeliverables(policy: Policy, c: Case): readonly Deliverable[] {
  const owes = stepDoing(policy, c, 'check')?.owes ?? [];
  return policy.deliverables.filter((d) => owes.includes(d.id) && holds(d.when, situationOf(c)));
}

/** The submission that met a deliverable for the present unit, if any. */
export function metBy(c: Case, deliverable: Deliverable): Case['submissions'][number] | undefined {
  const from = c.unit?.round ?? 0;
  const wanted = [deliverable.id, ...deliverable.also];
  return c.submissions.find((s) => s.round >= from && s.meets.some((m) => wanted.includes(m)));
}

function allMet(policy: Policy, c: Case): boolean {
  return owedDeliverables(policy, c).every((d) => metBy(c, d) !== undefined);
}

function isComplete(policy: Policy, c: Case, step: Step): boolean {
  const state = c.steps[step.id];
  if (!state) return false;
  switch (step.do) {
    case 'receive':
      return true;
    case 'grade':
      return c.grade !== null;
    case 'assign':
      return c.unit !== null;
    case 'check':
      return (
        allMet(policy, c) &&
        (state.again === null || c.submissions.some((s) => s.round === state.round && s.form === 'written'))
      );
    case 'approve': {
      const chain = policy.approvals.find((a) => a.thing === step.thing)?.chain ?? [];
      return chain.every((_, link) =>
        c.approvals.some(
          (a) =>
            a.thing === step.thing && a.round === state.round && a.link === link && a.decision === 'agreed',
        ),
      );
    }
    case 'find':
      return c.outcome !== null && c.outcome.seq > state.openedSeq;
    case 'feedback':
      return c.feedback !== null && c.feedback.seq > state.openedSeq;
    case 'publish':
      return c.responses.some((r) => r.seq > state.openedSeq);
    case 'archive':
      return c.state === 'closed';
  }
}

/** The next step event that the state of the case calls for, or null when everything stands still. */
export function nextStepEvent(policy: Policy, c: Case): CaseEventBody | null {
  const steps = stepsOf(policy, c);
  const applies = new Set(steps.map((s) => s.id));
  for (const step of steps) {
    const state = c.steps[step.id];
    const before = step.after.filter((id) => applies.has(id)).map((id) => c.steps[id]);
    const ready = isReady(policy, c, step);
    const round = Math.max(1, ...before.map((b) => b?.round ?? 1));
    if (ready && (state === undefined || state.round < round)) {
      return { type: 'step.opened', step: step.id, round };
    }
    if (state?.state === 'open' && ready && isComplete(policy, c, step)) {
      return { type: 'step.done', step: step.id, round: state.round };
    }
    // A higher grade or a changed fact may ask for more than was handed in; the review then waits for it.
    if (state?.state === 'done' && ready && step.do === 'check' && !allMet(policy, c)) {
      return { type: 'step.opened', step: step.id, round: nextRound(c) };
    }
  }
  return null;
}

/** The link of the chain that must decide next, or null when no approval is open. */
export function openLink(
  policy: Policy,
  c: Case,
): { readonly step: Step; readonly thing: string; readonly round: number; readonly link: number } | null {
  const step = openStep(policy, c, 'approve');
  const state = step ? c.steps[step.id] : undefined;
  const approval = policy.approvals.find((a) => a.thing === step?.thing);
  if (!step || !state || !approval) return null;
  const { round } = state;
  const returned = c.approvals.some(
    (a) => a.thing === approval.thing && a.round === round && a.decision === 'returned',
  );
  const link = approval.chain.findIndex(
    (_, i) => !c.approvals.some((a) => a.thing === approval.thing && a.round === round && a.link === i),
  );
  return returned || link === -1 ? null : { step, thing: approval.thing, round, link };
}
