// The environment, read once at start: names, defaults and what an operator must change when something is wrong.
// The only file that may touch process.env. No message ever contains a value, because many of them are secrets.
import { z } from 'zod';
import { type Dingtalk, readDingtalk, readWecom, type Wecom } from './env-platforms.ts';

export type Env = {
  readonly port: number;
  readonly host: string;
  /** Address under which people reach us, without a trailing slash. */
  readonly publicUrl: string | undefined;
  /** PostgreSQL; undefined means SQLite in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly bureauFile: string;
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  /** Undefined means that no credential is set: the emulated tenant takes its place. */
  readonly wecom: Wecom | undefined;
  readonly dingtalk: Dingtalk | undefined;
  /** A secret that bureau.yaml names, e.g. a group webhook key. */
  secret(name: string): string | undefined;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';
export type EnvSource = Readonly<Record<string, string | undefined>>;

const text = z.string();
const url = (protocol: RegExp, error: string) => z.url({ protocol, error });
const webUrl = (name: string) => url(/^https?$/, `${name} 要以 http:// 或 https:// 开头，请写完整地址。`);
const socketUrl = (name: string) => url(/^wss?$/, `${name} 要以 ws:// 或 wss:// 开头，请写完整地址。`);
const aesKey = (name: string) =>
  z.string().regex(/^[A-Za-z0-9]{43}$/, {
    error: `${name} 应为 43 位字母和数字，请从管理后台的“接收消息”设置里重新复制。`,
  });

/** Every name that the product reads; `.env.example` lists the same ones. */
export const envSchema = z.object({
  PORT: z.coerce
    .number({ error: 'PORT 应为 0 到 65535 之间的整数，例如 3000。' })
    .refine((port) => Number.isInteger(port) && port >= 0 && port <= 65_535, {
      error: 'PORT 应为 0 到 65535 之间的整数，例如 3000。',
    })
    .default(3000),
  // Loopback: without credentials the sandbox is served, and it must not be reachable from outside.
  HOST: text.default('127.0.0.1'),
  PUBLIC_URL: webUrl('PUBLIC_URL')
    // The reverse proxy hands /wecom/ and /h5/ on as they are, so there is nothing before them.
    .refine((address) => !URL.canParse(address) || /^[/]?$/.test(new URL(address).pathname), {
      error: 'PUBLIC_URL 只写到域名（和端口）为止，后面不要带路径，例如 https://yuqing.example.gov.cn。',
    })
    .optional(),
  DATABASE_URL: url(
    /^postgres(ql)?$/,
    'DATABASE_URL 要以 postgres:// 开头；使用自带的 SQLite 时请留空。',
  ).optional(),
  REDIS_URL: url(/^rediss?$/, 'REDIS_URL 要以 redis:// 或 rediss:// 开头；只跑一个实例时请留空。').optional(),
  BUREAU_FILE: text.default('templates/bureaus/demo.yaml'),
  DATA_DIR: text.default('./data'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'LOG_LEVEL 只能是 debug、info、warn、error、silent 之一。',
    })
    .default('info'),
  WECOM_CORP_ID: text.optional(),
  WECOM_AGENT_ID: z
    .string()
    .regex(/^\d{1,12}$/, { error: 'WECOM_AGENT_ID 应为纯数字，请从应用详情页复制 AgentId。' })
    .optional(),
  WECOM_AGENT_SECRET: text.optional(),
  WECOM_APP_TOKEN: text.optional(),
  WECOM_APP_AES_KEY: aesKey('WECOM_APP_AES_KEY').optional(),
  WECOM_BOT_MODE: z
    .enum(['websocket', 'callback'], { error: 'WECOM_BOT_MODE 只能是 websocket 或 callback。' })
    .default('callback'),
  WECOM_BOT_ID: text.optional(),
  WECOM_BOT_SECRET: text.optional(),
  WECOM_BOT_TOKEN: text.optional(),
  WECOM_BOT_AES_KEY: aesKey('WECOM_BOT_AES_KEY').optional(),
  WECOM_API_BASE: webUrl('WECOM_API_BASE').default('https://qyapi.weixin.qq.com'),
  WECOM_WS_URL: socketUrl('WECOM_WS_URL').default('wss://openws.work.weixin.qq.com'),
  DINGTALK_CLIENT_ID: text.optional(),
  DINGTALK_CLIENT_SECRET: text.optional(),
  DINGTALK_ROBOT_CODE: text.optional(),
  DINGTALK_MODE: z
    .enum(['stream', 'http'], { error: 'DINGTALK_MODE 只能是 stream 或 http。' })
    .default('stream'),
  DINGTALK_CARD_TEMPLATE_ID: text.optional(),
  DINGTALK_API_BASE: webUrl('DINGTALK_API_BASE').default('https://api.dingtalk.com'),
  DINGTALK_OAPI_BASE: webUrl('DINGTALK_OAPI_BASE').default('https://oapi.dingtalk.com'),
});

export type RawEnv = z.infer<typeof envSchema>;

/** What is wrong with the environment: one Chinese sentence per problem. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `环境变量有 ${problems.length} 处需要修改（见 .env）：\n${problems.map((line) => `- ${line}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

/** The environment as it is, for looking at what `readEnv` refuses. */
export function environment(): EnvSource {
  return process.env;
}

/** Values without blanks around them; empty ones count as unset. */
export function filledIn(source: EnvSource): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
}

/** Reads the environment. Empty lines count as unset. Throws an EnvError that lists every problem at once. */
export function readEnv(source: EnvSource = process.env): Env {
  const set = filledIn(source);
  const parsed = envSchema.safeParse(set);
  const wecom = readWecom(set);
  const dingtalk = readDingtalk(set);
  const problems = [
    ...(parsed.error?.issues.map((issue) => issue.message) ?? []),
    ...wecom.problems,
    ...dingtalk.problems,
  ];
  if (!parsed.success || problems.length > 0) throw new EnvError(problems);
  const raw = parsed.data;
  return {
    port: raw.PORT,
    host: raw.HOST,
    publicUrl: raw.PUBLIC_URL?.replace(/\/+$/, ''),
    databaseUrl: raw.DATABASE_URL,
    redisUrl: raw.REDIS_URL,
    bureauFile: raw.BUREAU_FILE,
    dataDir: raw.DATA_DIR,
    logLevel: raw.LOG_LEVEL,
    wecom: wecom.build(raw),
    dingtalk: dingtalk.build(raw),
    secret: (name) => set[name],
  };
}
