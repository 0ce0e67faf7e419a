// One WebSocket, outbound only. The only file of the adapter that knows the library.
import { WebSocket } from 'ws';
import { failureOfFetch } from '../api.ts';
import { CALLBACK_TEXT_BYTES } from '../limits.ts';

export type Socket = {
  /** False when nothing can be written any more. */
  send(text: string): boolean;
  /** Ends the connection in good order; frames on the way still arrive until `closed`. */
  close(): void;
  /** Ends it at once, without waiting for the other side. */
  destroy(): void;
};

export type SocketEvents = {
  readonly open: () => void;
  readonly text: (data: string) => void;
  /** Once, however the connection ends; `reason` in plain words and without the address. */
  readonly closed: (reason: string) => void;
};

export type Dial = (url: string, events: SocketEvents) => Socket;

const HANDSHAKE_MS = 10_000;

/** Opens a WebSocket with the machine's network. */
export const dial: Dial = (url, events) => {
  const socket = new WebSocket(url, {
    handshakeTimeout: HANDSHAKE_MS,
    maxPayload: CALLBACK_TEXT_BYTES,
    perMessageDeflate: false,
  });
  let reason: string | undefined;
  socket.on('open', events.open);
  socket.on('message', (data, isBinary) => {
    if (!isBinary) events.text(String(data));
  });
  socket.on('error', (error) => {
    const status = /server response: (\d{3})/.exec(error.message)?.[1];
    reason = status ? `企业微信没有接受长连接（HTTP ${status}）` : failureOfFetch(error).reason;
  });
  socket.on('close', (code) => events.closed(reason ?? `企业微信关闭了连接（${code}）`));
  return {
    send(text) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(text, () => {});
      return true;
    },
    close: () => socket.close(1000),
    destroy: () => socket.terminate(),
  };
};
