// Decrypted JSON of the 智能机器人 → what a person did. Total: any text gives an event or a typed refusal.
// Messages https://developer.work.weixin.qq.com/document/path/100719 · events https://developer.work.weixin.qq.com/document/path/101027
import { z } from 'zod';
import type { InboundContent, InboundEvent, MediaRef } from '../platform.ts';
import { isReplyAddress } from './addresses.ts';
import { BOT_MEDIA_MS, CALLBACK_TEXT_BYTES } from './limits.ts';
import { cardOf } from './long-connection/task-id.ts';
import { encodeMediaHandle } from './media-handle.ts';
import { type Parsed, type readAppEnvelope, secondsToMs } from './parse-app.ts';
import { encodeReplyHandle, encodeRequestHandle } from './reply-handle.ts';
import { stripMention } from './strip-mention.ts';

export const BOT_CHANNEL = 'wecom.bot';

const text = z.object({ content: z.string() });
// Over the long connection every address comes with its own key; by callback the EncodingAESKey opens them all.
const medium = z.object({ url: z.string().min(1), aeskey: z.string().min(1).optional().catch(undefined) });
// One broken part must not cost the rest of the message: what does not fit reads as absent.
const loose = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const bodyParts = {
  msgtype: z.string().min(1),
  text: loose(text),
  voice: loose(text),
  image: loose(medium),
  file: loose(medium),
  video: loose(medium),
};
const item = z.object(bodyParts);
const body = z.object({
  ...bodyParts,
  mixed: loose(z.object({ msg_item: z.array(item.or(z.unknown().transform(() => undefined))) })),
});

const oneOrMany = z.union([z.string().transform((id) => [id]), z.array(z.string())]);
// A list left open comes without options, or with none named.
const selected = z.object({
  question_key: z.string(),
  option_ids: z.object({ option_id: oneOrMany.catch([]) }).catch({ option_id: [] }),
});
const selectedOrNot = selected.or(z.unknown().transform(() => undefined));
const tap = z.object({
  event_key: z.string().min(1),
  task_id: z.string().min(1),
  selected_items: loose(
    z.object({ selected_item: z.union([z.array(selectedOrNot), selected.transform((one) => [one])]) }),
  ),
});

const callback = body.extend({
  msgid: z.string().min(1),
  chatid: loose(z.string()),
  chattype: loose(z.enum(['single', 'group'])),
  from: z.object({ userid: z.string().min(1) }),
  create_time: loose(z.number()),
  response_url: loose(z.string()),
  quote: loose(body),
  event: loose(z.object({ eventtype: z.string(), template_card_event: loose(tap) })),
});

const envelope = z.object({ encrypt: z.string().min(1) });

/** The cipher text of the outer `{"encrypt": …}`. */
export function readBotEnvelope(json: string): ReturnType<typeof readAppEnvelope> {
  if (Buffer.byteLength(json) > CALLBACK_TEXT_BYTES) return { ok: false, reason: 'JSON too large' };
  try {
    const parsed = envelope.safeParse(JSON.parse(json));
    return parsed.success
      ? { ok: true, encrypted: parsed.data.encrypt }
      : { ok: false, reason: 'no encrypt' };
  } catch {
    return { ok: false, reason: 'not JSON' };
  }
}

type Body = z.infer<typeof body>;
type Callback = z.infer<typeof callback>;
type Said = { readonly text: string; readonly media: readonly MediaRef[] };

function saidIn(part: Body, fetchableUntil: number): Said | undefined {
  switch (part.msgtype) {
    case 'text':
    case 'voice': {
      const said = part[part.msgtype];
      return said && { text: said.content, media: [] };
    }
    case 'image':
    case 'file':
    case 'video': {
      const found = part[part.msgtype];
      if (!found) return undefined;
      const handle = encodeMediaHandle(found);
      return { text: '', media: [{ channel: BOT_CHANNEL, kind: part.msgtype, handle, fetchableUntil }] };
    }
    case 'mixed': {
      const items = part.mixed?.msg_item ?? [];
      const said = items.flatMap((one) => (one ? (saidIn(one, fetchableUntil) ?? []) : []));
      const texts = said.map((one) => one.text).filter((one) => one !== '');
      return part.mixed && { text: texts.join('\n'), media: said.flatMap((one) => one.media) };
    }
    default:
      return undefined;
  }
}

function eventContent(message: Callback): InboundContent {
  const type = message.event?.eventtype ?? '';
  if (type === 'enter_chat') return { kind: 'entered', greets: true };
  // Of anything else (a like, changed rights) nobody asked the bot: an answer would be refused (846605).
  if (type !== 'template_card_event') return { kind: 'entered' };
  const tapped = message.event?.template_card_event;
  if (!tapped) return { kind: 'unsupported', what: 'tap' };
  const items = tapped.selected_items?.selected_item ?? [];
  const selections = Object.fromEntries(
    items.flatMap((one) => (one ? [[one.question_key, one.option_ids.option_id]] : [])),
  );
  return { kind: 'tap', cardId: cardOf(tapped.task_id), action: tapped.event_key, selections };
}

function contentOf(message: Callback, botName: string, at: number): InboundContent {
  if (message.msgtype === 'event') return eventContent(message);
  // The platform asks how a streamed answer goes on; we never begin one.
  if (message.msgtype === 'stream') return { kind: 'entered' };
  const said = saidIn(message, at + BOT_MEDIA_MS);
  if (!said) return { kind: 'unsupported', what: message.msgtype };
  const quote = message.quote ? saidIn(message.quote, at + BOT_MEDIA_MS) : undefined;
  return {
    kind: 'text',
    text: message.chattype === 'group' ? stripMention(said.text, botName) : said.text,
    media: [...said.media, ...(quote?.media ?? [])],
    ...(quote?.text ? { quoted: quote.text } : {}),
  };
}

/** The right to answer a message in place: an address by callback URL, the frame's id over the long connection. */
function replyHandleOf(
  message: Callback,
  { place, at, context }: { place: InboundEvent['place']; at: number; context: Context },
): string | undefined {
  if (context.reqId !== undefined) {
    // Events have answers of their own; an ordinary answer to one is refused (846605).
    if (message.msgtype === 'event') return undefined;
    const chat = place.kind === 'group' ? place.chatId : message.from.userid;
    return encodeRequestHandle({ reqId: context.reqId, chat, at });
  }
  const address = message.response_url;
  const ours = address !== undefined && isReplyAddress(address, context.apiBase);
  return ours ? encodeReplyHandle(address, place, at) : undefined;
}

type Context = {
  readonly now: number;
  readonly botName: string;
  readonly apiBase: string;
  /** The frame's `req_id`, when it came over the long connection. */
  readonly reqId?: string;
};

/** Reads one callback of the bot: decrypted from its URL, or the body of a frame of the long connection. */
export function parseBot(json: string, context: Context): Parsed {
  if (Buffer.byteLength(json) > CALLBACK_TEXT_BYTES) return { ok: false, reason: 'JSON too large' };
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { ok: false, reason: 'not JSON' };
  }
  const parsed = callback.safeParse(value);
  if (!parsed.success) {
    const paths = parsed.error.issues.map((issue) => issue.path.join('.') || '(root)');
    return { ok: false, reason: `unexpected fields: ${paths.join(', ')}` };
  }
  // A chat id comes in groups only, so it tells where a message was said that does not say so itself.
  const inGroup =
    parsed.data.chattype === undefined ? !!parsed.data.chatid : parsed.data.chattype === 'group';
  const message: Callback = { ...parsed.data, chattype: inGroup ? 'group' : 'single' };
  if (inGroup && !message.chatid) return { ok: false, reason: 'group without chatid' };
  const place: InboundEvent['place'] = inGroup
    ? { kind: 'group', chatId: message.chatid ?? '' }
    : { kind: 'single' };
  const at = secondsToMs(message.create_time, context.now);
  const replyHandle = replyHandleOf(message, { place, at, context });
  const event: InboundEvent = {
    platform: 'wecom',
    channel: BOT_CHANNEL,
    key: `bot:${message.msgid}`,
    at,
    sender: message.from.userid,
    place,
    ...(replyHandle === undefined ? {} : { replyHandle }),
    content: contentOf(message, context.botName, at),
  };
  return { ok: true, event };
}
