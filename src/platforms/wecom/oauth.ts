// Who opens a page inside 企业微信: the address that asks, and the one-time code that answers.
// https://developer.work.weixin.qq.com/document/path/91022 · https://developer.work.weixin.qq.com/document/path/91023
import { z } from 'zod';
import type { Identity } from '../platform.ts';
import type { AppCalls } from './app-call.ts';

/** Opened by the member's client, never by this server; a proxy for the API does not change it. */
const AUTHORIZE = 'https://open.weixin.qq.com/connect/oauth2/authorize';
/** Longest code that the platform hands out. */
const CODE_BYTES = 512;
/** The code is too old or never was one; it was used before. https://developer.work.weixin.qq.com/document/path/90313 */
const BAD_CODES: ReadonlySet<string> = new Set(['40029', '42022']);

const found = z.object({ userid: z.string().min(1) });

/** Identity through the self-built app. */
export function createIdentity(options: {
  readonly corpId: string;
  readonly agentId: number;
  readonly calls: AppCalls;
}): Identity {
  return {
    authorizeUrl({ redirectUri, state }) {
      const url = new URL(AUTHORIZE);
      const query = {
        appid: options.corpId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'snsapi_base',
        state,
        agentid: String(options.agentId),
      };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      // Without this fragment the client does not take the address for its own.
      url.hash = 'wechat_redirect';
      return url.toString();
    },
    async visitor(code) {
      if (code === '' || Buffer.byteLength(code) > CODE_BYTES) return { kind: 'bad-code' };
      const asked = await options.calls.get('/cgi-bin/auth/getuserinfo', { code });
      if (!asked.ok) {
        const { failure } = asked;
        if (BAD_CODES.has(failure.code)) return { kind: 'bad-code' };
        return { kind: 'unavailable', reason: failure.reason, hint: failure.hint ?? '请稍后再试。' };
      }
      const member = found.safeParse(asked.answer);
      return member.success ? { kind: 'member', id: member.data.userid } : { kind: 'outsider' };
    },
  };
}
