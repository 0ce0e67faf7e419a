// Who belongs to the corp, where, and whom the app may see.
import { createHash } from 'node:crypto';
import type { Department, Person, Tag, TenantOptions } from './tenant-types.ts';

/** Every tenant has a root department that holds whoever is in no other. */
const ROOT: Department = { id: 1, name: '本单位', members: [], leaders: [] };

/** 1 active, 2 disabled, 4 not activated, 5 left (path/90196). */
export type MemberStatus = 1 | 2 | 4 | 5;

/** What the console does to members. */
export interface ContactsHands {
  setStatus(person: string, status: MemberStatus): void;
  /** Deletes the member: the platform knows the id no more. */
  removeMember(person: string): void;
  /** Takes the member out of the app's visible range. */
  hide(person: string): void;
  /** Deletes a department and whatever is below it; its members are in the root then. */
  removeDepartment(departmentId: number): void;
  /** Puts a member into a department; out of all others. */
  moveMember(person: string, departmentId: number, options?: { readonly leads?: boolean }): void;
}

export interface AddressBook extends ContactsHands {
  /** Undefined for an id the platform does not know (any more). */
  find(id: string): Person | undefined;
  /** False for a member who left or was deleted. */
  isMember(id: string): boolean;
  /** Whether the app may see and reach the member. */
  isVisible(id: string): boolean;
  statusOf(id: string): MemberStatus;
  departments(): readonly Required<Department>[];
  department(id: number): Required<Department> | undefined;
  /** The departments of a member; the root for whoever is in none. */
  homesOf(id: string): readonly Required<Department>[];
  /** Visible members of a department; `deep` with those below it. */
  membersOf(departmentId: number, deep: boolean): readonly Person[];
  tag(id: number): Tag | undefined;
  /** Visible members that the tag itself names. */
  taggedOneByOne(tag: Tag): readonly Person[];
  /** Whoever a message to the tag reaches: those and the members of its departments, with those below. */
  taggedWith(tag: Tag): readonly Person[];
  /** The encrypted id of a member, as a bot sees it that belongs to no administrator (path/101521). */
  openIdOf(id: string): string;
  findByOpenId(openId: string): Person | undefined;
}

/** The address book of a tenant; ids compare without case (path/90313). */
export function createAddressBook(options: TenantOptions): AddressBook {
  const { people, departments = [], tags = [], corpId } = options;
  const fold = (id: string): string => id.toLowerCase();
  const byId = new Map(people.map((person) => [fold(person.id), person]));
  const status = new Map<string, MemberStatus>();
  const removed = new Set<string>();
  const hidden = new Set<string>();
  const book = [ROOT, ...departments].map((one) => ({
    ...one,
    parent: one.parent ?? (one.id === ROOT.id ? 0 : ROOT.id),
    members: [...one.members],
    leaders: [...one.leaders],
  }));

  const find = (id: string) => (removed.has(fold(id)) ? undefined : byId.get(fold(id)));
  const statusOf = (id: string) => status.get(fold(id)) ?? 1;
  const isMember = (id: string) => find(id) !== undefined && statusOf(id) !== 5;
  const isVisible = (id: string) => isMember(id) && !hidden.has(fold(id));
  const homesOf = (id: string) => {
    const homes = book.filter((one) => one.members.some((member) => fold(member) === fold(id)));
    return homes.length === 0 ? book.slice(0, 1) : homes;
  };
  const below = (id: number): readonly number[] => [
    id,
    ...book.filter((one) => one.parent === id).flatMap((one) => below(one.id)),
  ];
  const openIdOf = (id: string) =>
    `wo${createHash('sha256')
      .update(`${corpId} ${fold(id)}`)
      .digest('base64url')
      .slice(0, 30)}`;

  const membersOf = (departmentId: number, deep: boolean) => {
    const wanted = deep ? below(departmentId) : [departmentId];
    return people.filter(
      (one) => isVisible(one.id) && homesOf(one.id).some((home) => wanted.includes(home.id)),
    );
  };
  const taggedOneByOne = (tag: Tag) => tag.members.filter(isVisible).flatMap((id) => find(id) ?? []);

  return {
    find,
    isMember,
    isVisible,
    statusOf,
    departments: () => book,
    department: (id) => book.find((one) => one.id === id),
    homesOf,
    membersOf,
    tag: (id) => tags.find((one) => one.id === id),
    taggedOneByOne,
    taggedWith: ({ departments: whole = [], ...tag }) => [
      ...new Set([...taggedOneByOne(tag), ...whole.flatMap((id) => membersOf(id, true))]),
    ],
    openIdOf,
    findByOpenId: (openId) => people.find((one) => openIdOf(one.id) === openId && isMember(one.id)),
    setStatus: (person, to) => void status.set(fold(person), to),
    removeMember: (person) => void removed.add(fold(person)),
    hide: (person) => void hidden.add(fold(person)),
    removeDepartment(departmentId) {
      const ids = below(departmentId);
      for (const one of book.filter(({ id }) => ids.includes(id))) book.splice(book.indexOf(one), 1);
    },
    moveMember(person, departmentId, { leads = false } = {}) {
      for (const one of book) {
        one.members = one.members.filter((id) => fold(id) !== fold(person));
        one.leaders = one.leaders.filter((id) => fold(id) !== fold(person));
        if (one.id !== departmentId) continue;
        one.members.push(person);
        if (leads) one.leaders.push(person);
      }
    },
  };
}
