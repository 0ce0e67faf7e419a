// gettoken: one token per app secret, the same one inside its validity.
// https://developer.work.weixin.qq.com/document/path/91039
import { randomBytes } from 'node:crypto';
import { demand } from './refusal.ts';

const VALID_SECONDS = 7200;

export interface AccessTokens {
  issue(query: URLSearchParams): { access_token: string; expires_in: number };
  /** Refuses a missing (41001), unknown (40014) or expired (42001) token. */
  check(query: URLSearchParams): void;
  /** Invalidates the current token before its time. */
  revoke(): void;
}

/** The app's access tokens, good for the platform's time; a new one is issued only when the old one is over. */
export function createAccessTokens(options: {
  readonly now: () => number;
  readonly corpId: string;
  readonly secret: string;
}): AccessTokens {
  const expiry = new Map<string, number>();
  let current: string | undefined;

  function valid(token: string): boolean {
    return (expiry.get(token) ?? 0) > options.now();
  }

  return {
    issue(query) {
      const corpId = query.get('corpid') ?? '';
      const secret = query.get('corpsecret') ?? '';
      demand(corpId !== '', 41002, 'corpid missing');
      demand(secret !== '', 41004, 'corpsecret missing');
      demand(corpId === options.corpId, 40013, 'invalid corpid');
      demand(secret === options.secret, 40001, 'invalid credential');
      if (current === undefined || !valid(current)) {
        current = randomBytes(96).toString('base64url');
        expiry.set(current, options.now() + VALID_SECONDS * 1000);
      }
      const left = Math.ceil(((expiry.get(current) ?? 0) - options.now()) / 1000);
      return { access_token: current, expires_in: Math.min(left, VALID_SECONDS) };
    },
    check(query) {
      const token = query.get('access_token') ?? '';
      demand(token !== '', 41001, 'access_token missing');
      demand(expiry.has(token), 40014, 'invalid access_token');
      demand(valid(token), 42001, 'access_token expired');
    },
    revoke() {
      if (current !== undefined) expiry.set(current, 0);
      current = undefined;
    },
  };
}
