// The names people may write for grades, units, conclusions, marks, facts, steps, papers and persons, from the policy
// and the bureau. The synonyms of a policy (普通: 一般) hold everywhere.
import { type Bureau, fullUnitName } from '../src/core/bureau.ts';
import type { Policy } from '../src/core/policy/load.ts';
import type { Route } from '../src/core/policy/settle.ts';
import { isRecorded } from '../src/core/steps.ts';

import type { Named, NamedList } from './take-name.ts';

/** Before the name in an id: several units have it, and the person must say which. */
const AMBIGUOUS = '?';

/** The grades of a policy by name and alias. */
export function gradeNames(policy: Policy): NamedList {
  return list(policy, 'grade', policy.grades, (g) => [g.name, ...g.aliases, g.id]);
}

/** The units of a bureau by name and alias; a name that several have counts only with the level in front. */
export function unitNames(bureau: Bureau, policy: Pick<Policy, 'terms'> = { terms: {} }): NamedList {
  const holders = new Map<string, number>();
  const spellings = bureau.units.map((u) => [...new Set([u.name, ...u.aliases])]);
  for (const spelling of spellings.flat()) holders.set(spelling, (holders.get(spelling) ?? 0) + 1);
  const shared = [...holders].filter(([, count]) => count > 1).map(([name]) => name);
  const units = bureau.units.map((u, index) => ({
    id: u.id,
    spellings: [
      u.id,
      fullUnitName(bureau, u),
      ...(spellings[index] ?? []).flatMap((s) => [
        ...(shared.includes(s) ? [] : [s]),
        ...(u.level === undefined ? [] : [`${u.level}${s}`]),
      ]),
    ],
  }));
  const ambiguous = shared
    .filter((name) => !units.some((u) => u.spellings.includes(name)))
    .map((name) => ({ id: `${AMBIGUOUS}${name}`, spellings: [name] }));
  return list(policy, 'unit', [...units, ...ambiguous], (u) => u.spellings);
}

/** Full names of the units that share the name behind an id of `unitNames`; null when the id is a unit. */
export function unitsSharing(bureau: Bureau, id: string): readonly string[] | null {
  if (!id.startsWith(AMBIGUOUS)) return null;
  const name = id.slice(AMBIGUOUS.length);
  return bureau.units
    .filter((u) => u.name === name || u.aliases.includes(name))
    .map((u) => (u.level === undefined ? fullUnitName(bureau, u) : `${u.level}${name}`));
}

/** The conclusions of a policy by title and alias. */
export function outcomeNames(policy: Policy): NamedList {
  return list(policy, 'outcome', policy.outcomes, (o) => [o.title, ...o.aliases]);
}

/** The marks of a policy by title and alias. */
export function markNames(policy: Policy): NamedList {
  return list(policy, 'mark', policy.marks, (m) => [m.title, ...m.aliases, m.id]);
}

/** Facts that people tell, by title. */
export function factNames(policy: Policy): NamedList {
  const facts = policy.facts.filter((f) => f.count_of === undefined);
  return list(policy, 'fact', facts, (f) => [f.title, f.id]);
}

/** Steps of a route that are done and recorded, and papers that a case may call for. */
export function workNames(policy: Policy, route: Route | undefined): NamedList {
  const steps = (route?.steps ?? []).filter(isRecorded);
  const papers = policy.papers.filter((p) => p.trigger !== 'period');
  return list(policy, 'work', [...steps, ...papers], (x) => [x.title, x.id]);
}

/** Papers that somebody must ask for. */
export function paperNames(policy: Policy): NamedList {
  const papers = policy.papers.filter((p) => p.trigger === 'decision');
  return list(policy, 'paper', papers, (p) => [p.title, p.id]);
}

/** The people of the bureau by name. */
export function personNames(bureau: Bureau): NamedList {
  const shared = (name: string): boolean => bureau.people.filter((p) => p.name === name).length > 1;
  const people = bureau.people.map((p) => ({
    id: p.id,
    spellings: shared(p.name) ? [p.id] : [p.name, p.id],
  }));
  const twice = [...new Set(bureau.people.map((p) => p.name).filter(shared))];
  const ambiguous = twice.map((name) => ({ id: `${AMBIGUOUS}${name}`, spellings: [name] }));
  return { kind: 'person', names: [...people, ...ambiguous] };
}

/** The people who share the name behind an id of `personNames`; null when the id is one person. */
export function peopleSharing(bureau: Bureau, id: string): readonly Bureau['people'][number][] | null {
  if (!id.startsWith(AMBIGUOUS)) return null;
  return bureau.people.filter((p) => p.name === id.slice(AMBIGUOUS.length));
}

/** Whether a word that is no known unit was meant as one: `执法三科`. */
export function looksLikeUnit(word: string): boolean {
  return /^\S{1,10}(?:科|处|室|股|所|队|中心|局|办|组)$/u.test(word);
}

/** The word of the rule for what somebody wrote: `普通` → `一般`. */
export function inTerms({ terms }: Pick<Policy, 'terms'>, text: string): string {
  return Object.entries(terms).reduce((t, [other, term]) => t.replaceAll(other, term), text);
}

function list<T extends { readonly id: string }>(
  policy: Pick<Policy, 'terms'>,
  kind: string,
  things: readonly T[],
  spellings: (thing: T) => readonly string[],
): NamedList {
  const terms = Object.entries(policy.terms);
  const names = things.map((thing): Named => {
    const own = spellings(thing);
    const other = terms.flatMap(([from, to]) =>
      own.filter((s) => to !== '' && s.includes(to)).map((s) => s.replaceAll(to, from)),
    );
    return { id: thing.id, spellings: [...new Set([...own, ...other])] };
  });
  return { kind, names };
}
