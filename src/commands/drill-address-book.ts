// In a drill nobody has an address book: departments and tags that the bureau file names get two people each.
import { type BureauPlan, sourcesOf } from '../core/bureau-plan.ts';
import type { TenantOptions } from '../sandbox/tenant-types.ts';

export type DrillAddressBook = Required<Pick<TenantOptions, 'departments' | 'tags' | 'people'>>;

/** The root department is 1. */
const FIRST_ID = 2;

/** A head and a member for every department and tag of the plan. */
export function drillAddressBook(plan: BureauPlan): DrillAddressBook {
  const made = sourcesOf(plan).map((source, index) => {
    const id = FIRST_ID + index;
    const people = [
      { id: `drill${id}a`, name: `${source.name}甲` },
      { id: `drill${id}b`, name: `${source.name}乙` },
    ];
    return { kind: source.kind, id, name: source.name, people, members: people.map((p) => p.id) };
  });
  return {
    departments: made
      .filter(({ kind }) => kind === 'department')
      .map(({ id, name, members }) => ({ id, name, members, leaders: members.slice(0, 1) })),
    tags: made.filter(({ kind }) => kind === 'tag').map(({ id, name, members }) => ({ id, name, members })),
    people: made.flatMap(({ people }) => people),
  };
}
