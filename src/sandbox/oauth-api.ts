// Sign-in of web pages: the authorize address as a member's client opens it, and the code as the app redeems it.
// https://developer.work.weixin.qq.com/document/path/91022, /91023
import { randomBytes } from 'node:crypto';
import type { Route } from './api-server.ts';
import { ImpossibleAct } from './impossible-act.ts';
import { demand } from './refusal.ts';
import { type Answer, type ApiCall, ok, type Site } from './site.ts';

const CODE_MS = 5 * 60_000;
const MAX_STATE_BYTES = 128;
const AUTHORIZE = '/connect/oauth2/authorize';
const OFFICIAL = `https://open.weixin.qq.com${AUTHORIZE}`;
/** Who opens the page in a browser is said with this field; a real client knows. */
const MEMBER_FIELD = 'sandbox_member';

export type Visitor = { readonly member: string } | 'outsider';

export interface OauthHands {
  /**
   * Opens an authorize address in somebody's client and returns where the client is sent; `outsider` stands for a
   * person of no member account. Throws what the client would show instead.
   */
  openAuthorize(address: string, by: Visitor): string;
}

function insist(holds: boolean, what: string): void {
  if (!holds) throw new ImpossibleAct(what);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Codes for the app's own trusted domain, and the page that hands them out. */
export function createOauthApi(site: Site): {
  readonly routes: readonly Route[];
  readonly hands: OauthHands;
} {
  const { now, corpId, app, people } = site.options;
  const codes = new Map<string, { readonly by: Visitor; readonly until: number }>();

  /** Where the client goes, with a code that is good once. */
  function granted(query: URLSearchParams, by: Visitor): string {
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
    insist(trusted === undefined || new URL(target).host === trusted, '50001 redirect_uri 与可信域名不一致');
    const code = randomBytes(32).toString('base64url');
    codes.set(code, { by, until: now() + CODE_MS });
    const back = new URL(target);
    back.searchParams.set('code', code);
    back.searchParams.set('state', state);
    return back.toString();
  }

  function page(call: ApiCall): Answer {
    try {
      const member = call.query.get(MEMBER_FIELD);
      if (member !== null) return { kind: 'redirect', location: granted(call.query, visitor(member)) };
      const choice = (id: string, name: string) => {
        const query = new URLSearchParams([...call.query, [MEMBER_FIELD, id]]);
        return `<li><a href="${AUTHORIZE}?${escaped(query.toString())}">${escaped(name)}</a></li>`;
      };
      const list = people.map(({ id, name }) => choice(id, name)).join('');
      return {
        kind: 'html',
        html: `<!doctype html><meta charset="utf-8"><title>以谁的身份打开</title><h1>以谁的身份打开</h1><ul>${list}${choice('', '单位以外的人')}</ul>`,
      };
    } catch (error) {
      if (!(error instanceof ImpossibleAct)) throw error;
      return { kind: 'html', html: `<!doctype html><meta charset="utf-8"><p>${escaped(error.message)}</p>` };
    }
  }

  const visitor = (member: string): Visitor => (member === '' ? 'outsider' : { member });

  function redeem(call: ApiCall): Answer {
    site.tokens.check(call.query);
    const code = call.query.get('code') ?? '';
    demand(code !== '', 41008, 'missing code');
    const issued = codes.get(code);
    codes.delete(code);
    demand(issued !== undefined && issued.until > now(), 40029, 'invalid code');
    const person = issued.by === 'outsider' ? undefined : site.book.find(issued.by.member);
    if (person === undefined || !site.book.isMember(person.id)) {
      return ok({ openid: `o${randomBytes(8).toString('hex')}` });
    }
    return ok({ userid: person.id });
  }

  return {
    routes: [
      { method: 'GET', path: '/cgi-bin/auth/getuserinfo', handler: redeem },
      { method: 'GET', path: AUTHORIZE, handler: page },
    ],
    hands: {
      openAuthorize(address, by) {
        const url = new URL(address);
        // The page of this tenant stands for the official one when a browser plays the client.
        const ours = `${site.base()}${AUTHORIZE}`;
        insist([OFFICIAL, ours].includes(`${url.origin}${url.pathname}`), '不是授权地址');
        insist(url.hash === '#wechat_redirect', '授权地址缺少 #wechat_redirect');
        return granted(url.searchParams, by);
      },
    },
  };
}
