// Where a medium of the bot is and what opens it. https://developer.work.weixin.qq.com/document/path/101463
import { z } from 'zod';

const handleSchema = z.object({ url: z.string(), aeskey: z.string().optional() });

export type MediaHandle = z.infer<typeof handleSchema>;

/** A bare address when the key is the one of the callback, as rows written earlier hold it. */
export const encodeMediaHandle = ({ url, aeskey }: MediaHandle): string =>
  aeskey === undefined ? url : JSON.stringify({ url, aeskey });

/** What `encodeMediaHandle` made; any other text is an address. */
export function decodeMediaHandle(handle: string): MediaHandle {
  if (!handle.startsWith('{')) return { url: handle };
  try {
    return handleSchema.parse(JSON.parse(handle));
  } catch {
    return { url: handle };
  }
}
