// What each errcode means for the message at hand, in words for an operator and with the setting to change.
// https://developer.work.weixin.qq.com/document/path/90313 — the platform's own text is never parsed for meaning.
import { isIP } from 'node:net';
import type { SendOutcome } from '../platform.ts';

type Failure = Extract<SendOutcome, { kind: 'later' | 'refused' }>;
type Row = Failure extends infer F ? (F extends Failure ? Omit<F, 'code'> : never) : never;
type Refused = Extract<Row, { kind: 'refused' }>;

/** The token is bad, expired or missing: fetch another once, replay once. */
export const TOKEN_CODES: ReadonlySet<number> = new Set([40014, 42001, 41001]);

const later = (afterMs: number, reason: string, hint?: string): Row => ({
  kind: 'later',
  afterMs,
  reason,
  ...(hint ? { hint } : {}),
});
const refused = (scope: Refused['scope'], reason: string, hint: string): Row => ({
  kind: 'refused',
  scope,
  reason,
  hint,
});
const message = (reason: string, hint: string) => refused('message', reason, hint);
const channel = (reason: string, hint: string) => refused('channel', reason, hint);
const done = (reason: string, hint: string) => refused('already-done', reason, hint);

const SECRET_HINT = '核对 WECOM_CORP_ID 与 WECOM_AGENT_SECRET（管理后台 → 应用管理 → 自建应用）后重启';
const AGENT_HINT = '核对 WECOM_AGENT_ID 与 WECOM_AGENT_SECRET 是否属于同一个应用';
const CALLBACK_HINT = '在应用的“接收消息 → 设置API接收”里保存回调地址，按钮卡片要有它才能发';
const PERSON_HINT = '核对 bureau.yaml 里此人的企业微信账号，并确认账号仍在本单位';
const SCOPE_HINT = '在应用的“可见范围”里加入此人或其部门';
const ENABLED_HINT = '在管理后台启用应用，并确认单位认证在有效期内';
const WEBHOOK_HINT = '在群里重新添加“消息推送”，把新地址里的 key 填入 bureau.yaml 所指的环境变量';
const CARD_HINT = '这是程序缺陷：请把错误码、卡片编号报给维护人员';

const expand = (codes: readonly number[], row: Row): [number, Row][] => codes.map((code) => [code, row]);
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

const ROWS: ReadonlyMap<number, Row> = new Map([
  ...expand([-1], later(4_000, '企业微信系统繁忙')),
  ...expand([6000], later(3_000, '同一会话发送过密')),
  ...expand([45033], later(5_000, '并发调用超过限制')),
  ...expand([45009], later(60_000, '调用频率超过限制')),
  ...expand([...TOKEN_CODES], later(60_000, '访问凭据被拒绝，重新获取后仍无效', SECRET_HINT)),
  ...expand([40001, 40013, 40091, 41002, 41004], channel('企业ID或应用密钥不正确', SECRET_HINT)),
  ...expand([40056, 301002], channel('应用编号不正确', AGENT_HINT)),
  ...expand([40057, 43012], channel('应用没有可用的回调地址', CALLBACK_HINT)),
  ...expand([48002], channel('应用没有调用此接口的权限', '在管理后台检查应用的接口权限')),
  ...expand([48006, 50003, 301007], channel('应用已停用、单位不可用或接口权限被收回', ENABLED_HINT)),
  ...expand([93000, 93004, 93008], channel('群的消息推送地址无效、已停用或已移出群', WEBHOOK_HINT)),
  ...expand([40003, 46004, 60111], message('接收人账号不存在', PERSON_HINT)),
  ...expand([81013], message('接收人全部无效', PERSON_HINT)),
  ...expand([60011, 50002], message('接收人不在应用可见范围内', SCOPE_HINT)),
  ...expand(range(82001, 82003), message('接收人缺失或过多', CARD_HINT)),
  ...expand([82004, 85002], message('内容被平台判定为不安全', '改用不含敏感原文的说明，请对方打开链接查看')),
  ...expand([45002], message('文字超过长度限制', CARD_HINT)),
  ...expand([40008, 40035, 40058, 40063, 44004], message('消息格式不被接受', CARD_HINT)),
  ...expand(
    [...range(40004, 40007), 40009, 40011, 40123, 45001, 45007, 40145],
    message('媒体文件无效、过期或过大', '请对方重新发送一次'),
  ),
  ...expand([42014], done('这张卡片已经发出过', '无需处理；若对方没有看到卡片，请重新生成一张')),
  ...expand([42022], done('这次回复或更新的凭据已经用过', '无需处理')),
  ...expand([42015, 42016], message('平台上找不到这张卡片，无法更新', '重新发送一张新卡片')),
  ...expand(range(42017, 42020), message('卡片按钮不被接受', CARD_HINT)),
  ...expand(range(42027, 42051), message('卡片字段不被接受', CARD_HINT)),
  ...expand([42052], message('已超过可撤回的时间', '补发一条更正')),
]);

/** The address that the platform saw us come from, when its text names one. */
function addressIn(errmsg: string): string | undefined {
  const named = /from ip:?\s*([0-9a-fA-F.:]{3,45})/.exec(errmsg)?.[1]?.replace(/[.:]+$/, '');
  const found = named ?? /\b\d{1,3}(?:\.\d{1,3}){3}\b/.exec(errmsg)?.[0];
  return found !== undefined && isIP(found) !== 0 ? found : undefined;
}

function untrustedAddress(errmsg: string): Row {
  const address = addressIn(errmsg);
  const where = address ? `出口地址 ${address} ` : '本机出口地址';
  return later(
    5 * 60_000,
    `${where}不在企业可信IP中`,
    `在管理后台 → 应用 → 企业可信IP 中加入${address ?? '本机的出口地址'}，保存后自动恢复`,
  );
}

/** The outcome of a call that the platform answered with `errcode` ≠ 0. */
export function failureOf(errcode: number, errmsg: string): Failure {
  const unknown = message(
    `企业微信返回未收录的错误码 ${errcode}`,
    `查 https://developer.work.weixin.qq.com/document/path/90313`,
  );
  const row = errcode === 60020 ? untrustedAddress(errmsg) : (ROWS.get(errcode) ?? unknown);
  return { ...row, code: String(errcode) };
}
