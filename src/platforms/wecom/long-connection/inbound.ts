// What members do, from a frame to a committed effect. The platform does not send a frame twice, so what cannot be
// kept at once is tried again here, and in the end the member is told to send it again.
import { z } from 'zod';
import type { InboundEvent, Receive, ReceiveResult } from '../../platform.ts';
import { BOT_CARD_CHARS } from '../limits.ts';
import type { Log } from '../log.ts';
import { parseBot } from '../parse-bot.ts';
import { cardAsText, changedCard } from '../template-card.ts';
import { NOT_UNDERSTOOD, unreadable } from '../unreadable.ts';
import type { Frame } from './frames.ts';
import { AT_ONCE_MS } from './limits.ts';
import type { Asked } from './link.ts';
import { textParts } from './render.ts';
import { type Line, sendOverLine } from './send.ts';
import type { Timers } from './timers.ts';

export type InboundOptions = {
  readonly receive: Receive;
  readonly line: Line;
  readonly timers: Timers;
  readonly now: () => number;
  readonly botName: string;
  readonly apiBase: string;
  readonly publicUrl?: string;
  /** What a member is told whose message could not be kept. */
  readonly notKept: string;
  readonly log: Log;
};

export type Inbound = {
  /** Takes a callback; what becomes of it is awaited by `settled`. */
  take(callback: Callback): void;
  /** Resolves when nothing is being worked on. */
  settled(): Promise<void>;
};

type Callback = Extract<Frame, { kind: 'callback' }>;

/** Waits before keeping a message is tried again, ms. */
const KEEP_AGAIN_MS = [1_000, 4_000, 15_000];
const NOT_KEPT = 'not-kept';
const route = 'wecom.bot';

type Kept = ReceiveResult | typeof NOT_KEPT;

const tapped = z.object({ event: z.object({ template_card_event: z.object({ task_id: z.string() }) }) });

/** The adapter's ear on the long connection. */
export function createInbound(options: InboundOptions): Inbound {
  const { line, timers, log, botName, apiBase } = options;
  const working = new Set<Promise<void>>();
  /** The last thing each person did that is being kept. */
  const lanes = new Map<string, Promise<unknown>>();

  async function keep(event: InboundEvent, raw: string): Promise<Kept> {
    for (const wait of [...KEEP_AGAIN_MS, undefined]) {
      try {
        return await options.receive(event, raw);
      } catch (error) {
        // Its text may quote the message, so only its name is logged; whoever threw it logs the rest.
        const reason = error instanceof Error ? error.name : typeof error;
        const again = wait !== undefined;
        const fields = { route, code: NOT_KEPT, reason };
        if (again) log.warn(fields, 'wecom message not kept, trying again');
        else log.error(fields, 'wecom message not kept, the member is told to send it again');
      }
      if (wait !== undefined) await new Promise<void>((resolve) => timers.after(wait, resolve));
    }
    return NOT_KEPT;
  }

  function tell(event: InboundEvent, text: string): Promise<unknown> {
    const { place, sender } = event;
    const chat = place.kind === 'group' ? place : ({ kind: 'single', userId: sender } as const);
    return Promise.all(textParts(chat, text, '').map((part) => sendOverLine(line, part, options.now())));
  }

  async function updateCard(
    callback: Callback,
    event: InboundEvent,
    card: NonNullable<ReceiveResult['card']>,
    inTime: boolean,
  ): Promise<void> {
    // Undefined when it could not even be tried; the decision is committed whatever becomes of the card.
    const asked = inTime ? await drawnOver(callback, card) : undefined;
    if (asked?.kind === 'answer' && asked.errcode === 0) return;
    const code = asked === undefined ? 'late' : asked.kind === 'answer' ? asked.errcode : asked.kind;
    log.warn({ route, code }, 'wecom card not updated in time, its state is said in words');
    await tell(event, cardAsText(card));
  }

  async function drawnOver(
    callback: Callback,
    card: NonNullable<ReceiveResult['card']>,
  ): Promise<Asked | undefined> {
    const taskId = tapped.safeParse(JSON.parse(callback.body)).data?.event.template_card_event.task_id;
    if (taskId === undefined) return undefined;
    try {
      const body = {
        response_type: 'update_template_card',
        template_card: changedCard(card, taskId, { publicUrl: options.publicUrl, chars: BOT_CARD_CHARS }),
      };
      return await line.ask('aibot_respond_update_msg', body, callback.reqId);
    } catch {
      log.error({ route, code: 'card-not-drawn' }, 'wecom card update could not be drawn');
      return undefined;
    }
  }

  async function answer(
    callback: Callback,
    event: InboundEvent,
    { result, arrived }: { readonly result: Kept; readonly arrived: number },
  ): Promise<void> {
    const inTime = timers.now() - arrived < AT_ONCE_MS;
    if (result === NOT_KEPT) {
      if (event.sender !== '') await tell(event, options.notKept);
    } else if (result.card && event.content.kind === 'tap') {
      await updateCard(callback, event, result.card, inTime);
    } else if (result.greeting !== undefined && inTime) {
      const greeting = { msgtype: 'text', text: { content: result.greeting } };
      await line.ask('aibot_respond_welcome_msg', greeting, callback.reqId);
    }
  }

  return {
    take(callback) {
      const { body, reqId } = callback;
      const parsed = parseBot(body, { now: options.now(), botName, apiBase, reqId });
      if (!parsed.ok) log.warn({ route, code: 'malformed', reason: parsed.reason }, NOT_UNDERSTOOD);
      const event = parsed.ok ? parsed.event : unreadable(route, body, options.now());
      const arrived = timers.now();
      // What one person does is kept in order; people do not wait for each other, nor for answers.
      const kept = (lanes.get(event.sender) ?? Promise.resolve()).then(() => keep(event, body));
      lanes.set(event.sender, kept);
      const done: Promise<void> = kept
        .then((result) => answer(callback, event, { result, arrived }))
        .catch((error: unknown) => {
          const reason = error instanceof Error ? error.name : typeof error;
          log.error({ route, code: 'unanswered', reason }, 'wecom callback could not be answered');
        })
        .finally(() => {
          working.delete(done);
          if (lanes.get(event.sender) === kept) lanes.delete(event.sender);
        });
      working.add(done);
    },
    async settled() {
      while (working.size > 0) await Promise.all(working);
    },
  };
}
