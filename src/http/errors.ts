// What goes wrong in HTTP, told to two readers: the client gets a status, a plain sentence and a request id; the log
// gets one structured line. A stack, a cause or a secret never reaches the client.
import type Koa from 'koa';
import type { Context, Next } from 'koa';
import type { HttpLog } from './http-log.ts';

type Exposed = Error & { readonly status: number; readonly expose: true; readonly close: boolean };

/** An error whose sentence the client may read. `close`: the connection must not be used again. */
export function requestError(
  status: number,
  message: string,
  options: { readonly close?: boolean } = {},
): Error {
  return Object.assign(new Error(message), { status, expose: true, close: options.close ?? false });
}

/** Answers for whatever was thrown further in, then reports it on the app, whose one listener logs it. */
export function answerErrors() {
  return async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(`抛出的不是错误对象：${typeof thrown}`);
      const exposed = isExposed(error);
      ctx.status = exposed ? error.status : 500;
      if (exposed && error.close) ctx.set('Connection', 'close');
      ctx.body = {
        message: exposed ? error.message : '服务器内部错误，请把 requestId 告诉管理员。',
        requestId: ctx.state.requestId,
      };
      ctx.app.emit('error', error, ctx);
    }
  };
}

/** The one error listener. What the client caused is not an error of ours and stays out of the error log. */
export function logErrors(app: Koa, log: HttpLog): void {
  app.on('error', (error: NodeJS.ErrnoException, ctx?: Context) => {
    const fields = { requestId: ctx?.state.requestId, method: ctx?.method, path: ctx?.path };
    if (isExposed(error)) {
      // A body over the limit is worth a look: an attack, or a limit that is too small.
      const write = error.status >= 500 || error.status === 413 ? log.warn : log.debug;
      write({ ...fields, status: error.status, reason: error.message }, '请求没有办成');
    } else if (isGone(error)) log.debug({ ...fields, code: error.code }, '对方在收到应答前断开了连接');
    else log.error({ ...fields, err: error }, '处理请求时出错');
  });
}

/** A failed `listen` as a sentence that says what to change. */
export function explainListenError(error: unknown, at: { port: number; host: string }): Error {
  const code = (error as NodeJS.ErrnoException).code;
  const sentence =
    code === 'EADDRINUSE'
      ? `端口 ${at.port} 已被占用。请修改 .env 里的 PORT，或先停掉占用它的程序（查看：ss -ltnp | grep ${at.port}）。`
      : code === 'EACCES'
        ? `没有权限监听端口 ${at.port}。请把 .env 里的 PORT 改成 1024 以上的端口。`
        : code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND'
          ? `本机没有地址 ${at.host}。请修改 .env 里的 HOST（只给本机用填 127.0.0.1，给其他机器用填 0.0.0.0）。`
          : `无法监听 ${at.host}:${at.port}（${code ?? '原因不明'}）。请检查 .env 里的 HOST 和 PORT。`;
  return Object.assign(new Error(sentence, { cause: error }), { code });
}

function isExposed(error: unknown): error is Exposed {
  const { expose, status } = error as Partial<Exposed>;
  return expose === true && typeof status === 'number';
}

/** The connection broke, or ended in the middle of a message (HPE_…: Node's HTTP parser). */
function isGone({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED' || /^HPE_/.test(code ?? '');
}
