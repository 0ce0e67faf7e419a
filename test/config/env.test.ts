import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EnvError, envSchema, readEnv } from '../../src/config/env.ts';

const aesKey = 'RHViYW5EZW1vS2V5Rm9yVGVzdFZlY3RvcnNPbmx5MzI';
const app = {
  WECOM_CORP_ID: 'ww1',
  WECOM_AGENT_ID: '1000002',
  WECOM_AGENT_SECRET: 'very-secret',
  WECOM_APP_TOKEN: 'app-token',
  WECOM_APP_AES_KEY: aesKey,
};

function problemsOf(source: Record<string, string>): readonly string[] {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
}

describe('an empty environment', () => {
  it('is enough to run the sandbox, on loopback', () => {
    expect(readEnv({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      dataDir: './data',
      bureauFile: 'templates/bureaus/demo.yaml',
      logLevel: 'info',
      wecom: undefined,
      dingtalk: undefined,
      databaseUrl: undefined,
      redisUrl: undefined,
    });
  });

  it('is what a file of empty lines means', () => {
    const empty = Object.fromEntries(Object.keys(envSchema.shape).map((name) => [name, ' ']));
    expect(readEnv(empty)).toMatchObject({ port: 3000, wecom: undefined, redisUrl: undefined });
  });
});

describe('企业微信 credentials', () => {
  it('in callback mode carry the app and the bot callback', () => {
    const env = readEnv({ ...app, WECOM_BOT_TOKEN: 'bot-token', WECOM_BOT_AES_KEY: aesKey });
    expect(env.wecom).toMatchObject({
      agentId: 1000002,
      apiBase: 'https://qyapi.weixin.qq.com',
      bot: { mode: 'callback', token: 'bot-token' },
    });
  });

  it('in websocket mode carry the bot id and its secret', () => {
    const bot = { WECOM_BOT_MODE: 'websocket', WECOM_BOT_ID: 'bot', WECOM_BOT_SECRET: 's' };
    expect(readEnv({ ...app, ...bot }).wecom?.bot).toEqual({ mode: 'websocket', id: 'bot', secret: 's' });
  });

  it('in websocket mode need no callback of the app, but not half a one', () => {
    const { WECOM_APP_TOKEN, WECOM_APP_AES_KEY: _, ...outbound } = app;
    const bot = { WECOM_BOT_MODE: 'websocket', WECOM_BOT_ID: 'bot', WECOM_BOT_SECRET: 's' };
    expect(readEnv({ ...outbound, ...bot }).wecom?.appCallback).toBeUndefined();
    expect(readEnv({ ...app, ...bot }).wecom?.appCallback).toEqual({ token: 'app-token', aesKey });
    expect(problemsOf({ ...outbound, ...bot, WECOM_APP_TOKEN })).toEqual([
      '企业微信凭据不全，还缺 WECOM_APP_AES_KEY；请补齐，或全部留空以使用沙箱。',
    ]);
  });

  it('that are set in part are refused, naming what is missing and nothing else', () => {
    const { WECOM_AGENT_SECRET: _, ...rest } = app;
    expect(problemsOf({ ...rest, WECOM_BOT_TOKEN: 't' })).toEqual([
      '企业微信凭据不全，还缺 WECOM_AGENT_SECRET、WECOM_BOT_AES_KEY；请补齐，或全部留空以使用沙箱。',
    ]);
  });

  it('are not looked for when only an address or the mode is set', () => {
    const env = readEnv({ WECOM_API_BASE: 'http://127.0.0.1:9/', WECOM_BOT_MODE: 'websocket' });
    expect(env.wecom).toBeUndefined();
  });
});

describe('钉钉 credentials', () => {
  it('are optional, and refused when set in part', () => {
    expect(problemsOf({ DINGTALK_CLIENT_ID: 'ding' })).toEqual([
      '钉钉凭据不全，还缺 DINGTALK_CLIENT_SECRET、DINGTALK_ROBOT_CODE；请补齐，或全部留空以使用沙箱。',
    ]);
    const all = { DINGTALK_CLIENT_ID: 'a', DINGTALK_CLIENT_SECRET: 'b', DINGTALK_ROBOT_CODE: 'c' };
    expect(readEnv(all).dingtalk).toMatchObject({ mode: 'stream', apiBase: 'https://api.dingtalk.com' });
  });
});

describe('a wrong environment', () => {
  it('is told in one Chinese sentence per problem, all at once', () => {
    const problems = problemsOf({
      PORT: 'http',
      PUBLIC_URL: 'yuqing.example',
      DATABASE_URL: 'mysql://x',
      REDIS_URL: '127.0.0.1:6379',
      LOG_LEVEL: 'loud',
      WECOM_BOT_MODE: 'poll',
    });
    expect(problems).toHaveLength(6);
    for (const problem of problems) expect(problem).toMatch(/^[A-Z_]+ ?(应为|要以|只能是).*。$/);
  });

  it.each(['-1', '65536', '3000.5', '3e9', 'Infinity'])('refuses the port %s', (port) => {
    expect(problemsOf({ PORT: port })).toEqual(['PORT 应为 0 到 65535 之间的整数，例如 3000。']);
  });

  it('never repeats a value, because it may be a secret', () => {
    const secret = 'hunter2-hunter2';
    const source = Object.fromEntries(Object.keys(envSchema.shape).map((name) => [name, secret]));
    expect(() => readEnv(source)).toThrow(EnvError);
    expect(problemsOf(source).join()).not.toContain('hunter2');
  });
});

it('gives bureau.yaml the secrets it names, and nothing for an empty one', () => {
  const env = readEnv({ WEBHOOK_WORK_GROUP: 'key-1', WEBHOOK_EMPTY: '' });
  expect(env.secret('WEBHOOK_WORK_GROUP')).toBe('key-1');
  expect(env.secret('WEBHOOK_EMPTY')).toBeUndefined();
});

describe('.env.example', () => {
  const lines = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8').split('\n');
  const settings = lines.flatMap((line, index) => {
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, value, comment: lines[index - 1] ?? '' }];
  });

  it('lists exactly the names that the product reads', () => {
    expect(settings.map(({ name }) => name)).toEqual(Object.keys(envSchema.shape));
  });

  it('explains each name in one Chinese line', () => {
    for (const { comment } of settings) expect(comment).toMatch(/^# .*[\u4e00-\u9fff]/);
  });

  it('is itself a valid environment, equal to the empty one', () => {
    const example = readEnv(Object.fromEntries(settings.map(({ name, value }) => [name, value])));
    expect({ ...example, secret: null }).toEqual({ ...readEnv({}), secret: null });
  });
});

it('says in Chinese what is wrong with every name, and never the value', () => {
  const odd = Object.fromEntries(Object.keys(envSchema.shape).map((name) => [name, 'oops!']));
  const problems = problemsOf(odd);
  expect(problems.length).toBeGreaterThan(8);
  for (const problem of problems) {
    expect(problem).toMatch(/^[A-Z_]+ .*\p{Script=Han}.*。$/u);
    expect(problem).not.toMatch(/oops|Invalid|expected/);
  }
});

it('PUBLIC_URL ends with the domain: what stands behind it would be in every address twice', () => {
  const read = (PUBLIC_URL: string) => () => readEnv({ PUBLIC_URL });
  expect(read('https://yuqing.example.gov.cn/wecom/app')).toThrow(/PUBLIC_URL 只写到域名/);
  expect(read('https://yuqing.example.gov.cn/')().publicUrl).toBe('https://yuqing.example.gov.cn');
});
