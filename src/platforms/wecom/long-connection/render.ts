// What the bot says over the long connection: answers by req_id, and what it says on its own.
// https://developer.work.weixin.qq.com/document/path/101463
import type { Part } from '../../platform.ts';
import { BOT_PUSH, BOT_RESPOND } from '../endpoints.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import { REPLY_BYTES } from '../limits.ts';
import { byteLength, plainText } from '../plain-text.ts';
import { receiverLists } from '../receivers.ts';
import type { RequestHandle } from '../reply-handle.ts';
import { splitText } from '../split-text.ts';
import type { TemplateCard } from '../template-card.ts';
import { chatBudgets } from './limits.ts';

/** Where the bot speaks on its own: it must have been spoken to there before. */
export type Chat =
  | { readonly kind: 'single'; readonly userId: string }
  | { readonly kind: 'group'; readonly chatId: string };

const SINGLE = 1;
const GROUP = 2;
// Escaping makes at most three bytes of one.
const GROWTH = 3;

type Said = { readonly msgtype: 'markdown'; readonly markdown: { readonly content: string } };

/** Plain text as messages that show it as it is. Throws when there is nothing to say. */
function said(text: string, prefix: string): readonly Said[] {
  const plain = plainText(text);
  if (plain.trim() === '') throw new Error('消息没有内容');
  const whole = escapeMarkdown(`${prefix}${plain}`);
  const contents =
    byteLength(whole) <= REPLY_BYTES
      ? [whole]
      : splitText(plain, Math.floor(REPLY_BYTES / GROWTH), prefix).map(escapeMarkdown);
  return contents.map((content) => ({ msgtype: 'markdown', markdown: { content } }));
}

/** The answer to a message; `prefix` marks a possible repeat, which the platform would show. */
export function answerParts(handle: RequestHandle, text: string, prefix: string): readonly Part[] {
  return said(text, prefix).map((message) => ({
    endpoint: BOT_RESPOND,
    body: { handle, message },
    repeatable: false,
    budgets: chatBudgets(handle.chat),
  }));
}

/** A chat as the platform names it, and what one message to it takes. */
export function pushTarget(chat: Chat) {
  const [chatid, chat_type] = chat.kind === 'group' ? [chat.chatId, GROUP] : [chat.userId, SINGLE];
  return { chatid, chat_type, budgets: chatBudgets(chatid) };
}

/** Text that nobody has asked for. */
export function textParts(chat: Chat, text: string, prefix: string): readonly Part[] {
  const { chatid, chat_type, budgets } = pushTarget(chat);
  return said(text, prefix).map((message) => ({
    endpoint: BOT_PUSH,
    body: { to: [{ chatid, chat_type }], message },
    repeatable: false,
    budgets,
  }));
}

/** A card for members, each in their own chat with the bot; `template` draws the copy of one of them. */
export function cardParts(
  ids: readonly string[],
  template: (userId: string) => TemplateCard,
): readonly Part[] {
  const people = receiverLists(ids).flat();
  return [
    {
      endpoint: BOT_PUSH,
      body: {
        to: people.map((chatid) => ({ chatid, chat_type: SINGLE, template_card: template(chatid) })),
        message: { msgtype: 'template_card' },
      },
      // A task id is taken once (42014).
      repeatable: true,
      budgets: people.flatMap(chatBudgets),
    },
  ];
}

/** A card for everybody in a group, where `template` is the group's own copy. */
export function groupCardParts(chatId: string, template: TemplateCard): readonly Part[] {
  const { chatid, chat_type, budgets } = pushTarget({ kind: 'group', chatId });
  return [
    {
      endpoint: BOT_PUSH,
      body: { to: [{ chatid, chat_type, template_card: template }], message: { msgtype: 'template_card' } },
      // A task id is taken once (42014).
      repeatable: true,
      budgets,
    },
  ];
}
