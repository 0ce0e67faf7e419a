// A page for a group: markdown_v2, which knows headings and bold but no mention and no escape that every client honours.
// https://developer.work.weixin.qq.com/document/path/99110
import type { GroupName } from '../../core/message.ts';
import type { Part } from '../platform.ts';
import { webhookEndpoint } from './endpoints.ts';
import { PAGE_BYTES } from './limits.ts';
import { plainText } from './plain-text.ts';
import { apart, RESENT, webhookBudget } from './render-text.ts';
import { splitText } from './split-text.ts';

// Some phones show the backslash of an escape, so what would be syntax is written in its full-width form.
const SYNTAX = /[\\`*_[\]~|<>]|^[ \t]*[#+-]/g;
const FULL_WIDTH = 0xfee0;

const widened = (found: string): string => {
  const last = found.charCodeAt(found.length - 1);
  return found.slice(0, -1) + String.fromCharCode(last + FULL_WIDTH);
};

const neutral = (line: string): string => line.replace(SYNTAX, widened);

/** The first line as a heading, lines that begin a section in bold, the rest as it is. */
function pageOf(text: string): string {
  const [heading = '', ...lines] = plainText(text).split('\n').map(neutral);
  const body = lines.map((line) => (/：$/.test(line) && line.length > 1 ? `**${line}**` : line));
  // Two spaces keep a break where Markdown would join the lines, and show nowhere.
  return [`### ${heading}`, ...body].join('  \n');
}

/** The parts of a page, cut between lines and numbered. Throws when there is nothing to say. */
export function pageToGroup(
  group: GroupName,
  text: string,
  { resent }: { readonly resent: boolean },
): readonly Part[] {
  if (plainText(text).trim() === '') throw new Error('消息没有内容');
  return splitText(pageOf(text), PAGE_BYTES, resent ? RESENT : '').map((content, index) => ({
    endpoint: webhookEndpoint(group),
    body: { msgtype: 'markdown_v2', markdown_v2: { content } },
    repeatable: false,
    budgets: [webhookBudget(group)],
    ...apart(index),
  }));
}
