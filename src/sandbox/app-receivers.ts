// Who a message/send goes to. https://developer.work.weixin.qq.com/document/path/90236
import type { JsonRecord } from './json-shape.ts';
import { demand } from './refusal.ts';
import type { Site } from './site.ts';
import type { Person } from './tenant-types.ts';

export interface Receivers {
  readonly people: readonly Person[];
  /** The `invalid…` fields of the answer. `invaliduser` comes lower-cased. */
  readonly invalid: Readonly<Record<string, string>>;
}

function ids(body: JsonRecord, field: string): string[] {
  const value = body[field];
  demand(value === undefined || typeof value === 'string', 40058, `${field} must be a string`);
  return (value ?? '').split('|').filter((id) => id !== '');
}

/** touser ≤ 1000, toparty ≤ 100 (with the departments below), totag ≤ 100; nobody twice, nobody out of sight. */
export function resolveReceivers(body: JsonRecord, site: Site): Receivers {
  const { book } = site;
  const users = ids(body, 'touser');
  const parties = ids(body, 'toparty');
  const tags = ids(body, 'totag');
  demand(users.length + parties.length + tags.length > 0, 82001, 'touser, toparty and totag are empty');
  demand(users.length <= 1000, 82001, 'too many users');
  demand(parties.length <= 100, 82002, 'too many parties');
  demand(tags.length <= 100, 82003, 'too many tags');
  if (users.length === 1 && users[0] === '@all') return { people: book.membersOf(1, true), invalid: {} };
  const people = new Map<string, Person>();
  const add = (found: readonly Person[]) => {
    for (const person of found) people.set(person.id, person);
    return found.length > 0;
  };
  const unknownUsers = users.filter(
    (id) => !add(book.isVisible(id) ? [book.find(id)].flatMap((one) => one ?? []) : []),
  );
  const unknownParties = parties.filter((id) => !add(book.membersOf(Number(id), true)));
  const unknownTags = tags.filter((id) => {
    const tag = book.tag(Number(id));
    return tag === undefined || !add(book.taggedWith(tag));
  });
  demand(people.size > 0, 81013, 'all user, party and tag are invalid');
  const invalid = {
    ...(unknownUsers.length > 0 ? { invaliduser: unknownUsers.join('|').toLowerCase() } : {}),
    ...(unknownParties.length > 0 ? { invalidparty: unknownParties.join('|') } : {}),
    ...(unknownTags.length > 0 ? { invalidtag: unknownTags.join('|') } : {}),
  };
  return { people: [...people.values()], invalid };
}

/** agentid: a number (40056), and the one the token belongs to (301002). */
export function checkAgent(body: JsonRecord, site: Site): void {
  demand(Number.isInteger(body.agentid), 40056, 'invalid agentid');
  demand(body.agentid === site.options.app.agentId, 301002, 'not allow to operate another agent');
}
