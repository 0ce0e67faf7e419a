// Which credentials a platform needs together. None set: the platform is not connected. Some set: a mistake that is
// named, because a half-connected platform would look like a silent one.
import type { EnvSource, RawEnv } from './env.ts';

type WecomBot =
  | {
      readonly mode: 'callback';
      readonly token: string;
      readonly aesKey: string;
      readonly id: string | undefined;
      readonly secret: string | undefined;
    }
  | { readonly mode: 'websocket'; readonly id: string; readonly secret: string };

export type Wecom = {
  readonly corpId: string;
  readonly agentId: number;
  readonly agentSecret: string;
  /** Undefined in websocket mode where nothing reaches us from outside. */
  readonly appCallback: { readonly token: string; readonly aesKey: string } | undefined;
  readonly bot: WecomBot;
  /** Without a trailing slash. */
  readonly apiBase: string;
  readonly wsUrl: string;
};

export type Dingtalk = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly robotCode: string;
  readonly mode: 'stream' | 'http';
  readonly cardTemplateId: string | undefined;
  readonly apiBase: string;
  readonly oapiBase: string;
};

type Reading<T> = {
  /** Whether any of its credentials is set: the platform is meant to be connected. */
  readonly used: boolean;
  readonly problems: readonly string[];
  build(raw: RawEnv): T | undefined;
};

const wecomApp = ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_AGENT_SECRET'] as const;
const wecomCallback = ['WECOM_APP_TOKEN', 'WECOM_APP_AES_KEY'] as const;
const wecomBot = {
  callback: ['WECOM_BOT_TOKEN', 'WECOM_BOT_AES_KEY'],
  websocket: ['WECOM_BOT_ID', 'WECOM_BOT_SECRET'],
} as const;
const dingtalkApp = ['DINGTALK_CLIENT_ID', 'DINGTALK_CLIENT_SECRET', 'DINGTALK_ROBOT_CODE'] as const;

/** 企业微信 credentials: undefined when none is set, a problem when some are missing. */
export function readWecom(set: EnvSource): Reading<Wecom> {
  const mode = set.WECOM_BOT_MODE === 'websocket' ? 'websocket' : 'callback';
  const all = [...wecomApp, ...wecomCallback, ...wecomBot.callback, ...wecomBot.websocket];
  const used = all.some((name) => set[name] !== undefined);
  // Over the long connection the product works without any address of its own; half a callback is a mistake.
  const called = mode === 'callback' || wecomCallback.some((name) => set[name] !== undefined);
  const needed = [...wecomApp, ...(called ? wecomCallback : []), ...wecomBot[mode]];
  const problems = used ? missing('企业微信', needed, set) : [];
  return {
    used,
    problems,
    build(raw) {
      if (!used) return undefined;
      const need = needer(raw);
      return {
        corpId: need('WECOM_CORP_ID'),
        agentId: Number(need('WECOM_AGENT_ID')),
        agentSecret: need('WECOM_AGENT_SECRET'),
        appCallback: called
          ? { token: need('WECOM_APP_TOKEN'), aesKey: need('WECOM_APP_AES_KEY') }
          : undefined,
        bot:
          mode === 'websocket'
            ? { mode, id: need('WECOM_BOT_ID'), secret: need('WECOM_BOT_SECRET') }
            : {
                mode,
                token: need('WECOM_BOT_TOKEN'),
                aesKey: need('WECOM_BOT_AES_KEY'),
                id: raw.WECOM_BOT_ID,
                secret: raw.WECOM_BOT_SECRET,
              },
        apiBase: withoutSlash(raw.WECOM_API_BASE),
        wsUrl: raw.WECOM_WS_URL,
      };
    },
  };
}

/**
 * 钉钉 credentials, for the time when it is supported: undefined when none is set, a problem when some are missing.
 */
export function readDingtalk(set: EnvSource): Reading<Dingtalk> {
  const used = dingtalkApp.some((name) => set[name] !== undefined);
  return {
    used,
    problems: used ? missing('钉钉', dingtalkApp, set) : [],
    build(raw) {
      if (!used) return undefined;
      const need = needer(raw);
      return {
        clientId: need('DINGTALK_CLIENT_ID'),
        clientSecret: need('DINGTALK_CLIENT_SECRET'),
        robotCode: need('DINGTALK_ROBOT_CODE'),
        mode: raw.DINGTALK_MODE,
        cardTemplateId: raw.DINGTALK_CARD_TEMPLATE_ID,
        apiBase: withoutSlash(raw.DINGTALK_API_BASE),
        oapiBase: withoutSlash(raw.DINGTALK_OAPI_BASE),
      };
    },
  };
}

function missing(platform: string, names: readonly string[], set: EnvSource): readonly string[] {
  const absent = names.filter((name) => set[name] === undefined);
  if (absent.length === 0) return [];
  return [`${platform}凭据不全，还缺 ${absent.join('、')}；请补齐，或全部留空以使用沙箱。`];
}

/** Reads names that `missing` has already found to be there. */
function needer(raw: RawEnv) {
  return (name: keyof RawEnv): string => {
    const value = raw[name];
    if (value === undefined) throw new Error(`环境变量 ${name} 没有设置。`);
    return String(value);
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
