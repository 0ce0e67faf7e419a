// Every situation that a 制度 tells apart: its grades, times the values of the facts its conditions look at.
import type { Situation } from '../conditions.ts';
import { holds } from '../conditions.ts';
import type { Condition, PolicyFile, Route } from '../schema.ts';

/** A rule with more combinations than this is checked on the first ones only, so that lint stays quick. */
const MOST = 2_000;

/** Situations of graded cases. */
export function situationsOf(policy: PolicyFile): readonly Situation[] {
  const facts = factsOf(policy);
  return policy.grades.flatMap(({ id }) => facts.map((f) => ({ grade: id, facts: f }))).slice(0, MOST);
}

/** What can be known when a case is opened and its route is chosen: facts, no grade yet. */
export function factsOf(policy: PolicyFile): readonly Situation['facts'][] {
  const used = new Set(conditionsOf(policy).flatMap(factsIn));
  let all: readonly Situation['facts'][] = [{}];
  for (const fact of policy.facts.filter((f) => used.has(f.id))) {
    const unset = fact.default === undefined ? all : [];
    all = [...all.flatMap((known) => fact.values.map((value) => ({ ...known, [fact.id]: value }))), ...unset];
    all = all.slice(0, MOST);
  }
  return all;
}

/** The route a case with these facts opens on, as `routeFor` chooses it. */
export function routeOpened(policy: PolicyFile, facts: Situation['facts']): Route | undefined {
  return (
    policy.routes.find((r) => r.when !== undefined && holds(r.when, { grade: null, facts })) ??
    policy.routes.find((r) => r.default)
  );
}

/** `等级 一般、舆情来源 其他`. */
export function spoken(policy: PolicyFile, { grade, facts }: Situation): string {
  const name = policy.grades.find((g) => g.id === grade)?.name;
  return [
    ...(name === undefined ? [] : [`等级 ${name}`]),
    ...policy.facts.flatMap((f) => (facts[f.id] === undefined ? [] : [`${f.title} ${facts[f.id]}`])),
  ].join('、');
}

function conditionsOf(policy: PolicyFile): readonly Condition[] {
  const steps = policy.routes.flatMap((r) => r.steps);
  return [...policy.routes, ...steps, ...policy.deliverables, ...policy.limits].flatMap((x) => x.when ?? []);
}

function factsIn(when: Condition): readonly string[] {
  const parts = [...(when.all ?? []), ...(when.any ?? []), ...(when.not === undefined ? [] : [when.not])];
  return [...Object.keys(when.fact ?? {}), ...parts.flatMap(factsIn)];
}
