// What staff paste may be anything; reading it never fails, and what is read holds together.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLinks } from '../../src/intake/find-links.ts';
import { identifyLink } from '../../src/intake/identify-link.ts';
import { maskPersonal } from '../../src/intake/mask.ts';
import { readReport } from '../../src/intake/read-report.ts';
import { findSecretMark } from '../../src/intake/secret-marks.ts';
import { readWorkOrder } from '../../src/intake/work-order.ts';
import { mangled, noise } from './hostile.ts';
import { PATIENCE_MS, RUNS } from './runs.ts';

const PIECES = [
  ...[
    'https://v.douyin.com/iRNBho6u/',
    'http://',
    'https://weibo.com/1/N',
    'b23.tv/x',
    '?a=%',
    '%E4%',
    '#',
    '@',
  ],
  ...[
    '【',
    '】',
    '“',
    '（分享自',
    '复制打开抖音',
    '工单编号：',
    '诉求内容：',
    '联系电话：13812345678',
    '\n',
    '\u0000',
  ],
  ...['机密', '密级', '330106199001011234', '0571-87654321', '😀', '\u202e', '　'],
];
const truth = fc.constantFrom(
  '9.15 复制打开抖音，看看【夜市观察的作品】夜市摊贩占道 # 城管 https://v.douyin.com/iRNBho6u/ 01/02 abc:/',
  '【油烟扰民谁来管-哔哩哔哩】 https://b23.tv/BV1xx411c7mD',
  '工单编号：HZ20261120001\n诉求人：王先生\n联系电话：13812345678\n诉求内容：夜间施工噪音扰民，望处理。\n办理时限：2026-11-25',
  '小区垃圾没人清 https://weibo.com/1234567890/Nabcdefgh?from=page 求关注',
);
const pasted = fc.oneof(
  noise,
  mangled(truth, PIECES),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), noise, fc.webUrl()), { maxLength: 12 })
    .map((p) => p.join('')),
);

describe('any pasted text', { timeout: PATIENCE_MS }, () => {
  it('is read as a report whose links are one of each and can be opened', () => {
    fc.assert(
      fc.property(pasted, (text) => {
        const { links, title } = readReport(text);
        const ids = links.map((link) => link.canonicalId);
        expect(new Set(ids).size).toBe(ids.length);
        for (const link of links) expect(URL.canParse(link.url)).toBe(true);
        expect(title === null || title.trim() !== '').toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('has its links where they say they are', () => {
    fc.assert(
      fc.property(pasted, (text) => {
        let last = 0;
        for (const { url, start, end } of findLinks(text)) {
          expect(start >= last && end > start && end <= text.length).toBe(true);
          last = end;
          identifyLink(url);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('is read as a work order or not, is masked once and for all, and has a secret mark or not', () => {
    fc.assert(
      fc.property(pasted, (text) => {
        readWorkOrder(text);
        const masked = maskPersonal(text);
        expect(maskPersonal(masked)).toBe(masked);
        expect([null, '绝密', '机密', '秘密']).toContain(findSecretMark(text));
      }),
      { numRuns: RUNS },
    );
  });
});
