import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPersonal } from '../../src/intake/mask.ts';
import { readReport } from '../../src/intake/read-report.ts';
import { findSecretMark } from '../../src/intake/secret-marks.ts';

const PIECES = [
  '【',
  '】',
  '（',
  '(',
  '[',
  '"',
  '#',
  '# ',
  'http',
  'http://',
  'http://a=',
  'http://a.cn/=',
  'https://a.cn/',
  'weibo.com,',
  'weibo.com:1',
  'a.',
  'a.b/',
  '@',
  'a@b.',
  '\\_',
  '&amp;',
  '%',
  '?a=',
  '😆',
  '机 ',
  '机密',
  '密级',
  '看看【',
  '的作品】',
  '工单编号：',
  '，地址：',
  '诉求内容',
  '\n',
  '\n1. ',
  ' ',
  '\u3000',
  '：',
  '1',
  '1 ',
  '138',
  '0571-',
  '- 知乎',
  '今日头条',
  '打开【',
  '\ud83d',
  '\u200b',
  'https://weibo.cn/sinaurl?u=',
  'https://v.douyin.com/abc/ 看看【',
  'weibo:post:1',
];

function readAll(text: string): void {
  readReport(text);
  maskPersonal(text);
  findSecretMark(text);
}

/** The best of three, so that a pause of the machine does not count. */
function cost(text: string): number {
  const runs = [0, 1, 2].map(() => {
    const from = performance.now();
    readAll(text);
    return performance.now() - from;
  });
  return Math.min(...runs);
}

describe('hostile input costs no more than its length', () => {
  test.each(PIECES)('%j repeated', (piece) => {
    const small = cost(piece.repeat(Math.ceil(20_000 / piece.length)));
    const large = cost(piece.repeat(Math.ceil(200_000 / piece.length)));
    // Ten times the text: linear is about 10, quadratic about 100. The constant absorbs timer noise.
    expect(large).toBeLessThan(40 * small + 400);
  });
});

test('no string makes the readers throw, and what they return holds together', () => {
  const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary' }), fc.webUrl(), fc.string());
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      readAll(text);
      const { links, title } = readReport(text);
      const ids = links.map((link) => link.canonicalId);
      expect(new Set(ids).size).toBe(ids.length);
      for (const link of links) {
        expect(link.url).toMatch(/^https?:\/\/[^\s]+$/);
        expect(link.canonicalId.startsWith(`${link.platform}:`)).toBe(true);
      }
      expect(title === null || title.trim() === title).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a link read once is read the same again', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
      for (const link of readReport(url).links) {
        expect(readReport(link.url).links.map((again) => again.canonicalId)).toEqual([link.canonicalId]);
      }
    }),
  );
});
