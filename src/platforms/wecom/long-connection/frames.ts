// What goes over the long connection: `{cmd, headers: {req_id}, body}` and its answer `{headers, errcode, errmsg}`.
// https://developer.work.weixin.qq.com/document/path/101463
import { z } from 'zod';
import { CALLBACK_TEXT_BYTES } from '../limits.ts';

/** What we may ask, by the name it has on the wire. */
export type Command =
  | 'aibot_subscribe'
  | 'ping'
  | 'aibot_respond_welcome_msg'
  | 'aibot_respond_msg'
  | 'aibot_respond_update_msg'
  | 'aibot_send_msg'
  | 'aibot_upload_media_init'
  | 'aibot_upload_media_chunk'
  | 'aibot_upload_media_finish';

export type Frame =
  /** Something a member did; `body` is JSON as text. `req_id` is the right to answer it. */
  | { readonly kind: 'callback'; readonly reqId: string; readonly body: string }
  /** Another process has subscribed with the same secret: this connection is over. */
  | { readonly kind: 'evicted' }
  | {
      readonly kind: 'answer';
      readonly reqId: string;
      readonly errcode: number;
      readonly errmsg: string;
      readonly body: Readonly<Record<string, unknown>>;
    };

export type ReadFrame =
  | { readonly ok: true; readonly frame: Frame }
  | { readonly ok: false; readonly reason: string };

const REQ_ID_BYTES = 256;

const headers = z.object({ req_id: z.string().min(1) });
const callback = z.object({
  cmd: z.enum(['aibot_msg_callback', 'aibot_event_callback']),
  headers,
  body: z.looseObject({}),
});
const evicted = z.object({
  body: z.object({ event: z.object({ eventtype: z.literal('disconnected_event') }) }),
});
const answer = z.object({
  headers,
  errcode: z.number(),
  errmsg: z.string().catch(''),
  body: z.record(z.string(), z.unknown()).catch({}),
});

const no = (reason: string): ReadFrame => ({ ok: false, reason });

function read(value: unknown): ReadFrame {
  const command = z.object({ cmd: z.string() }).safeParse(value).data?.cmd;
  if (command === undefined || command === 'ping' || command === 'pong') {
    const found = answer.safeParse(value).data;
    if (!found) return no('neither a command nor an answer');
    const { errcode, errmsg, body } = found;
    return { ok: true, frame: { kind: 'answer', reqId: found.headers.req_id, errcode, errmsg, body } };
  }
  if (evicted.safeParse(value).success) return { ok: true, frame: { kind: 'evicted' } };
  const found = callback.safeParse(value).data;
  if (!found) return no(`unexpected frame ${command.slice(0, 40)}`);
  const reqId = found.headers.req_id;
  if (Buffer.byteLength(reqId) > REQ_ID_BYTES) return no('req_id too long');
  return { ok: true, frame: { kind: 'callback', reqId, body: JSON.stringify(found.body) } };
}

/** Reads one frame. Total: any text gives a frame or the reason why it is none. */
export function readFrame(text: string): ReadFrame {
  if (Buffer.byteLength(text) > CALLBACK_TEXT_BYTES) return no('frame too large');
  try {
    return read(JSON.parse(text));
  } catch {
    // Not JSON, or nested too deeply to be written again.
    return no('not JSON');
  }
}

/** The text of a frame of ours. */
export const frameText = (cmd: Command, reqId: string, body?: unknown): string =>
  JSON.stringify({ cmd, headers: { req_id: reqId }, ...(body === undefined ? {} : { body }) });
