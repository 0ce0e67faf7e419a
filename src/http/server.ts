// The HTTP edge: request id, access log, body, errors, routes, health. It knows no platform; routes come as routers.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Router } from '@koa/router';
import Koa, { type Context, type Next } from 'koa';
import { answerErrors, explainListenError, logErrors, requestError } from './errors.ts';
import { type Health, healthRouter } from './health.ts';
import type { HttpLog } from './http-log.ts';
import { rawBody } from './raw-body.ts';
import { createShutdown } from './shutdown.ts';

/** A part of the address space that is served outside koa, e.g. the sandbox. */
export type Mount = {
  readonly prefix: string;
  /** Returns true when it has taken the request; otherwise koa gets it. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
};

export type HttpServerOptions = {
  readonly routers: readonly Router[];
  readonly health: Health;
  readonly mounts?: readonly Mount[];
  readonly log: HttpLog;
  /** Default 1 MiB. */
  readonly bodyLimitBytes?: number;
  /** How long a body may take to arrive; default 10 s. */
  readonly bodyTimeoutMs?: number;
  /** After this the client is told 503 and should ask again; the work itself goes on. Default 15 s. */
  readonly handlerTimeoutMs?: number;
  /** How long a shutdown waits for answers in flight; default 10 s. */
  readonly shutdownLimitMs?: number;
};

export type HttpServer = {
  listen(at: { readonly port: number; readonly host: string }): Promise<{ readonly port: number }>;
  close(): Promise<void>;
  readonly app: Koa;
};

/** Builds the server; nothing listens before `listen`. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { log, mounts = [] } = options;
  const app = new Koa();
  const server = createServer((req, res) => onRequest(req, res));
  const shutdown = createShutdown(server, log, options.shutdownLimitMs ?? 10_000);
  // Longer than the idle limit of the usual reverse proxies, so that they, not we, close first.
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;

  logErrors(app, log);
  app.use(async (ctx, next) => {
    ctx.state.requestId = ctx.res.getHeader('X-Request-Id');
    await next();
  });
  app.use(answerErrors());
  app.use(
    rawBody({
      limitBytes: options.bodyLimitBytes ?? 1024 * 1024,
      timeoutMs: options.bodyTimeoutMs ?? 10_000,
    }),
  );
  app.use(limitTime(options.handlerTimeoutMs ?? 15_000));
  for (const router of [healthRouter(options.health, shutdown.closing, log), ...options.routers]) {
    app.use(router.routes()).use(router.allowedMethods());
  }
  const koa = app.callback();

  function onRequest(req: IncomingMessage, res: ServerResponse): void {
    shutdown.track(res);
    const startedAt = performance.now();
    const requestId = requestIdOf(req);
    const path = pathOf(req);
    res.setHeader('X-Request-Id', requestId);
    res.once('close', () => {
      const ms = Math.round(performance.now() - startedAt);
      const status = res.writableFinished ? res.statusCode : 'aborted';
      log.debug({ requestId, method: req.method, path, status, ms }, '请求');
    });
    try {
      if (mounts.some((mount) => isUnder(path, mount.prefix) && mount.handle(req, res))) return;
      void koa(req, res);
    } catch (err) {
      log.error({ requestId, method: req.method, path, err }, '处理请求时出错');
      if (!res.headersSent) res.writeHead(500);
      res.end();
    }
  }

  return {
    app,
    listen({ port, host }) {
      return new Promise((resolve, reject) => {
        const onError = (error: unknown) => reject(explainListenError(error, { port, host }));
        server.once('error', onError);
        server.listen(port, host, () => {
          server.off('error', onError);
          resolve({ port: (server.address() as AddressInfo).port });
        });
      });
    },
    close: shutdown.close,
  };
}

/** Answers 503 when the handler is late. Its effect may still come: the sender's retry is deduplicated. */
function limitTime(ms: number) {
  return async (ctx: Context, next: Next): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    let answered = false;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        answered = true;
        reject(requestError(503, '处理超时，请稍后重试。'));
      }, ms);
    });
    const work = (async () => next())().catch((error: unknown) => {
      if (!answered) throw error;
      ctx.app.emit('error', error, ctx);
    });
    await Promise.race([work, late]).finally(() => clearTimeout(timer));
  };
}

function isUnder(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
}

/** Without the query string, which may carry tokens and signatures. */
function pathOf(req: IncomingMessage): string {
  return (req.url ?? '/').split('?', 1)[0] ?? '/';
}

/** The id that a reverse proxy gave, when it looks like one; else a new one. */
function requestIdOf(req: IncomingMessage): string {
  const given = req.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}
