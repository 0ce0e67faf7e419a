// What the product may say on the long connection, by msgtype.
// https://developer.work.weixin.qq.com/document/path/101463
import { type BotReply, markdownOf, type PersonCheck, sendCard, streamOf } from '../bot-reply.ts';
import { type JsonRecord, recordAt } from '../json-shape.ts';
import { imageDataUrl } from '../media.ts';
import { demand, Refusal } from '../refusal.ts';
import type { Site } from '../site.ts';
import type { Body } from '../tenant-types.ts';

/** Media uploaded on the long connection belongs to the bot. */
export const BOT_UPLOADS = 'bot-upload';
const MEDIA = ['image', 'voice', 'video', 'file'];

function mediaOf(body: JsonRecord, msgtype: string, site: Site): Body {
  const media = site.media.get(String(recordAt(body, msgtype)?.media_id), BOT_UPLOADS);
  demand(media !== undefined && media.type === msgtype, 40007, 'invalid media_id');
  if (msgtype === 'image') return { kind: 'image', dataUrl: imageDataUrl(media.bytes) };
  const video = msgtype === 'video' ? ({ video: true } as const) : {};
  return { kind: 'file', name: media.filename, size: media.bytes.length, ...video };
}

/** Reads markdown, a card, media or (`streams`) a stream; everything else is refused with 40008. */
export function readContent(
  body: JsonRecord,
  options: { readonly site: Site; readonly streams: boolean; readonly isPerson: PersonCheck },
): BotReply {
  const { site, streams, isPerson } = options;
  const kind = String(body.msgtype);
  if (MEDIA.includes(kind)) return { kind, media: mediaOf(body, kind, site) };
  if (kind === 'template_card') return { kind, card: sendCard(body, isPerson) };
  if (kind === 'markdown') {
    const text = markdownOf(recordAt(body, 'markdown')?.content);
    demand(text.trim() !== '', 44004, 'empty content');
    return { kind, text };
  }
  demand(streams && (kind === 'stream' || kind === 'stream_with_template_card'), 40008, 'invalid msgtype');
  demand(recordAt(body, 'stream')?.msg_item === undefined, 40058, 'msg_item not supported here');
  const stream = streamOf(body);
  if (kind === 'stream') return { kind, stream };
  // With a card the stream may come without one: the card is sent with one of its parts.
  if (body.template_card === undefined) return { kind, stream };
  return { kind, stream, card: sendCard(body, isPerson) };
}

/** A welcome: text or a card (path/101031). */
export function readWelcome(body: JsonRecord, isPerson: PersonCheck): BotReply {
  if (body.msgtype === 'template_card') return { kind: 'template_card', card: sendCard(body, isPerson) };
  if (body.msgtype !== 'text') throw new Refusal(40008, 'invalid msgtype');
  const text = markdownOf(recordAt(body, 'text')?.content);
  demand(text.trim() !== '', 44004, 'empty content');
  return { kind: 'text', text };
}
