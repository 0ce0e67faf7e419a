// What each req_id of the platform may still be answered with.
// https://developer.work.weixin.qq.com/document/path/101463: messages 24 h, welcome and card update 5 s.
import type { Occasion } from '../bot-answers.ts';
import type { BotTrigger } from '../bot-reply.ts';
import { demand } from '../refusal.ts';

const DAY_MS = 24 * 3600_000;
const EVENT_MS = 5000;

/** 846604: the req_id is too old. 846605: unknown, used up, or not of the kind this cmd answers (field reports). */
const EXPIRED = 846604;
const INVALID = 846605;

export interface OpenOccasion {
  readonly occasion: Occasion;
  /** Epoch milliseconds at which the callback was sent. */
  readonly at: number;
}

export interface Occasions {
  open(reqId: string, occasion: Occasion): void;
  /** The occasion behind the req_id, if it was of this kind and is young enough. */
  find(reqId: string, trigger: BotTrigger): OpenOccasion;
  /** Nothing more answers this req_id. */
  close(reqId: string): void;
}

/** Remembers callbacks by req_id, also beyond the end of the connection that carried them. */
export function createOccasions(now: () => number): Occasions {
  const known = new Map<string, OpenOccasion>();
  return {
    open(reqId, occasion) {
      known.set(reqId, { occasion, at: now() });
    },
    find(reqId, trigger) {
      const found = known.get(reqId);
      demand(found !== undefined && found.occasion.trigger === trigger, INVALID, 'invalid req_id');
      const limit = trigger === 'message' ? DAY_MS : EVENT_MS;
      demand(now() - found.at <= limit, EXPIRED, 'req_id expired');
      return found;
    },
    close: (reqId) => void known.delete(reqId),
  };
}
