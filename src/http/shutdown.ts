// Stops a server without dropping an answer: no new connections, requests in flight are answered with
// `Connection: close`, kept-alive connections are closed as soon as they are idle, and after a hard limit the rest
// is cut. `server.close()` alone would wait for idle clients for seconds.
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpLog } from './http-log.ts';

export type Shutdown = {
  /** Register every response as it begins. */
  track(res: ServerResponse): void;
  closing(): boolean;
  /** Resolves when the last connection is gone; calling it again gives the same promise. */
  close(): Promise<void>;
};

const idleSweepMs = 25;

/** Call once per server; main.ts calls `close` on SIGTERM and SIGINT. */
export function createShutdown(server: Server, log: HttpLog, hardLimitMs: number): Shutdown {
  const inFlight = new Set<ServerResponse>();
  const sockets = new Set<Socket>();
  let closed: Promise<void> | undefined;

  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  function closeIdle(): void {
    server.closeIdleConnections();
    // Node does not count a connection as idle before its first request.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  }

  async function close(): Promise<void> {
    for (const res of inFlight) sayGoodbye(res);
    if (!server.listening) return;
    const done = new Promise<void>((resolve) => server.close(() => resolve()));
    const sweep = setInterval(closeIdle, idleSweepMs);
    const limit = setTimeout(() => {
      log.warn({ inFlight: inFlight.size, hardLimitMs }, '停止时仍有请求没有答完，连接已强制断开');
      server.closeAllConnections();
    }, hardLimitMs);
    await done;
    clearInterval(sweep);
    clearTimeout(limit);
  }

  return {
    track(res) {
      inFlight.add(res);
      res.once('close', () => inFlight.delete(res));
      if (closed) sayGoodbye(res);
    },
    closing: () => closed !== undefined,
    close() {
      closed ??= close();
      return closed;
    },
  };
}

function sayGoodbye(res: ServerResponse): void {
  if (!res.headersSent) res.setHeader('Connection', 'close');
}
