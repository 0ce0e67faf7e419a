// Keeps one connection for the bot, in one process only: whoever holds the lease. A newer subscription evicts the
// older one, so two owners would throw each other out for ever. https://developer.work.weixin.qq.com/document/path/101463
import type { Lease, TakeLease } from '../../platform.ts';
import { backOff, continued, isHopeless, type Row } from './back-off.ts';
import type { Command } from './frames.ts';
import { type Asked, type Ending, type Link, type LinkOptions, openLink } from './link.ts';
import type { Timers } from './timers.ts';

export const LEASE_MS = 30_000;
const RENEW_MS = LEASE_MS / 3;
/** How often somebody without the lease asks for it. */
const STANDBY_MS = 5_000;

export type State =
  | { readonly kind: 'stopped' }
  /** Another process has the connection. */
  | { readonly kind: 'standby' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** Between two attempts. */
  | { readonly kind: 'waiting'; readonly after: Ending; readonly ms: number }
  /** Only a changed setting helps. */
  | { readonly kind: 'refused'; readonly after: Ending };

export type KeeperOptions = Omit<LinkOptions, 'onReady'> & {
  readonly lease: TakeLease;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly onState: (state: State) => void;
};

export type Keeper = {
  ask(cmd: Command, body: unknown, reqId?: string): Promise<Asked>;
  readonly state: () => State;
  start(): void;
  /** Ends the connection and gives the lease back. */
  stop(): Promise<void>;
};

/** Nothing is dialled before `start`. */
export function createKeeper(options: KeeperOptions): Keeper {
  const { timers, lease: take } = options;
  let state: State = { kind: 'stopped' };
  let stopping = false;
  let link: Link | undefined;
  let wakeUp = (): void => {};
  let running: Promise<void> | undefined;

  function enter(next: State): void {
    state = next;
    options.onState(next);
  }

  /** Waits, unless `wakeUp` comes first. */
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (stopping) return resolve();
      const cancel = timers.after(ms, resolve);
      wakeUp = () => {
        cancel();
        resolve();
      };
    });
  }

  async function connectOnce(): Promise<{ readonly ending: Ending; readonly lived: number }> {
    if (state.kind !== 'connecting') enter({ kind: 'connecting' });
    let readyAt: number | undefined;
    const opened = openLink({
      ...options,
      onReady() {
        readyAt = timers.now();
        enter({ kind: 'connected' });
      },
    });
    link = opened;
    const ending = await opened.ended;
    link = undefined;
    return { ending, lived: readyAt === undefined ? 0 : timers.now() - readyAt };
  }

  /** Connects again and again for as long as the lease holds. */
  async function own(lease: Lease): Promise<'lost' | 'hopeless'> {
    const held = watch(timers, lease, () => {
      link?.close();
      wakeUp();
    });
    const goesOn = async (): Promise<boolean> => (await held.still()) && !stopping;
    try {
      for (let row: Row | undefined; ; ) {
        const { ending, lived } = await connectOnce();
        if (!(await goesOn())) return 'lost';
        if (isHopeless(ending)) {
          enter({ kind: 'refused', after: ending });
          return 'hopeless';
        }
        row = continued(row, ending, lived);
        const ms = backOff(row, options.random());
        enter({ kind: 'waiting', after: ending, ms });
        await pause(ms);
        if (!(await goesOn())) return 'lost';
      }
    } finally {
      held.stop();
      await lease.release();
    }
  }

  async function run(): Promise<void> {
    while (!stopping) {
      const lease = await take(`wecom-bot:${options.botId}`, LEASE_MS);
      if (lease && !stopping) {
        if ((await own(lease)) === 'hopeless') return;
      } else {
        await lease?.release();
      }
      if (stopping) break;
      if (state.kind !== 'standby') enter({ kind: 'standby' });
      await pause(STANDBY_MS);
    }
  }

  return {
    state: () => state,
    ask: async (cmd, body, reqId) =>
      link?.ask(cmd, body, reqId) ?? { kind: 'not-connected', reason: '机器人长连接没有接通' },
    start() {
      if (running) return;
      // Whether another instance holds the line is known only when the lease is asked for.
      enter({ kind: 'connecting' });
      running = run();
    },
    async stop() {
      stopping = true;
      link?.close();
      wakeUp();
      await running;
      enter({ kind: 'stopped' });
    },
  };
}

/** Renews the lease until it is lost; `onLost` runs once. */
function watch(timers: Timers, lease: Lease, onLost: () => void) {
  let lost = false;
  let stopped = false;
  let cancel = timers.after(RENEW_MS, () => void tick());

  async function still(): Promise<boolean> {
    if (!lost && !stopped && !(await lease.renew()) && !lost) {
      lost = true;
      onLost();
    }
    return !lost;
  }

  async function tick(): Promise<void> {
    if (!(await still()) || stopped) return;
    cancel = timers.after(RENEW_MS, () => void tick());
  }

  return {
    /** Asks now; false when somebody else has it. */
    still,
    stop() {
      stopped = true;
      cancel();
    },
  };
}
