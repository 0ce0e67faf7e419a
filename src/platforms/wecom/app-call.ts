// One call with the app's token that asks or sets something and sends nobody anything; so a repeat is always safe.
import type { SendOutcome } from '../platform.ts';
import { type AccessToken, TokenUnavailable } from './access-token.ts';
import { type Answer, type Api, apiUrl, type Reply } from './api.ts';
import { failureOf } from './errors.ts';

export type Failure = Extract<SendOutcome, { kind: 'later' | 'refused' }>;

export type Asked =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly failure: Failure };

export type Query = Readonly<Record<string, string>>;

export type AppCalls = {
  /** Never rejects. `path` as in the documents, e.g. `/cgi-bin/agent/get`. */
  get(path: string, query?: Query): Promise<Asked>;
  post(path: string, query: Query, body: unknown): Promise<Asked>;
};

const RETRY_MS = 5_000;

/** Calls of the app under `apiBase`, with its token. */
export function createAppCalls(options: {
  readonly api: Api;
  readonly token: AccessToken;
  readonly apiBase: string;
}): AppCalls {
  const { api, token, apiBase } = options;
  async function call(send: (accessToken: string) => Promise<Reply>): Promise<Asked> {
    try {
      const reply = await token.use(send, (r) => (r.kind === 'answer' ? r.answer.errcode : undefined));
      if (reply.kind !== 'answer') return failed(later(reply.kind, reply.reason));
      const { errcode, errmsg } = reply.answer;
      return errcode === 0 ? { ok: true, answer: reply.answer } : failed(failureOf(errcode, errmsg));
    } catch (error) {
      if (error instanceof TokenUnavailable) return failed(error.outcome);
      return failed(later('token-cache', '读取共享的访问凭据失败'));
    }
  }
  return {
    get: (path, query = {}) =>
      call((access_token) => api.get(apiUrl(apiBase, path, { ...query, access_token }))),
    post: (path, query, body) =>
      call((access_token) => api.post(apiUrl(apiBase, path, { ...query, access_token }), body)),
  };
}

function failed(failure: Failure): Asked {
  return { ok: false, failure };
}

function later(code: string, reason: string): Failure {
  return { kind: 'later', afterMs: RETRY_MS, code, reason };
}
