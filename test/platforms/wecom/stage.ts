// A loopback platform that answers as a test says, a callback server around the adapter's routes, and a log that
// is kept to be searched.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { afterEach } from 'vitest';
import type { Receive, TokenCache, Trouble } from '../../../src/platforms/platform.ts';
import { createWecom, type Wecom, type WecomConfig } from '../../../src/platforms/wecom/index.ts';
import { keys, timestamp } from './vectors.ts';

export const secrets = {
  agentSecret: 'SECRET-agent-secret',
  webhookKey: 'SECRET-webhook-key',
  accessToken: 'SECRET-access-token',
};

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
};
export type Reply = (response: ServerResponse, call: Call) => void;

export const json =
  (value: unknown, status = 200): Reply =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** An HTTP server that answers each path from `replies` (a list is used up, its last entry stays). */
export async function startPlatform(replies: Record<string, Reply | readonly Reply[]>) {
  const calls: Call[] = [];
  const used = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const text = (await bodyOf(request)).toString('utf8');
    const call = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      body: text === '' ? undefined : JSON.parse(text),
    };
    calls.push(call);
    const found = replies[url.pathname] ?? defaults[url.pathname];
    const list = typeof found === 'function' ? [found] : (found ?? []);
    const turn = used.get(url.pathname) ?? 0;
    used.set(url.pathname, turn + 1);
    const reply = list[Math.min(turn, list.length - 1)];
    if (reply) reply(response, call);
    else response.writeHead(404).end();
  });
  const base = await listen(server);
  return {
    base,
    calls,
    of: (path: string) => calls.filter((call) => call.path === path),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const defaults: Record<string, Reply> = {
  '/cgi-bin/gettoken': json({
    errcode: 0,
    errmsg: 'ok',
    access_token: secrets.accessToken,
    expires_in: 7200,
  }),
};

/** Tokens in memory with single flight, as the shared cache promises. */
export function memoryTokens(): TokenCache {
  const kept = new Map<string, Promise<string>>();
  return {
    get(name, load) {
      const loading =
        kept.get(name) ??
        load().then(
          ({ value }) => value,
          (error: unknown) => {
            kept.delete(name);
            throw error;
          },
        );
      kept.set(name, loading);
      return loading;
    },
    async drop(name, value) {
      if ((await kept.get(name)) === value) kept.delete(name);
    },
  };
}

export type Line = { readonly level: string; readonly fields: unknown; readonly message: string };

export function keptLog() {
  const lines: Line[] = [];
  const at = (level: string) => (fields: unknown, message: string) =>
    void lines.push({ level, fields, message });
  return { lines, log: { info: at('info'), warn: at('warn'), error: at('error') } };
}

export function stage(apiBase: string, changes: Partial<WecomConfig> = {}) {
  const { lines, log } = keptLog();
  const time = { now: Number(timestamp) * 1000 };
  const config: WecomConfig = {
    corpId: keys.corpId,
    agentId: 1000007,
    agentSecret: secrets.agentSecret,
    app: { token: keys.token, aesKey: keys.aesKey },
    bot: { name: '舆情助手', token: keys.token, aesKey: keys.aesKey },
    apiBase,
    webhooks: { work: secrets.webhookKey },
    links: {},
    ...changes,
  };
  const blobs = new Map<string, Uint8Array>();
  const wecom = createWecom({
    config,
    tokens: memoryTokens(),
    now: () => time.now,
    log,
    timeoutMs: 1_000,
    bytesOf: async (sha256) => blobs.get(sha256),
  });
  return { wecom, lines, time, blobs };
}

/** The adapter's routes on a real server, with the body read the way the product's server reads it. */
export async function startCallbacks(
  wecom: Wecom,
  receive: Receive,
  alert: (trouble: Trouble) => Promise<void> = async () => {},
) {
  const app = new Koa();
  app.silent = true;
  app.use(async (ctx, next) => {
    if (ctx.method === 'POST') ctx.state.rawBody = await bodyOf(ctx.req);
    await next();
  });
  app.use(wecom.routes(receive, alert).routes());
  const server = createServer(app.callback());
  const base = await listen(server);
  return {
    base,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Starts platforms with an adapter pointed at each, and closes them after every test. */
export function usePlatforms() {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  return async (replies: Record<string, Reply | readonly Reply[]>) => {
    const server = await startPlatform(replies);
    closers.push(server.close);
    return { ...server, ...stage(server.base) };
  };
}
