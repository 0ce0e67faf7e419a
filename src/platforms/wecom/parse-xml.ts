// Strict reading of the platform's XML: no declarations, entities or comments, bounded size and depth, every
// value a string. https://developer.work.weixin.qq.com/document/path/90239
import { XMLParser } from 'fast-xml-parser';
import { CALLBACK_TEXT_BYTES, CALLBACK_XML_DEPTH } from './limits.ts';

export type XmlNode = { readonly [name: string]: XmlValue };
export type XmlValue = string | XmlNode | readonly XmlValue[];

export type ParsedXml =
  | { readonly ok: true; readonly root: XmlNode }
  | { readonly ok: false; readonly reason: string };

// These repeat; one of them must look like a list of one.
const LISTS = new Set(['SelectedItem', 'OptionId']);

const parser = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: true,
  trimValues: false,
  processEntities: true,
  htmlEntities: false,
  ignoreDeclaration: true,
  maxNestedTags: CALLBACK_XML_DEPTH,
  isArray: (name) => LISTS.has(name),
});

// Left to right, so that CDATA (where a person may have typed anything) cannot hide or fake a declaration.
const DECLARATION = /<!\[CDATA\[[\s\S]*?\]\]>|<!|<\?/g;

function declares(xml: string): boolean {
  const body = xml.replace(/^\s*<\?xml[^<>]*\?>/, '');
  for (const [found] of body.matchAll(DECLARATION)) {
    if (found === '<!' || found === '<?') return true;
  }
  return false;
}

const isNode = (value: unknown): value is XmlNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The children of `<xml>`, or why the text is refused. Never throws. */
export function parseXml(text: string): ParsedXml {
  if (Buffer.byteLength(text) > CALLBACK_TEXT_BYTES) return { ok: false, reason: 'XML too large' };
  if (declares(text)) return { ok: false, reason: 'XML with a declaration, entity or comment' };
  try {
    const document: unknown = parser.parse(text, true);
    const root = isNode(document) ? document.xml : undefined;
    return isNode(root) ? { ok: true, root } : { ok: false, reason: 'XML without <xml> fields' };
  } catch {
    return { ok: false, reason: 'not well-formed XML' };
  }
}

/** The text of a direct child, or undefined when it is absent, empty or not text. */
export function textOf(node: XmlNode | undefined, name: string): string | undefined {
  if (!node || !Object.hasOwn(node, name)) return undefined;
  const value = node[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A direct child that has children itself. */
export function childOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  if (!node || !Object.hasOwn(node, name)) return undefined;
  const value = node[name];
  return isNode(value) ? value : undefined;
}

/** A direct child that repeats. */
export function listOf(node: XmlNode | undefined, name: string): readonly XmlValue[] {
  if (!node || !Object.hasOwn(node, name)) return [];
  const value = node[name];
  return Array.isArray(value) ? value : [];
}
