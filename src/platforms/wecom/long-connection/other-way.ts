// The same words by the bot, where the application or a group's webhook is down. Without a real @: the bot has none.
// Cards wait for the application, because not everybody has spoken to the bot.
import { z } from 'zod';
import type { GroupName } from '../../../core/message.ts';
import type { Part } from '../../platform.ts';
import { MESSAGE_SEND, webhookGroup } from '../endpoints.ts';
import { isUserId } from '../receivers.ts';
import { textParts } from './render.ts';

const textBody = z.object({
  msgtype: z.literal('text'),
  touser: z.string().optional(),
  text: z.object({ content: z.string() }),
});

const pageBody = z.object({
  msgtype: z.literal('markdown_v2'),
  markdown_v2: z.object({ content: z.string() }),
});

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
  if (!said) return undefined;
  const group = webhookGroup(part.endpoint);
  const chatId = group && chatOf(group);
  const userId = part.endpoint === MESSAGE_SEND ? said.toUser : undefined;
  const [other] =
    chatId !== undefined
      ? textParts({ kind: 'group', chatId }, said.words, '')
      : userId !== undefined && isUserId(userId)
        ? textParts({ kind: 'single', userId }, said.words, '')
        : [];
  return other;
}
