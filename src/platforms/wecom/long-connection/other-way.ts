// The same words or file by the bot, where the application or a group's webhook is down. Without a real @: the bot has none.
// Cards wait for the application, because not everybody has spoken to the bot.
import { z } from 'zod';
import type { GroupName } from '../../../core/message.ts';
import type { Part } from '../../platform.ts';
import { MESSAGE_SEND, webhookGroup } from '../endpoints.ts';
import { isUserId } from '../receivers.ts';
import { fileByBot } from '../render-file.ts';
import { type Chat, textParts } from './render.ts';

const textBody = z.object({
  msgtype: z.literal('text'),
  touser: z.string().optional(),
  text: z.object({ content: z.string() }),
});

const pageBody = z.object({
  msgtype: z.literal('markdown_v2'),
  markdown_v2: z.object({ content: z.string() }),
});

const fileBody = z.object({ touser: z.string().optional() });

/** The words of a part and the members they are for; undefined for anything but words. */
function wordsIn(part: Part): { readonly words: string; readonly toUser?: string | undefined } | undefined {
  const text = textBody.safeParse(part.body).data;
  if (text) return { words: text.text.content, toUser: text.touser };
  const page = pageBody.safeParse(part.body).data;
  return page && { words: page.markdown_v2.content.replace(/^### |\*\*| {2}$/gm, '') };
}

/** Undefined when the bot cannot say it there. `chatOf` knows the chat of a group once somebody has bound it. */
export function otherWay(part: Part, chatOf: (group: GroupName) => string | undefined): Part | undefined {
  const said = wordsIn(part);
  const { file } = part;
  if (!said && !file) return undefined;
  const group = webhookGroup(part.endpoint);
  const chatId = group && chatOf(group);
  const toUser = file ? fileBody.safeParse(part.body).data?.touser : said?.toUser;
  const userId = part.endpoint === MESSAGE_SEND ? toUser : undefined;
  const chat: Chat | undefined =
    chatId !== undefined
      ? { kind: 'group', chatId }
      : userId !== undefined && isUserId(userId)
        ? { kind: 'single', userId }
        : undefined;
  if (!chat) return undefined;
  return file ? fileByBot(chat, file) : textParts(chat, said?.words ?? '', '')[0];
}
