// `task_id` is unique per bot (42014), and the bot sends a card to one chat at a time: every person's copy has its own,
// and so has a group's.
// https://developer.work.weixin.qq.com/document/path/101032
import { createHash } from 'node:crypto';

/** The task id of the copy in one chat (a userid or a chatid), the same each time it is made. */
export const copyOf = (cardId: string, chat: string): string =>
  `${cardId}@${createHash('sha256').update(chat.toLowerCase()).digest('hex').slice(0, 10)}`;

/** The card that a copy is of; the id itself when it is no copy. */
export const cardOf = (taskId: string): string => taskId.replace(/@[0-9a-f]{10}$/, '');
