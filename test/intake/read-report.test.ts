import { describe, expect, test } from 'vitest';
import { readReport } from '../../src/intake/read-report.ts';
import { PAGE_SAMPLES } from './fixtures/share-texts-pages.ts';
import { POST_SAMPLES } from './fixtures/share-texts-posts.ts';

const urls = (text: string): string[] => readReport(text).links.map((link) => link.url);
const ids = (text: string): string[] => readReport(text).links.map((link) => link.canonicalId);

describe('share texts give link, title and author', () => {
  test.each([...POST_SAMPLES, ...PAGE_SAMPLES])('$row', ({ text, ids: expected, title, author }) => {
    const report = readReport(text);
    expect(report.links.map((link) => link.canonicalId)).toEqual(expected);
    expect(report.title).toBe(title);
    expect(report.author).toBe(author ?? null);
    expect(report.links.every((link) => link.short === link.canonicalId.includes(':short:'))).toBe(true);
    expect(report.workOrder).toBeNull();
  });
});

describe('a link ends where the address ends', () => {
  const link = 'https://weibo.com/1645372340/K3fnuEfZK';
  test.each([
    '，请核实',
    '。',
    '；',
    '！',
    '？这是真的吗',
    '、',
    '）',
    '】',
    '》',
    '”',
    '" ',
    "'",
    '👍',
    '请核实',
    ')',
    '](x)',
    '**',
    '>',
    '.',
    ',',
    '!',
    '\u3000',
    '\u200b',
    '&nbsp;',
    '...',
  ])('%j glued to the end is left out', (glued) => {
    expect(urls(`看${link}${glued}`)).toEqual([link]);
  });
  test.each(['（', '【', '《', '“', '👉', '：', '链接', '**', '[原文](', '<a href="', '(', '>'])(
    '%j glued to the front is left out',
    (glued) => {
      expect(urls(`${glued}${link} `)).toEqual([link]);
    },
  );
});

describe('spellings of addresses', () => {
  test.each([
    ['no scheme', 'weibo.com/detail/4607741009594608', 'https://weibo.com/detail/4607741009594608'],
    ['no scheme, numbered line', '1.www.example.com/a', 'https://www.example.com/a'],
    [
      'no scheme, CJK glued on both sides',
      '看weibo.com/detail/4607741009594608这条',
      'https://weibo.com/detail/4607741009594608',
    ],
    [
      'capital scheme and host',
      'HTTPS://Weibo.COM/detail/4607741009594608',
      'https://Weibo.COM/detail/4607741009594608',
    ],
    ['full-width letters', 'ｈｔｔｐｓ：／／ｔ．ｃｎ／A6abcd', 'https://t.cn/A6abcd'],
    ['full-width colon', 'https：//t.cn/A6abcd', 'https://t.cn/A6abcd'],
    ['HTML-escaped ampersand', 'https://www.example.com/a?b=1&amp;c=2', 'https://www.example.com/a?b=1&c=2'],
    ['markdown escapes', 'https://v.douyin.com/a\\_b\\_c/', 'https://v.douyin.com/a_b_c/'],
    ['JSON escapes', '"https:\\/\\/v.douyin.com\\/abc\\/"', 'https://v.douyin.com/abc/'],
    [
      'IP address with port',
      'http://115.28.173.233:8080/articles/72990',
      'http://115.28.173.233:8080/articles/72990',
    ],
    ['home page with www', '见www.example.gov.cn', 'https://www.example.gov.cn'],
  ])('%s', (_, text, url) => {
    expect(urls(text)).toEqual([url]);
  });

  test.each([
    'aBc:/ 03/17 x@Y.zz :2pm 1@0.com',
    'report.pdf',
    'v1.2.3',
    '3.14',
    '通知.docx',
    'a@b.com',
    'name.x@mail.example.com/inbox',
    '2026.03.17',
    '192.168.1.1',
    'http://',
    'https://.',
    'http://x',
    '上weibo.com搜一下',
    'README.md/',
    'ftp://example.com/a',
    'e.g. 1/2',
    'www.',
    '/srv/data.cn/x',
    'http 404',
    '12:30:01',
  ])('%j holds no link', (text) => {
    expect(readReport(text)).toEqual({ links: [], title: null, author: null, workOrder: null });
  });
});

describe('several links in one message', () => {
  test('links of several platforms are all kept, in order', () => {
    expect(
      ids(
        '1、https://v.douyin.com/abc/\n2、weibo.com/1645372340/K3fnuEfZK；3、http://xhslink.com/a/Xyz12，https://b23.tv/Qwe12',
      ),
    ).toEqual([
      'douyin:short:abc',
      'weibo:post:4607741009594608',
      'xiaohongshu:short:Xyz12',
      'bilibili:short:Qwe12',
    ]);
  });
  test('links glued to each other are told apart', () => {
    expect(ids('https://v.douyin.com/abc/https://v.kuaishou.com/xyz')).toEqual([
      'douyin:short:abc',
      'kuaishou:short:xyz',
    ]);
  });
  test('one post under two addresses is listed once, with the first address', () => {
    expect(urls('https://m.weibo.cn/status/4607741009594608 https://weibo.com/1645372340/K3fnuEfZK')).toEqual(
      ['https://m.weibo.cn/status/4607741009594608'],
    );
  });
  test('the title comes from the first share text that has one', () => {
    const report = readReport(
      'https://weibo.com/detail/4607741009594608\n垃圾站扰民 - 今日头条 https://m.toutiao.com/is/iAbC/',
    );
    expect(report.title).toBe('垃圾站扰民');
  });
});

describe('names and wrappers', () => {
  test.each([
    ['https://weibo.com/detail/4607741009594608', 'weibo', '微博'],
    ['https://v.douyin.com/abc/', 'douyin', '抖音'],
    ['https://www.mala.cn/thread-1-1-1.html', 'forum', '麻辣社区'],
    ['https://www.example.com/a', 'other', 'example.com'],
    ['https://notweibo.com/detail/4607741009594608', 'other', 'notweibo.com'],
    ['https://weibo.com.example.cn/detail/4607741009594608', 'other', 'weibo.com.example.cn'],
  ])('%s is %s, shown as %s', (url, platform, platformName) => {
    expect(readReport(url).links).toMatchObject([{ platform, platformName }]);
  });
  test('a wrapped link is replaced by its target', () => {
    expect(urls('https://weibo.cn/sinaurl?u=http%3A%2F%2Fwww.example.com%2Fa%3Fid%3D1')).toEqual([
      'http://www.example.com/a?id=1',
    ]);
  });
  test('a wrapper without a readable target keeps its own address', () => {
    expect(readReport('https://weibo.cn/sinaurl?u=%%%').links).toMatchObject([{ platform: 'weibo' }]);
  });
});

describe('own words around a bare link', () => {
  test.each([
    ['words after the link', 'https://weibo.com/detail/4607741009594608 多人投诉停水', '多人投诉停水'],
    [
      'words on the line before',
      '领导您好，城南停水\nhttps://weibo.com/detail/4607741009594608',
      '领导您好，城南停水',
    ],
    ['markdown link text', '[城南停水](https://weibo.com/detail/4607741009594608)', '城南停水'],
    ['topic in front', '#新城#城南停水 https://weibo.com/detail/4607741009594608', '城南停水'],
    [
      'words beside a profile share',
      '请关注这个账号\n3- 长按复制此条消息，打开抖音搜索，查看TA的更多作品。 https://v.douyin.com/LdK3abc/ 1@0.com :4pm',
      '请关注这个账号',
    ],
    [
      'a bracketed headline',
      '【小学食堂使用过期食材】 https://m.weibo.cn/status/4607741009594608',
      '小学食堂使用过期食材',
    ],
    ['words on both sides', '请核实：https://weibo.com/detail/4607741009594608，尽快回复', '请核实 尽快回复'],
  ])('%s become the title', (_, text, title) => {
    expect(readReport(text).title).toBe(title);
  });
  test('a long line is cut at sixty characters', () => {
    const title = readReport(`${'停水😀'.repeat(50)} https://weibo.com/detail/4607741009594608`).title ?? '';
    expect([...title]).toHaveLength(60);
  });
});
