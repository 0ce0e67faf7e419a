// The content of message/send by msgtype, with its limits in bytes.
// https://developer.work.weixin.qq.com/document/path/90236
import { readMpnews, readNews } from './articles.ts';
import type { Overlong } from './call-log.ts';
import { checkCard, isInteractive } from './card-rules.ts';
import { findOverlong } from './display-advice.ts';
import { byteLength, filledText, type JsonRecord, recordAt } from './json-shape.ts';
import { imageDataUrl } from './media.ts';
import { demand, Refusal } from './refusal.ts';
import type { Site } from './site.ts';
import type { Body } from './tenant-types.ts';

/** The content of a text or markdown message; refuses an empty (44004) or too long one (45002). */
export function demandContent(body: JsonRecord, msgtype: string, maxBytes: number): string {
  const content = filledText(recordAt(body, msgtype)?.content);
  demand(content !== undefined && content.trim() !== '', 44004, 'empty content');
  demand(byteLength(content) <= maxBytes, 45002, `content exceeds ${maxBytes} bytes`);
  return content;
}

function textcard(body: JsonRecord): Body {
  const card = recordAt(body, 'textcard') ?? {};
  const [title, description, url] = [card.title, card.description, card.url].map(filledText);
  demand(
    title !== undefined && description !== undefined && url !== undefined,
    40058,
    'textcard field missing',
  );
  demand(byteLength(title) <= 128 && byteLength(description) <= 512, 45002, 'textcard text too long');
  demand(byteLength(url) <= 2048 && /^https?:\/\//.test(url), 40058, 'textcard url');
  demand([...(filledText(card.btntxt) ?? '')].length <= 4, 45002, 'textcard btntxt too long');
  return { kind: 'link', title, description, url };
}

function mediaBody(body: JsonRecord, msgtype: string, site: Site): Body {
  const media = site.media.get(String(recordAt(body, msgtype)?.media_id));
  demand(media !== undefined && media.type === msgtype, 40007, 'invalid media_id');
  if (msgtype === 'image') return { kind: 'image', dataUrl: imageDataUrl(media.bytes) };
  const video = msgtype === 'video' ? ({ video: true } as const) : {};
  return { kind: 'file', name: media.filename, size: media.bytes.length, ...video };
}

/** The checked body as clients will show it, and what they would cut. */
export function readAppBody(
  body: JsonRecord,
  site: Site,
): { readonly shown: Body; readonly overlong: Overlong[] } {
  const plain = (shown: Body) => ({ shown, overlong: [] });
  switch (body.msgtype) {
    case 'text':
      return plain({ kind: 'text', text: demandContent(body, 'text', 2048), mentions: [] });
    case 'markdown':
      return plain({ kind: 'markdown', text: demandContent(body, 'markdown', 2048), mentions: [] });
    case 'textcard':
      return plain(textcard(body));
    case 'image':
    case 'voice':
    case 'video':
    case 'file':
      return plain(mediaBody(body, body.msgtype, site));
    case 'news':
      return plain(readNews(body));
    case 'mpnews':
      return plain(readMpnews(body, site));
    case 'template_card': {
      const isPerson = (id: string) => site.book.find(id) !== undefined;
      const card = checkCard(body.template_card, { channel: 'app', purpose: 'send', isPerson });
      demand(!isInteractive(card) || site.callbacks.app !== '', 43012, 'callback url required');
      const shown: Body = { kind: 'card', card, taskId: String(card.task_id ?? ''), state: 'live' };
      return { shown, overlong: findOverlong(card, 'app') };
    }
    default:
      throw new Refusal(40008, 'invalid message type');
  }
}
