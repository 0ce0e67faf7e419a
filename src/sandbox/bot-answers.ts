// How the bot's answers appear: passive replies, streams that grow, and the one message per response_url.
// https://developer.work.weixin.qq.com/document/path/101031 and /101138
import { updatedCard } from './app-update.ts';
import {
  type BotReply,
  type BotTrigger,
  readActiveReply,
  readBotReply,
  type StreamPart,
} from './bot-reply.ts';
import type { CallDraft } from './call-log.ts';
import { findOverlong } from './display-advice.ts';
import { createInteractions } from './interactions.ts';
import { parseJson } from './json-shape.ts';
import { demand } from './refusal.ts';
import { createSingleUseCodes } from './single-use-codes.ts';
import { type ApiHandler, ok, type Site } from './site.ts';
import type { Body, Conversation, Message, Person, Quote } from './tenant-types.ts';

const RESPONSE_URL_MS = 3600_000;

export interface Occasion {
  readonly trigger: BotTrigger;
  readonly conversation: Conversation;
  /** The message that is answered; shown as the quote. */
  readonly quote?: Quote;
  /** The card that was tapped. */
  readonly tapped?: Message;
  /** The person who spoke, entered or tapped. */
  readonly by?: Person;
  /** Epoch milliseconds at which they spoke. */
  readonly since?: number;
  /** Whose stream ids these are: on the long connection each req_id has its own. */
  readonly reqId?: string;
}

export interface BotAnswers {
  responseUrl(occasion: Occasion): string;
  /** Shows a decrypted passive answer; throws the refusal when it may not be shown. */
  show(inner: string, occasion: Occasion, record: CallDraft): BotReply;
  /** Shows an answer that was read already; throws the refusal when it may not be shown. */
  present(reply: BotReply, occasion: Occasion, record: CallDraft): void;
  /** The id under which people's feedback on a message comes back; undefined where the client offers none. */
  feedbackId(messageId: string): string | undefined;
  /** Whether three answers to the person are still being written: the bot does not hear the next message. */
  isBusyWith(person: Person): boolean;
  readonly activeReply: ApiHandler;
}

/** Shows what the bot answers, in the callback or to its response_url. */
export function createBotAnswers(site: Site): BotAnswers {
  const now = site.options.now;
  // The page names no code for a spent URL; we answer 42022 as for a reused response_code, 40029 for an unknown one.
  const codes = createSingleUseCodes<Occasion>({ now, validMs: RESPONSE_URL_MS, unknownErrcode: 40029 });
  const taskIds = new Set<string>();
  const streams = new Map<string, string>();
  const interactions = createInteractions(now);
  const feedbackIds = new Map<string, string>();
  const from = { kind: 'bot', name: site.options.bot.name } as const;
  const isPerson = (id: string) => site.book.find(id) !== undefined;

  function add(body: Body, occasion: Occasion): string {
    return site.talk.add(occasion.conversation.id, { from, body, quote: occasion.quote }).id;
  }

  function showStream(part: StreamPart, occasion: Occasion): void {
    const body: Body = { kind: 'markdown', text: part.content, mentions: [] };
    const key = `${occasion.reqId ?? ''} ${part.id}`;
    const shown = streams.get(key);
    // The whole text each time: it replaces, it does not append.
    const messageId = shown ?? add(body, occasion);
    streams.set(key, messageId);
    if (shown !== undefined) site.talk.edit(shown, body);
    const { by, since = now() } = occasion;
    if (by !== undefined) interactions.written({ person: by.id, key, since, finish: part.finish });
    if (part.feedbackId !== undefined) feedbackIds.set(messageId, part.feedbackId);
  }

  function update(reply: BotReply, occasion: Occasion): void {
    const tapped = occasion.tapped;
    const shown = tapped?.body;
    demand(
      tapped !== undefined && shown?.kind === 'card' && reply.card !== undefined,
      40008,
      'no card to update',
    );
    demand(reply.card.task_id === shown.taskId, 42014, 'task_id must equal the callback');
    const mine = occasion.conversation.person ?? occasion.by?.id;
    const named =
      reply.userids?.some((id) => (site.book.find(id) ?? site.book.findByOpenId(id))?.id === mine) ?? true;
    if (named) {
      site.talk.edit(tapped.id, updatedCard(reply.card, shown.taskId));
    }
  }

  function apply(reply: BotReply, occasion: Occasion, record: CallDraft): void {
    if (reply.card !== undefined) record.overlong.push(...findOverlong(reply.card, 'bot'));
    if (reply.kind === 'update_template_card') {
      update(reply, occasion);
      return;
    }
    const taskId = String(reply.card?.task_id ?? '');
    demand(taskId === '' || !taskIds.has(taskId), 42014, 'task_id already used');
    if (taskId !== '') taskIds.add(taskId);
    if (reply.text !== undefined) {
      const kind = reply.kind === 'text' ? 'text' : 'markdown';
      // `<@userid>` stays literal: the bot cannot really mention anybody.
      add({ kind, text: reply.text, mentions: [] }, occasion);
    }
    if (reply.media !== undefined) add(reply.media, occasion);
    if (reply.stream !== undefined) showStream(reply.stream, occasion);
    if (reply.card !== undefined) add({ kind: 'card', card: reply.card, taskId, state: 'live' }, occasion);
  }

  return {
    responseUrl: (occasion) => `${site.base()}/aibot/response?response_code=${codes.issue(occasion)}`,
    show(inner, occasion, record) {
      const reply = readBotReply(parseJson(inner), occasion.trigger, isPerson);
      apply(reply, occasion, record);
      return reply;
    },
    present: apply,
    isBusyWith: (person) => interactions.full(person.id),
    feedbackId: (messageId) => feedbackIds.get(messageId),
    activeReply(call) {
      const code = call.query.get('response_code') ?? '';
      const occasion = codes.peek(code);
      const single = occasion.conversation.kind === 'bot';
      const reply = readActiveReply(parseJson(call.body.toString('utf8')), single, isPerson);
      apply(reply, occasion, call.record);
      codes.use(code);
      return ok();
    },
  };
}
