// The life of one connection: opened, subscribed, kept alive by pings, ended for a named reason. It never comes
// back; whoever owns the bot opens the next one. https://developer.work.weixin.qq.com/document/path/101463
import { type Command, type Frame, frameText, readFrame } from './frames.ts';
import type { Dial } from './socket.ts';
import type { Timers } from './timers.ts';

/** Documented: a ping every 30 seconds. */
export const PING_MS = 30_000;
/** Without any frame for three pings the other side is gone, whatever TCP thinks. */
export const SILENCE_MS = 3 * PING_MS;
/** From dialling to an accepted subscription. */
export const SUBSCRIBE_MS = 15_000;
/** How long a closing handshake may take. */
const CLOSING_MS = 2_000;

export type Ending =
  | { readonly kind: 'dropped'; readonly reason: string }
  | { readonly kind: 'silent'; readonly reason: string }
  | { readonly kind: 'evicted' }
  /** The subscription was answered with an error. */
  | { readonly kind: 'refused'; readonly errcode: number; readonly errmsg: string }
  | { readonly kind: 'closed' };

export type Asked =
  | Extract<Frame, { kind: 'answer' }>
  /** It was written, so it may have arrived. */
  | { readonly kind: 'no-answer'; readonly reason: string }
  /** Nothing was written: a repeat is safe. */
  | { readonly kind: 'not-connected'; readonly reason: string };

export type Link = {
  /** Asks and waits for the answer with the same `reqId`; never rejects. */
  ask(cmd: Command, body: unknown, reqId?: string): Promise<Asked>;
  /** Ends it in good order. */
  close(): void;
  readonly ended: Promise<Ending>;
};

export type LinkOptions = {
  readonly dial: Dial;
  readonly url: string;
  readonly botId: string;
  readonly secret: string;
  readonly timers: Timers;
  /** A new id for each question of ours. */
  readonly newId: () => string;
  /** How long an answer may take, ms. */
  readonly timeoutMs: number;
  /** The platform accepted the subscription. */
  readonly onReady: () => void;
  readonly onCallback: (callback: Extract<Frame, { kind: 'callback' }>) => void;
  readonly onUnreadable: (reason: string) => void;
};

/** Dials at once. */
export function openLink(options: LinkOptions): Link {
  const { timers, timeoutMs } = options;
  const waiting = new Map<string, (asked: Asked) => void>();
  const turns = new Map<string, Promise<Asked>>();
  let state: 'opening' | 'ready' | 'closing' | 'over' = 'opening';
  let ending: Ending | undefined;
  let announce: (ending: Ending) => void = () => {};
  const ended = new Promise<Ending>((resolve) => {
    announce = resolve;
  });
  let stopPing = (): void => {};
  let stopPatience = timers.after(SUBSCRIBE_MS, () => giveUp('企业微信没有在时限内接受订阅'));

  function over(last: Ending): void {
    if (state === 'over') return;
    state = 'over';
    stopPing();
    stopPatience();
    const reason = '等待答复时连接断开';
    for (const answered of [...waiting.values()]) answered({ kind: 'no-answer', reason });
    announce(ending ?? last);
  }

  function giveUp(reason: string): void {
    ending ??= { kind: 'silent', reason };
    socket.destroy();
    over(ending);
  }

  function close(why: Ending): void {
    if (state === 'over' || state === 'closing') return;
    ending ??= why;
    state = 'closing';
    stopPing();
    stopPatience();
    stopPatience = timers.after(CLOSING_MS, () => {
      socket.destroy();
      over(why);
    });
    socket.close();
  }

  /** Waits at most `ms` for the next frame of any kind. */
  function listenFor(ms: number): void {
    stopPatience();
    stopPatience = timers.after(ms, () => giveUp('连接没有声音，对方可能已经不在'));
  }

  function ping(): void {
    socket.send(frameText('ping', options.newId()));
    stopPing();
    stopPing = timers.after(PING_MS, ping);
  }

  function write(cmd: Command, body: unknown, reqId: string): Promise<Asked> {
    return new Promise((resolve) => {
      if (!socket.send(frameText(cmd, reqId, body))) {
        resolve({ kind: 'not-connected', reason: '机器人长连接没有接通' });
        return;
      }
      const cancel = timers.after(timeoutMs, () => {
        waiting.delete(reqId);
        resolve({ kind: 'no-answer', reason: '企业微信没有在时限内答复' });
        // Perhaps the other side is gone: find out now and not at the end of the long silence.
        if (state !== 'ready') return;
        ping();
        listenFor(timeoutMs);
      });
      waiting.set(reqId, (asked) => {
        cancel();
        waiting.delete(reqId);
        resolve(asked);
      });
    });
  }

  async function subscribe(): Promise<void> {
    const { botId, secret } = options;
    const asked = await write('aibot_subscribe', { bot_id: botId, secret }, options.newId());
    if (state !== 'opening') return;
    if (asked.kind !== 'answer') return giveUp(asked.reason);
    const { errcode, errmsg } = asked;
    if (errcode !== 0) return close({ kind: 'refused', errcode, errmsg });
    state = 'ready';
    listenFor(SILENCE_MS);
    stopPing = timers.after(PING_MS, ping);
    options.onReady();
  }

  function take(text: string): void {
    if (state === 'over') return;
    if (state === 'ready') listenFor(SILENCE_MS);
    const read = readFrame(text);
    if (!read.ok) {
      options.onUnreadable(read.reason);
      return;
    }
    const { frame } = read;
    switch (frame.kind) {
      case 'answer':
        waiting.get(frame.reqId)?.(frame);
        return;
      case 'evicted':
        close({ kind: 'evicted' });
        return;
      case 'callback':
        // Also while closing: the platform takes it for delivered.
        options.onCallback(frame);
    }
  }

  const socket = options.dial(options.url, {
    open: () => void subscribe(),
    text: take,
    closed: (reason) => over({ kind: 'dropped', reason }),
  });

  return {
    ended,
    ask(cmd, body, reqId = options.newId()) {
      const ready = (): boolean => state === 'ready' || state === 'closing';
      const asking = async (): Promise<Asked> =>
        ready() ? write(cmd, body, reqId) : { kind: 'not-connected', reason: '机器人长连接没有接通' };
      // Answers are told apart by req_id alone, so two questions with the same one take turns.
      const before = turns.get(reqId);
      const turn = before === undefined ? asking() : before.then(asking);
      turns.set(reqId, turn);
      return turn.finally(() => {
        if (turns.get(reqId) === turn) turns.delete(reqId);
      });
    },
    close: () => close({ kind: 'closed' }),
  };
}
