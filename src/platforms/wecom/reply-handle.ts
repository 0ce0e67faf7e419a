// The right to answer where a question was asked: one POST to the address that came with the message, within
// the hour. https://developer.work.weixin.qq.com/document/path/101138
import { z } from 'zod';
import type { InboundEvent } from '../platform.ts';

const handleSchema = z.object({ url: z.string(), place: z.string(), at: z.number() });

export type ReplyHandle = z.infer<typeof handleSchema>;

/** `place` is the chat id of a group, or '' for a single chat. */
export function encodeReplyHandle(url: string, place: InboundEvent['place'], at: number): string {
  return JSON.stringify({ url, place: place.kind === 'group' ? place.chatId : '', at } satisfies ReplyHandle);
}

/** Undefined for anything that `encodeReplyHandle` did not make. */
export function decodeReplyHandle(handle: string): ReplyHandle | undefined {
  try {
    return handleSchema.safeParse(JSON.parse(handle)).data;
  } catch {
    return undefined;
  }
}
