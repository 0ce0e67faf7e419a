// People and the 智能机器人: what it hears, its one-shot events, its refreshes of a stream.
// https://developer.work.weixin.qq.com/document/path/100719 (messages), /101027 (events)
import { randomBytes } from 'node:crypto';
import type { FeedbackInput, RightsInput, TapInput } from './act-inputs.ts';
import type { Occasion } from './bot-answers.ts';
import type { BotChannel, Told } from './bot-channel.ts';
import { readTap } from './card-tap.ts';
import { STREAM_MS } from './interactions.ts';
import type { JsonRecord } from './json-shape.ts';
import type { Site } from './site.ts';
import type { CallbackResult, CardBody, Conversation, Message, Person, TapResult } from './tenant-types.ts';

const MAX_POLLS = 360;

export interface BotActs {
  hear(
    person: Person,
    conversation: Conversation,
    message: Message,
    content: JsonRecord,
  ): Promise<CallbackResult>;
  /** First time that day the member opens the 1:1; later calls send nothing. */
  enter(person: Person, conversation: Conversation): Promise<CallbackResult>;
  tap(
    person: Person,
    conversation: Conversation,
    input: TapInput,
    tapped: { message: Message; body: CardBody },
  ): Promise<TapResult>;
  feedback(
    person: Person,
    conversation: Conversation,
    input: FeedbackInput,
    id: string,
  ): Promise<CallbackResult>;
  rights(person: Person, conversation: Conversation, input: RightsInput): Promise<CallbackResult>;
  /** Resolves when no stream is being refreshed. */
  settled(): Promise<void>;
  stop(): void;
}

/** What people do with the 智能机器人, each told to the product as a callback. */
export function createBotActs(options: {
  readonly site: Site;
  readonly channel: BotChannel;
  readonly isBusyWith: (person: Person) => boolean;
}): BotActs {
  const { site } = options;
  const { now, bot, streamPollMs = 1000 } = site.options;
  const refreshing = new Set<Promise<void>>();
  const entered = new Map<string, number>();
  let stopped = false;

  function payload(person: Person, occasion: Occasion, content: JsonRecord): JsonRecord {
    const { conversation, trigger } = occasion;
    const group = conversation.kind === 'group';
    const event = trigger !== 'message' && trigger !== 'stream';
    return {
      msgid: randomBytes(16).toString('hex'),
      ...(event ? { create_time: Math.floor(site.wireNow() / 1000) } : {}),
      aibotid: bot.id,
      ...(group ? { chatid: conversation.id } : {}),
      chattype: group ? 'group' : 'single',
      from: { userid: bot.plainIds === false ? site.book.openIdOf(person.id) : person.id },
      ...content,
    };
  }

  function call(person: Person, occasion: Occasion, content: JsonRecord): Promise<Told> {
    return options.channel.call(payload(person, occasion, content), { ...occasion, by: person });
  }

  /** The platform asks again with msgtype stream until finish:true, at most 6 minutes. */
  async function refresh(person: Person, occasion: Occasion, streamId: string): Promise<void> {
    const until = (occasion.since ?? now()) + STREAM_MS;
    for (let poll = 0; poll < MAX_POLLS && now() < until; poll += 1) {
      await new Promise((resolve) => setTimeout(resolve, streamPollMs));
      if (stopped) return;
      const content = { msgtype: 'stream', stream: { id: streamId } };
      const { result, shown } = await call(person, { ...occasion, trigger: 'stream' }, content);
      if (result.outcome === 'bad-answer' || shown?.stream?.finish === true) return;
    }
  }

  async function callAndRefresh(
    person: Person,
    occasion: Occasion,
    content: JsonRecord,
  ): Promise<CallbackResult> {
    const { result, shown } = await call(person, occasion, content);
    if (shown?.stream?.finish === false) {
      const work: Promise<void> = refresh(person, occasion, shown.stream.id).finally(() =>
        refreshing.delete(work),
      );
      refreshing.add(work);
    }
    return result;
  }

  return {
    async hear(person, conversation, message, content) {
      site.known.add(conversation.id);
      const text = message.body.kind === 'text' || message.body.kind === 'mixed' ? message.body.text : '';
      const quote = { messageId: message.id, from: person.name, text };
      if (options.isBusyWith(person)) {
        const reason = '同时进行的对话已有 3 个，要等前面的回答写完';
        return { outcome: 'not-called', attempts: 0, messageId: message.id, reason };
      }
      const occasion = { trigger: 'message', conversation, quote, since: now() } as const;
      const result = await callAndRefresh(person, occasion, content);
      return { ...result, messageId: message.id };
    },
    async enter(person, conversation) {
      // The day is the office's day, UTC+8.
      const day = Math.floor((now() + 8 * 3600_000) / 86_400_000);
      if (entered.get(person.id) === day) return { outcome: 'not-called', attempts: 0 };
      entered.set(person.id, day);
      const content = { msgtype: 'event', event: { eventtype: 'enter_chat' } };
      return callAndRefresh(person, { trigger: 'enter_chat', conversation }, content);
    },
    async tap(person, conversation, input, { message, body }) {
      const tap = readTap(body, input.key, input.selections ?? {});
      if (tap.kind === 'url') return { outcome: 'opened', url: tap.url, attempts: 0 };
      const items = tap.selected.map(({ questionKey, optionIds }) => ({
        question_key: questionKey,
        option_ids: { option_id: optionIds },
      }));
      const event = {
        card_type: body.card.card_type,
        event_key: tap.key,
        task_id: body.taskId,
        ...(items.length > 0 ? { selected_items: { selected_item: items } } : {}),
      };
      const content = {
        msgtype: 'event',
        event: { eventtype: 'template_card_event', template_card_event: event },
      };
      const result = await callAndRefresh(
        person,
        { trigger: 'template_card_event', conversation, tapped: message },
        content,
      );
      return { ...result, messageId: message.id };
    },
    async feedback(person, conversation, input, id) {
      const type = { good: 1, bad: 2, withdrawn: 3 }[input.opinion];
      const event = {
        id,
        type,
        ...(input.content === undefined ? {} : { content: input.content }),
        ...(input.reasons === undefined ? {} : { inaccurate_reason_list: input.reasons }),
      };
      const content = { msgtype: 'event', event: { eventtype: 'feedback_event', feedback_event: event } };
      return (await call(person, { trigger: 'feedback_event', conversation }, content)).result;
    },
    // Only the official plugin shows this event; that it names its member and the 1:1 is inferred from its siblings.
    async rights(person, conversation, { rights }) {
      const event = { eventtype: 'auth_change_event', auth_change_event: { auth_list: rights } };
      const content = { msgtype: 'event', event };
      return (await call(person, { trigger: 'auth_change_event', conversation }, content)).result;
    },
    async settled() {
      while (refreshing.size > 0) await Promise.all(refreshing);
    },
    stop() {
      stopped = true;
    },
  };
}
