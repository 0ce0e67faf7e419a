// Faults a test throws at the product's calls, and at the platform's own callbacks.

export type Fault =
  /** Waits before the call is processed: a fixed real time, or until the given promise resolves. */
  | {
      readonly kind: 'delay';
      readonly ms?: number;
      readonly until?: Promise<unknown>;
      readonly times?: number;
    }
  /** Cuts the connection; nothing was accepted. */
  | { readonly kind: 'drop'; readonly times?: number }
  /** Accepts and shows the message, then cuts the connection: the caller cannot know. */
  | { readonly kind: 'drop-after-accept'; readonly times?: number }
  | { readonly kind: 'status'; readonly status: number; readonly times?: number }
  /** 200 with an HTML page, as a gateway in between does. */
  | { readonly kind: 'html'; readonly times?: number }
  | { readonly kind: 'errcode'; readonly errcode: number; readonly errmsg?: string; readonly times?: number }
  /** No answer at all, and the line stays open; nothing was accepted. */
  | { readonly kind: 'silence'; readonly times?: number }
  /** Accepts and shows the message, but never answers: the caller cannot know. */
  | { readonly kind: 'silence-after-accept'; readonly times?: number }
  /** The platform invalidates the token early: 42001 now, and gettoken gives a new one. */
  | { readonly kind: 'token-expired'; readonly times?: number };

export interface Switchboard {
  /** The next `times` (default 1) calls whose path, or frames whose cmd, starts with `pathPrefix` meet this fault. */
  next(pathPrefix: string, fault: Fault): void;
  /** The next callback arrives twice: same plaintext, new nonce. */
  duplicateNextCallback(): void;
  /** The product answers the next callback, but the answer never reaches the platform. */
  loseNextCallbackAnswer(): void;
  clear(): void;
}

export interface SwitchboardTaps {
  takeFault(path: string): Fault | undefined;
  takeDuplicate(): boolean;
  takeLostAnswer(): boolean;
}

/** Faults that a test or the drill page asked for, handed to the calls and callbacks they are meant for. */
export function createSwitchboard(): Switchboard & SwitchboardTaps {
  let waiting: { prefix: string; fault: Fault; left: number }[] = [];
  let duplicates = 0;
  let lostAnswers = 0;
  return {
    next(prefix, fault) {
      waiting.push({ prefix, fault, left: fault.times ?? 1 });
    },
    duplicateNextCallback() {
      duplicates += 1;
    },
    loseNextCallbackAnswer() {
      lostAnswers += 1;
    },
    clear() {
      waiting = [];
      duplicates = 0;
      lostAnswers = 0;
    },
    takeFault(path) {
      const hit = waiting.find((entry) => path.startsWith(entry.prefix));
      if (hit === undefined) return undefined;
      hit.left -= 1;
      if (hit.left <= 0) waiting = waiting.filter((entry) => entry !== hit);
      return hit.fault;
    },
    takeDuplicate() {
      if (duplicates === 0) return false;
      duplicates -= 1;
      return true;
    },
    takeLostAnswer() {
      if (lostAnswers === 0) return false;
      lostAnswers -= 1;
      return true;
    },
  };
}
