// One HTTP call from the platform to the product, with the platform's patience.
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { readBytes } from './read-bytes.ts';

const MAX_ANSWER = 1 << 20;

export type PostOutcome =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** Adds the query of a callback to its URL, percent-encoded. */
export function callbackUrl(url: string, query: Readonly<Record<string, string>>): URL {
  const full = new URL(url);
  for (const [name, value] of Object.entries(query)) full.searchParams.set(name, value);
  return full;
}

/** Never throws: a dropped connection, a timeout and a refused port are outcomes. */
export function callProduct(options: {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly body?: string;
  readonly contentType?: string;
  readonly timeoutMs: number;
}): Promise<PostOutcome> {
  const { method, url, body = '', contentType, timeoutMs } = options;
  const headers =
    method === 'GET' ? {} : { 'content-type': contentType ?? '', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve) => {
    const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const req = open(url, { method, headers, agent: false }, (res) => {
      readBytes(res, MAX_ANSWER, () => new Error('answer too large')).then(
        (bytes) => settle({ kind: 'answer', status: res.statusCode ?? 0, body: bytes.toString('utf8') }),
        () => settle({ kind: 'failed', reason: 'connection dropped' }),
      );
    });
    const timer = setTimeout(() => settle({ kind: 'failed', reason: 'timeout' }), timeoutMs);
    function settle(outcome: PostOutcome): void {
      clearTimeout(timer);
      resolve(outcome);
      req.destroy();
    }
    req.on('error', (error: NodeJS.ErrnoException) => {
      settle({
        kind: 'failed',
        reason: error.code === 'ECONNREFUSED' ? 'connection refused' : 'connection dropped',
      });
    });
    req.end(body);
  });
}
