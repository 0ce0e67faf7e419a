// Message text: real mentions stand out, links open beside the page, and Markdown is drawn simply.
import { el, outside } from './dom.js';

const ADDRESS = /https?:\/\/[^\s<>"'（）【】「」，。；、！？]+/;
const INLINE =
  /\\(?<escaped>[\\`*_[\]~|#+=.>()-])|`(?<code>[^`\n]+)`|\*\*(?<strong>.+?)\*\*|\[(?<label>[^\]\n]+)\]\((?<target>[^)\s]+)\)|<font color="(?<color>info|comment|warning)">(?<inner>.*?)<\/font>/;

const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;
const LINE_MARK = /^(?:#{1,6}\s+|>\s?|\s*[-*+]\s+)+/;

/**
 * @typedef {{ person: (id: string) => string | undefined, me: string, botName?: string, mentions: readonly string[] }} Mentioning
 */

const pattern = (/** @type {string} */ words) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What stands for a mention in the text, and whom it names. */
function mentionTokens(/** @type {Mentioning} */ { person, mentions, botName }) {
  /** @type {Map<string, { id: string, label: string }>} */
  const tokens = new Map();
  for (const id of mentions) {
    const name = id === '@all' ? '所有人' : (person(id) ?? id);
    const label = `@${name}`;
    tokens.set(label, { id, label });
    tokens.set(`<@${id}>`, { id, label });
    if (id === '@all') tokens.set('<@all>', { id, label });
  }
  if (botName !== undefined) tokens.set(`@${botName}`, { id: '', label: `@${botName}` });
  return tokens;
}

/** Plain words with mentions and links. Returns whom it mentioned. */
function words(/** @type {string} */ text, /** @type {Mentioning} */ context, /** @type {Node[]} */ out) {
  const tokens = mentionTokens(context);
  const found = new Set();
  const names = [...tokens.keys()].sort((a, b) => b.length - a.length).map(pattern);
  const finder = new RegExp([ADDRESS.source, ...names].join('|'), 'gi');
  let from = 0;
  for (const match of text.matchAll(finder)) {
    out.push(document.createTextNode(text.slice(from, match.index)));
    const [whole] = match;
    from = match.index + whole.length;
    const token = [...tokens].find(([mark]) => mark.toLowerCase() === whole.toLowerCase())?.[1];
    if (token === undefined) out.push(outside(whole, whole));
    else {
      found.add(token.id);
      const mine = token.id === '@all' || token.id === context.me;
      out.push(el('span', { class: mine ? 'mention mention-me' : 'mention', text: token.label }));
    }
  }
  out.push(document.createTextNode(text.slice(from)));
  return found;
}

/** Text as typed. Whom the platform mentions without a mark in the text is named at its end. */
export function plainText(/** @type {string} */ text, /** @type {Mentioning} */ context) {
  /** @type {Node[]} */
  const out = [];
  const found = words(text, context, out);
  const missing = context.mentions.filter((id) => !found.has(id));
  if (missing.length > 0) {
    const rest = { ...context, mentions: missing };
    words(missing.map((id) => ` <@${id}>`).join(''), rest, out);
  }
  return el('div', { class: 'words' }, ...out);
}

function inline(/** @type {string} */ text, /** @type {Mentioning} */ context, /** @type {Node[]} */ out) {
  let rest = text;
  for (;;) {
    const match = INLINE.exec(rest);
    // An address keeps its underscores and stars.
    const address = ADDRESS.exec(rest);
    if (address !== null && (match === null || address.index < match.index)) {
      words(rest.slice(0, address.index + address[0].length), context, out);
      rest = rest.slice(address.index + address[0].length);
      continue;
    }
    if (match === null) break;
    words(rest.slice(0, match.index), context, out);
    rest = rest.slice(match.index + match[0].length);
    const { escaped, code, strong, label, target, color, inner } = match.groups ?? {};
    if (escaped !== undefined) out.push(document.createTextNode(escaped));
    else if (code !== undefined) out.push(el('code', { text: code }));
    else if (strong !== undefined) out.push(el('strong', {}, ...inlineNodes(strong, context)));
    else if (label !== undefined) out.push(outside(target, label));
    else out.push(el('span', { class: `font-${color}` }, ...inlineNodes(inner ?? '', context)));
  }
  words(rest, context, out);
}

function inlineNodes(/** @type {string} */ text, /** @type {Mentioning} */ context) {
  /** @type {Node[]} */
  const out = [];
  inline(text, context, out);
  return out;
}

/** Markdown as one reads it in a list: no marks, every escaped sign as itself. */
export function withoutMarks(/** @type {string} */ text) {
  return text
    .split('\n')
    .filter((line) => !line.trim().startsWith('```') && !RULE.test(line))
    .map((line) => bare(line.replace(LINE_MARK, '')))
    .join(' ');
}

/** @type {(text: string) => string} */
function bare(text) {
  return text.replace(new RegExp(INLINE, 'g'), (...found) => {
    const { escaped, code, strong, label, inner } = found.at(-1);
    return escaped ?? code ?? label ?? bare(strong ?? inner ?? '');
  });
}

/** The Markdown a chat client draws: headings, quotes, lists, bold, code, links and the three colours. */
export function markdown(/** @type {string} */ text, /** @type {Mentioning} */ context) {
  const box = el('div', { class: 'words markdown' });
  let fence;
  for (const line of text.split('\n')) {
    if (line.trim().startsWith('```')) {
      fence = fence === undefined ? box.appendChild(el('pre')) : undefined;
      continue;
    }
    if (fence !== undefined) {
      fence.append(`${line}\n`);
      continue;
    }
    box.append(markdownLine(line.trimEnd(), context));
  }
  return box;
}

function markdownLine(/** @type {string} */ line, /** @type {Mentioning} */ context) {
  const heading = /^#{1,6}\s+(.*)$/.exec(line);
  if (heading) return el('p', { class: 'md-heading' }, ...inlineNodes(heading[1] ?? '', context));
  const quote = /^>\s?(.*)$/.exec(line);
  if (quote) return el('p', { class: 'md-quote' }, ...inlineNodes(quote[1] ?? '', context));
  const item = /^\s*([-*+]|\d+[.)])\s+(.*)$/.exec(line);
  if (item) {
    const mark = /\d/.test(item[1] ?? '') ? `${item[1]} ` : '• ';
    return el('p', { class: 'md-item' }, mark, ...inlineNodes(item[2] ?? '', context));
  }
  if (RULE.test(line)) return el('hr');
  return line === '' ? el('p', { class: 'md-gap' }) : el('p', {}, ...inlineNodes(line, context));
}
