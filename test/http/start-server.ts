// A real server on loopback, its log in memory, and a raw socket to be rude with.
import { connect } from 'node:net';
import { Router } from '@koa/router';
import { onTestFinished } from 'vitest';
import { createHttpServer, type HttpServerOptions } from '../../src/http/server.ts';

export type Logged = { readonly level: string; readonly message: string } & Readonly<Record<string, unknown>>;

/** Starts a server whose `POST /echo` answers with the bytes it got; closed after the test. */
export async function startServer(options: Partial<HttpServerOptions> = {}) {
  const logged: Logged[] = [];
  const write = (level: string) => (fields: Record<string, unknown>, message: string) => {
    logged.push({ level, message, ...fields });
  };
  const bodies: Buffer[] = [];
  const echo = new Router().post('/echo', (ctx) => {
    bodies.push(ctx.state.rawBody);
    ctx.body = ctx.state.rawBody;
  });
  const server = createHttpServer({
    health: { checks: [], metrics: async () => [] },
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    ...options,
    routers: [echo, ...(options.routers ?? [])],
  });
  const { port } = await server.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => server.close());
  const errors = () => logged.filter(({ level }) => level === 'error' || level === 'warn');
  return { server, port, url: `http://127.0.0.1:${port}`, logged, errors, bodies };
}

/** Sends `text` as it is; resolves with everything that came back when the server closes the connection. */
export function rawRequest(port: number, text: string, options: { readonly halfClose?: boolean } = {}) {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let received = '';
  const answer = new Promise<string>((resolve) => {
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.on('error', () => {});
    socket.on('end', () => socket.end());
    socket.on('close', () => resolve(received));
  });
  socket.write(text);
  if (options.halfClose) socket.end();
  return { socket, answer, received: () => received };
}

/** The head of a POST that announces `length` bytes. */
export function postHead(length: number | 'chunked'): string {
  const framing = length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`;
  return `POST /echo HTTP/1.1\r\nHost: test\r\n${framing}\r\n\r\n`;
}
