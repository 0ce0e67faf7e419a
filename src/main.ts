// Starts the product: live when credentials are set, otherwise the sandbox with an emulated tenant.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openStage } from './commands/stage.ts';
import { createRunningClock } from './commands/stage-clock.ts';
import { compose } from './compose.ts';
import { type Env, EnvError, readEnv } from './config/env.ts';
import { loadEnvFile } from './config/env-file.ts';
import type { Wecom } from './config/env-platforms.ts';
import { errorWords } from './core/errors.ts';
import { createLog, type Log } from './log.ts';
import { openDataFolder } from './storage/data-folder.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function startSandbox(env: Env, log: Log): Promise<() => Promise<void>> {
  // Each drill begins on an empty stage; the emulated tenant remembers nothing across starts either.
  const dataDir = join(env.dataDir, 'sandbox');
  rmSync(dataDir, { recursive: true, force: true });
  const stage = await openStage({
    bureauFile: env.bureauFile,
    dataDir,
    clock: createRunningClock(Date.now),
    log,
    port: env.port,
    // The page lets anybody play anybody; it never leaves this machine.
    host: '127.0.0.1',
    heartbeat: true,
    groupsKnown: true,
  });
  say('没有配置企业微信，已进入演练：所有消息只在本机的模拟企业微信里收发。');
  for (const { question, clause } of stage.product.suggested) {
    say(`制度里还有未答复的问题，演练暂按建议值：${question}（${clause ?? '—'}）`);
  }
  say(`演练页：${stage.url}/sandbox`);
  return () => stage.close();
}

const BOT_NAME = '舆情助手';

async function startLive(env: Env, wecom: Wecom, log: Log): Promise<() => Promise<void>> {
  const { bot } = wecom;
  const product = await compose({
    bureauFile: env.bureauFile,
    dataDir: env.dataDir,
    databaseUrl: env.databaseUrl,
    redisUrl: env.redisUrl,
    wecom: {
      corpId: wecom.corpId,
      agentId: wecom.agentId,
      agentSecret: wecom.agentSecret,
      app: wecom.appCallback,
      bot:
        bot.mode === 'websocket'
          ? { mode: 'websocket', name: BOT_NAME, id: bot.id, secret: bot.secret, url: wecom.wsUrl }
          : { mode: 'callback', name: BOT_NAME, token: bot.token, aesKey: bot.aesKey },
      apiBase: wecom.apiBase,
      links: env.publicUrl === undefined ? {} : { publicUrl: env.publicUrl },
    },
    secret: (name) => env.secret(name),
    now: Date.now,
    log,
    drill: false,
    heartbeat: true,
  });
  const { port } = await product.http.listen({ port: env.port, host: env.host });
  const paths = [
    ...(wecom.appCallback ? ['/wecom/app'] : []),
    ...(bot.mode === 'callback' ? ['/wecom/bot'] : []),
  ];
  const callbacks = paths.length === 0 ? '不需要回调地址' : `回调地址 ${paths.join(' 和 ')}`;
  const line = bot.mode === 'websocket' ? '，机器人使用长连接' : '';
  say(`舆情助手已启动：http://${env.host}:${port}（${callbacks}${line}）`);
  return () => product.close();
}

function fail(error: unknown): never {
  process.stderr.write(`${errorWords(error)}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  loadEnvFile();
  const env = readEnv();
  openDataFolder(env.dataDir);
  const log = createLog({ level: env.logLevel });
  const close = env.wecom === undefined ? await startSandbox(env, log) : await startLive(env, env.wecom, log);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    close().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) =>
  fail(error instanceof EnvError ? new Error(error.problems.join('\n')) : error),
);
