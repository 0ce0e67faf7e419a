// `task_id` is unique per bot (42014), and the bot sends a card to one person at a time: everybody's copy has its own.
// https://developer.work.weixin.qq.com/document/path/101032
import { createHash } from 'node:crypto';

/** The task id of one person's copy, the same each time it is made. */
export const copyOf = (cardId: string, userId: string): string =>
  `${cardId}@${createHash('sha256').update(userId.toLowerCase()).digest('hex').slice(0, 10)}`;

/** The card that a copy is of; the id itself when it is no copy. */
export const cardOf = (taskId: string): string => taskId.replace(/@[0-9a-f]{10}$/, '');
