// Groups that the app made itself. It cannot enter an existing group, and hears nothing from its own.
// https://developer.work.weixin.qq.com/document/path/90245 (create), /90247 (get), /90246 (update), /90248 (send)
import { randomBytes } from 'node:crypto';
import type { Route } from './api-server.ts';
import { readAppBody } from './app-body.ts';
import { jsonBody } from './app-send.ts';
import { filledText, type JsonRecord, recordAt } from './json-shape.ts';
import { markedMentions, resolveMentions } from './mentions.ts';
import { createRateWindow } from './rate-window.ts';
import { demand } from './refusal.ts';
import { type Answer, type ApiCall, ok, type Site } from './site.ts';
import type { Body } from './tenant-types.ts';

const MAX_NAME_CHARS = 50;
const MIN_MEMBERS = 2;
const MAX_MEMBERS = 2000;
const CREATES_A_DAY = 1000;
const DAY_MS = 24 * 3600_000;
const PER_MEMBER_A_MINUTE = 200;
const PER_MEMBER_A_DAY = 10_000;

interface AppChat {
  name: string;
  owner: string;
  members: string[];
}

/** Routes over the groups of the app. */
export function createAppchatApi(site: Site): readonly Route[] {
  const { now } = site.options;
  const chats = new Map<string, AppChat>();
  const creates = createRateWindow({ now, limit: CREATES_A_DAY, windowMs: DAY_MS });
  const perMinute = createRateWindow({ now, limit: PER_MEMBER_A_MINUTE, windowMs: 60_000 });
  const perDay = createRateWindow({ now, limit: PER_MEMBER_A_DAY, windowMs: DAY_MS });

  function memberIds(value: unknown): string[] {
    const legal = Array.isArray(value) && value.every((id) => typeof id === 'string');
    demand(legal, 40058, 'userlist must be strings');
    return (value as string[]).map((id) => {
      const person = book(id);
      demand(person !== undefined, 86003, `user ${id} not in corp`);
      return person.id;
    });
  }

  const book = (id: string) => (site.book.isMember(id) ? site.book.find(id) : undefined);

  /** 86008 for every group the app did not make, whether it exists or not. */
  function chatOf(chatid: unknown): { readonly id: string; readonly chat: AppChat } {
    const id = filledText(chatid);
    demand(id !== undefined, 40050, 'invalid chatid');
    const chat = chats.get(id);
    demand(chat !== undefined, 86008, 'chat not created by this app');
    return { id, chat };
  }

  function nameOf(value: unknown): string {
    const name = filledText(value) ?? '群聊';
    demand([...name].length <= MAX_NAME_CHARS, 40058, `name exceeds ${MAX_NAME_CHARS} characters`);
    return name;
  }

  function create(call: ApiCall): Answer {
    const body = jsonBody(call);
    const members = [...new Set(memberIds(body.userlist))];
    demand(members.length >= MIN_MEMBERS && members.length <= MAX_MEMBERS, 86001, 'invalid userlist size');
    const owner = body.owner === undefined ? members[0] : book(String(body.owner))?.id;
    demand(owner !== undefined && members.includes(owner), 86003, 'owner must be in userlist');
    const chatid = body.chatid === undefined ? randomBytes(16).toString('hex') : String(body.chatid);
    demand(
      /^[0-9A-Za-z]{1,32}$/.test(chatid) && site.talk.group(chatid) === undefined,
      40050,
      'invalid chatid',
    );
    const name = nameOf(body.name);
    demand(creates.take(''), 45009, 'api freq out of limit');
    chats.set(chatid, { name, owner, members });
    site.talk.open({ chatId: chatid, name, members, webhookKey: '' });
    return ok({ chatid });
  }

  function update(call: ApiCall): Answer {
    const body = jsonBody(call);
    const { id, chat } = chatOf(body.chatid);
    const removed = new Set(memberIds(body.del_user_list ?? []));
    const members = [...new Set([...chat.members, ...memberIds(body.add_user_list ?? [])])].filter(
      (one) => !removed.has(one),
    );
    demand(members.length >= MIN_MEMBERS && members.length <= MAX_MEMBERS, 86001, 'invalid userlist size');
    const owner = body.owner === undefined ? chat.owner : book(String(body.owner))?.id;
    demand(owner !== undefined && members.includes(owner), 86003, 'owner must be in the group');
    const name = body.name === undefined ? chat.name : nameOf(body.name);
    chats.set(id, { name, owner, members });
    site.talk.open({ chatId: id, name, members, webhookKey: '' });
    return ok();
  }

  /** Mentions are real here: those listed, and those marked in the text (path/90248). */
  function mentioned(shown: Body, body: JsonRecord, members: readonly string[]): Body {
    if (shown.kind !== 'text' && shown.kind !== 'markdown') return shown;
    const list = recordAt(body, 'text')?.mentioned_list ?? [];
    const legal = Array.isArray(list) && list.every((id) => typeof id === 'string');
    demand(legal, 40058, 'mentioned_list must be strings');
    const mentions = [...resolveMentions(list as string[], members), ...markedMentions(shown.text, members)];
    return { ...shown, mentions: [...new Set(mentions)] };
  }

  function send(call: ApiCall): Answer {
    const body = jsonBody(call);
    const { id, chat } = chatOf(body.chatid);
    demand(body.msgtype !== 'template_card', 40008, 'template_card not supported in appchat');
    const { shown } = readAppBody(body, site);
    const heard = chat.members.filter((one) => perMinute.take(one) && perDay.take(one));
    call.record.dropped.push(...chat.members.filter((one) => !heard.includes(one)));
    // Everybody sees one room here: it is shown unless the limit silenced all of them.
    if (heard.length > 0) {
      const from = { kind: 'app', name: site.options.app.name ?? '舆情助手' } as const;
      site.talk.add(id, { from, body: mentioned(shown, body, chat.members) });
    }
    return ok();
  }

  const route = (method: Route['method'], path: string, handler: Route['handler']): Route => ({
    method,
    path: `/cgi-bin/appchat/${path}`,
    handler(call) {
      site.tokens.check(call.query);
      return handler(call);
    },
  });
  return [
    route('POST', 'create', create),
    route('POST', 'update', update),
    route('POST', 'send', send),
    route('GET', 'get', (call) => {
      const { id, chat } = chatOf(call.query.get('chatid'));
      return ok({ chat_info: { chatid: id, name: chat.name, owner: chat.owner, userlist: chat.members } });
    }),
  ];
}
