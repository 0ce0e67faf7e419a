/**
 * Title and author from the text that a platform's share button writes around the link.
 * Source: policy-model §7, columns "share text pattern" and "title from text".
 */
import type { PlatformId } from './report.ts';
import { cleanTitle, lastLine, withoutShareCodes } from './title-text.ts';

/** The text between the previous link and this one, and between this one and the next. */
export type Around = { readonly before: string; readonly after: string };
export type ShareText = { readonly title: string | null; readonly author: string | null };

/**
 * Reads the platform's own share text. Returns null when the text around the link is not one of
 * the platform's forms, and nulls inside when the form carries no title or author.
 */
export function readShareText(platform: PlatformId, around: Around): ShareText | null {
  return READERS[platform]?.(around) ?? null;
}

type Reader = (around: Around) => ShareText | null;

const READERS: Partial<Record<PlatformId, Reader>> = {
  weibo: (around) => readWeibo(around),
  douyin: (around) => readWorkOf(around) ?? readDouyin(around),
  kuaishou: (around) => readKuaishou(around) ?? readWorkOf(around),
  xiaohongshu: (around) => readXiaohongshu(around),
  toutiao: (around) => readToutiao(around),
  zhihu: (around) => readZhihu(around),
  bilibili: (around) => readBracketed(around, /(?:[-_—|\s]{0,4}(?:哔哩哔哩|bilibili))+$/i),
  baidu: (around) => readBracketed(around, /$/),
};

/** `正文（分享自 @XX） http://t.cn/…`; some clients put the bracket behind the link. */
function readWeibo({ before, after }: Around): ShareText | null {
  const at = Math.max(before.lastIndexOf('（分享自'), before.lastIndexOf('(分享自'));
  const source = at < 0 ? after.slice(0, 90).trimStart() : before.slice(at, at + 80);
  const author = /^[（(]分享自\s?@?([^）)\s]{1,40})/.exec(source)?.[1] ?? null;
  if (at < 0) return author === null ? null : { title: null, author };
  const title = cleanTitle(before.slice(0, at), 'paired');
  return { title: title === null ? null : [...title].slice(0, 60).join('').trim(), author };
}

/** `看看【某某的作品】标题 # 话题... <link>`: the bracket names the author, the title follows it. */
function readWorkOf({ before }: Around): ShareText | null {
  const open = before.lastIndexOf('看看【');
  if (open < 0) return null;
  const rest = before.slice(open + 3);
  const marked = /的(?:图文|视频|文章)?作品】/.exec(rest);
  const close = marked?.index ?? rest.indexOf('】');
  if (close < 0) return null;
  const behind = rest.slice(close + (marked?.[0].length ?? 1));
  return { title: cleanTitle(behind, 'single'), author: name(rest.slice(0, close)) };
}

function readDouyin({ before, after }: Around): ShareText | null {
  const live = /【([^【】]{1,60})】正在直播/.exec(before.slice(-400));
  if (live !== null) return { title: `${live[1] ?? ''}正在直播`, author: name(live[1] ?? '') };
  if (before.includes('查看TA的更多作品')) return { title: null, author: null };
  if (!/复制此(?:链接|消息|条消息)|打开Dou音|打开【抖音/.test(after.slice(0, 200))) return null;
  return { title: cleanTitle(withoutShareCodes(before), 'single'), author: null };
}

/** The link comes first: `<link> 标题 "话题 该作品在快手被播放过…` */
function readKuaishou({ after, before }: Around): ShareText | null {
  const end = after.indexOf('该作品');
  if (end >= 0) return { title: cleanTitle(after.slice(0, end), 'single'), author: null };
  const call = /点击链接|复制此|打开【快手】/.exec(after.slice(0, 400));
  if (call === null || !after.includes('打开【快手】')) return null;
  if (!/\p{L}/u.test(before.slice(-400)))
    return { title: cleanTitle(after.slice(0, call.index), 'single'), author: null };
  return before.includes('看看【')
    ? null
    : { title: cleanTitle(withoutShareCodes(before), 'single'), author: null };
}

function readXiaohongshu({ before, after }: Around): ShareText | null {
  const tail = before.slice(-2000);
  const posted = tail.indexOf('发布了一篇小红书笔记');
  if (posted >= 0)
    return { title: null, author: name(lastLine(tail.slice(0, posted)).replace(/^\s*\d{1,3}\s/, '')) };
  if (tail.includes('我在小红书收获')) return { title: null, author: null };
  const suffix = /\|\s?小红书(?:\s?-\s?你的生活(?:指南|兴趣社区))?\s?】/.exec(tail);
  const open = suffix === null ? -1 : tail.lastIndexOf('\n', suffix.index) + 1;
  if (suffix !== null && tail.indexOf('【', open) >= 0) {
    const inner = tail.slice(tail.indexOf('【', open) + 1, suffix.index).trim();
    const dash = inner.lastIndexOf(' - ');
    const title = cleanTitle(dash < 0 ? inner : inner.slice(0, dash), 'single');
    return { title, author: dash < 0 ? null : name(inner.slice(dash + 3)) };
  }
  if (!after.slice(0, 60).includes('打开【小红书】')) return null;
  return { title: cleanTitle(withoutShareCodes(lastLine(before.trimEnd())), 'single'), author: null };
}

/** `标题 - 今日头条 <link>` */
function readToutiao({ before }: Around): ShareText | null {
  const mark = before.lastIndexOf('今日头条');
  if (mark < 0) return null;
  const line = lastLine(before.slice(0, mark)).trimEnd();
  if (!/[-—–_|]$/.test(line)) return null;
  return { title: cleanTitle(line.slice(0, -1), 'single'), author: null };
}

/** `问题？ - 某某的回答 - 知乎 <link>` */
function readZhihu({ before }: Around): ShareText | null {
  const mark = before.lastIndexOf('- 知乎');
  if (mark < 0) return null;
  const line = lastLine(before.slice(0, mark)).trim();
  const dash = line.lastIndexOf(' - ');
  const author =
    dash < 0 ? undefined : /^(.{1,60}?)\s?的(?:回答|文章|想法|视频)$/.exec(line.slice(dash + 3).trim())?.[1];
  const title = cleanTitle(author === undefined ? line : line.slice(0, dash), 'single');
  return { title, author: author === undefined ? null : name(author) };
}

/** `【标题】<link>` where the title may hold 【】 of its own: the pair that closes right before the link. */
function readBracketed({ before }: Around, suffix: RegExp): ShareText | null {
  const tail = before.slice(-2000).trimEnd();
  if (!tail.endsWith('】')) return null;
  let depth = 0;
  let open = -1;
  for (let at = tail.length - 1; at >= 0 && open < 0; at--) {
    const char = tail.charAt(at);
    if (char === '】') depth += 1;
    else if (char === '【') depth -= 1;
    if (depth === 0) open = at;
  }
  if (open < 0) open = tail.indexOf('【');
  if (open < 0) return null;
  return { title: cleanTitle(tail.slice(open + 1, -1).replace(suffix, ''), 'single'), author: null };
}

function name(text: string): string | null {
  return text.trim().replace(/^@/, '').slice(0, 60) || null;
}
