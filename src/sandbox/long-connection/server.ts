// The platform's end of the long connection: one live session for each bot, a newer subscribe evicts the older one.
// https://developer.work.weixin.qq.com/document/path/101463
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { BotAnswers, Occasion } from '../bot-answers.ts';
import type { BotChannel } from '../bot-channel.ts';
import { deliverWithFaults } from '../callback-faults.ts';
import type { JsonRecord } from '../json-shape.ts';
import { createRateWindow } from '../rate-window.ts';
import { demand, Refusal } from '../refusal.ts';
import type { Site } from '../site.ts';
import type { SwitchboardTaps } from '../switchboard.ts';
import { createBudget } from './budget.ts';
import { callbackFrame, type Frame } from './frame.ts';
import { createOccasions } from './occasions.ts';
import { createPatience, machineTimers, type Patience } from './patience.ts';
import { createPush } from './push.ts';
import { createResponses, type FrameHandler } from './respond.ts';
import { openSession, type Session } from './session.ts';
import { createStreams } from './streams.ts';
import { createUploads } from './upload.ts';

const MAX_FRAME_BYTES = 1 << 20;
/** "The platform protects itself against subscribe storms" (path/101463); the number is ours. */
const SUBSCRIBES_A_MINUTE = 30;

export interface LongConnection extends BotChannel {
  /** Takes the upgrade of a WebSocket at `/`; false when it is not ours. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Whether a product is subscribed. */
  connected(): boolean;
  /** Another copy subscribed elsewhere: `disconnected_event`, then the line is closed. */
  evict(): Promise<void>;
  /** Cuts the live line without a word, as a network does. */
  cut(): void;
  /** Leaves the live line half open. */
  freeze(): void;
  close(): void;
}

/** Serves the long connection of one bot. Nothing is accepted unless the bot is in that mode. */
export function createLongConnection(options: {
  readonly site: Site;
  readonly answers: BotAnswers;
  readonly faults: SwitchboardTaps;
}): LongConnection {
  const { site, answers, faults } = options;
  const { now, bot, lineTimers = machineTimers } = site.options;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    // A line that was left half open must not answer.
    autoPong: false,
  });
  const sessions = new Map<Session, Patience>();
  let live: Session | undefined;
  const occasions = createOccasions(now);
  const streams = createStreams(now);
  const subscribes = createRateWindow({ now, limit: SUBSCRIBES_A_MINUTE, windowMs: 60_000 });
  const common = { site, answers, streams, spend: createBudget(now) };
  const uploads = createUploads(site);
  const responses = createResponses({ ...common, occasions });
  const handlers: Readonly<Record<string, FrameHandler>> = {
    ping: () => {
      if (live !== undefined) sessions.get(live)?.renew();
      return undefined;
    },
    aibot_respond_welcome_msg: responses.welcome,
    aibot_respond_msg: responses.message,
    aibot_respond_update_msg: responses.update,
    aibot_send_msg: createPush(common),
    aibot_upload_media_init: uploads.init,
    aibot_upload_media_chunk: uploads.chunk,
    aibot_upload_media_finish: uploads.finish,
  };

  function event(eventtype: string): Record<string, unknown> {
    const create_time = Math.floor(site.wireNow() / 1000);
    return { msgid: newId(), create_time, aibotid: bot.id, msgtype: 'event', event: { eventtype } };
  }

  async function evict(session: Session | undefined): Promise<void> {
    if (session === undefined) return;
    if (session === live) live = undefined;
    await session.write(callbackFrame('aibot_event_callback', newId(), event('disconnected_event')));
    session.close(1000, 'replaced by a newer connection');
  }

  /** A copy has the same msgid under a req_id of its own. */
  async function tell(payload: JsonRecord, occasion: Occasion): Promise<boolean> {
    const reqId = newId();
    occasions.open(reqId, occasion);
    const cmd = payload.msgtype === 'event' ? 'aibot_event_callback' : 'aibot_msg_callback';
    return (await live?.write(callbackFrame(cmd, reqId, payload))) ?? false;
  }

  function subscribe(session: Session, frame: Frame): void {
    demand(subscribes.take(bot.id), 45009, 'subscribe too often');
    demand(bot.mode === 'websocket' && bot.secret !== undefined, 40001, 'bot is not in long connection mode');
    demand(frame.body.bot_id === bot.id, 40013, 'invalid bot_id');
    demand(frame.body.secret === bot.secret, 40001, 'invalid secret');
    const older = live === session ? undefined : live;
    live = session;
    sessions.get(session)?.renew();
    void evict(older);
  }

  /** The client has stopped pinging. One behind a line that is half open never hears of the end. */
  function giveUp(session: Session): void {
    if (session === live) live = undefined;
    session.close(1000, 'no ping');
  }

  function accept(session: Session, frame: Frame): FrameHandler {
    if (frame.cmd === 'aibot_subscribe') {
      return () => {
        subscribe(session, frame);
        return undefined;
      };
    }
    // The documents name no code for a line that has not subscribed, or not any more.
    demand(session === live, 40058, 'subscribe first');
    const handler = handlers[frame.cmd];
    if (handler === undefined) throw new Refusal(40058, 'unknown cmd');
    return handler;
  }

  return {
    upgrade(req, socket, head) {
      if (new URL(req.url ?? '/', 'http://tenant.invalid').pathname !== '/') return false;
      server.handleUpgrade(req, socket, head, (opened) => {
        const session: Session = openSession({
          socket: opened,
          log: site.log,
          faults,
          handle: (frame, record) => accept(session, frame)(frame, record),
          refused(frame) {
            if (frame.cmd === 'aibot_subscribe') session.close(1008, 'subscribe refused');
          },
          closed() {
            sessions.get(session)?.end();
            sessions.delete(session);
            if (live === session) live = undefined;
          },
        });
        sessions.set(
          session,
          createPatience(lineTimers, () => giveUp(session)),
        );
      });
      return true;
    },
    async call(payload, occasion) {
      if (live === undefined) return { result: { outcome: 'lost', attempts: 0, reason: 'not connected' } };
      const dropped = faults.takeCallbackFault('bot', ['drop']) !== undefined;
      const deliver = async () => !dropped && (await tell(payload, occasion));
      const written = await deliverWithFaults({ faults, to: 'bot', deliver });
      if (!written) return { result: { outcome: 'lost', attempts: 1, reason: 'connection dropped' } };
      return { result: { outcome: 'delivered', attempts: 1 } };
    },
    connected: () => live !== undefined,
    evict: () => evict(live),
    cut: () => live?.cut(),
    freeze: () => live?.freeze(),
    close() {
      for (const [session, patience] of sessions) {
        patience.end();
        session.cut();
      }
      server.close();
    },
  };
}

function newId(): string {
  return randomBytes(16).toString('hex');
}
