// Who may do it. Cards and texts carry no authority; this is the only check.
import type { Owner } from '../bureau.ts';
import { belongsTo, ownerKey, ownerTitle, peopleOf, roleOwner } from '../bureau.ts';
import type { Case } from '../case.ts';
import type { Actor } from '../command.ts';
import type { Situation } from '../decide.ts';
import { isSubject, ownerOf } from '../owners.ts';
import type { Step } from '../policy/settle.ts';
import type { Refusal } from '../refusal.ts';
import { routeOf } from '../steps.ts';

/**
 * Null when the person is one of `owners`, otherwise the refusal that names them. Somebody the matter is about may
 * do nothing in it, whatever the role.
 */
export function authorise(
  situation: Situation,
  c: Case,
  person: string,
  owners: readonly Owner[],
): Refusal | null {
  if (!owners.some((owner) => belongsTo(situation.bureau, person, owner))) {
    const need = owners.map((owner) => ownerTitle(situation.policy, situation.bureau, owner));
    return { code: 'not-authorised', need: [...new Set(need)] };
  }
  return isSubject(c, person) ? { code: 'is-subject', person } : null;
}

/** Who the route makes responsible for a verb, whether its step is open or not. */
export function ownersOf(situation: Situation, c: Case, verb: Step['do']): readonly Owner[] {
  return routeOf(situation.policy, c)
    .steps.filter((s) => s.do === verb)
    .map((s) => ownerOf(situation.policy, situation.bureau, c, s.by));
}

/**
 * The leadership of a matter: who grades it. Where the unit judges for itself, who hands over; a unit must not end
 * or instruct on what it handles.
 */
export function leadersOf(situation: Situation, c: Case): readonly Owner[] {
  const graders = ownersOf(situation, c, 'grade').filter((owner) => owner.kind !== 'unit');
  return graders.length > 0 ? graders : ownersOf(situation, c, 'assign');
}

/** Every unit that has the matter. */
export function unitsOf(c: Case): readonly Owner[] {
  if (c.unit === null) return [];
  return [c.unit.id, ...c.unit.with].map((unit) => ({ kind: 'unit', unit }));
}

/** For which of the units that have the matter the person speaks. */
export function unitOf({ bureau }: Situation, c: Case, actor: Actor): string {
  const own = unitsOf(c).find((owner) => belongsTo(bureau, actor.person, owner));
  return own?.kind === 'unit' ? own.unit : (c.unit?.id ?? '');
}

/** Whoever the case's route or an approval gives something to do, for each unit that has the matter. */
function doersOf({ policy }: Situation, c: Case): readonly Owner[] {
  const roles = new Set([
    ...routeOf(policy, c).steps.map((step) => step.by),
    ...policy.approvals.flatMap((approval) => approval.chain.map((link) => link.role)),
  ]);
  const units = c.unit === null ? [null] : [c.unit.id, ...c.unit.with];
  const owners = [...roles].flatMap((role) => units.map((unit) => roleOwner(policy, role, unit)));
  return [...new Map(owners.map((owner) => [ownerKey(owner), owner])).values()];
}

/**
 * Null when the person may have the pictures and files of the case: whoever has something to do in it, and whoever
 * reported it. Nobody whom the matter is about.
 */
export function mayHaveFiles(situation: Situation, c: Case, person: string): Refusal | null {
  if (isSubject(c, person)) return { code: 'is-subject', person };
  const { policy, bureau } = situation;
  const doers = doersOf(situation, c);
  const named = Object.values(c.named);
  // Who only hands in a picture knows nothing but a number.
  const again = c.sightings.filter(({ report }) => report.links.length > 0);
  const reporters = [c.reporter, ...again.map((sighting) => sighting.by)];
  if ([...named, ...reporters].includes(person)) return null;
  if (doers.some((owner) => belongsTo(bureau, person, owner))) return null;
  const need = doers
    .filter((owner) => peopleOf(bureau, owner).length > 0)
    .map((owner) => ownerTitle(policy, bureau, owner));
  return { code: 'not-part', need: [...new Set(need)] };
}
