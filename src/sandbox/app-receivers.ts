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

/** touser ≤ 1000, toparty ≤ 100, totag ≤ 100; this tenant has no departments and no tags. */
export function resolveReceivers(body: JsonRecord, site: Site): Receivers {
  const users = ids(body, 'touser');
  const parties = ids(body, 'toparty');
  const tags = ids(body, 'totag');
  demand(users.length + parties.length + tags.length > 0, 82001, 'touser, toparty and totag are empty');
  demand(users.length <= 1000, 82001, 'too many users');
  demand(parties.length <= 100, 82002, 'too many parties');
  demand(tags.length <= 100, 82003, 'too many tags');
  if (users.length === 1 && users[0] === '@all') return { people: site.options.people, invalid: {} };
  const people = new Map<string, Person>();
  const unknown: string[] = [];
  for (const id of users) {
    const person = site.talk.person(id);
    if (person === undefined) unknown.push(id.toLowerCase());
    else people.set(person.id, person);
  }
  demand(people.size > 0, 81013, 'all user, party and tag are invalid');
  const invalid = {
    ...(unknown.length > 0 ? { invaliduser: unknown.join('|') } : {}),
    ...(parties.length > 0 ? { invalidparty: parties.join('|') } : {}),
    ...(tags.length > 0 ? { invalidtag: tags.join('|') } : {}),
  };
  return { people: [...people.values()], invalid };
}

/** agentid: a number (40056), and the one the token belongs to (301002). */
export function checkAgent(body: JsonRecord, site: Site): void {
  demand(Number.isInteger(body.agentid), 40056, 'invalid agentid');
  demand(body.agentid === site.options.app.agentId, 301002, 'not allow to operate another agent');
}
