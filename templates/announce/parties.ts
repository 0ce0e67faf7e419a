// Those whom a step or a paper is for: people of ours hear it, organs outside the bureau are named so that somebody
// takes it to them.
import { type Owner, ownerKey, ownerTitle, peopleOf } from '../../src/core/bureau.ts';
import type { Message } from '../../src/core/message.ts';
import { ownerOf } from '../../src/core/owners.ts';
import { type AnnounceContext, actors, toPeople, unfilled } from './context.ts';

/** The same words to everybody behind `parties` (role ids or `unit`) once, but not to `except`. */
export function toParties(
  context: AnnounceContext,
  parties: readonly string[],
  lines: readonly string[],
  except: readonly string[] = [],
): readonly Message[] {
  const owners = ownersOf(context, parties);
  const people = owners.flatMap((owner) => actors(context, owner)).filter((p) => !except.includes(p));
  const empty = owners.filter((owner) => peopleOf(context.bureau, owner).length === 0);
  return [
    ...toPeople(context, people, lines),
    ...empty.filter((owner) => !mayStayEmpty(context, owner)).flatMap((owner) => unfilled(context, owner)),
  ];
}

/** `请另行送交：上级部门、网信办（不在群里）。`; nothing when everybody is one of ours. */
export function handOverLines(context: AnnounceContext, parties: readonly string[]): readonly string[] {
  const outside = ownersOf(context, parties).filter((owner) => isOutside(context, owner));
  return outside.length === 0 ? [] : [`请另行送交：${titles(context, outside)}（不在群里）。`];
}

/** `上级部门、主要领导`. */
export function partyTitles(context: AnnounceContext, parties: readonly string[]): string {
  return titles(context, ownersOf(context, parties));
}

function ownersOf({ policy, bureau, after }: AnnounceContext, parties: readonly string[]): readonly Owner[] {
  const owners = parties
    .filter((party) => party !== 'unit' || after.unit !== null)
    .map((party) => ownerOf(policy, bureau, after, party));
  return [...new Map(owners.map((owner) => [ownerKey(owner), owner])).values()];
}

function titles({ policy, bureau }: AnnounceContext, owners: readonly Owner[]): string {
  return owners.map((owner) => ownerTitle(policy, bureau, owner)).join('、');
}

function isOutside({ policy, bureau }: AnnounceContext, owner: Owner): boolean {
  if (owner.kind !== 'role' || peopleOf(bureau, owner).length > 0) return false;
  const role = policy.roles.find((r) => r.id === owner.role);
  return role?.kind === 'outside' || policy.units.some((u) => u.id === owner.role && u.outside);
}

function mayStayEmpty(context: AnnounceContext, owner: Owner): boolean {
  if (isOutside(context, owner)) return true;
  return owner.kind === 'role' && context.policy.roles.some((r) => r.id === owner.role && r.optional);
}
