// The right to answer where a question was asked. By callback URL: one POST to the address that came with the
// message, within the hour. Over the long connection: the req_id of the message, within a day.
// https://developer.work.weixin.qq.com/document/path/101138 · https://developer.work.weixin.qq.com/document/path/101463
import { z } from 'zod';
import type { InboundEvent } from '../platform.ts';

const byAddress = z.object({ url: z.string(), place: z.string(), at: z.number() });
/** `chat` is the chat id of a group or the user id of a member. */
const byRequest = z.object({ reqId: z.string(), chat: z.string(), at: z.number() });

export type AddressHandle = z.infer<typeof byAddress>;
export type RequestHandle = z.infer<typeof byRequest>;

/** `place` is the chat id of a group, or '' for a single chat. */
export function encodeReplyHandle(url: string, place: InboundEvent['place'], at: number): string {
  return JSON.stringify({
    url,
    place: place.kind === 'group' ? place.chatId : '',
    at,
  } satisfies AddressHandle);
}

/** The handle of a message that came over the long connection. */
export const encodeRequestHandle = (handle: RequestHandle): string => JSON.stringify(handle);

function decoded<T extends z.ZodType>(schema: T, handle: string): z.infer<T> | undefined {
  try {
    return schema.safeParse(JSON.parse(handle)).data;
  } catch {
    return undefined;
  }
}

/** Undefined for anything that `encodeReplyHandle` did not make. */
export const decodeReplyHandle = (handle: string): AddressHandle | undefined => decoded(byAddress, handle);

/** Undefined for anything that `encodeRequestHandle` did not make. */
export const decodeRequestHandle = (handle: string): RequestHandle | undefined => decoded(byRequest, handle);
