// A callback that was refused although the platform may well have sent it: which of our settings does not agree.
// https://developer.work.weixin.qq.com/document/path/90238
import type { Trouble } from '../platform.ts';
import type { Refusal } from './verify.ts';

export type CallbackRoute = 'wecom.app' | 'wecom.bot';

/** What people call the two, and where their settings are. */
export const NAMES = {
  'wecom.app': {
    name: '应用',
    page: '管理后台 → 应用 → 接收消息',
    token: 'WECOM_APP_TOKEN',
    key: 'WECOM_APP_AES_KEY',
  },
  'wecom.bot': {
    name: '智能机器人',
    page: '管理后台 → 智能机器人',
    token: 'WECOM_BOT_TOKEN',
    key: 'WECOM_BOT_AES_KEY',
  },
} as const satisfies Record<CallbackRoute, object>;

/** What administrators should hear about the refusal; undefined when it says nothing about a setting. */
export function troubleOf(route: CallbackRoute, refusal: Refusal): Trouble | undefined {
  const { name, page, token, key } = NAMES[route];
  const cause = `callback:${route}:${refusal.code}`;
  switch (refusal.code) {
    case 'signature':
      return {
        cause,
        reason: `${name}回调的签名对不上，发来的消息没有收下`,
        hint: `核对 ${token} 与${page}里的 Token，改好后重启；若消息都收得到，是有人冒充企业微信，不必处理`,
      };
    case 'undecryptable':
      return {
        cause,
        reason: `${name}回调解不开，发来的消息没有收下`,
        hint: `核对 ${key} 与${page}里的 EncodingAESKey，改好后重启`,
      };
    case 'receiver':
      return route === 'wecom.app'
        ? {
            cause,
            reason: '应用回调是发给另一个企业的，没有收下',
            hint: '核对 WECOM_CORP_ID 与管理后台 → 我的企业 → 企业ID，改好后重启',
          }
        : {
            cause,
            reason: '智能机器人的回调地址收到了别的应用的消息，没有收下',
            hint: '在管理后台核对：/wecom/bot 只填在智能机器人里，自建应用填 /wecom/app',
          };
    case 'stale':
      return {
        cause,
        reason: `本机时钟与企业微信相差太多，${name}发来的消息没有收下`,
        hint: '校准这台服务器的时钟（NTP），不用重启',
      };
    // A body that is no envelope says nothing about who sent it.
    case 'malformed':
    case 'unsigned':
      return undefined;
  }
}

const HOUR_MS = 3_600_000;

/** Passes a trouble on once an hour for each cause, however many callbacks meet it. */
export function oncePerHour(now: () => number, pass: (trouble: Trouble) => void): (trouble: Trouble) => void {
  const told = new Map<string, number>();
  return (trouble) => {
    const last = told.get(trouble.cause);
    if (last !== undefined && now() - last < HOUR_MS) return;
    told.set(trouble.cause, now());
    pass(trouble);
  };
}
