// Departments, tags and members as the app sees them, read when somebody asks and kept for a while.
// Departments: https://developer.work.weixin.qq.com/document/path/90208 · members of one: /90200, /90201 · one member:
// /90196 · tags: /90216, /90213. The app sees its visible range and nothing else.
import { z } from 'zod';
import type { Member, MemberSource } from '../../core/bureau-plan.ts';
import type { Contacts, Standing, TokenCache } from '../platform.ts';
import type { AppCalls, Asked, Failure } from './app-call.ts';

/** How long an answer about departments, tags and their members is used again, ms. */
export const CONTACTS_KEPT_MS = 60 * 60_000;
/** Members asked about at the same time; the platform's limit is on calls a minute (path/90312). */
const PARALLEL = 5;

const departments = z.array(z.object({ id: z.number(), name: z.string() }));
const leads = z.object({ department: z.array(z.number()), is_leader_in_dept: z.array(z.number()) }).partial();
const members = z.array(leads.extend({ userid: z.string(), name: z.string().optional() }));
const tags = z.array(z.object({ tagid: z.number(), tagname: z.string() }));
const member = z.object({ status: z.number().optional(), name: z.string().optional() });

/** Why the address book could not be read, in words for an administrator. */
export class ContactsUnavailable extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.reason);
    this.name = 'ContactsUnavailable';
    this.failure = failure;
  }
}

/** Reads through the app; answers are shared between instances in `cache`. */
export function createContacts(options: {
  readonly calls: AppCalls;
  readonly cache: TokenCache;
  /** Tells the caches of two corps apart. */
  readonly corpId: string;
  readonly now: () => number;
}): Contacts {
  const { calls, cache, corpId, now } = options;

  /** Kept as text, because what instances share is text. */
  async function kept<T>(
    key: string,
    schema: z.ZodType<T>,
    field: string,
    ask: () => Promise<Asked>,
  ): Promise<T> {
    const name = `wecom:contacts:${corpId}:${key}`;
    const text = await cache.get(name, async () => {
      const answer = answered(await ask());
      return { value: JSON.stringify(answer[field] ?? []), expiresAt: now() + CONTACTS_KEPT_MS };
    });
    const parsed = schema.safeParse(JSON.parse(text));
    if (!parsed.success) throw new ContactsUnavailable(unreadable(key));
    return parsed.data;
  }

  async function ofDepartment(name: string): Promise<readonly Member[] | null> {
    const all = await kept('departments', departments, 'department', () =>
      calls.get('/cgi-bin/department/list'),
    );
    const found = all.find((d) => d.name === name || String(d.id) === name);
    if (found === undefined) return null;
    const id = String(found.id);
    const query = { department_id: id, fetch_child: '0' };
    const list = await kept(`department:${id}`, members, 'userlist', () =>
      calls.get('/cgi-bin/user/list', query),
    );
    return list.map(({ userid, name: called, department = [], is_leader_in_dept: marks = [] }) => ({
      id: userid,
      name: called ?? userid,
      leads: marks[department.indexOf(found.id)] === 1,
    }));
  }

  async function ofTag(name: string): Promise<readonly Member[] | null> {
    const all = await kept('tags', tags, 'taglist', () => calls.get('/cgi-bin/tag/list'));
    const found = all.find((t) => t.tagname === name || String(t.tagid) === name);
    if (found === undefined) return null;
    const tagid = String(found.tagid);
    const list = await kept(`tag:${tagid}`, members, 'userlist', () =>
      calls.get('/cgi-bin/tag/get', { tagid }),
    );
    return list.map(({ userid, name: called }) => ({ id: userid, name: called ?? userid, leads: false }));
  }

  return {
    members: (source: MemberSource) =>
      source.kind === 'department' ? ofDepartment(source.name) : ofTag(source.name),
    async standing(ids) {
      const found = new Map<string, Standing>();
      const waiting = [...new Set(ids)];
      const work = async (): Promise<void> => {
        for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
          found.set(id, standingOf(await calls.get('/cgi-bin/user/get', { userid: id })));
        }
      };
      await Promise.all(Array.from({ length: PARALLEL }, work));
      return found;
    },
  };
}

/** 1 active, 2 disabled, 4 not activated, 5 left (path/90196). */
function standingOf(asked: Asked): Standing {
  if (asked.ok) {
    const status = member.safeParse(asked.answer).data?.status;
    if (status === 5) return 'gone';
    if (status === 2) return 'disabled';
    return status === 4 ? 'not-activated' : 'active';
  }
  switch (asked.failure.code) {
    case '40003':
    case '46004':
    case '60111':
      return 'gone';
    case '60011':
    case '50002':
      return 'not-visible';
    default:
      throw new ContactsUnavailable(asked.failure);
  }
}

function answered(asked: Asked): Readonly<Record<string, unknown>> {
  if (!asked.ok) throw new ContactsUnavailable(asked.failure);
  return asked.answer;
}

function unreadable(key: string): Failure {
  return {
    kind: 'later',
    afterMs: 60_000,
    code: 'contacts-unreadable',
    reason: `通讯录的答复无法识别（${key}）`,
  };
}
