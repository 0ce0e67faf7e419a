// The same words or file by the bot, where the application or a group's webhook is down. Without a real @: the bot has none.
// A card of a group is said in words. Those for members wait for the application, because not everybody has spoken to the
// bot.
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

const shown = z.string().optional();
const notice = z.object({
  source: z.object({ desc: shown }).optional(),
  main_title: z.object({ title: z.string(), desc: shown }),
  sub_title_text: shown,
  horizontal_content_list: z.array(z.object({ keyname: z.string(), value: z.string() })).default([]),
  vertical_content_list: z.array(z.object({ title: z.string(), desc: shown })).default([]),
  card_action: z.object({ url: z.string() }),
});
const noticeBody = z.object({ msgtype: z.literal('template_card'), template_card: notice });

/** A notice, line by line as the client shows it. */
function noticeWords(card: z.infer<typeof notice>): string {
  const { title, desc } = card.main_title;
  const lines = [
    card.source?.desc === undefined ? title : `【${card.source.desc}】${title}`,
    desc,
    ...card.horizontal_content_list.map(({ keyname, value }) => `${keyname}：${value}`),
    ...card.vertical_content_list.flatMap((item) => [item.title, item.desc]),
    card.sub_title_text,
    card.card_action.url,
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

const fileBody = z.object({ touser: z.string().optional() });

/** The words of a part and the members they are for; undefined for what cannot be said in words. */
function wordsIn(part: Part): { readonly words: string; readonly toUser?: string | undefined } | undefined {
  const text = textBody.safeParse(part.body).data;
  if (text) return { words: text.text.content, toUser: text.touser };
  const card = webhookGroup(part.endpoint) && noticeBody.safeParse(part.body).data;
  if (card) return { words: noticeWords(card.template_card) };
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
