// From query and ciphertext to a message that really came from the platform, or the status to refuse with.
// Nothing is decrypted before the signature holds. https://developer.work.weixin.qq.com/document/path/90238
import type { Envelope } from './envelope.ts';
import { CALLBACK_WINDOW_MS } from './limits.ts';

export type Refusal = {
  readonly ok: false;
  readonly status: 400 | 401 | 403;
  readonly code: 'unsigned' | 'stale' | 'signature' | 'undecryptable' | 'receiver' | 'malformed';
  readonly reason: string;
};

export type Stamp = { readonly signature: string; readonly timestamp: string; readonly nonce: string };

/** A query as koa parses it: a repeated key is an array, which is never ours. */
export type Query = Readonly<Record<string, string | string[] | undefined>>;

/** The refusal of a callback that is not ours to answer. */
export const refuse = (status: Refusal['status'], code: Refusal['code'], reason: string): Refusal => ({
  ok: false,
  status,
  code,
  reason,
});

const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 256 ? value : undefined;

/** Reads the three signing parameters and refuses stale ones. */
export function readStamp(query: Query, now: number): { readonly ok: true; readonly stamp: Stamp } | Refusal {
  const signature = single(query.msg_signature);
  const timestamp = single(query.timestamp);
  const nonce = single(query.nonce);
  if (!signature || !timestamp || !nonce || !/^\d{1,15}$/.test(timestamp)) {
    return refuse(401, 'unsigned', 'msg_signature, timestamp or nonce missing');
  }
  const skew = Math.abs(now - Number(timestamp) * 1000);
  if (skew > CALLBACK_WINDOW_MS) {
    return refuse(403, 'stale', `timestamp is ${Math.round(skew / 1000)} s away from this server's clock`);
  }
  return { ok: true, stamp: { signature, timestamp, nonce } };
}

/** True when the callback is signed with our token, however old it is. */
export function isSigned(envelope: Envelope, query: Query, encrypted: string): boolean {
  const stamped = readStamp(query, Number(single(query.timestamp) ?? 0) * 1000);
  return stamped.ok && envelope.verify({ ...stamped.stamp, encrypted });
}

/** Checks the signature, then decrypts, then compares the receiver. */
export function openVerified(
  envelope: Envelope,
  stamp: Stamp,
  encrypted: string,
): { readonly ok: true; readonly message: string } | Refusal {
  if (!envelope.verify({ ...stamp, encrypted })) return refuse(401, 'signature', 'signature does not match');
  const opened = envelope.open(encrypted);
  if (opened.ok) return opened;
  return refuse(opened.code === 'receiver' ? 403 : 400, opened.code, opened.reason);
}
