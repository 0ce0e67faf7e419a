// What a case starts with: the facts that were told over those the rule assumes, and the way it goes at first.
import { holds, nothingKnown } from './policy/conditions.ts';
import { routeFor } from './policy/load.ts';
import type { Policy } from './policy/settle.ts';
import { withDerived } from './steps.ts';

export type Opening = { readonly facts: Readonly<Record<string, string>>; readonly route: string };

/** `told` are facts by id as people wrote them. */
export function openingOf(policy: Policy, told: Readonly<Record<string, string>>): Opening {
  const defaults = policy.facts.flatMap((f) => (f.default === undefined ? [] : [[f.id, f.default] as const]));
  const facts = { ...Object.fromEntries(defaults), ...told };
  const known = { ...nothingKnown, facts: withDerived(policy, facts) };
  return { facts, route: routeFor(policy, (when) => holds(when, known)).id };
}
