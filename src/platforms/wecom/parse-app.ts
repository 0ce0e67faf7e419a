// Decrypted XML of the self-built app → what a person did. Total: any text gives an event or a typed refusal.
// Messages https://developer.work.weixin.qq.com/document/path/90239 · events https://developer.work.weixin.qq.com/document/path/90240
import { createHash } from 'node:crypto';
import type { InboundContent, InboundEvent, MediaRef } from '../platform.ts';
import { warningOf } from './app-warnings.ts';
import { MEDIA_ID_MS } from './limits.ts';
import { childOf, listOf, parseXml, textOf, type XmlNode, type XmlValue } from './parse-xml.ts';

export const APP_CHANNEL = 'wecom.app';

export type Parsed =
  | { readonly ok: true; readonly event: InboundEvent }
  | { readonly ok: false; readonly reason: string };

const unsupported = (what: string): InboundContent => ({ kind: 'unsupported', what });

/** Epoch ms of a platform time in seconds, or our own clock when there is none. */
export function secondsToMs(seconds: string | number | undefined, now: number): number {
  return /^\d{1,12}$/.test(String(seconds ?? '')) ? Number(seconds) * 1000 : now;
}

/** The cipher text of the outer `<xml><Encrypt/></xml>`. */
export function readAppEnvelope(
  body: string,
): { readonly ok: true; readonly encrypted: string } | { readonly ok: false; readonly reason: string } {
  const parsed = parseXml(body);
  if (!parsed.ok) return parsed;
  const encrypted = textOf(parsed.root, 'Encrypt')?.trim();
  return encrypted ? { ok: true, encrypted } : { ok: false, reason: 'no Encrypt' };
}

type Selections = Readonly<Record<string, readonly string[]>>;

const asNode = (value: XmlValue): XmlNode | undefined =>
  typeof value === 'object' && !Array.isArray(value) ? (value as XmlNode) : undefined;

function selectionsOf(root: XmlNode): Selections {
  const entries: [string, readonly string[]][] = [];
  for (const item of listOf(childOf(root, 'SelectedItems'), 'SelectedItem')) {
    const node = asNode(item);
    const key = textOf(node, 'QuestionKey');
    if (!key) continue;
    const ids = listOf(childOf(node, 'OptionIds'), 'OptionId');
    entries.push([key, ids.filter((id): id is string => typeof id === 'string' && id !== '')]);
  }
  return Object.fromEntries(entries);
}

function tapOf(root: XmlNode): InboundContent {
  const cardId = textOf(root, 'TaskId');
  const action = textOf(root, 'EventKey');
  if (!cardId || !action) return unsupported('tap');
  const updateCode = textOf(root, 'ResponseCode');
  return {
    kind: 'tap',
    cardId,
    action,
    selections: selectionsOf(root),
    ...(updateCode ? { updateCode } : {}),
  };
}

function mediaOf(root: XmlNode, kind: MediaRef['kind'], at: number): InboundContent {
  const handle = textOf(root, 'MediaId');
  if (!handle) return unsupported(kind);
  const fetchableUntil = at + MEDIA_ID_MS;
  return { kind: 'text', text: '', media: [{ channel: APP_CHANNEL, kind, handle, fetchableUntil }] };
}

function linkOf(root: XmlNode): InboundContent {
  const url = textOf(root, 'Url');
  if (!url) return unsupported('link');
  const title = textOf(root, 'Title') ?? '';
  return { kind: 'link', title, description: textOf(root, 'Description') ?? '', url };
}

/** A place has no words of its own but its label; the map is not looked at. */
function locationOf(root: XmlNode): InboundContent {
  const label = textOf(root, 'Label');
  const at = [textOf(root, 'Location_X'), textOf(root, 'Location_Y')].filter((one) => one !== undefined);
  if (!label && at.length < 2) return unsupported('location');
  return { kind: 'text', text: `位置：${label ?? at.join(',')}`, media: [] };
}

function eventOf(root: XmlNode): InboundContent {
  const event = textOf(root, 'Event') ?? '';
  if (event === 'template_card_event') return tapOf(root);
  // A button of the application's menu says what a person would have typed.
  const words = event === 'click' ? textOf(root, 'EventKey') : undefined;
  if (words) return { kind: 'text', text: words, media: [] };
  // Whatever else is reported (joining, a place, a change of contacts): nobody has said anything, so nobody is answered.
  return warningOf(event, textOf(root, 'EffectTime')) ?? { kind: 'entered' };
}

function contentOf(root: XmlNode, type: string, at: number): InboundContent {
  switch (type) {
    case 'text':
      return { kind: 'text', text: textOf(root, 'Content') ?? '', media: [] };
    case 'image':
    case 'voice':
    case 'video':
      return mediaOf(root, type, at);
    case 'link':
      return linkOf(root);
    case 'location':
      return locationOf(root);
    case 'event':
      return eventOf(root);
    default:
      return unsupported(type);
  }
}

// Events carry no MsgId, and sender plus second is not unique: hash what makes two events different.
function eventKey(root: XmlNode): string {
  const names = ['FromUserName', 'CreateTime', 'Event', 'EventKey', 'TaskId', 'ResponseCode'];
  const fields = [...names.map((name) => textOf(root, name) ?? ''), selectionsOf(root)];
  return `app:event:${createHash('sha256').update(JSON.stringify(fields)).digest('hex')}`;
}

/** Reads one decrypted callback of the app. `now` is used only when the platform gives no time. */
export function parseApp(xml: string, now: number): Parsed {
  const parsed = parseXml(xml);
  if (!parsed.ok) return parsed;
  const { root } = parsed;
  const sender = textOf(root, 'FromUserName');
  const type = textOf(root, 'MsgType');
  if (!sender || !type) return { ok: false, reason: 'no FromUserName or MsgType' };
  const msgId = textOf(root, 'MsgId');
  const at = secondsToMs(textOf(root, 'CreateTime'), now);
  const event: InboundEvent = {
    platform: 'wecom',
    channel: APP_CHANNEL,
    key: msgId && type !== 'event' ? `app:msg:${msgId}` : eventKey(root),
    at,
    sender,
    place: { kind: 'single' },
    content: contentOf(root, type, at),
  };
  return { ok: true, event };
}
