/** Tidying of titles and of the words that staff put around a link. */

const TITLE_LIMIT = 200;
// Bounded repeats only: every pattern here runs on text that anybody may paste.
const SINGLE_TAG = /#\s?[^\s#]{1,60}/g;
const PAIRED_TAG = /#[^#\n]{1,60}#/g;
const QUOTED_TAG = /(^|\s)"[^\s"]{1,60}(?=\s|$)/g;
const PLATFORM_TAG = /#在抖音，记录美好生活#/g;

/**
 * One tidy line: hashtags dropped when something remains, white space joined, the cut mark (... …) removed.
 * `single` is `#话题` and `"话题` (抖音, 快手, 小红书), `paired` is `#话题#` (微博). Null when nothing is left.
 */
export function cleanTitle(text: string, tags: 'single' | 'paired'): string | null {
  const own = tidy(text.slice(0, 4 * TITLE_LIMIT).replace(PLATFORM_TAG, ' '));
  const bare =
    tags === 'paired'
      ? own.replace(PAIRED_TAG, ' ')
      : own.replace(SINGLE_TAG, ' ').replace(QUOTED_TAG, '$1 ');
  const stripped = tidy(bare.replace(/(^|\s)#+(?=\s|$)/g, ' '));
  const title = /[\p{L}\p{N}]/u.test(stripped) ? stripped : own;
  if (!/[\p{L}\p{N}]/u.test(title)) return null;
  return [...title].slice(0, TITLE_LIMIT).join('');
}

function tidy(text: string): string {
  const line = text.replace(/[\s\u200b-\u200d\u2060\ufeff]+/g, ' ').trim();
  return trimEndOf(line, '.… ');
}

function trimEndOf(text: string, chars: string): string {
  let end = text.length;
  while (end > 0 && chars.includes(text.charAt(end - 1))) end -= 1;
  // A single full stop may belong to the title ("v2."); a run is the platform's cut mark.
  return end === text.length - 1 && text.endsWith('.') ? text : text.slice(0, end);
}

const SHARE_CODE =
  /^(?:\d{1,3}(?:\.\d{1,3})?-?|[a-z]{2,5}:\/|\d{2}\/\d{2}|[^\s@]{1,8}@[^\s@]{1,6}\.[^\s@]{1,6}|:\d{1,2}[ap]m)$/i;

/** Drops the codes that 抖音 and 快手 put at either end (`7.53`, `aBc:/`, `03/17`, `x@Y.zz`, `:2pm`). */
export function withoutShareCodes(text: string): string {
  const words = text.trim().split(/\s+/);
  let from = 0;
  let to = words.length;
  while (from < to && SHARE_CODE.test(words[from] ?? '')) from += 1;
  while (to > from && SHARE_CODE.test(words[to - 1] ?? '')) to -= 1;
  return words.slice(from, to).join(' ');
}

/** The text behind the last line break. */
export function lastLine(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
}
