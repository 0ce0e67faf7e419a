// What the conditions of a 制度 tell apart: the values of its facts, its marks, outcomes and a leader's instruction.
import { holds, NO, nothingKnown, YES } from '../conditions.ts';
import type { Condition, FactTest } from '../schema.ts';
import type { Policy } from '../settle.ts';

/** Null stands for a fact that nobody has filled in. */
export type FactChoice = {
  readonly id: string;
  readonly values: readonly (string | null)[];
  readonly usual: string | null;
};

export type Choices = {
  readonly facts: readonly FactChoice[];
  readonly marks: readonly string[];
  /** Null: not found yet. */
  readonly outcomes: readonly (string | null)[];
  readonly instructed: readonly boolean[];
};

/** Only what the conditions on routes, steps, deliverables, limits and approvals look at. */
export function choicesOf(policy: Policy): Choices {
  const parts = conditionsOf(policy).flatMap(flat);
  const named = (list: readonly { readonly id: string }[], of: (c: Condition) => Condition['mark']) => {
    const used = new Set(parts.flatMap((c) => [of(c) ?? []].flat()));
    return list.map((x) => x.id).filter((id) => used.has(id));
  };
  const outcomes = named(policy.outcomes, (c) => c.outcome);
  const other = policy.outcomes.find((o) => !outcomes.includes(o.id));
  return {
    facts: policy.facts.flatMap((fact) => {
      const tests = parts.flatMap((c) => c.fact?.[fact.id] ?? []);
      return tests.length === 0 ? [] : [factChoice(fact, tests)];
    }),
    marks: named(policy.marks, (c) => c.mark),
    outcomes:
      outcomes.length === 0 ? [null] : [null, ...outcomes, ...(other === undefined ? [] : [other.id])],
    instructed: parts.some((c) => c.instructed !== undefined) ? [false, true] : [false],
  };
}

/** How many situations there are, grades included. */
export function countOf(policy: Policy, choices: Choices): number {
  const facts = choices.facts.reduce((product, { values }) => product * values.length, 1);
  const rest = choices.outcomes.length * choices.instructed.length * (policy.grades.length + 1);
  return facts * 2 ** choices.marks.length * rest;
}

type Fact = Policy['facts'][number];

/** Values that all tests judge alike are one choice. */
function factChoice(fact: Fact, tests: readonly FactTest[]): FactChoice {
  const usual = fact.default ?? null;
  const all = fact.default === undefined ? [...valuesOf(fact, tests), null] : valuesOf(fact, tests);
  const seen = new Map<string, string | null>();
  for (const value of usual === null ? all : [usual, ...all]) {
    const facts = value === null ? {} : { [fact.id]: value };
    const judged = tests
      .map((test) => (holds({ fact: { [fact.id]: test } }, { ...nothingKnown, facts }) ? '1' : '0'))
      .join('');
    // An unknown fact stays a choice of its own: people read “不明” and “没有填” differently.
    const key = value === null ? 'unknown' : judged;
    if (!seen.has(key)) seen.set(key, value);
  }
  return { id: fact.id, values: [...seen.values()], usual };
}

function valuesOf(fact: Fact, tests: readonly FactTest[]): readonly string[] {
  switch (fact.type) {
    case 'bool':
      return [YES, NO];
    case 'number': {
      const bounds = tests.flatMap((t) =>
        typeof t === 'object' && !Array.isArray(t) ? [Reflect.get(t, 'min'), Reflect.get(t, 'max')] : [],
      );
      const numbers = bounds.filter((n) => typeof n === 'number');
      return [...new Set(numbers.flatMap((n) => [n - 1, n, n + 1]))].map(String);
    }
    case 'list':
      return [...fact.values, fact.values.join('、')].filter((v) => v !== '');
    case 'enum':
      return fact.values;
    case 'text':
      return [
        ...new Set(tests.flatMap((t) => (typeof t === 'object' && !Array.isArray(t) ? [] : [t].flat()))),
      ]
        .map(String)
        .concat('（其他）');
  }
}

/** The condition and everything inside it. */
function flat(when: Condition): readonly Condition[] {
  const parts = [...(when.all ?? []), ...(when.any ?? []), ...(when.not === undefined ? [] : [when.not])];
  return [when, ...parts.flatMap(flat)];
}

function conditionsOf(policy: Policy): readonly Condition[] {
  const steps = policy.routes.flatMap((r) => r.steps);
  const links = policy.approvals.flatMap((a) => a.chain);
  const consulted = [...steps, ...policy.approvals].flatMap((x) => x.consult);
  const limited = policy.papers.filter((p) => policy.limits.some((l) => l.of === p.id));
  return [
    ...policy.routes,
    ...steps,
    ...policy.deliverables,
    ...policy.limits,
    ...links,
    ...consulted,
    ...limited,
  ].flatMap((x) => x.when ?? []);
}
