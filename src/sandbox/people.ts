// What people do by hand: talk in a group, talk to the app or the bot, tap a card.

import type {
  AppEventInput,
  FeedbackInput,
  FileInput,
  QuoteInput,
  RightsInput,
  SayInput,
  TapInput,
  TellAppInput,
  TellBotInput,
} from './act-inputs.ts';
import type { AppActs } from './app-acts.ts';
import type { BotActs } from './bot-acts.ts';
import type { BotContents } from './bot-content.ts';
import { ImpossibleAct } from './impossible-act.ts';
import { type JsonRecord, recordsAt } from './json-shape.ts';
import { imageDataUrl } from './media.ts';
import { typedMentions } from './mentions.ts';
import type { Site } from './site.ts';
import type { Body, CallbackResult, Conversation, Message, Person, TapResult } from './tenant-types.ts';

export interface People {
  /** A group message. With `@<bot name>` in the text the bot is told; otherwise it is only shown. */
  say(input: SayInput): Promise<CallbackResult>;
  tellApp(input: TellAppInput): Promise<CallbackResult>;
  tellBot(input: TellBotInput): Promise<CallbackResult>;
  /** A tap on the person's own copy of a card, in a 1:1. */
  tap(input: TapInput): Promise<TapResult>;
  enterApp(input: { readonly from: string }): Promise<CallbackResult>;
  /** Taps an entry of the app's menu: `click` with its key, `view` with its address. */
  tapMenu(input: { readonly from: string; readonly name: string }): Promise<TapResult>;
  /** Any other event of the app (path/90240): subscribe, inactive_alert… */
  appEvent(input: AppEventInput): Promise<CallbackResult>;
  /** An administrator of the group takes the bot out of it, or puts it back. */
  setBotInGroup(group: string, isIn: boolean): void;
  enterBot(input: { readonly from: string }): Promise<CallbackResult>;
  /** Says what somebody thinks of an answer that asked for it. */
  feedback(input: FeedbackInput): Promise<CallbackResult>;
  /** Lets the bot read or write the person's documents, or no more. */
  changeRights(input: RightsInput): Promise<CallbackResult>;
}

interface Typed {
  readonly text?: string;
  readonly images?: readonly Buffer[];
  readonly voice?: string;
  readonly file?: FileInput;
  readonly video?: FileInput;
  readonly quote?: QuoteInput;
}

/** People who speak, tap and enter, as their clients would let them. */
export function createPeople(options: {
  readonly site: Site;
  readonly appActs: AppActs;
  readonly botActs: BotActs;
  readonly contents: BotContents;
  readonly menu: () => readonly JsonRecord[];
  readonly feedbackId: (messageId: string) => string | undefined;
  readonly person: (id: string) => Person;
}): People {
  const { site, appActs, botActs, contents, person } = options;
  const withoutBot = new Set<string>();

  function bodyOf(typed: Typed, members: readonly Person[]): Body {
    const { text, file, voice, video } = typed;
    const images = (typed.images ?? []).map(imageDataUrl);
    if (file !== undefined) return { kind: 'file', name: file.name, size: file.bytes.length };
    if (video !== undefined) return { kind: 'file', name: video.name, size: video.bytes.length, video: true };
    if (voice !== undefined) return { kind: 'voice', text: voice };
    const mentions = typedMentions(text ?? '', members);
    const [first] = images;
    if (first === undefined) return { kind: 'text', text: text ?? '', mentions };
    if (text === undefined && images.length === 1) return { kind: 'image', dataUrl: first };
    return { kind: 'mixed', text: text ?? '', images, mentions };
  }

  function post(
    from: Person,
    room: Conversation,
    typed: Typed,
  ): { message: Message; content: Record<string, unknown> } {
    const quote = typed.quote === undefined ? undefined : contents.quote(typed.quote, room.id);
    const members = room.members.map(person);
    const body = bodyOf(typed, members);
    const sender = { kind: 'person', ...from } as const;
    const message = site.talk.add(room.id, { from: sender, body, quote: quote?.shown });
    const sentFile = typed.file ?? typed.video;
    if (sentFile !== undefined) contents.keepFile(message.id, sentFile);
    const images = (typed.images ?? []).map(imageDataUrl);
    const { text, voice, file, video } = typed;
    const wire = contents.wire({
      images,
      ...(text === undefined ? {} : { text }),
      ...(voice === undefined ? {} : { voice }),
      ...(file === undefined ? {} : { file }),
      ...(video === undefined ? {} : { video }),
    });
    return { message, content: quote === undefined ? wire : { ...wire, quote: quote.wire } };
  }

  return {
    async say(input) {
      const from = person(input.from);
      const room = site.talk.get('group', input.group);
      if (!room.members.includes(from.id)) throw new ImpossibleAct(`${from.name}不在这个群里`);
      const { message, content } = post(from, room, input);
      // A file is a message of its own: it cannot carry an @ (path/100719).
      const called =
        input.file === undefined &&
        input.video === undefined &&
        (input.text ?? '').includes(`@${site.options.bot.name}`);
      if (!called || withoutBot.has(room.id))
        return { outcome: 'not-called', attempts: 0, messageId: message.id };
      return botActs.hear(from, room, message, content);
    },
    tellApp: (input) => appActs.tell(input),
    async tellBot(input) {
      const from = person(input.from);
      const room = site.talk.get('bot', from.id);
      const { message, content } = post(from, room, input);
      return botActs.hear(from, room, message, content);
    },
    async tap(input) {
      const from = person(input.from);
      const found = site.talk.find(input.messageId);
      if (found === undefined || found.message.body.kind !== 'card')
        throw new ImpossibleAct('这不是一张卡片');
      const { message, conversation } = found;
      const body = found.message.body;
      const shared =
        conversation.kind === 'group' && message.from.kind === 'bot' && site.options.bot.groupCards === true;
      if (shared && !conversation.members.includes(from.id))
        throw new ImpossibleAct(`${from.name}不在这个群里`);
      // Whether a tap on a bot's card in a group reaches anybody is contradicted by the documents: the tenant decides.
      if (!shared && conversation.person !== from.id) throw new ImpossibleAct('只能点自己单聊里的卡片');
      if (conversation.kind === 'app') return appActs.tap(input, message, body);
      return botActs.tap(from, conversation, input, { message, body });
    },
    enterApp: async ({ from }) => appActs.enter(person(from)),
    async tapMenu({ from, name }) {
      const entries = options.menu().flatMap((top) => [top, ...(recordsAt(top, 'sub_button') ?? [])]);
      const entry = entries.find((one) => one.name === name && one.type !== undefined);
      if (entry === undefined) throw new ImpossibleAct(`菜单里没有“${name}”`);
      const key = String(entry.type === 'view' ? entry.url : entry.key);
      const result = await appActs.event(person(from), String(entry.type), { EventKey: key });
      return entry.type === 'view' ? { outcome: 'opened', url: key, attempts: 0 } : result;
    },
    appEvent: async ({ from, event, fields = {} }) =>
      appActs.event(from === 'sys' ? 'sys' : person(from), event, { ...fields }),
    setBotInGroup(group, isIn) {
      const room = site.talk.get('group', group);
      if (isIn) withoutBot.delete(room.id);
      else withoutBot.add(room.id);
      // Whoever takes it back must call it again before it may speak there.
      site.known.delete(room.id);
    },
    async feedback(input) {
      const from = person(input.from);
      const found = site.talk.find(input.messageId);
      const id = options.feedbackId(input.messageId);
      if (found === undefined || id === undefined) throw new ImpossibleAct('这条消息不能评价');
      if (!found.conversation.members.includes(from.id)) throw new ImpossibleAct('只能评价自己看得到的消息');
      return botActs.feedback(from, found.conversation, input, id);
    },
    async changeRights(input) {
      const who = person(input.from);
      return botActs.rights(who, site.talk.get('bot', who.id), input);
    },
    async enterBot({ from }) {
      const who = person(from);
      return botActs.enter(who, site.talk.get('bot', who.id));
    },
  };
}
