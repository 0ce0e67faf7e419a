// Limits of the long connection. https://developer.work.weixin.qq.com/document/path/101463
import type { Budget } from '../../platform.ts';

/** A message can be answered by its req_id for 24 hours. */
export const ANSWER_MS = 24 * 60 * 60_000;

/** A tap and an opened chat can be answered by their req_id for 5 seconds. */
export const AT_ONCE_MS = 5_000;

// 30 a minute and 1000 an hour for each conversation, answers and pushes together. Card updates and greetings go out
// at once and count too, so a sixth is left for them.
const PER_MINUTE = 25;
const PER_HOUR = 900;
/** Denser than this the platform answers 6000 (field reports). */
const SPACING_MS = 2_100;

/** What one message to `chat` takes; `chat` is a chat id or a user id. */
export function chatBudgets(chat: string): readonly Budget[] {
  const key = `bot:${chat.toLowerCase()}`;
  return [
    { key, limit: 1, windowMs: SPACING_MS },
    { key, limit: PER_MINUTE, windowMs: 60_000 },
    { key, limit: PER_HOUR, windowMs: 3_600_000 },
  ];
}

/** Media of the bot: in chunks, one after the other. */
export const UPLOAD = {
  /** Of one chunk before base64. https://developer.work.weixin.qq.com/document/path/101463 */
  chunkBytes: 512 * 1024,
  chunks: 100,
  minBytes: 5,
  filenameBytes: 256,
  /** Most bytes by type. */
  bytes: {
    image: 10 * 1024 * 1024,
    voice: 2 * 1024 * 1024,
    video: 10 * 1024 * 1024,
    file: 20 * 1024 * 1024,
  },
} as const;
