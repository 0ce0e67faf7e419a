// Passive answers of the app are XML with CamelCase names, lists as repeated elements.
// https://developer.work.weixin.qq.com/document/path/90241
import type { TemplateCard } from './template-card.ts';

// The one name that is not simply its words in capitals.
const NAMES: Readonly<Record<string, string>> = { keyname: 'KeyName' };

const camel = (name: string): string =>
  NAMES[name] ?? name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

function element(name: string, value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => element(name, one)).join('');
  if (typeof value === 'string') return `<${name}>${cdata(value)}</${name}>`;
  if (typeof value === 'object' && value !== null) {
    const children = Object.entries(value).map(([key, child]) => element(camel(key), child));
    return `<${name}>${children.join('')}</${name}>`;
  }
  return `<${name}>${String(value)}</${name}>`;
}

/** The inner XML that changes the tapped card for the person who tapped. */
export function updateCardXml(options: {
  readonly toUser: string;
  readonly corpId: string;
  readonly seconds: number;
  readonly card: TemplateCard;
}): string {
  const fields = [
    element('ToUserName', options.toUser),
    element('FromUserName', options.corpId),
    element('CreateTime', options.seconds),
    element('MsgType', 'update_template_card'),
    element('TemplateCard', options.card),
  ];
  return `<xml>${fields.join('')}</xml>`;
}

/** The envelope of a passive answer. https://developer.work.weixin.qq.com/document/path/90968 */
export function envelopeXml(sealed: {
  readonly encrypted: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly nonce: string;
}): string {
  const fields = [
    element('Encrypt', sealed.encrypted),
    element('MsgSignature', sealed.signature),
    `<TimeStamp>${sealed.timestamp}</TimeStamp>`,
    element('Nonce', sealed.nonce),
  ];
  return `<xml>${fields.join('')}</xml>`;
}
