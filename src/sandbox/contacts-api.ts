// The address book as the app sees it: departments, tags, members.
// https://developer.work.weixin.qq.com/document/path/90208, /90201, /90196, /90216, /90213
import type { Route } from './api-server.ts';
import { demand } from './refusal.ts';
import { type ApiCall, ok, type Site } from './site.ts';
import type { Department, Person, Tag } from './tenant-types.ts';

/** Every tenant has a root department that holds whoever is in no other. */
const ROOT: Department = { id: 1, name: '本单位', members: [], leaders: [] };

/** What the console does to members. 1 active, 2 disabled, 4 not activated, 5 left (path/90196). */
export interface ContactsHands {
  setStatus(person: string, status: 1 | 2 | 4 | 5): void;
  /** Deletes the member: the platform knows the id no more. */
  removeMember(person: string): void;
  /** Takes the member out of the app's visible range. */
  hide(person: string): void;
  /** Puts a member into a department; out of all others. */
  moveMember(person: string, departmentId: number, options?: { readonly leads?: boolean }): void;
}

/** Routes and hands over one address book. */
export function createContactsApi(site: Site): {
  readonly routes: readonly Route[];
  readonly hands: ContactsHands;
  /** False for a member who left or was deleted. */
  isMember(id: string): boolean;
} {
  const { people, departments = [], tags = [] } = site.options;
  const status = new Map<string, number>();
  const removed = new Set<string>();
  const hidden = new Set<string>();
  const fold = (id: string): string => id.toLowerCase();
  const book = [ROOT, ...departments].map((d) => ({
    ...d,
    members: [...d.members],
    leaders: [...d.leaders],
  }));

  const isThere = (id: string): boolean => !removed.has(fold(id)) && site.talk.person(id) !== undefined;
  const isVisible = (id: string): boolean =>
    isThere(id) && !hidden.has(fold(id)) && status.get(fold(id)) !== 5;
  const homesOf = (id: string) => {
    const homes = book.filter((d) => d.members.some((member) => fold(member) === fold(id)));
    return homes.length === 0 ? book.slice(0, 1) : homes;
  };

  function memberOf(person: Person) {
    const homes = homesOf(person.id);
    return {
      userid: person.id,
      name: person.name,
      department: homes.map((d) => d.id),
      is_leader_in_dept: homes.map((d) => (d.leaders.some((id) => fold(id) === fold(person.id)) ? 1 : 0)),
      position: person.title ?? '',
      status: status.get(fold(person.id)) ?? 1,
      direct_leader: [],
    };
  }

  function below(id: number): readonly number[] {
    return [id, ...book.filter((d) => (d.parent ?? (d.id === 1 ? 0 : 1)) === id).flatMap((d) => below(d.id))];
  }

  function ofDepartment(call: ApiCall) {
    site.tokens.check(call.query);
    const id = Number(call.query.get('department_id') ?? '');
    demand(
      book.some((d) => d.id === id),
      60003,
      'department not found',
    );
    const wanted = call.query.get('fetch_child') === '1' ? below(id) : [id];
    return people.filter((p) => isVisible(p.id) && homesOf(p.id).some((d) => wanted.includes(d.id)));
  }

  function tagOf(call: ApiCall): Tag {
    const id = Number(call.query.get('tagid') ?? '');
    const tag = tags.find((candidate) => candidate.id === id);
    demand(tag !== undefined, 40068, 'invalid tagid');
    return tag;
  }

  const get = (path: string, handler: Route['handler']): Route => ({ method: 'GET', path, handler });
  const routes = [
    get('/cgi-bin/department/list', (call) => {
      site.tokens.check(call.query);
      const list = book.map(({ id, name, parent }) => ({ id, name, parentid: parent ?? (id === 1 ? 0 : 1) }));
      return ok({ department: list });
    }),
    get('/cgi-bin/user/list', (call) => ok({ userlist: ofDepartment(call).map(memberOf) })),
    get('/cgi-bin/user/simplelist', (call) =>
      ok({
        userlist: ofDepartment(call)
          .map(memberOf)
          .map(({ userid, name, department }) => ({ userid, name, department })),
      }),
    ),
    get('/cgi-bin/user/get', (call) => {
      site.tokens.check(call.query);
      const id = call.query.get('userid') ?? '';
      demand(id !== '', 41009, 'missing userid');
      const person = isThere(id) ? site.talk.person(id) : undefined;
      demand(person !== undefined, 60111, 'userid not found');
      demand(!hidden.has(fold(id)), 60011, 'no privilege to access/modify contact/party/agent');
      return ok(memberOf(person));
    }),
    get('/cgi-bin/tag/list', (call) => {
      site.tokens.check(call.query);
      return ok({ taglist: tags.map(({ id, name }) => ({ tagid: id, tagname: name })) });
    }),
    get('/cgi-bin/tag/get', (call) => {
      site.tokens.check(call.query);
      const { name, members } = tagOf(call);
      const there = members.filter(isVisible).flatMap((id) => site.talk.person(id) ?? []);
      const userlist = there.map((person) => ({ userid: person.id, name: person.name }));
      return ok({ tagname: name, userlist, partylist: [] });
    }),
  ];

  return {
    routes,
    isMember: (id) => isThere(id) && status.get(fold(id)) !== 5,
    hands: {
      setStatus: (person, to) => void status.set(fold(person), to),
      removeMember: (person) => void removed.add(fold(person)),
      hide: (person) => void hidden.add(fold(person)),
      moveMember(person, departmentId, { leads = false } = {}) {
        for (const d of book) {
          d.members = d.members.filter((id) => fold(id) !== fold(person));
          d.leaders = d.leaders.filter((id) => fold(id) !== fold(person));
          if (d.id !== departmentId) continue;
          d.members.push(person);
          if (leads) d.leaders.push(person);
        }
      },
    },
  };
}
