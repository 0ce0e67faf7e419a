// Who may do it. Cards and texts carry no authority; this is the only check.
import type { Owner } from '../bureau.ts';
import { belongsTo, ownerTitle, roleOwner } from '../bureau.ts';
import type { Case } from '../case.ts';
import type { Situation } from '../decide.ts';
import type { Step } from '../policy/schema.ts';
import type { Refusal } from '../refusal.ts';
import { routeOf } from '../steps.ts';

/** Null when the person is one of `owners`, otherwise the refusal that names them. */
export function authorise(situation: Situation, person: string, owners: readonly Owner[]): Refusal | null {
  if (owners.some((owner) => belongsTo(situation.bureau, person, owner))) return null;
  const need = owners.map((owner) => ownerTitle(situation.policy, situation.bureau, owner));
  return { code: 'not-authorised', need: [...new Set(need)] };
}

/** Who the route makes responsible for a verb, whether its step is open or not. */
export function ownersOf(situation: Situation, c: Case, verb: Step['do']): readonly Owner[] {
  return routeOf(situation.policy, c)
    .steps.filter((s) => s.do === verb)
    .map((s) => roleOwner(situation.policy, s.by, c.unit?.id ?? null));
}
