// The app's passive answer: inner XML, decrypted and understood.
// https://developer.work.weixin.qq.com/document/path/90241
import { byteLength, filledText, isRecord, type JsonRecord, recordAt } from './json-shape.ts';
import { demand, Refusal } from './refusal.ts';
import { parseXml } from './xml.ts';

export type AppReply =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'update_button'; readonly replaceName: string }
  | { readonly kind: 'update_template_card'; readonly card: JsonRecord };

const NUMERIC = new Set(['type', 'style', 'desc_color', 'mode', 'aspect_ratio']);
const BOOLEAN = new Set(['disable', 'is_checked']);

/** Fields that JSON writes as one word. */
const ONE_WORD = new Map([
  ['key_name', 'keyname'],
  ['app_id', 'appid'],
  ['page_path', 'pagepath'],
  ['user_id', 'userid'],
]);

function snake(name: string): string {
  const plain = name.replace(/(?<=[a-z0-9])([A-Z])/g, '_$1').toLowerCase();
  return ONE_WORD.get(plain) ?? plain;
}

/** CamelCase elements become the fields of a JSON template_card. */
function cardValue(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => cardValue(item, name));
  if (isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [snake(key), cardValue(item, snake(key))]),
    );
  }
  if (NUMERIC.has(name) && value !== '') return Number(value);
  if (BOOLEAN.has(name)) return value === 'true' || value === '1';
  return value;
}

/** Reads the decrypted answer; it must be addressed from the corp to the person who triggered it. */
export function readAppReply(
  inner: string,
  expect: { readonly corpId: string; readonly userid: string },
): AppReply {
  const xml = parseXml(inner);
  demand(xml !== undefined, 40035, 'answer is not XML');
  demand(
    xml.ToUserName === expect.userid && xml.FromUserName === expect.corpId,
    40003,
    'answer to somebody else',
  );
  demand(/^\d+$/.test(String(xml.CreateTime)), 40058, 'missing CreateTime');
  switch (xml.MsgType) {
    case 'text': {
      const text = filledText(xml.Content);
      demand(text !== undefined, 44004, 'empty Content');
      demand(byteLength(text) <= 2048, 45002, 'Content exceeds 2048 bytes');
      return { kind: 'text', text };
    }
    case 'update_button': {
      const replaceName = filledText(recordAt(xml, 'Button')?.ReplaceName);
      demand(replaceName !== undefined, 42020, 'missing Button.ReplaceName');
      return { kind: 'update_button', replaceName };
    }
    case 'update_template_card': {
      const card = cardValue(recordAt(xml, 'TemplateCard'), '');
      demand(isRecord(card), 40058, 'missing TemplateCard');
      return { kind: 'update_template_card', card };
    }
    default:
      throw new Refusal(40008, 'invalid MsgType');
  }
}
