// Answers to a response address are always Markdown; ours are plain text and must be seen as typed.
// https://developer.work.weixin.qq.com/document/path/101138
import { byteLength, plainText, WEB_ADDRESS } from './plain-text.ts';

const ADDRESS = new RegExp(`(${WEB_ADDRESS.source})`);
const INLINE = /[\\`*_[\]~|]/g;
// What would make a line a heading, list, rule or numbered item.
const LINE_START = /^(?=[#+=-])/;
const NUMBERED = /^(\d+)(?=[.)]\s)/;

const escapeInline = (text: string): string => text.replace(INLINE, '\\$&');

// In an address a backslash would become part of it; percent codes mean the same to every server.
const escapeAddress = (address: string): string =>
  address.replace(/[`*[\]|\\]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

function escapeLine(line: string): string {
  const indent = line.length - line.replace(/^[ \t]+/, '').length;
  const words = line.slice(indent).split(ADDRESS);
  const escaped = words.map((word, index) => (index % 2 ? escapeAddress(word) : escapeInline(word))).join('');
  const start = escaped.replace(LINE_START, '\\').replace(NUMBERED, '$1\\');
  // Four leading spaces would make it code.
  return '\u00a0'.repeat(indent) + start;
}

/** Markdown that shows `text` as it is, with its line breaks. */
export function escapeMarkdown(text: string): string {
  const neutral = plainText(text)
    .replaceAll('<', '＜')
    .replace(/^(\s*)>/gm, '$1＞')
    .replace(/&(?=#?\w+;)/g, '＆');
  // Two spaces keep a break where Markdown would join the lines, and show nowhere.
  return neutral.split('\n').map(escapeLine).join('  \n');
}

/** At most `maxBytes`, shortened between lines with a closing line that says so. */
export function shorten(markdown: string, maxBytes: number): string {
  if (byteLength(markdown) <= maxBytes) return markdown;
  const closing = '\n内容较长，已截短';
  const room = maxBytes - byteLength(closing);
  const head = Buffer.from(markdown)
    .subarray(0, room)
    .toString('utf8')
    .replace(/\ufffd+$/, '');
  const lastBreak = head.lastIndexOf('\n');
  // A single endless line has no better place to end, but must not end in half an escape.
  const kept = lastBreak > 0 ? head.slice(0, lastBreak) : head.replace(/\\+$/, '');
  return `${kept}${closing}`;
}
