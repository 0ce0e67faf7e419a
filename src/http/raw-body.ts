// Reads the bytes of a POST exactly as they came, because signatures cover bytes. Never keeps more than the limit:
// an announced excess is refused unread, an unannounced one is cut off at the limit and the connection is closed.
import type { IncomingMessage } from 'node:http';
import type { Context, Next } from 'koa';
import { requestError } from './errors.ts';

export type RawBodyOptions = { readonly limitBytes: number; readonly timeoutMs: number };

/** Koa middleware: puts the body of a POST into `ctx.state.rawBody` as a Buffer. */
export function rawBody(options: RawBodyOptions): (ctx: Context, next: Next) => Promise<void> {
  return async (ctx, next) => {
    if (ctx.method === 'POST') ctx.state.rawBody = await readBody(ctx.req, options);
    await next();
  };
}

function readBody(req: IncomingMessage, { limitBytes, timeoutMs }: RawBodyOptions): Promise<Buffer> {
  if (Number(req.headers['content-length'] ?? 0) > limitBytes) return Promise.reject(tooLarge(limitBytes));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => {
      finish(requestError(408, '请求体没有在规定时间内传完。', { close: true }));
    }, timeoutMs);
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limitBytes) finish(tooLarge(limitBytes));
      else chunks.push(chunk);
    };
    const onEnd = () => finish();
    // Also comes without an error when the peer half-closes before the announced length.
    const onClose = () => finish(requestError(400, '请求体没有传完，连接已断开。', { close: true }));
    const finish = (error?: Error) => {
      clearTimeout(timer);
      req.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
      if (!error) return resolve(Buffer.concat(chunks, size));
      chunks.length = 0;
      req.on('error', () => {}); // The peer may still reset the connection; nobody waits for that any more.
      reject(error);
    };
    req.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
}

function tooLarge(limitBytes: number): Error {
  return requestError(413, `请求体超过上限 ${limitBytes} 字节。`, { close: true });
}
