// Answers inside the callback itself: for a message that came without an address to answer to, the callback is held open
// a moment after its effect is committed, and the answer that the outbox then sends goes out with it as a stream of one
// frame. https://developer.work.weixin.qq.com/document/path/101031
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SendOutcome } from '../platform.ts';

/** The platform waits five seconds (path/101027); what has not come by now goes another way. */
export const PASSIVE_WAIT_MS = 3_000;

const handleShape = z.object({ callback: z.string() });

/** An answer on its way out: `handed` is told whether the platform took all of it. */
export type Passive = { readonly content: string; readonly handed: (taken: boolean) => void };

/** A callback that can still be answered. */
export type HeldCallback = {
  /** The right to answer it. */
  readonly handle: string;
  /** Resolves with the answer, or with undefined when none has come in time. */
  answer(): Promise<Passive | undefined>;
};

export type PassiveAnswers = {
  /** Holds a callback from now on. */
  hold(): HeldCallback;
  /** Answers a held callback; refused when it is closed, as after a restart or in another instance. */
  give(handle: string, content: string): Promise<SendOutcome>;
};

/** The callback a handle stands for; undefined for a handle of another kind. */
export function decodeCallbackHandle(handle: string): string | undefined {
  try {
    return handleShape.safeParse(JSON.parse(handle)).data?.callback;
  } catch {
    return undefined;
  }
}

const CLOSED: SendOutcome = {
  kind: 'refused',
  scope: 'message',
  code: 'callback-closed',
  reason: '回调已经答完',
  hint: '改用群消息推送或应用消息',
};

const CUT_OFF: SendOutcome = { kind: 'unknown', reason: '回调在应答写完之前断开' };

/** The callbacks of this process that are held open; `waitMs` is real time. */
export function createPassiveAnswers(waitMs = PASSIVE_WAIT_MS): PassiveAnswers {
  const held = new Map<string, (answer: Passive | undefined) => void>();
  return {
    hold() {
      const id = randomUUID();
      const answer = new Promise<Passive | undefined>((resolve) => {
        const close = (given: Passive | undefined): void => {
          clearTimeout(timer);
          held.delete(id);
          resolve(given);
        };
        const timer = setTimeout(() => close(undefined), waitMs);
        held.set(id, close);
      });
      return { handle: JSON.stringify({ callback: id }), answer: () => answer };
    },
    give(handle, content) {
      const answer = held.get(decodeCallbackHandle(handle) ?? '');
      if (answer === undefined) return Promise.resolve(CLOSED);
      return new Promise((resolve) => {
        const handed = (taken: boolean): void => {
          clearTimeout(timer);
          resolve(taken ? { kind: 'sent', undelivered: [] } : CUT_OFF);
        };
        // The deliverer waits for this: it must end, whatever becomes of the callback.
        const timer = setTimeout(() => handed(false), waitMs);
        answer({ content, handed });
      });
    },
  };
}
