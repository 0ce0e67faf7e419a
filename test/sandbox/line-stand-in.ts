// A bare client of the long connection: frames out, frames in, nothing clever.
import { WebSocket } from 'ws';
import { BOT, createWorld, LINE_BOT, type World } from './stand-in.ts';

export type Json = Record<string, unknown>;

export interface Arrived {
  readonly cmd?: string;
  readonly headers: { readonly req_id: string };
  readonly errcode?: number;
  readonly body?: Json;
}

export interface Line {
  /** Sends a frame and resolves with its acknowledgement. */
  ask(cmd: string, body?: Json, reqId?: string): Promise<Arrived>;
  /** Writes without waiting for anything. */
  write(text: string): void;
  /** Hears the next text of any kind, frame or not. */
  raw(listener: (text: string) => void): void;
  /** The next frame of the platform that nobody took yet. */
  next(): Promise<Arrived>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  end(): void;
}

/** A connection that has not subscribed. */
export async function openLine(wsUrl: string): Promise<Line> {
  const socket = new WebSocket(wsUrl);
  const waiting = new Map<string, (frame: Arrived) => void>();
  const arrived: Arrived[] = [];
  const takers: ((frame: Arrived) => void)[] = [];
  let asked = 0;
  socket.on('message', (data) => {
    const text = String(data);
    if (!text.startsWith('{')) return;
    const frame = JSON.parse(text) as Arrived;
    const waiter = frame.cmd === undefined ? waiting.get(frame.headers.req_id) : undefined;
    if (waiter !== undefined) return waiter(frame);
    const taker = takers.shift();
    if (taker === undefined) arrived.push(frame);
    else taker(frame);
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  return {
    ask(cmd, body = {}, reqId = `ask-${++asked}`) {
      return new Promise((resolve) => {
        waiting.set(reqId, resolve);
        socket.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }));
      });
    },
    write: (text) => socket.send(text),
    raw: (listener) => void socket.once('message', (data) => listener(String(data))),
    next() {
      const first = arrived.shift();
      return first === undefined ? new Promise((resolve) => takers.push(resolve)) : Promise.resolve(first);
    },
    closed,
    end: () => socket.terminate(),
  };
}

export const credentials = { bot_id: BOT.id, secret: LINE_BOT.secret };

/** A connection that has subscribed. */
export async function subscribed(wsUrl: string): Promise<Line> {
  const line = await openLine(wsUrl);
  const ack = await line.ask('aibot_subscribe', credentials);
  if (ack.errcode !== 0) throw new Error(`not subscribed: ${JSON.stringify(ack)}`);
  return line;
}

/** A tenant whose bot is on the long connection. */
export function createLineWorld(
  bot: Partial<Parameters<typeof createWorld>[0] & object>['bot'] | object = {},
): Promise<World> {
  return createWorld({ bot: { ...LINE_BOT, ...bot } });
}
