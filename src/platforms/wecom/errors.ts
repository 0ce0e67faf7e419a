// What became of a call that the platform answered with an errcode, in words for an operator.
// https://developer.work.weixin.qq.com/document/path/90313 — the platform's own text is never parsed for meaning.
import { isIP } from 'node:net';
import { channelRefused, type Failure, message, type Row } from './reaction.ts';
import { REACTIONS } from './reactions.ts';

/** The token is bad, expired or missing: fetch another once, replay once. */
export const TOKEN_CODES: ReadonlySet<number> = new Set([40014, 42001, 41001]);

/** The address that the platform saw us come from, when its text names one. */
function addressIn(errmsg: string): string | undefined {
  const named = /from ip:?\s*([0-9a-fA-F.:]{3,45})/.exec(errmsg)?.[1]?.replace(/[.:]+$/, '');
  const found = named ?? /\b\d{1,3}(?:\.\d{1,3}){3}\b/.exec(errmsg)?.[0];
  return found !== undefined && isIP(found) !== 0 ? found : undefined;
}

function untrustedAddress(errmsg: string): Row {
  const address = addressIn(errmsg);
  const where = address ? `出口地址 ${address} ` : '本机出口地址';
  return channelRefused(
    `${where}不在企业可信IP中`,
    `在管理后台 → 应用 → 企业可信IP 中加入${address ?? '本机的出口地址'}，保存后自动恢复`,
  );
}

const PAGE = 'https://developer.work.weixin.qq.com/document/path/90313';

/** The outcome of a call that the platform answered with `errcode` ≠ 0. */
export function failureOf(errcode: number, errmsg: string): Failure {
  const unknown = message(`企业微信返回未收录的错误码 ${errcode}`, `查 ${PAGE}`);
  const row = errcode === 60020 ? untrustedAddress(errmsg) : (REACTIONS.get(errcode) ?? unknown);
  return { ...row, code: String(errcode) };
}

/** The same failure with a hint that knows more about the place, e.g. which group's setting it is. */
export const withHint = <T extends { readonly kind: string }>(
  outcome: T,
  codes: ReadonlySet<string>,
  hint: string,
): T => ('code' in outcome && codes.has(String(outcome.code)) ? { ...outcome, hint } : outcome);
