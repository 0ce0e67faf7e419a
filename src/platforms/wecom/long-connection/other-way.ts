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

/** Undefined when the bot cannot say it there. `chatOf` knows the chat of a group once somebody has bound it. */
export function otherWay(part: Part, chatOf: (group: GroupName) => string | undefined): Part | undefined {
  const body = textBody.safeParse(part.body).data;
  if (!body) return undefined;
  const group = webhookGroup(part.endpoint);
  const chatId = group && chatOf(group);
  const userId = part.endpoint === MESSAGE_SEND ? body.touser : undefined;
  const [other] =
    chatId !== undefined
      ? textParts({ kind: 'group', chatId }, body.text.content, '')
      : userId !== undefined && isUserId(userId)
        ? textParts({ kind: 'single', userId }, body.text.content, '')
        : [];
  return other;
}
