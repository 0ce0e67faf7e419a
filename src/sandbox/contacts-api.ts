// The address book as the app sees it: departments, tags, members, and the ids a bot was given.
// https://developer.work.weixin.qq.com/document/path/90208, /95350, /95351, /90201, /90196, /90216, /90213, /101521
import type { Route } from './api-server.ts';
import { jsonBody } from './app-send.ts';
import type { JsonRecord } from './json-shape.ts';
import { demand, Refusal } from './refusal.ts';
import { type Answer, type ApiCall, ok, type Site } from './site.ts';
import type { Department, Person } from './tenant-types.ts';

const MAX_OPEN_IDS = 1000;

/** Routes over the address book; the app's token opens them, as far as its visible range goes. */
export function createContactsApi(site: Site): readonly Route[] {
  const { book } = site;
  const { tags = [] } = site.options;
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

  function memberOf(person: Person): JsonRecord {
    const homes = book.homesOf(person.id);
    return {
      userid: person.id,
      name: person.name,
      department: homes.map((home) => home.id),
      order: homes.map(() => 0),
      main_department: homes[0]?.id,
      is_leader_in_dept: homes.map((home) => (home.leaders.some((id) => same(id, person.id)) ? 1 : 0)),
      position: person.title ?? '',
      status: book.statusOf(person.id),
      direct_leader: [],
    };
  }

  function departmentOf(one: Required<Department>): JsonRecord {
    return { id: one.id, name: one.name, department_leader: one.leaders, parentid: one.parent, order: 0 };
  }

  function idOf(call: ApiCall, field: string, errcode: number): number {
    const value = call.query.get(field) ?? '';
    demand(/^\d+$/.test(value), errcode, `invalid ${field}`);
    return Number(value);
  }

  function departmentsBelow(call: ApiCall): readonly Required<Department>[] {
    const value = call.query.get('id') ?? '';
    if (value === '') return book.departments();
    const top = idOf(call, 'id', 40035);
    demand(book.department(top) !== undefined, 60003, 'department not found');
    const ids = new Set([top]);
    for (let grown = 0; grown !== ids.size; ) {
      grown = ids.size;
      for (const one of book.departments()) if (ids.has(one.parent)) ids.add(one.id);
    }
    return book.departments().filter((one) => ids.has(one.id));
  }

  function membersOf(call: ApiCall): readonly Person[] {
    const id = idOf(call, 'department_id', 40058);
    demand(book.department(id) !== undefined, 60003, 'department not found');
    return book.membersOf(id, call.query.get('fetch_child') === '1');
  }

  function translated(call: ApiCall): Answer {
    const ids = jsonBody(call).open_userid_list;
    const legal = Array.isArray(ids) && ids.length > 0 && ids.every((id) => typeof id === 'string');
    demand(legal && ids.length <= MAX_OPEN_IDS, 40058, `open_userid_list must hold 1 to ${MAX_OPEN_IDS} ids`);
    const found = (ids as string[]).map((open_userid) => ({
      open_userid,
      userid: book.findByOpenId(open_userid)?.id,
    }));
    const known = found.filter(({ userid }) => userid !== undefined && book.isVisible(userid));
    // What is no encrypted id of a visible member comes back as it was, plain ids included.
    const invalid = found.filter((one) => !known.includes(one)).map((one) => one.open_userid);
    return ok({ userid_list: known, invalid_open_userid_list: invalid });
  }

  const route = (method: Route['method'], path: string, handler: Route['handler']): Route => ({
    method,
    path: `/cgi-bin/${path}`,
    handler(call) {
      site.tokens.check(call.query);
      return handler(call);
    },
  });
  return [
    route('GET', 'department/list', (call) => ok({ department: departmentsBelow(call).map(departmentOf) })),
    route('GET', 'department/simplelist', (call) =>
      ok({
        department_id: departmentsBelow(call).map(({ id, parent }) => ({ id, parentid: parent, order: 0 })),
      }),
    ),
    route('GET', 'department/get', (call) => {
      const one = book.department(idOf(call, 'id', 40035));
      demand(one !== undefined, 60003, 'department not found');
      return ok({ department: departmentOf(one) });
    }),
    route('GET', 'user/list', (call) => ok({ userlist: membersOf(call).map(memberOf) })),
    route('GET', 'user/simplelist', (call) =>
      ok({
        userlist: membersOf(call)
          .map(memberOf)
          .map(({ userid, name, department }) => ({ userid, name, department })),
      }),
    ),
    route('GET', 'user/get', (call) => {
      const id = call.query.get('userid') ?? '';
      demand(id !== '', 41009, 'missing userid');
      const person = book.find(id);
      demand(person !== undefined, 60111, 'userid not found');
      demand(
        book.isVisible(id) || book.statusOf(id) === 5,
        60011,
        'no privilege to access/modify contact/party/agent',
      );
      return ok(memberOf(person));
    }),
    // Only the contacts-sync secret may list ids (path/96067); this corp has none.
    route('POST', 'user/list_id', () => {
      throw new Refusal(48002, 'api forbidden');
    }),
    route('GET', 'tag/list', () =>
      ok({ taglist: tags.map(({ id, name }) => ({ tagid: id, tagname: name })) }),
    ),
    route('GET', 'tag/get', (call) => {
      const tag = book.tag(idOf(call, 'tagid', 40068));
      demand(tag !== undefined, 40068, 'invalid tagid');
      const userlist = book.taggedOneByOne(tag).map(({ id, name }) => ({ userid: id, name }));
      return ok({ tagname: tag.name, userlist, partylist: tag.departments ?? [] });
    }),
    route('POST', 'batch/openuserid_to_userid', translated),
  ];
}
