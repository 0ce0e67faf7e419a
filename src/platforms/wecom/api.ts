// One HTTP exchange with the platform, told apart by what it means for the message: answered, never sent, or no
// usable answer. Addresses carry keys, so nothing here puts an address into a reason.
import { z } from 'zod';

const answerSchema = z.looseObject({ errcode: z.number(), errmsg: z.string().catch('') });

/** Any answer of the platform; it grows, so unknown fields stay. */
export type Answer = z.infer<typeof answerSchema>;

export type Reply =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** Nothing was written: a repeat is safe. */
  | { readonly kind: 'not-connected'; readonly reason: string }
  | { readonly kind: 'no-answer'; readonly reason: string };

export type Api = {
  readonly get: (url: URL) => Promise<Reply>;
  readonly post: (url: URL, body: unknown) => Promise<Reply>;
  /** A form with a file; it may take several times as long. */
  readonly upload: (url: URL, form: FormData) => Promise<Reply>;
};

// Files are larger than answers.
const UPLOAD_FACTOR = 6;

const NOT_CONNECTED: Readonly<Record<string, string>> = {
  ECONNREFUSED: '连接被拒绝',
  ENOTFOUND: '域名无法解析',
  EAI_AGAIN: '域名解析暂时失败',
  ENETUNREACH: '网络不可达',
  EHOSTUNREACH: '主机不可达',
  UND_ERR_CONNECT_TIMEOUT: '连接超时',
  CERT_HAS_EXPIRED: '对方证书已过期',
  DEPTH_ZERO_SELF_SIGNED_CERT: '对方证书不受信任',
  SELF_SIGNED_CERT_IN_CHAIN: '对方证书不受信任',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: '对方证书不受信任',
  ERR_TLS_CERT_ALTNAME_INVALID: '对方证书与域名不符',
};

const codeOf = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
};

/** Why a fetch failed, in plain words and without the address. */
export function failureOfFetch(error: unknown): Exclude<Reply, { kind: 'answer' }> {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return { kind: 'no-answer', reason: '企业微信没有在时限内答复' };
  }
  const code = codeOf(error instanceof Error ? error.cause : undefined) ?? codeOf(error);
  const refused = code === undefined ? undefined : NOT_CONNECTED[code];
  if (refused) return { kind: 'not-connected', reason: `连不上企业微信：${refused}` };
  return { kind: 'no-answer', reason: `与企业微信的连接中断${code ? `（${code}）` : ''}` };
}

/** The platform's answer in `text`, or undefined when it is not one (HTML of a proxy, cut JSON). */
export function readAnswer(text: string): Answer | undefined {
  try {
    return answerSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** A client that never rejects and never follows a redirect. */
export function createApi(options: { readonly fetch: typeof fetch; readonly timeoutMs: number }): Api {
  async function call(url: URL, init: RequestInit, factor = 1): Promise<Reply> {
    try {
      const response = await options.fetch(url, {
        ...init,
        redirect: 'manual',
        signal: AbortSignal.timeout(options.timeoutMs * factor),
      });
      const text = await response.text();
      if (response.status >= 500)
        return { kind: 'no-answer', reason: `企业微信答复 HTTP ${response.status}` };
      const answer = readAnswer(text);
      if (answer && (response.ok || answer.errcode !== 0)) return { kind: 'answer', answer };
      return { kind: 'no-answer', reason: `企业微信的答复无法识别（HTTP ${response.status}）` };
    } catch (error) {
      return failureOfFetch(error);
    }
  }
  return {
    get: (url) => call(url, { method: 'GET' }),
    upload: (url, form) => call(url, { method: 'POST', body: form }, UPLOAD_FACTOR),
    post: (url, body) =>
      call(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
      }),
  };
}

/** `path` under the configured base, with `query` encoded. */
export function apiUrl(apiBase: string, path: string, query: Readonly<Record<string, string>>): URL {
  const url = new URL(`${apiBase.replace(/\/+$/, '')}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}
