/** The line a member of staff wrote around a bare link, used as the title when the share text has none. */
import { withoutShareCodes } from './title-text.ts';

const LIMIT = 60;
/** Stands where a link was cut out, so that punctuation leading up to it goes too. */
export const LINK_GAP = '\ue000';

/** Lines with any of these were written by a share button, not by a person. */
const TEMPLATE =
  /复制打开|复制此|复制本条|复制后打开|复制下方|长按复制|打开抖音|打开Dou音|打开【|该作品在快手|发布了一篇小红书笔记|我在小红书收获|来看看我的主页|你的生活指南|你的生活兴趣社区|点击链接|直接观看/;
const LABEL_ONLY =
  /^(?:原文|文章|视频|帖子|网页)?(?:链接|网址|地址)(?:如下)?$|^(?:原文|来源|转发?|如题|分享|视频|转发微博|网页链接|links?|url|fwd?)$/i;
const LEADING = ' \t\u3000，。、；：:,.;>|*_~-—)]）】}';
const TRAILING = ' \t\u3000，、；：:,;<|*_~-—([（【{';

/**
 * The first line of words that is neither a link nor share-button text: mentions and glued punctuation
 * trimmed, at most 60 characters. Null when no such line exists.
 * @param text the message with LINK_GAP in place of every link
 */
export function ownWords(text: string): string | null {
  const fromShare = TEMPLATE.test(text);
  for (const line of text.split(/[\r\n\u2028\u2029]+/)) {
    if (TEMPLATE.test(line)) continue;
    const words = tidyLine(fromShare ? withoutShareCodes(line) : line);
    if (!LABEL_ONLY.test(words) && /\p{L}[^\p{L}]*\p{L}/u.test(words.slice(0, 4 * LIMIT))) {
      return [...words.slice(0, 4 * LIMIT)].slice(0, LIMIT).join('').trim();
    }
  }
  return null;
}

function tidyLine(line: string): string {
  const plain = line
    .replace(/[\s\u200b-\u200d\u2060\ufeff]+/g, ' ')
    .trim()
    .replace(/ ?[：:，,、>]{0,3} ?\ue000[，,、；。]{0,3}/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .replace(/[（(]分享自[^（()）]{0,40}[）)]/g, ' ')
    .trim()
    .replace(/^@[^\s@]{1,30}\s/, '') // the mention that calls the assistant in a group
    .replace(/[([（【<「“"]\s?[)\]）】>」”"]/g, ' '); // brackets that held only the link
  const words = trimBoth(plain);
  const tagless = trimBoth(words.replace(/#[^#]{1,60}#/g, ' ').replace(/(^|\s)#\s?[^\s#]{1,60}/g, ' '));
  return /\p{L}/u.test(tagless) ? tagless.replace(/ {2,}/g, ' ') : words;
}

function trimBoth(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && LEADING.includes(text.charAt(from))) from += 1;
  while (to > from && TRAILING.includes(text.charAt(to - 1))) to -= 1;
  const words = text.slice(from, to);
  // [看这里](link) and 【标题】link: the brackets say nothing once the link is gone
  return /^(?:\[[^[\]]{1,80}\]|【[^【】]{1,200}】)$/.test(words)
    ? words.slice(1, -1)
    : words.replace(/^\[(?=[^\]]*$)/, '');
}
