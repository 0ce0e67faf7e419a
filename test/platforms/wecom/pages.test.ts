import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render } from './parts.ts';

const BYTES = 4096;
const page = (text: string, resent = false): readonly string[] =>
  render('https://qyapi.weixin.qq.com')(
    { kind: 'text', to: { kind: 'group', group: 'work' }, text, mention: [], page: true },
    { resent },
  ).map(({ body, endpoint, budgets, repeatable }) => {
    expect([endpoint, repeatable, budgets.length]).toEqual(['/cgi-bin/webhook/send#work', false, 1]);
    const { msgtype, markdown_v2 } = body as { msgtype: string; markdown_v2: { content: string } };
    expect(msgtype).toBe('markdown_v2');
    return markdown_v2.content;
  });

describe('a page for a group', () => {
  it('has its heading, its sections in bold, and its lines', () => {
    expect(page('【舆情日报】2026年11月23日\n在办 2 件\n🔴 已超时限：\nYQ-2026-0001 签收')).toEqual([
      '### 【舆情日报】2026年11月23日  \n在办 2 件  \n**🔴 已超时限：**  \nYQ-2026-0001 签收',
    ]);
  });

  it('shows what people wrote as they wrote it, without a backslash', () => {
    const [text = ''] = page('日报\n「*夜市*_油烟_`<@all>`[点](http://a.cn)|」\n# 1\n- 2\n> 3');
    const body = text.split('\n').slice(1).join('\n');
    expect(body).not.toMatch(/[\\`*_[\]|<>]|^[#-]/m);
    expect(text).toContain('＊夜市＊＿油烟＿');
    expect(text).toContain('＃ 1');
    expect(text).toContain('－ 2');
    expect(text).toContain('＞ 3');
  });

  it('goes in numbered parts cut between lines, each within the bytes of the platform', () => {
    const lines = Array.from(
      { length: 120 },
      (_, i) => `YQ-2026-${String(i).padStart(4, '0')}「夜市摊贩占道」执法一科 书面汇报`,
    );
    const parts = page(['日报', ...lines].join('\n'));
    expect(parts.length).toBeGreaterThan(1);
    parts.forEach((part, index) => {
      expect(part.startsWith(`（${index + 1}/${parts.length}）\n`)).toBe(true);
      expect(Buffer.byteLength(part)).toBeLessThanOrEqual(BYTES);
    });
    const shown = parts.flatMap((part) => part.split('\n').slice(1)).map((line) => line.trim());
    expect(shown).toEqual(['### 日报', ...lines]);
  });

  it('is marked when it may be a repeat', () => {
    expect(page('日报\n平安', true)[0]).toMatch(/^【重发】/);
  });

  it('holds the limit for any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 400 }), { minLength: 1, maxLength: 40 }),
        (lines) => {
          const text = `日报\n${lines.join('\n')}`;
          for (const part of page(text, true)) {
            expect(Buffer.byteLength(part)).toBeLessThanOrEqual(BYTES);
            expect(part).not.toMatch(/<@/);
          }
        },
      ),
    );
  });

  it('with somebody to call is a text, because markdown_v2 calls nobody', () => {
    const [part] = render('https://qyapi.weixin.qq.com')(
      { kind: 'text', to: { kind: 'group', group: 'work' }, text: '日报', mention: ['lisi'], page: true },
      { resent: false },
    );
    expect(part?.body).toMatchObject({ msgtype: 'text', text: { mentioned_list: ['lisi'] } });
  });
});
