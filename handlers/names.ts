// The names people may write for grades, units and conclusions, from the policy and the bureau.
import type { Bureau } from '../src/core/bureau.ts';
import type { Policy } from '../src/core/policy/load.ts';
import type { NamedList } from './take-name.ts';

/** The grades of a policy by name and alias. */
export function gradeNames(policy: Policy): NamedList {
  return {
    kind: 'grade',
    names: policy.grades.map((g) => ({ id: g.id, spellings: [g.name, ...g.aliases, g.id] })),
  };
}

/** The units of a bureau by name and alias. */
export function unitNames(bureau: Bureau): NamedList {
  return {
    kind: 'unit',
    names: bureau.units.map((u) => ({ id: u.id, spellings: [u.name, ...u.aliases, u.id] })),
  };
}

/** The conclusions of a policy by title and alias. */
export function outcomeNames(policy: Policy): NamedList {
  return {
    kind: 'outcome',
    names: policy.outcomes.map((o) => ({ id: o.id, spellings: [o.title, ...o.aliases] })),
  };
}

/** Whether a word that is no known unit was meant as one: `执法三科`. */
export function looksLikeUnit(word: string): boolean {
  return /^\S{1,10}(?:科|处|室|股|所|队|中心|局|办|组)$/u.test(word);
}
