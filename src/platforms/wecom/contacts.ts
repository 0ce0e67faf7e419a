// Departments, tags and members as the app sees them, read when somebody asks and kept for a while.
// Departments: https://developer.work.weixin.qq.com/document/path/90208 · members of one: /90200, /90201 · one member:
// /90196 · tags: /90216, /90213. The app sees its visible range and nothing else.
import { z } from 'zod';
import type { Alike, Looked, Member, MemberSource } from '../../core/bureau-plan.ts';
import { BotError } from '../../core/errors.ts';
import type { Contacts, Standing, TokenCache } from '../platform.ts';
import type { AppCalls, Asked, Failure } from './app-call.ts';

/** How long an answer about departments, tags and their members is used again, ms. */
export const CONTACTS_KEPT_MS = 60 * 60_000;
/** Members asked about at the same time; the platform's limit is on calls a minute (path/90312). */
const PARALLEL = 5;

const departments = z.array(z.object({ id: z.number(), name: z.string(), parentid: z.number().optional() }));
const leads = z.object({ department: z.array(z.number()), is_leader_in_dept: z.array(z.number()) }).partial();
const members = z.array(leads.extend({ userid: z.string(), name: z.string().optional() }));
const tags = z.array(z.object({ tagid: z.number(), tagname: z.string() }));
/** A tag holds members and whole departments. */
const tagged = z.object({ userlist: members.default([]), partylist: z.array(z.number()).default([]) });
const member = z.object({ status: z.number().optional(), name: z.string().optional() });

/** Why the address book could not be read: the message is the reason, the hint also says what to change. */
export class ContactsUnavailable extends BotError {
  readonly failure: Failure;
  constructor(failure: Failure) {
    const { code, reason, hint = '请检查本机到企业微信接口的网络（出网、代理、防火墙）' } = failure;
    super({ code, message: reason, hint: `读不到企业微信通讯录：${reason}（${code}）。${hint}` });
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
    ask: () => Promise<Asked>,
    part: (answer: Answer) => unknown,
  ): Promise<T> {
    const readable = (value: unknown): T => {
      const parsed = schema.safeParse(value);
      if (parsed.success) return parsed.data;
      throw new ContactsUnavailable(unreadable(key));
    };
    const name = `wecom:contacts:${corpId}:${key}`;
    const text = await cache.get(name, async () => {
      // What cannot be read is not kept: the next question may be answered better.
      const value = readable(part(answered(await ask())));
      return { value: JSON.stringify(value), expiresAt: now() + CONTACTS_KEPT_MS };
    });
    return readable(JSON.parse(text));
  }

  const listOf = (id: number, children: '0' | '1'): Promise<z.infer<typeof members>> =>
    kept(
      `department:${id}${children === '1' ? ':deep' : ''}`,
      members,
      () => calls.get('/cgi-bin/user/list', { department_id: String(id), fetch_child: children }),
      ({ userlist = [] }) => userlist,
    );

  async function ofDepartment(name: string): Promise<Looked> {
    const all = await kept(
      'departments',
      departments,
      () => calls.get('/cgi-bin/department/list'),
      ({ department = [] }) => department,
    );
    const parentOf = (id: number | undefined) => all.find((one) => one.id === id)?.name;
    const found = only(
      all.map(({ id, name: called, parentid }) => ({ id, name: called, under: parentOf(parentid) })),
      name,
    );
    if (found === null || 'alike' in found) return found;
    return (await listOf(found.id, '0')).map(
      ({ userid, name: called, department = [], is_leader_in_dept: marks = [] }) => ({
        id: userid,
        name: called ?? userid,
        leads: marks[department.indexOf(found.id)] === 1,
      }),
    );
  }

  async function ofTag(name: string): Promise<Looked> {
    const all = await kept(
      'tags',
      tags,
      () => calls.get('/cgi-bin/tag/list'),
      ({ taglist = [] }) => taglist,
    );
    const found = only(
      all.map(({ tagid, tagname }) => ({ id: tagid, name: tagname })),
      name,
    );
    if (found === null || 'alike' in found) return found;
    const { userlist, partylist } = await kept(
      `tagged:${found.id}`,
      tagged,
      () => calls.get('/cgi-bin/tag/get', { tagid: String(found.id) }),
      (answer) => answer,
    );
    const people = new Map<string, Member>();
    const add = (list: z.infer<typeof members>): void => {
      for (const { userid, name: called } of list)
        people.set(userid.toLowerCase(), { id: userid, name: called ?? userid, leads: false });
    };
    add(userlist);
    // As when a message goes to the tag: whoever is in the department or below it.
    for (const id of partylist) {
      // Nobody in a department that the app may not see could be reached.
      add(await listOf(id, '1').catch((error: unknown) => (isUnseen(error) ? [] : Promise.reject(error))));
    }
    return [...people.values()];
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

type Named = { readonly id: number; readonly name: string; readonly under?: string | undefined };

/** The one that goes by the name or has the number; null for none. */
function only(all: readonly Named[], name: string): Named | Alike | null {
  const byNumber = all.find(({ id }) => String(id) === name);
  const found = byNumber === undefined ? all.filter((one) => one.name === name) : [byNumber];
  const [first, ...others] = found;
  if (first === undefined || others.length === 0) return first ?? null;
  return {
    alike: found.map(({ id, under }) => ({
      number: String(id),
      ...(under === undefined ? {} : { under }),
    })),
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

/** 60003: no such department (any more); 60011, 50002: outside the visible range (path/90313). */
const UNSEEN: ReadonlySet<string> = new Set(['60003', '60011', '50002']);

function isUnseen(error: unknown): boolean {
  return error instanceof ContactsUnavailable && UNSEEN.has(error.failure.code);
}

type Answer = Readonly<Record<string, unknown>>;

function answered(asked: Asked): Answer {
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
