// The app's access token: fetched once for all instances through the shared cache, given up early, and replaced
// once when the platform refuses it. https://developer.work.weixin.qq.com/document/path/91039
import type { SendOutcome, TokenCache } from '../platform.ts';
import { type Api, apiUrl, type Reply } from './api.ts';
import { failureOf, TOKEN_CODES } from './errors.ts';

type Failure = Extract<SendOutcome, { kind: 'later' | 'refused' }>;

/** Why there is no token, as the outcome of whatever needed it. */
export class TokenUnavailable extends Error {
  readonly outcome: Failure;
  constructor(outcome: Failure) {
    super(outcome.reason);
    this.name = 'TokenUnavailable';
    this.outcome = outcome;
  }
}

export type AccessToken = {
  /** Runs `call` with a token; when the platform refuses the token, once more with another one. */
  use<T>(call: (token: string) => Promise<T>, errcodeOf: (result: T) => number | undefined): Promise<T>;
};

// Given up five minutes before it ends, so that no call starts with a token about to expire.
const EARLY_MS = 5 * 60_000;
const RETRY_MS = 5_000;

function tokenIn(reply: Reply, now: number): { readonly value: string; readonly expiresAt: number } {
  if (reply.kind !== 'answer') {
    // Only a token was asked for, so nothing can have been sent.
    throw new TokenUnavailable({ kind: 'later', afterMs: RETRY_MS, code: reply.kind, reason: reply.reason });
  }
  const { errcode, errmsg, access_token: value, expires_in: seconds } = reply.answer;
  if (errcode !== 0) throw new TokenUnavailable(failureOf(errcode, errmsg));
  if (typeof value !== 'string' || value === '' || typeof seconds !== 'number') {
    const reason = '企业微信没有给出访问凭据';
    throw new TokenUnavailable({
      kind: 'later',
      afterMs: RETRY_MS,
      code: 'no-token',
      reason,
    });
  }
  return { value, expiresAt: now + Math.max(seconds * 1000 - EARLY_MS, 0) };
}

/**
 * Runs calls of the app with its token, shared through `tokens`; a call refused for its token is made once more
 * with a new one.
 */
export function createAccessToken(options: {
  readonly api: Api;
  readonly apiBase: string;
  readonly corpId: string;
  readonly agentId: number;
  readonly agentSecret: string;
  readonly tokens: TokenCache;
  readonly now: () => number;
  readonly onRefused: (errcode: number) => void;
}): AccessToken {
  const name = `wecom:access_token:${options.corpId}:${options.agentId}`;
  const query = { corpid: options.corpId, corpsecret: options.agentSecret };
  const get = () =>
    options.tokens.get(name, async () =>
      tokenIn(await options.api.get(apiUrl(options.apiBase, '/cgi-bin/gettoken', query)), options.now()),
    );
  return {
    async use(call, errcodeOf) {
      const token = await get();
      const first = await call(token);
      const errcode = errcodeOf(first);
      if (errcode === undefined || !TOKEN_CODES.has(errcode)) return first;
      options.onRefused(errcode);
      await options.tokens.drop(name, token);
      return call(await get());
    },
  };
}
