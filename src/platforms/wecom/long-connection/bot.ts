// The 智能机器人 on the long connection: one owner process, callbacks in, answers and pushes out.
// https://developer.work.weixin.qq.com/document/path/101463
import { randomUUID } from 'node:crypto';
import type { Connection, Receive, TakeLease, Trouble } from '../../platform.ts';
import type { Log } from '../log.ts';
import { createInbound, type Inbound } from './inbound.ts';
import { createKeeper, type State } from './keeper.ts';
import type { Line } from './send.ts';
import { type Dial, dial } from './socket.ts';
import { describe, troubleOf } from './states.ts';
import { createTimers, type Timers } from './timers.ts';
import { type Medium, type Uploaded, uploadOverLine } from './upload.ts';

/** What the product gives the adapter so that exactly one process holds the connection. */
export type LongConnectionParts = {
  readonly lease: TakeLease;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Tells the administrators; rejections are logged. */
  readonly alert: (trouble: Trouble) => Promise<void>;
  /** What a member is told whose message could not be kept. */
  readonly notKept: string;
  /** The connection is there: what waits may go out. */
  readonly onReady: () => void;
  /** Tests hold time and network in hand. */
  readonly timers?: Timers & { stop(): void };
  readonly dial?: Dial;
};

export type LongConnectionOptions = LongConnectionParts & {
  readonly url: string;
  readonly botId: string;
  readonly secret: string;
  readonly botName: string;
  readonly apiBase: string;
  readonly publicUrl?: string;
  readonly now: () => number;
  readonly timeoutMs: number;
  readonly log: Log;
};

export type LongConnectionBot = Line & {
  open(receive: Receive): Connection;
  /** The id under which the bot can send a file of ours. Never rejects. */
  upload(medium: Medium): Promise<Uploaded>;
};

/** Nothing is dialled before `open`; what is asked before finds no connection. */
export function createLongConnectionBot(options: LongConnectionOptions): LongConnectionBot {
  const { log, timers = createTimers() } = options;
  const counted = { connected: 0, evictions: 0 };
  let downSince = timers.now();
  let inbound: Inbound | undefined;

  function onState(state: State): void {
    const { ok, detail } = describe(state);
    if (ok) downSince = timers.now();
    if (state.kind === 'connected') {
      counted.connected += 1;
      options.onReady();
    }
    if (state.kind === 'waiting' && state.after.kind === 'evicted') counted.evictions += 1;
    const level = state.kind === 'waiting' || state.kind === 'refused' ? 'warn' : 'info';
    log[level]({ state: state.kind, detail }, 'wecom long connection');
    const trouble = troubleOf(state, timers.now() - downSince);
    if (trouble) {
      options.alert(trouble).catch((error: unknown) => {
        const reason = error instanceof Error ? error.name : typeof error;
        log.error({ cause: trouble.cause, reason }, 'administrators could not be told');
      });
    }
  }

  const keeper = createKeeper({
    dial: options.dial ?? dial,
    url: options.url,
    botId: options.botId,
    secret: options.secret,
    timers,
    newId: randomUUID,
    timeoutMs: options.timeoutMs,
    lease: options.lease,
    random: options.random,
    onState,
    onCallback: (callback) => inbound?.take(callback),
    onUnreadable: (reason) =>
      log.warn({ code: 'malformed', reason }, 'wecom long connection: frame not understood'),
  });

  return {
    ask: keeper.ask,
    upload: (medium) => uploadOverLine(keeper, medium),
    open(receive) {
      inbound = createInbound({ ...options, receive, timers, line: keeper });
      const listening = inbound;
      keeper.start();
      return {
        check: () => describe(keeper.state()),
        standby: () => keeper.state().kind === 'standby',
        figures: () => ({
          connected: keeper.state().kind === 'connected',
          reconnects: Math.max(0, counted.connected - 1),
          evictions: counted.evictions,
        }),
        async settled() {
          // Frames come in order: when the answer to a ping is here, so is everything sent before it.
          await keeper.ask('ping', undefined);
          await listening.settled();
        },
        async stop() {
          await keeper.stop();
          await listening.settled();
          timers.stop();
        },
      };
    },
  };
}
