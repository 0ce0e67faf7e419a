// Faults a test throws at the product's calls, and at the platform's own callbacks.
import { createFaultQueue, seededChance } from './fault-queue.ts';

interface Counted {
  /** How many of the next. @default 1 */
  readonly times?: number;
}

/** A wait in real time, or until the given promise resolves. */
interface Wait {
  readonly ms?: number;
  readonly until?: Promise<unknown>;
}

export type Fault = Counted &
  (
    | /** Waits before the call is processed. */ ({ readonly kind: 'delay' } & Wait)
    /** Cuts the connection; nothing was accepted. */
    | { readonly kind: 'drop' }
    /** Accepts and shows the message, then cuts the connection: the caller cannot know. */
    | { readonly kind: 'drop-after-accept' }
    | { readonly kind: 'status'; readonly status: number }
    /** 200 with an HTML page, as a gateway in between does. */
    | { readonly kind: 'html' }
    | { readonly kind: 'errcode'; readonly errcode: number; readonly errmsg?: string }
    /** No answer at all, and the line stays open; nothing was accepted. */
    | { readonly kind: 'silence' }
    /** Accepts and shows the message, but never answers: the caller cannot know. */
    | { readonly kind: 'silence-after-accept' }
    /** The platform invalidates the token early: 42001 now, and gettoken gives a new one. */
    | { readonly kind: 'token-expired' }
  );

export type CallbackFault = Counted &
  (
    | /** Arrives late. */ ({ readonly kind: 'delay' } & Wait)
    /** Does not arrive. The app's callbacks are repeated, the bot's are not. */
    | { readonly kind: 'drop' }
    /** Arrives twice: the same plaintext, sealed afresh. */
    | { readonly kind: 'duplicate' }
    /** Arrives after the callback that follows it, as taps out of order do. */
    | { readonly kind: 'hold' }
    /**
     * Arrives, but the product's answer does not reach the platform in time. Waits for a callback URL: over the long
     * connection answers are frames of their own, so `next('aibot_respond', …)` loses them.
     */
    | { readonly kind: 'lose-answer' }
    /** A message for a callback URL that comes without an address to answer to: only the callback itself can be answered. */
    | { readonly kind: 'no-response-url' }
  );

export type CallbackTarget = 'app' | 'bot';

export interface Switchboard {
  /** The next `times` (default 1) calls whose path, or frames whose cmd, starts with `pathPrefix` meet this fault. */
  next(pathPrefix: string, fault: Fault): void;
  /** Of all such calls and frames, this share (0 to 1) meets the fault, until `clear`. */
  sometimes(pathPrefix: string, rate: number, fault: Fault): void;
  /** All such calls and frames meet the fault for so many milliseconds of the tenant's time, as a closed window of 45009 does. */
  during(pathPrefix: string, ms: number, fault: Fault): void;
  /** The next callback (to `to`, or any) meets this fault. */
  nextCallback(fault: CallbackFault, to?: CallbackTarget): void;
  /** Of all callbacks (to `to`, or any), this share meets the fault, until `clear`. */
  callbacksSometimes(rate: number, fault: CallbackFault, to?: CallbackTarget): void;
  /** The next callback arrives twice: same plaintext, new nonce. */
  duplicateNextCallback(): void;
  /** The product answers the next callback, but the answer never reaches the platform. */
  loseNextCallbackAnswer(): void;
  /** The platform's clock, as far as the product can see it, goes this many milliseconds ahead (or behind). */
  skewClock(ms: number): void;
  /** No fault is left, and what was held goes on. */
  clear(): void;
}

export interface SwitchboardTaps {
  takeFault(path: string): Fault | undefined;
  takeCallbackFault(to: CallbackTarget, kinds: readonly CallbackFault['kind'][]): CallbackFault | undefined;
  /** Resolves when another callback to `to` was delivered, or at `clear`. */
  overtaken(to: CallbackTarget): Promise<void>;
  /** A callback to `to` was delivered. */
  delivered(to: CallbackTarget): void;
  skewMs(): number;
}

/** Resolves when the wait is over. */
export async function waitOut(wait: Wait): Promise<void> {
  await (wait.until ?? new Promise((resolve) => setTimeout(resolve, wait.ms ?? 0)));
}

/** Faults that a test or the drill page asked for, handed to the calls and callbacks they are meant for. */
export function createSwitchboard(options: {
  readonly now: () => number;
  readonly seed?: number | undefined;
}): Switchboard & SwitchboardTaps {
  const chance = seededChance(options.seed ?? 1);
  const calls = createFaultQueue<Fault>(chance, options.now);
  const callbacks = createFaultQueue<CallbackFault>(chance, options.now);
  let held: { to: CallbackTarget; go: () => void }[] = [];
  let skew = 0;

  function release(wanted: (to: CallbackTarget) => boolean): void {
    const going = held.filter((entry) => wanted(entry.to));
    held = held.filter((entry) => !wanted(entry.to));
    for (const entry of going) entry.go();
  }

  return {
    next: calls.next,
    sometimes: calls.sometimes,
    during: calls.during,
    nextCallback: (fault, to = undefined) => callbacks.next(to ?? '', fault),
    callbacksSometimes: (rate, fault, to = undefined) => callbacks.sometimes(to ?? '', rate, fault),
    duplicateNextCallback: () => callbacks.next('', { kind: 'duplicate' }),
    loseNextCallbackAnswer: () => callbacks.next('', { kind: 'lose-answer' }),
    skewClock(ms) {
      skew = ms;
    },
    clear() {
      calls.clear();
      callbacks.clear();
      skew = 0;
      release(() => true);
    },
    takeFault: (path) => calls.take(path),
    takeCallbackFault: (to, kinds) => callbacks.take(to, (fault) => kinds.includes(fault.kind)),
    overtaken: (to) => new Promise((go) => held.push({ to, go })),
    delivered: (to) => release((other) => other === to),
    skewMs: () => skew,
  };
}
