// What a person's message looks like to the 智能机器人, quoted messages included.
// https://developer.work.weixin.qq.com/document/path/100719
import { randomBytes } from 'node:crypto';
import type { FileInput, QuoteInput } from './act-inputs.ts';
import { ImpossibleAct } from './impossible-act.ts';
import { filledText, isRecord, type JsonRecord, recordAt, recordsAt } from './json-shape.ts';
import { imageType } from './media-limits.ts';
import type { Site } from './site.ts';
import type { Body, Card, MessageId, Quote } from './tenant-types.ts';

const BOT_MEDIA_MS = 5 * 60_000;

export interface BotContent {
  readonly text?: string;
  readonly images?: readonly string[];
  readonly voice?: string;
  readonly file?: FileInput;
  readonly video?: FileInput;
}

/** The text somebody sees on a card, line by line. */
function cardText(card: Card): string {
  const title = recordAt(card, 'main_title');
  const rows = (recordsAt(card, 'horizontal_content_list') ?? []).map(
    (row) => `${row.keyname}：${row.value ?? ''}`,
  );
  const area = recordAt(card, 'image_text_area');
  const verticals = (recordsAt(card, 'vertical_content_list') ?? []).flatMap((one) => [one.title, one.desc]);
  const texts = [card.sub_title_text, area?.title, area?.desc, ...verticals];
  const lines = [title?.title, title?.desc, ...texts, ...rows];
  return lines
    .map(filledText)
    .filter((line) => line !== undefined)
    .join('\n');
}

/** What a message reads like, for quotes. */
export function readable(body: Body): string {
  switch (body.kind) {
    case 'text':
    case 'markdown':
    case 'voice':
    case 'mixed':
      return body.text;
    case 'image':
      return '[图片]';
    case 'file':
      return `[${body.video === true ? '视频' : '文件'}] ${body.name}`;
    case 'link':
      return `[链接] ${body.title}`;
    case 'location':
      return `[位置] ${body.label}`;
    case 'card':
      return cardText(body.card);
    case 'recalled':
      return '[已撤回]';
  }
}

export interface BotContents {
  /** `{msgtype, <msgtype>: …}` */
  wire(content: BotContent): JsonRecord;
  /** Remembers the bytes of a file somebody sent, in case it is quoted. */
  keepFile(messageId: MessageId, file: FileInput): void;
  quote(input: QuoteInput, conversationId: string): { readonly shown: Quote; readonly wire: JsonRecord };
}

/** What people send as the bot is told of it; pictures and files become links that only its key opens. */
export function createBotContents(site: Site): BotContents {
  const files = new Map<MessageId, FileInput>();

  /** Valid 5 minutes, encrypted with the callback's EncodingAESKey, or with a key beside the URL on the long connection. */
  function mediaAt(file: FileInput): JsonRecord {
    const contentType = imageType(file.bytes) ?? 'application/octet-stream';
    const own = site.options.bot.mode === 'websocket' ? { key: randomBytes(32) } : {};
    const media = { bytes: file.bytes, type: 'file', filename: file.name, contentType, ...own };
    const id = site.media.put(media, { validMs: BOT_MEDIA_MS, scope: 'bot' });
    const url = `${site.base()}/aibot/media/${id}`;
    return own.key === undefined ? { url } : { url, aeskey: own.key.toString('base64') };
  }

  function imageItem(dataUrl: string): JsonRecord {
    const bytes = Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
    return { msgtype: 'image', image: mediaAt({ name: 'image.png', bytes }) };
  }

  function wire({ text, images = [], voice, file, video }: BotContent): JsonRecord {
    if (file !== undefined) return { msgtype: 'file', file: mediaAt(file) };
    if (video !== undefined) return { msgtype: 'video', video: mediaAt(video) };
    if (voice !== undefined) return { msgtype: 'voice', voice: { content: voice } };
    const items = images.map(imageItem);
    const [first] = items;
    if (first === undefined) return { msgtype: 'text', text: { content: text ?? '' } };
    if (text === undefined && items.length === 1) return first;
    const head = text === undefined ? [] : [{ msgtype: 'text', text: { content: text } }];
    return { msgtype: 'mixed', mixed: { msg_item: [...head, ...items] } };
  }

  /** No id, no author, no time: only the content. Kinds the page does not list arrive as what they read like (inferred). */
  function quotedWire(messageId: MessageId, body: Body): JsonRecord {
    const file = files.get(messageId);
    if (file !== undefined)
      return wire(body.kind === 'file' && body.video === true ? { video: file } : { file });
    if (body.kind === 'image') return wire({ images: [body.dataUrl] });
    if (body.kind === 'mixed') return wire({ text: body.text, images: body.images });
    if (body.kind === 'voice') return wire({ voice: body.text });
    return wire({ text: readable(body) });
  }

  return {
    wire,
    keepFile: (messageId, file) => void files.set(messageId, file),
    quote(input, conversationId) {
      if (isRecord(input)) return { shown: { text: input.text }, wire: wire({ text: input.text }) };
      const found = site.talk.find(String(input));
      if (found?.conversation.id !== conversationId) throw new ImpossibleAct('只能引用本会话里的消息');
      const { message } = found;
      const shown = { messageId: message.id, from: message.from.name, text: readable(message.body) };
      return { shown, wire: quotedWire(message.id, message.body) };
    },
  };
}
