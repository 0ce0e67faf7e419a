// Every situation that a 制度 tells apart: its grades, times the values of the facts its conditions look at.
import type { Situation } from '../conditions.ts';
import { holds } from '../conditions.ts';
import type { Condition, PolicyFile, Route } from '../schema.ts';

/** Combinations of facts; a rule with more is checked on a sample, so that lint stays quick. */
const MOST = 1_000;

type Facts = Situation['facts'];

/** Situations of graded cases. */
export function situationsOf(policy: PolicyFile): readonly Situation[] {
  const facts = factsOf(policy);
  return policy.grades.flatMap(({ id }) => facts.map((f) => ({ grade: id, facts: f })));
}

/** Whether `factsOf` gives every combination: only then does “in none of them” mean never. */
export function isEverySituation(policy: PolicyFile): boolean {
  return choicesOf(policy).reduce((product, { values }) => product * values.length, 1) <= MOST;
}

/**
 * What can be known when a case is opened and its route is chosen: facts, no grade yet. Every combination, or where
 * there are too many, each value once with the others as they usually are.
 */
export function factsOf(policy: PolicyFile): readonly Facts[] {
  const choices = choicesOf(policy);
  if (!isEverySituation(policy)) {
    const usual = Object.fromEntries(choices.flatMap(({ id, usual: value }) => named(id, value)));
    return choices.flatMap(({ id, values }) =>
      values.map((value) => ({ ...usual, ...Object.fromEntries(named(id, value)) })),
    );
  }
  let all: readonly Facts[] = [{}];
  for (const { id, values } of choices)
    all = all.flatMap((known) =>
      values.map((value) => ({ ...known, ...Object.fromEntries(named(id, value)) })),
    );
  return all;
}

/** The facts that conditions look at; null stands for one that nobody has filled in. */
function choicesOf(policy: PolicyFile) {
  const used = new Set(conditionsOf(policy).flatMap(factsIn));
  return policy.facts
    .filter((f) => used.has(f.id))
    .map((f) => ({
      id: f.id,
      values: f.default === undefined ? [...f.values, null] : f.values,
      usual: f.default ?? null,
    }));
}

function named(id: string, value: string | null): readonly (readonly [string, string])[] {
  return value === null ? [] : [[id, value]];
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
