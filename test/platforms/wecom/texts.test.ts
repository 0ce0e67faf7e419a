import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, shorten } from '../../../src/platforms/wecom/escape-markdown.ts';
import { byteLength, plainText } from '../../../src/platforms/wecom/plain-text.ts';
import { splitText } from '../../../src/platforms/wecom/split-text.ts';
import { bodyOf, contents, draw, group, reply, text, users } from './drawing.ts';

// The characters that cause trouble, in company.
const trouble = fc.constantFrom(
  '<@',
  '@all',
  '@ALL',
  '@all_',
  '@allen',
  'https://t.cn/@all',
  '@所有人',
  '<',
  '@',
  '<a href="x">',
  '\r\n',
  '\n',
  '😀',
  '中',
  '\ud800',
  '\u0000',
  '**',
  '_',
  '`',
  '- ',
  '# ',
  '> ',
  '&lt;',
  'https://a.cn/b_c*d',
  ' ',
);
const anyText = fc
  .array(fc.oneof(trouble, fc.string({ unit: 'grapheme', maxLength: 40 })), { maxLength: 60 })
  .map((parts) => parts.join(''));
const longText = fc.tuple(anyText, fc.nat({ max: 40 })).map(([part, times]) => part.repeat(times + 1));
const brokenSurrogate = /\p{Surrogate}/u;
const unnumbered = (part: string) => part.replace(/^（\d+\/\d+）\n/, '');

describe('text for members', () => {
  it('says so when it may be a repeat that the platform no longer drops', () => {
    const [resent] = draw(text(users, '没有改动'), { resent: true });
    expect(bodyOf(resent).text.content).toBe('【重发】没有改动');
  });

  it('is one call for all, dropped by the platform when repeated', () => {
    expect(draw(text(users, '请签收 YQ-1'))).toEqual([
      {
        endpoint: '/cgi-bin/message/send',
        body: {
          touser: 'zhangsan|LiSi',
          agentid: 1000007,
          msgtype: 'text',
          text: { content: '请签收 YQ-1' },
          enable_duplicate_check: 1,
          duplicate_check_interval: 1800,
        },
        repeatable: true,
        budgets: [
          { key: 'user:zhangsan', limit: 15, windowMs: 60_000 },
          { key: 'user:lisi', limit: 15, windowMs: 60_000 },
        ],
      },
    ]);
  });

  it('goes to more than a thousand in several calls and to nobody twice', () => {
    const ids = Array.from({ length: 2001 }, (_, i) => `u${i}`);
    const parts = draw(text({ kind: 'users', ids: [...ids, 'u0'] }, '通知'));
    expect(parts.map((part) => bodyOf(part).touser.split('|').length)).toEqual([1000, 1000, 1]);
    expect(parts.flatMap((part) => bodyOf(part).touser.split('|'))).toEqual(ids);
  });

  it('never widens its receivers', () => {
    for (const ids of [[], ['@all'], ['@ALL'], ['a|b'], [''], ['a b']]) {
      expect(() => draw(text({ kind: 'users', ids }, '通知'))).toThrow();
    }
  });

  it('without content is refused', () => {
    expect(() => draw(text(users, ' \n '))).toThrow('没有内容');
  });
});

describe('text for a group', () => {
  it('really mentions people, in the first part only', () => {
    const parts = draw(text(group, `${'很长的一行\n'.repeat(300)}`, ['zhangsan', 'zhangsan', '@all']));
    expect(parts.length).toBeGreaterThan(1);
    expect(bodyOf(parts[0]).text.mentioned_list).toEqual(['zhangsan']);
    expect(parts.slice(1).every((part) => bodyOf(part).text.mentioned_list === undefined)).toBe(true);
    expect(parts.every((part) => part.repeatable === false)).toBe(true);
    expect(parts[0]?.budgets).toEqual([{ key: 'webhook:work', limit: 15, windowMs: 60_000 }]);
    expect(parts[0]?.endpoint).toBe('/cgi-bin/webhook/send#work');
  });

  it('says on every part that it may be a repeat', () => {
    const all = contents(draw(text(group, '甲'.repeat(2000)), { resent: true }));
    expect(all.length).toBeGreaterThan(1);
    expect(all.every((part) => part.startsWith('【重发】（'))).toBe(true);
    expect(all.every((part) => byteLength(part) <= 2048)).toBe(true);
  });
});

describe('long texts', () => {
  it('are numbered on the first line and cut between lines', () => {
    const line = '甲'.repeat(300);
    expect(contents(draw(text(users, [line, line, line].join('\n'))))).toEqual([
      `（1/2）\n${line}\n${line}`,
      `（2/2）\n${line}`,
    ]);
    expect(contents(draw(text(users, '甲'.repeat(682))))).toEqual(['甲'.repeat(682)]);
  });

  it('lose nothing, keep the limit and break no character', () => {
    fc.assert(
      fc.property(longText, fc.integer({ min: 64, max: 2048 }), (said, limit) => {
        const plain = plainText(said);
        const parts = splitText(plain, limit);
        for (const part of parts) {
          expect(byteLength(part)).toBeLessThanOrEqual(limit);
          expect(part).not.toMatch(brokenSurrogate);
        }
        if (parts.length === 1) expect(parts[0]).toBe(plain);
        else expect(parts.map(unnumbered).join('').replaceAll('\n', '')).toBe(plain.replaceAll('\n', ''));
      }),
    );
  });

  it('made of short lines come back together exactly', () => {
    const lines = fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(lines, (all) => {
        const plain = plainText(all.join('\n'));
        const parts = splitText(plain, 2048);
        const together = parts.length === 1 ? parts[0] : parts.map(unnumbered).join('\n');
        expect(together).toBe(plain);
      }),
    );
  });

  it('mention nobody even where escaping moves the end of the name, and links still open', () => {
    const { content } = bodyOf(draw(text(reply, '@all_ @ALL* 见 https://t.cn/@allen/1'))[0]).message.markdown;
    expect(content).toBe('＠all\\_ ＠ALL\\* 见 https://t.cn/%40allen/1');
  });

  it('never mention anybody by what they quote', () => {
    fc.assert(
      fc.property(anyText, (said) => {
        fc.pre(plainText(said).trim() !== '');
        for (const to of [users, group]) {
          for (const content of contents(draw(text(to, said)))) {
            expect(content).not.toMatch(/<@|<a\b|@all|@所有人/i);
          }
        }
        const { content } = bodyOf(draw(text(reply, said))[0]).message.markdown;
        expect(content).not.toMatch(/<|@all|@所有人/i);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an answer in place', () => {
  it('shows plain text as typed', () => {
    const parts = draw(
      text(reply, '# 标题\n- 一\n1. 二\n**重** _点_ [x](y) `c`\n---\n> 引 <b>\nhttps://a.cn/b_c*d?x=1'),
      { resent: true },
    );
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatchObject({ endpoint: 'response_url', repeatable: true, budgets: [] });
    expect(bodyOf(parts[0]).message.markdown.content).toBe(
      [
        '\\# 标题',
        '\\- 一',
        '1\\. 二',
        '\\*\\*重\\*\\* \\_点\\_ \\[x\\](y) \\`c\\`',
        '\\---',
        '＞ 引 ＜b>',
        'https://a.cn/b_c%2Ad?x=1',
      ].join('  \n'),
    );
  });

  it('is shortened between lines and says so', () => {
    const { content } = bodyOf(draw(text(reply, '一行文字\n'.repeat(5000)))[0]).message.markdown;
    expect(byteLength(content)).toBeLessThanOrEqual(20_480);
    expect(content.endsWith('一行文字  \n内容较长，已截短')).toBe(true);
  });

  it('keeps the limit and breaks no character, whatever it says', () => {
    fc.assert(
      fc.property(longText, fc.integer({ min: 60, max: 900 }), (said, limit) => {
        const short = shorten(escapeMarkdown(said), limit);
        expect(byteLength(short)).toBeLessThanOrEqual(limit);
        expect(short).not.toMatch(brokenSurrogate);
      }),
    );
  });

  it('is refused without a handle of ours', () => {
    expect(() => draw(text({ kind: 'reply', handle: 'https://evil' }, 'x'))).toThrow('凭据');
  });
});
