// How a route moves: which steps are done, which open next. Steps form a graph by `after`; a step done again in a
// later round opens everything behind it again in that round.
import { chainDone, isReturned, openLinks } from './approvals.ts';
import type { Case, Mark } from './case.ts';
import type { CaseEventBody } from './events.ts';
import { holds, listed, type Situation } from './policy/conditions.ts';
import { routeFor } from './policy/load.ts';
import { RECORDED_VERBS } from './policy/schema.ts';
import type { Deliverable, Policy, Route, Step } from './policy/settle.ts';
import { comesBefore, stepsBefore } from './steps-before.ts';

/** The route the case is on; throws when its policy has no such route. */
export function routeOf(policy: Policy, c: Case): Route {
  const route = policy.routes.find((r) => r.id === c.route);
  if (!route) throw new Error(`route ${c.route} is not in policy ${policy.policy.id}`);
  return route;
}

/** What the conditions of a policy may ask about a case. */
export function situationOf(policy: Policy, c: Case): Situation {
  return {
    grade: c.grade?.id ?? null,
    facts: withDerived(policy, c.facts),
    marks: c.marks,
    outcome: c.outcome?.id ?? null,
    instructed: c.instructions.length > 0,
  };
}

/** Facts as told, and those that follow from them. */
export function withDerived(
  policy: Pick<Policy, 'facts'>,
  facts: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const derived = policy.facts.flatMap((f) => {
    const source = f.count_of === undefined ? undefined : facts[f.count_of];
    return source === undefined ? [] : [[f.id, String(listed(source).length)] as const];
  });
  return derived.length === 0 ? facts : { ...facts, ...Object.fromEntries(derived) };
}

/** Steps of the route that apply to this case. */
export function stepsOf(policy: Policy, c: Case): readonly Step[] {
  const situation = situationOf(policy, c);
  return routeOf(policy, c).steps.filter((s) => holds(s.when, situation));
}

/** The first step with this verb that applies to the case, whatever its state. */
export function stepDoing(policy: Policy, c: Case, verb: Step['do']): Step | undefined {
  return stepsOf(policy, c).find((s) => s.do === verb);
}

/** The first open step with this verb whose turn it is. */
export function openStep(policy: Policy, c: Case, verb: Step['do']): Step | undefined {
  return openSteps(policy, c).find((s) => s.do === verb);
}

/** Every open step whose turn it is. */
export function openSteps(policy: Policy, c: Case): readonly Step[] {
  const steps = stepsOf(policy, c);
  return steps.filter((s) => c.steps[s.id]?.state === 'open' && isReady(steps, c, s));
}

/** Whether the turn of a step has come: it may be done, or done once more. Opened and then held up again is not yet. */
export function hasCome(policy: Policy, c: Case, step: Step): boolean {
  const steps = stepsOf(policy, c);
  const state = c.steps[step.id];
  if (state === undefined || !steps.some((s) => s.id === step.id)) return false;
  return state.state === 'done' || isReady(steps, c, step);
}

/** Done by doing it and saying so. */
export function isRecorded(step: Step): boolean {
  return (RECORDED_VERBS as readonly string[]).includes(step.do);
}

/**
 * Whether everything before a step is done, however far back: a check that is owed again holds up all that stands
 * behind it, also what was opened in an earlier round. Steps that do not apply hold up nothing.
 * `steps` are those that apply to the case.
 */
export function isReady(steps: readonly Step[], c: Case, step: Step): boolean {
  for (const before of stepsBefore(steps, step)) if (c.steps[before.id]?.state !== 'done') return false;
  return true;
}

/** Whether grade and unit are one decision: of the same people, and the route does not put the grade first. */
export function decidedTogether(steps: readonly Step[], grade: Step, assign: Step): boolean {
  return grade.by === assign.by && !comesBefore(steps, grade, assign);
}

/** A round number later than any used. */
export function nextRound(c: Case): number {
  return Math.max(0, ...Object.values(c.steps).map((s) => s.round)) + 1;
}

/** The work that is done again when an approval is returned: the nearest step before it that somebody can do again. */
export function workBefore(policy: Policy, c: Case, step: Step): Step | undefined {
  return [...stepsBefore(stepsOf(policy, c), step)].find((s) => s.do === 'check' || isRecorded(s));
}

/** What an approval looks at: a draft that stands right before it (口径), otherwise the work before it. */
export function draftBefore(policy: Policy, c: Case, step: Step): Step | undefined {
  const draft = stepsOf(policy, c).find((s) => s.do === 'draft' && step.after.includes(s.id));
  return draft ?? workBefore(policy, c, step);
}

/** What the checking units owe at the present grade. */
export function owedDeliverables(policy: Policy, c: Case): readonly Deliverable[] {
  const owes = stepDoing(policy, c, 'check')?.owes ?? [];
  const situation = situationOf(policy, c);
  return policy.deliverables.filter((d) => owes.includes(d.id) && holds(d.when, situation));
}

/** The units that each owe what the check asks for: one, or with `joint` all that were given the matter. */
export function owingUnits(c: Case, check: Step | undefined): readonly string[] {
  if (c.unit === null) return [];
  return check?.joint === true ? [c.unit.id, ...c.unit.with] : [c.unit.id];
}

/** When a unit took the matter: its 签收, or what it handed in first, which says as much; null while it has not. */
export function receiptOf(c: Case, unit: string): Mark | null {
  const signed = unit === c.unit?.id ? c.signed : (c.signedWith?.[unit] ?? null);
  const since = c.unit?.round ?? 0;
  const first = c.submissions.find((s) => s.round >= since && (s.unit === null || s.unit === unit));
  return signed ?? first ?? null;
}

/** The submission that met a deliverable for the present assignment, by `unit` where several owe it. */
export function metBy(
  c: Case,
  deliverable: Deliverable,
  unit: string | null = null,
): Case['submissions'][number] | undefined {
  const from = c.unit?.round ?? 0;
  const wanted = [deliverable.id, ...deliverable.also];
  return c.submissions.find(
    (s) =>
      s.round >= from &&
      (unit === null || s.unit === null || s.unit === unit) &&
      s.meets.some((m) => wanted.includes(m)),
  );
}

function allMet(policy: Policy, c: Case, check: Step): boolean {
  const owed = owedDeliverables(policy, c);
  return owingUnits(c, check).every((unit) => owed.every((d) => metBy(c, d, unit) !== undefined));
}

function isComplete(policy: Policy, c: Case, step: Step): boolean {
  const state = c.steps[step.id];
  if (!state) return false;
  const since = (answer: { readonly seq: number }): boolean => answer.seq > state.openedSeq;
  switch (step.do) {
    case 'receive':
      return true;
    case 'grade':
      return c.grade !== null;
    case 'assign':
      return c.unit !== null;
    case 'check':
      return (
        allMet(policy, c, step) &&
        (state.again === null || c.submissions.some((s) => s.round === state.round && s.form === 'written'))
      );
    case 'approve':
      return chainDone(policy, c, step, state.round, situationOf(policy, c));
    case 'find':
      return c.outcome !== null && since(c.outcome);
    case 'feedback':
      return c.feedback !== null && since(c.feedback);
    case 'publish':
      return c.responses.some((r) => since(r) && (r.kind === 'declined' || r.answer === step.answer));
    case 'archive':
    case 'transfer':
      return c.state === 'closed';
    default:
      return c.records.some((r) => r.step === step.id && since(r));
  }
}

/** The next event that the state of the case calls for by itself, or null when everything stands still. */
export function nextStepEvent(policy: Policy, c: Case): CaseEventBody | null {
  if (c.state === 'open') {
    const situation = situationOf(policy, c);
    const route = routeFor(policy, (when) => holds(when, situation)).id;
    if (route !== c.route) return { type: 'route.changed', route, previous: c.route };
  }
  const steps = stepsOf(policy, c);
  const applies = new Set(steps.map((s) => s.id));
  for (const step of steps) {
    const state = c.steps[step.id];
    const before = step.after.filter((id) => applies.has(id)).map((id) => c.steps[id]);
    const ready = isReady(steps, c, step);
    const round = Math.max(1, ...before.map((b) => b?.round ?? 1));
    if (ready && (state === undefined || state.round < round)) {
      return { type: 'step.opened', step: step.id, round };
    }
    if (state?.state === 'open' && ready && isComplete(policy, c, step)) {
      return { type: 'step.done', step: step.id, round: state.round };
    }
    // A higher grade or a changed fact may ask for more than was handed in; the review then waits for it.
    if (state?.state === 'done' && ready && step.do === 'check' && !allMet(policy, c, step)) {
      return { type: 'step.opened', step: step.id, round: nextRound(c) };
    }
    // Returned, and nobody has work to do again: the route has none before it, or the rule it was in has changed.
    if (
      state?.state === 'open' &&
      ready &&
      step.do === 'approve' &&
      isReturned(c, step.thing ?? '', state.round)
    ) {
      return { type: 'step.opened', step: step.id, round: nextRound(c), again: 'returned' };
    }
    // Or for one more to agree: whoever has agreed in this round need not do so again.
    if (state?.state === 'done' && ready && step.do === 'approve' && !isComplete(policy, c, step)) {
      return { type: 'step.opened', step: step.id, round: state.round };
    }
  }
  return null;
}

/** The first link of a chain that must decide next, or null when no approval is open. */
export function openLink(policy: Policy, c: Case): ReturnType<typeof openLinks>[number] | null {
  return openLinks(policy, c, openSteps(policy, c), situationOf(policy, c))[0] ?? null;
}
