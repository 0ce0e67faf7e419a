// Text for members, for a group, and as an answer in place.
import type { GroupName } from '../../core/message.ts';
import type { Part } from '../platform.ts';
import { CALLBACK_ANSWER, MESSAGE_SEND, RESPONSE, webhookEndpoint } from './endpoints.ts';
import { escapeMarkdown, shorten } from './escape-markdown.ts';
import {
  DUPLICATE_CHECK_SECONDS,
  PARTS_APART_MS,
  REPLY_BYTES,
  TEXT_BYTES,
  WEBHOOK_PER_MINUTE,
} from './limits.ts';
import { answerParts } from './long-connection/render.ts';
import { decodeCallbackHandle } from './passive-answers.ts';
import { plainText } from './plain-text.ts';
import { isUserId, memberBudgets, receiverLists } from './receivers.ts';
import { decodeReplyHandle, decodeRequestHandle } from './reply-handle.ts';
import { splitText } from './split-text.ts';

/** Put before what may be a repeat; only where the platform does not drop repeats itself. */
export const RESENT = '【重发】';

function readable(text: string): string {
  const plain = plainText(text);
  if (plain.trim() === '') throw new Error('消息没有内容');
  return plain;
}

/** Fields of message/send that make the platform drop the same content to the same members. */
export const duplicateCheck = {
  enable_duplicate_check: 1,
  duplicate_check_interval: DUPLICATE_CHECK_SECONDS,
} as const;

/** https://developer.work.weixin.qq.com/document/path/90236 */
export function textToUsers(
  ids: readonly string[],
  text: string,
  { agentId, resent }: { readonly agentId: number; readonly resent: boolean },
): readonly Part[] {
  const contents = splitText(readable(text), TEXT_BYTES, resent ? RESENT : '');
  return receiverLists(ids).flatMap((list) =>
    contents.map((content) => ({
      endpoint: MESSAGE_SEND,
      body: {
        touser: list.join('|'),
        agentid: agentId,
        msgtype: 'text',
        text: { content },
        ...duplicateCheck,
      },
      repeatable: true,
      budgets: memberBudgets(list),
    })),
  );
}

/** How often one webhook may be called. */
export const webhookBudget = (group: GroupName) =>
  ({ key: `webhook:${group}`, limit: WEBHOOK_PER_MINUTE, windowMs: 60_000 }) as const;

/** The parts of one message to a group, all but the first, keep their distance. */
export const apart = (index: number) => (index === 0 ? {} : { apartMs: PARTS_APART_MS });

/** https://developer.work.weixin.qq.com/document/path/99110 */
export function textToGroup(
  group: GroupName,
  text: string,
  options: { readonly mention: readonly string[]; readonly resent: boolean },
): readonly Part[] {
  const contents = splitText(readable(text), TEXT_BYTES, options.resent ? RESENT : '');
  const mention = [...new Set(options.mention)].filter(isUserId);
  return contents.map((content, index) => ({
    endpoint: webhookEndpoint(group),
    body: {
      msgtype: 'text',
      // The first part calls people; the rest is already on their screen when they come.
      text: { content, ...(index === 0 && mention.length > 0 ? { mentioned_list: mention } : {}) },
    },
    repeatable: false,
    budgets: [webhookBudget(group)],
    ...apart(index),
  }));
}

/**
 * Where the question was asked. An address takes one answer, and so does a callback, so it is one part:
 * https://developer.work.weixin.qq.com/document/path/101138 · https://developer.work.weixin.qq.com/document/path/101031
 */
export function textToReply(
  handle: string,
  text: string,
  { resent }: { readonly resent: boolean },
): readonly Part[] {
  const request = decodeRequestHandle(handle);
  if (request) return answerParts(request, text, resent ? RESENT : '');
  const content = shorten(escapeMarkdown(readable(text)), REPLY_BYTES);
  // Either works only once.
  const once = { repeatable: true, budgets: [] };
  if (decodeCallbackHandle(handle))
    return [{ endpoint: CALLBACK_ANSWER, body: { handle, content }, ...once }];
  if (!decodeReplyHandle(handle)) throw new Error('回复凭据无法识别');
  const message = { msgtype: 'markdown', markdown: { content } };
  return [{ endpoint: RESPONSE, body: { handle, message }, ...once }];
}
