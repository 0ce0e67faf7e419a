// Who acts for a step or a link of one case: roles as filled, the person named for a role, and nobody the matter is about.
import { above, type Bureau, type Owner, peopleOf, roleOwner } from './bureau.ts';
import type { Case } from './case.ts';
import type { Link, Policy } from './policy/settle.ts';

/**
 * The owner of `role` (or `unit`) in this case. Where everybody behind it is somebody the matter is about, the owner
 * one level up acts instead.
 */
export function ownerOf(policy: Policy, bureau: Bureau, c: Case, role: string): Owner {
  return free(policy, bureau, c, roleOwner(policy, role, c.unit?.id ?? null));
}

/** Who decides a link: the person named for the role where the rule says one is named, otherwise the role. */
export function linkOwner(policy: Policy, bureau: Bureau, c: Case, link: Link): Owner {
  const person = link.mode === 'named' ? c.named[link.role] : undefined;
  return person === undefined
    ? ownerOf(policy, bureau, c, link.role)
    : free(policy, bureau, c, { kind: 'person', person });
}

/** Whether the matter is about this person, who then neither handles nor reviews it. */
export function isSubject(c: Case, person: string): boolean {
  return c.subjects.includes(person);
}

function free(policy: Policy, bureau: Bureau, c: Case, owner: Owner): Owner {
  let current = owner;
  for (let level = 0; level < 5; level += 1) {
    const people = peopleOf(bureau, current);
    if (people.length === 0 || people.some((p) => !isSubject(c, p))) return current;
    const next = above(policy, bureau, current);
    if (next === null) return current;
    current = next;
  }
  return current;
}
