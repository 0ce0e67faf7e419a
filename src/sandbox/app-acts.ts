// People in their 1:1 conversation with the app. It is the only place where the app hears them.
// https://developer.work.weixin.qq.com/document/path/90239 (messages), /90240 (events)

import type { TapInput, TellAppInput } from './act-inputs.ts';
import { readAppReply } from './app-reply.ts';
import { type Fields, readSaid } from './app-said.ts';
import { greyedCard, updatedCard } from './app-update.ts';
import type { CallbackSender } from './callback-sender.ts';
import { checkCard } from './card-rules.ts';
import { readTap } from './card-tap.ts';
import { findOverlong } from './display-advice.ts';
import { EnvelopeError, type EnvelopeKeys, openXmlReply } from './envelope.ts';
import { demand, Refusal } from './refusal.ts';
import type { SingleUseCodes } from './single-use-codes.ts';
import type { IssuedCard, Site } from './site.ts';
import type { CallbackResult, CardBody, Message, Person, TapResult } from './tenant-types.ts';
import { renderXml } from './xml.ts';

export interface AppActs {
  tell(input: TellAppInput): Promise<CallbackResult>;
  enter(person: Person): Promise<CallbackResult>;
  /** Any other event of the app; `sys` stands for the platform itself. */
  event(from: Person | 'sys', event: string, fields: Fields): Promise<CallbackResult>;
  tap(input: TapInput, message: Message, body: CardBody): Promise<TapResult>;
}

/** What people do in the 1:1 with the app, each told to the product as a callback. */
export function createAppActs(options: {
  readonly site: Site;
  readonly sender: CallbackSender;
  readonly keys: EnvelopeKeys;
  readonly codes: SingleUseCodes<IssuedCard>;
  readonly person: (id: string) => Person;
}): AppActs {
  const { site, sender } = options;
  const { corpId, app } = site.options;
  // 64-bit on the wire: larger than a JavaScript number can hold exactly.
  let lastMsgId = 7212530917462218000n;

  function plaintext(person: Person, fields: Fields): string {
    const createTime = Math.floor(site.wireNow() / 1000);
    const common = { ToUserName: corpId, FromUserName: person.id, CreateTime: createTime };
    return renderXml({ ...common, ...fields, AgentID: app.agentId });
  }

  function applyReply(
    inner: string,
    person: Person,
    tapped: Message | undefined,
  ): { reply: string; overlong: ReturnType<typeof findOverlong> } {
    const reply = readAppReply(inner, { corpId, userid: person.id });
    if (reply.kind === 'text') {
      const from = { kind: 'app', name: app.name ?? '舆情助手' } as const;
      site.talk.add(`app:${person.id}`, { from, body: { kind: 'text', text: reply.text, mentions: [] } });
      return { reply: reply.kind, overlong: [] };
    }
    const shown = tapped?.body;
    demand(tapped !== undefined && shown?.kind === 'card', 40008, 'an update answers only a card event');
    if (reply.kind === 'update_button') {
      site.talk.edit(tapped.id, greyedCard(shown, reply.replaceName));
      return { reply: reply.kind, overlong: [] };
    }
    const isPerson = (id: string) => site.book.find(id) !== undefined;
    const card = checkCard(reply.card, { channel: 'app', purpose: 'update', isPerson });
    // Only the copy of the person who tapped changes.
    site.talk.edit(tapped.id, updatedCard(card, shown.taskId));
    return { reply: reply.kind, overlong: findOverlong(card, 'app') };
  }

  async function call(person: Person, fields: Fields, tapped?: Message): Promise<CallbackResult> {
    if (site.callbacks.app === '') return { outcome: 'not-called', attempts: 0 };
    const delivery = await sender.deliver(plaintext(person, fields));
    const { attempts } = delivery;
    if (delivery.kind === 'lost') return { outcome: 'lost', attempts, reason: delivery.reason };
    if (delivery.body.trim() === '') return { outcome: 'answered', attempts, reply: 'empty' };
    const record = site.log.open({ method: 'REPLY', path: 'reply:app', body: delivery.body });
    try {
      const inner = openXmlReply(options.keys, delivery.body);
      record.body = inner;
      const { reply, overlong } = applyReply(inner, person, tapped);
      record.overlong.push(...overlong);
      record.errcode = 0;
      return { outcome: 'answered', attempts, reply };
    } catch (error) {
      if (!(error instanceof EnvelopeError) && !(error instanceof Refusal)) throw error;
      record.errcode = error instanceof Refusal ? error.errcode : -40001;
      record.errmsg = error.message;
      return { outcome: 'bad-answer', attempts, reason: error.message };
    }
  }

  return {
    async tell(input) {
      const person = options.person(input.from);
      const { body, fields } = readSaid(input, site);
      const message = site.talk.add(`app:${person.id}`, { from: { kind: 'person', ...person }, body });
      lastMsgId += 1n;
      const result = await call(person, { ...fields, MsgId: lastMsgId.toString() });
      return { ...result, messageId: message.id };
    },
    enter: (person) => call(person, { MsgType: 'event', Event: 'enter_agent', EventKey: '' }),
    event(from, event, fields) {
      const sender = from === 'sys' ? { id: 'sys', name: 'sys' } : from;
      return call(sender, { MsgType: 'event', Event: event, ...fields });
    },
    async tap(input, message, body) {
      const person = options.person(input.from);
      const tap = readTap(body, input.key, input.selections ?? {});
      if (tap.kind === 'url') return { outcome: 'opened', url: tap.url, attempts: 0 };
      // Each click brings a fresh code beside the one of message/send (path/94888).
      const copies = issuedCopies(site, message);
      const responseCode = options.codes.issue({ taskId: body.taskId, copies });
      const items = tap.selected.map(({ questionKey, optionIds }) => ({
        QuestionKey: questionKey,
        OptionIds: { OptionId: optionIds },
      }));
      const fields = {
        MsgType: 'event',
        Event: tap.menu ? 'template_card_menu_event' : 'template_card_event',
        EventKey: tap.key,
        TaskId: body.taskId,
        CardType: String(body.card.card_type),
        ResponseCode: responseCode,
        ...(items.length > 0 ? { SelectedItems: { SelectedItem: items } } : {}),
      };
      const result = await call(person, fields, message);
      return { ...result, messageId: message.id };
    },
  };
}

/** All copies of the card that one message/send delivered. */
function issuedCopies(site: Site, message: Message): Map<string, string> {
  const copies = new Map<string, string>();
  for (const room of site.talk.list()) {
    if (room.kind !== 'app' || room.person === undefined) continue;
    const copy = room.messages.find((candidate) => candidate.msgid === message.msgid);
    if (copy !== undefined) copies.set(room.person, copy.id);
  }
  return copies;
}
