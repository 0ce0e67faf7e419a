// The small XML the app's callback speaks. No DTD, no external entities, every value a string.
import { XMLParser } from 'fast-xml-parser';
import { isRecord, type JsonRecord } from './json-shape.ts';

/** A list renders as repeated elements, as the platform writes them. */
export type XmlValue = string | number | { readonly [name: string]: XmlValue } | readonly XmlValue[];

/** Elements which may repeat in a passive answer (path/90241). */
const REPEATED = new Set([
  'HorizontalContentList',
  'VerticalContentList',
  'JumpList',
  'ButtonList',
  'SelectList',
  'OptionList',
  'ActionList',
]);

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  isArray: (name: string) => REPEATED.has(name),
});

/** The fields below `<xml>`, or undefined when it is not such a document. */
export function parseXml(text: string): JsonRecord | undefined {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return undefined;
  try {
    const parsed: unknown = parser.parse(text, true);
    if (!isRecord(parsed)) return undefined;
    return isRecord(parsed.xml) ? parsed.xml : undefined;
  } catch {
    return undefined;
  }
}

function element(name: string, value: XmlValue): string {
  if (typeof value === 'number') return `<${name}>${value}</${name}>`;
  if (typeof value === 'string')
    return `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;
  if (isList(value)) return value.map((item) => element(name, item)).join('');
  return `<${name}>${children(value)}</${name}>`;
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}

function children(fields: { readonly [name: string]: XmlValue }): string {
  return Object.entries(fields)
    .map(([name, value]) => element(name, value))
    .join('');
}

/** The fields inside `<xml>`, texts as CDATA, a list as repeated elements. */
export function renderXml(fields: { readonly [name: string]: XmlValue }): string {
  return `<xml>${children(fields)}</xml>`;
}
