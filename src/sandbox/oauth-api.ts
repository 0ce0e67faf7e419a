// Sign-in of web pages: the authorize address as a member's client opens it, and the code as the app redeems it.
// https://developer.work.weixin.qq.com/document/path/91022, /91023
import { randomBytes } from 'node:crypto';
import type { Route } from './api-server.ts';
import { ImpossibleAct } from './impossible-act.ts';
import { demand } from './refusal.ts';
import { ok, type Site } from './site.ts';

const CODE_MS = 5 * 60_000;
const MAX_STATE_BYTES = 128;

export interface OauthHands {
  /**
   * Opens an authorize address in somebody's client and returns where the client is sent; `outsider` stands for a
   * person of no member account. Throws what the client would show instead.
   */
  openAuthorize(address: string, by: { readonly member: string } | 'outsider'): string;
}

/** Codes for the app's own trusted domain. */
export function createOauthApi(
  site: Site,
  isMember: (id: string) => boolean,
): { readonly routes: readonly Route[]; readonly hands: OauthHands } {
  const { now, corpId, app } = site.options;
  const codes = new Map<
    string,
    { readonly by: { readonly member: string } | 'outsider'; readonly until: number }
  >();
  const insist = (holds: boolean, what: string): void => {
    if (!holds) throw new ImpossibleAct(what);
  };

  return {
    routes: [
      {
        method: 'GET',
        path: '/cgi-bin/auth/getuserinfo',
        handler(call) {
          site.tokens.check(call.query);
          const code = call.query.get('code') ?? '';
          demand(code !== '', 41008, 'missing code');
          const issued = codes.get(code);
          codes.delete(code);
          demand(issued !== undefined && issued.until > now(), 40029, 'invalid code');
          if (issued.by === 'outsider' || !isMember(issued.by.member)) {
            return ok({ openid: `o${randomBytes(8).toString('hex')}` });
          }
          return ok({ userid: site.talk.person(issued.by.member)?.id ?? issued.by.member });
        },
      },
    ],
    hands: {
      openAuthorize(address, by) {
        const url = new URL(address);
        const at = `${url.origin}${url.pathname}`;
        insist(at === 'https://open.weixin.qq.com/connect/oauth2/authorize', '不是授权地址');
        insist(url.hash === '#wechat_redirect', '授权地址缺少 #wechat_redirect');
        const query = url.searchParams;
        insist(query.get('appid') === corpId, 'appid 不是本企业');
        insist(query.get('response_type') === 'code', 'response_type 不是 code');
        insist(/^snsapi_(?:base|privateinfo)$/.test(query.get('scope') ?? ''), 'scope 不对');
        insist(query.get('agentid') === String(app.agentId), 'agentid 不是本应用');
        const state = query.get('state') ?? '';
        insist(Buffer.byteLength(state) <= MAX_STATE_BYTES, 'state 超过 128 字节');
        const target = query.get('redirect_uri') ?? '';
        insist(URL.canParse(target), 'redirect_uri 不是地址');
        // The host must match exactly; a parent domain does not count.
        const trusted = app.trustedDomain;
        insist(
          trusted === undefined || new URL(target).host === trusted,
          '50001 redirect_uri 与可信域名不一致',
        );
        const code = randomBytes(32).toString('base64url');
        codes.set(code, { by, until: now() + CODE_MS });
        const back = new URL(target);
        back.searchParams.set('code', code);
        back.searchParams.set('state', state);
        return back.toString();
      },
    },
  };
}
