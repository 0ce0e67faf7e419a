// The bodies of the control requests, read without trust. Every refusal is a sentence for the person at the page.

import type { SayInput, TapInput, TellAppInput, TellBotInput } from './act-inputs.ts';
import { ImpossibleAct } from './impossible-act.ts';
import { filledText, isRecord, type JsonRecord, recordAt } from './json-shape.ts';
import type { Link } from './tenant-types.ts';

function need(body: JsonRecord, field: string, label: string): string {
  const value = filledText(body[field]);
  if (value === undefined) throw new ImpossibleAct(`缺少${label}`);
  return value;
}

function images(body: JsonRecord): { images: Buffer[] } | Record<string, never> {
  const value = filledText(body.imageBase64);
  return value === undefined ? {} : { images: [Buffer.from(value.replace(/^data:[^,]*,/, ''), 'base64')] };
}

function quoteOf(body: JsonRecord): { quote: string | { text: string } } | Record<string, never> {
  const id = filledText(body.quote);
  if (id !== undefined) return { quote: id };
  const text = filledText(recordAt(body, 'quote')?.text);
  return text === undefined ? {} : { quote: { text } };
}

/** What somebody says in a group; refuses one without words and pictures. */
export function readSay(body: JsonRecord): SayInput {
  const text = filledText(body.text);
  const pictures = images(body);
  if (text === undefined && pictures.images === undefined) throw new ImpossibleAct('缺少要说的话');
  return {
    from: need(body, 'from', '说话的人'),
    group: need(body, 'group', '群'),
    ...(text === undefined ? {} : { text }),
    ...quoteOf(body),
    ...pictures,
  };
}

function linkOf(value: JsonRecord): Link {
  const picUrl = filledText(value.picUrl);
  const link = { title: need(value, 'title', '链接标题'), url: need(value, 'url', '链接地址') };
  const description = filledText(value.description) ?? '';
  return { ...link, description, ...(picUrl === undefined ? {} : { picUrl }) };
}

export type Tell =
  | { readonly to: 'app'; readonly input: TellAppInput }
  | { readonly to: 'bot'; readonly input: TellBotInput };

/** What somebody says to the app or the bot, one to one. */
export function readTell(body: JsonRecord): Tell {
  const from = need(body, 'from', '说话的人');
  const text = filledText(body.text);
  const [image] = images(body).images ?? [];
  if (body.to === 'bot') {
    if (text === undefined && image === undefined) throw new ImpossibleAct('机器人单聊只能发文字或图片');
    return {
      to: 'bot',
      input: { from, ...(text === undefined ? {} : { text }), ...images(body), ...quoteOf(body) },
    };
  }
  if (body.to !== 'app') throw new ImpossibleAct('不知道要发给应用还是机器人');
  const link = recordAt(body, 'link');
  if (link !== undefined) return { to: 'app', input: { from, link: linkOf(link) } };
  if (image !== undefined) return { to: 'app', input: { from, image } };
  return { to: 'app', input: { from, text: need(body, 'text', '要说的话') } };
}

/** Which button of which card somebody taps, with what is chosen. */
export function readTap(body: JsonRecord): TapInput {
  const input = {
    from: need(body, 'from', '点击的人'),
    messageId: need(body, 'messageId', '卡片'),
    key: need(body, 'key', '按钮'),
  };
  const { selections } = body;
  if (selections === undefined) return input;
  const lists = isRecord(selections) ? Object.entries(selections) : [];
  const legal = lists.every(([, ids]) => Array.isArray(ids) && ids.every((id) => typeof id === 'string'));
  if (!isRecord(selections) || !legal) throw new ImpossibleAct('选择项的格式不对');
  return { ...input, selections: selections as Record<string, string[]> };
}
