// aibot_send_msg: what the bot says on its own, where somebody has spoken to it before.
// https://developer.work.weixin.qq.com/document/path/101463
import type { BotAnswers } from '../bot-answers.ts';
import { filledText } from '../json-shape.ts';
import { demand } from '../refusal.ts';
import type { Site } from '../site.ts';
import type { Conversation } from '../tenant-types.ts';
import { readContent } from './content.ts';
import type { FrameHandler } from './respond.ts';
import type { Streams } from './streams.ts';

const SINGLE = 1;
const GROUP = 2;

/** chat_type 1 single, 2 group, 0 or absent: group first. */
function target(site: Site, chatid: string, chatType: unknown): Conversation | undefined {
  demand(
    chatType === undefined || chatType === 0 || chatType === SINGLE || chatType === GROUP,
    40058,
    'invalid chat_type',
  );
  const group = chatType === SINGLE ? undefined : site.talk.group(chatid);
  if (group !== undefined) return site.talk.get('group', group.chatId);
  const person = chatType === GROUP ? undefined : (site.book.find(chatid) ?? site.book.findByOpenId(chatid));
  return person === undefined ? undefined : site.talk.get('bot', person.id);
}

/** Pushes markdown, cards and media. */
export function createPush(options: {
  readonly site: Site;
  readonly answers: BotAnswers;
  readonly streams: Streams;
  readonly spend: (conversationId: string) => void;
}): FrameHandler {
  const { site, answers, streams, spend } = options;
  const isPerson = (id: string) => site.book.find(id) !== undefined;
  return (frame, record) => {
    const chatid = filledText(frame.body.chatid);
    demand(chatid !== undefined, 40058, 'missing chatid');
    const conversation = target(site, chatid, frame.body.chat_type);
    // One code for "no such chat" and "nobody spoke to the bot there": the bot cannot tell them apart either.
    demand(conversation !== undefined && site.known.has(conversation.id), 93006, 'invalid chatid');
    const reply = readContent(frame.body, { site, streams: false, isPerson });
    const shows = conversation.kind === 'bot' || site.options.bot.groupCards === true;
    demand(reply.card === undefined || shows, 40008, 'template_card only in single chat');
    streams.demandQuiet(conversation.id);
    spend(conversation.id);
    answers.present(reply, { trigger: 'message', conversation }, record);
    return undefined;
  };
}
