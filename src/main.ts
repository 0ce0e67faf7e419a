// Starts the product: live when credentials are set, otherwise the sandbox with an emulated tenant.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openStage } from './commands/stage.ts';
import { createRunningClock } from './commands/stage-clock.ts';
import { compose } from './compose.ts';
import { type Env, EnvError, readEnv } from './config/env.ts';
import { BotError } from './core/errors.ts';
import { createLog, type Log } from './log.ts';

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
  });
  say('没有配置企业微信，已进入演练：所有消息只在本机的模拟企业微信里收发。');
  for (const { question, clause } of stage.product.suggested) {
    say(`制度里还有未答复的问题，演练暂按建议值：${question}（${clause ?? '—'}）`);
  }
  say(`演练页：${stage.url}/sandbox`);
  return () => stage.close();
}

async function startLive(env: Env, log: Log): Promise<() => Promise<void>> {
  const { wecom } = env;
  if (wecom === undefined || wecom.bot.mode !== 'callback') {
    throw new BotError({
      code: 'bot-mode',
      message: 'only callback mode is available',
      hint: '目前只支持 WECOM_BOT_MODE=callback，请在 .env 里改好，并配置 WECOM_BOT_TOKEN 和 WECOM_BOT_AES_KEY。',
    });
  }
  const product = await compose({
    bureauFile: env.bureauFile,
    dataDir: env.dataDir,
    databaseUrl: env.databaseUrl,
    redisUrl: env.redisUrl,
    wecom: {
      corpId: wecom.corpId,
      agentId: wecom.agentId,
      agentSecret: wecom.agentSecret,
      app: { token: wecom.appToken, aesKey: wecom.appAesKey },
      bot: { name: '舆情助手', token: wecom.bot.token, aesKey: wecom.bot.aesKey },
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
  say(`舆情助手已启动：http://${env.host}:${port}（回调地址 /wecom/app 和 /wecom/bot）`);
  return () => product.close();
}

function fail(error: unknown): never {
  if (error instanceof BotError) process.stderr.write(`${error.hint}\n`);
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const env = readEnv();
  const log = createLog({ level: env.logLevel });
  const close = env.wecom === undefined ? await startSandbox(env, log) : await startLive(env, log);
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
