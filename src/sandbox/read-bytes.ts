// The body of a request or an answer, whole.
import type { IncomingMessage } from 'node:http';

/** All bytes of the stream; throws what `tooLarge` makes as soon as there are more than `max`. */
export async function readBytes(
  stream: IncomingMessage,
  max: number,
  tooLarge: () => Error,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    const bytes = Buffer.from(part as Uint8Array);
    size += bytes.length;
    if (size > max) throw tooLarge();
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}
