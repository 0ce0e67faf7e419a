// Where approvals stand: every link whose turn it is, who decides it, and in what way it may be decided.
import { approvalOf, type OpenLink, openLinks } from '../../src/core/approvals.ts';
import { type Bureau, type Owner, ownerKey } from '../../src/core/bureau.ts';
import type { Case } from '../../src/core/case.ts';
import { linkOwner } from '../../src/core/owners.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { openSteps, situationOf } from '../../src/core/steps.ts';

/** `tap`: one person's yes; `record`: a body or an organ decides and its paper is asked for; `name`: wait for a name. */
export type Place = OpenLink & { readonly owner: Owner; readonly asks: 'tap' | 'record' | 'name' };

type Earlier = {
  readonly policy: Policy;
  readonly previousPolicy?: Policy | undefined;
  readonly bureau: Bureau;
  readonly before: Case | null;
};

/** Every approval link that must decide now, with the people behind it; none in a closed case. */
export function openPlaces(policy: Policy, bureau: Bureau, c: Case | null): readonly Place[] {
  if (c === null || c.closed !== null) return [];
  return openLinks(policy, c, openSteps(policy, c), situationOf(policy, c)).map((link) => ({
    ...link,
    owner: linkOwner(policy, bureau, c, link.rule),
    asks: asksOf(c, link),
  }));
}

/** The link that the card asks about: a case has one such card, so the first that may be decided by a tap. */
export function cardPlace(policy: Policy, bureau: Bureau, c: Case | null): Place | null {
  return openPlaces(policy, bureau, c).find((place) => place.asks === 'tap') ?? null;
}

/** Where approvals stood before a commit, by the rule that the case stood under then. */
export function placesBefore({ policy, previousPolicy, bureau, before }: Earlier): readonly Place[] {
  return openPlaces(previousPolicy ?? policy, bureau, before);
}

/** As `cardPlace`, before the commit. */
export function cardPlaceBefore(earlier: Earlier): Place | null {
  return placesBefore(earlier).find((place) => place.asks === 'tap') ?? null;
}

/** Equal when the same people must decide the same link in the same way. */
export function placeKey(place: Place | null): string | null {
  return place === null
    ? null
    : `${place.thing}:${place.round}:${place.link}:${place.asks}:${ownerKey(place.owner)}`;
}

/** True when the card asks the same people about the same link before and after. */
export function samePlace(policy: Policy, bureau: Bureau, before: Case, after: Case): boolean {
  return placeKey(cardPlace(policy, bureau, before)) === placeKey(cardPlace(policy, bureau, after));
}

/** The name to type behind 同意 or 退回, where more than one approval of the case is open; absent otherwise. */
export function thingToName(policy: Policy, bureau: Bureau, c: Case, place: Place): string | undefined {
  return openPlaces(policy, bureau, c).length > 1 ? thingTitle(policy, place) : undefined;
}

/** What people call the thing that is approved. */
export function thingTitle(policy: Policy, place: Pick<OpenLink, 'step'>): string {
  return approvalOf(policy, place.step)?.title ?? '材料';
}

function asksOf(c: Case, { rule }: OpenLink): Place['asks'] {
  if (rule.kind !== 'person') return 'record';
  return rule.mode === 'named' && c.named[rule.role] === undefined ? 'name' : 'tap';
}
