// How the 智能机器人 tells the product something: by its callback URL, or over the long connection.
import type { Occasion } from './bot-answers.ts';
import type { BotReply } from './bot-reply.ts';
import type { JsonRecord } from './json-shape.ts';
import type { CallbackResult } from './tenant-types.ts';

export interface Told {
  readonly result: CallbackResult;
  /** The passive answer that was shown; only a callback URL gives one at once. */
  readonly shown?: BotReply;
}

export interface BotChannel {
  /** Tells the product of a message or event; never throws for what the product does. */
  call(payload: JsonRecord, occasion: Occasion): Promise<Told>;
}
