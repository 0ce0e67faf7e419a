// Pictures and files that the product keeps: for members by the app, for a group by its webhook, or by the bot instead.
import type { KeptFile } from '../../core/kept-file.ts';
import type { GroupName } from '../../core/message.ts';
import type { Destination, Part } from '../platform.ts';
import { BOT_PUSH, MESSAGE_SEND, webhookEndpoint } from './endpoints.ts';
import { IMAGE_TYPES, UPLOAD_BYTES, WEBHOOK_IMAGE_BYTES } from './limits.ts';
import { type Chat, pushTarget } from './long-connection/render.ts';
import { memberBudgets, receiverLists } from './receivers.ts';
import { RESENT, webhookBudget } from './render-text.ts';

/** How a kept file is shown. A picture that may be a repeat goes as a file, because only a name can carry the mark. */
export function shapeOf(file: KeptFile, most: number = UPLOAD_BYTES.image): 'image' | 'file' {
  const plain = !file.name.startsWith(RESENT);
  return plain && IMAGE_TYPES.has(file.type) && file.bytes <= most ? 'image' : 'file';
}

/** The media id is filled in when the bytes are there; each upload has another one, so a repeat is seen twice. */
function toUsers(ids: readonly string[], file: KeptFile, agentid: number): readonly Part[] {
  return receiverLists(ids).map((list) => ({
    endpoint: MESSAGE_SEND,
    body: { touser: list.join('|'), agentid, msgtype: shapeOf(file) },
    repeatable: false,
    budgets: memberBudgets(list),
    file,
  }));
}

/** A picture goes in the call itself, anything else by its media id. https://developer.work.weixin.qq.com/document/path/99110 */
function toGroup(group: GroupName, file: KeptFile): readonly Part[] {
  return [
    {
      endpoint: webhookEndpoint(group),
      body: { msgtype: shapeOf(file, WEBHOOK_IMAGE_BYTES) },
      repeatable: false,
      budgets: [webhookBudget(group)],
      file,
    },
  ];
}

/** Throws when it cannot go there. */
export function fileParts(
  to: Destination,
  file: KeptFile,
  { agentId, resent }: { readonly agentId: number; readonly resent: boolean },
): readonly Part[] {
  const named = resent ? { ...file, name: `${RESENT}${file.name}` } : file;
  switch (to.kind) {
    case 'users':
      return toUsers(to.ids, named, agentId);
    case 'group':
      return toGroup(to.group, named);
    case 'reply':
      throw new Error('文件不能就地回复');
  }
}

/** The same file by the bot, in a chat where it has been spoken to. */
export function fileByBot(chat: Chat, file: KeptFile): Part {
  const { chatid, chat_type, budgets } = pushTarget(chat);
  return {
    endpoint: BOT_PUSH,
    body: { to: [{ chatid, chat_type }], message: { msgtype: shapeOf(file) } },
    repeatable: false,
    budgets,
    file,
  };
}
