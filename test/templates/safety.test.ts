import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/core/message.ts';
import { masked } from '../../templates/masking.ts';
import { harmless, quoted } from '../../templates/quoting.ts';
import { caseFileLines } from '../../templates/texts/case-file.ts';
import { at, bureau, open, policy } from './fixture.ts';
import { harmlessMessages, letters, toSeveral, wild } from './hostile.ts';

/** A whole life in which everybody writes `text` wherever words can be written. */
function lifeOf(text: string, title: string | null): readonly Message[] {
  const life = open({}, { report: { text, title, links: [], pictures: 0 } });
  const written = text.trim() === '' ? '空' : text;
  return [
    ...life.opening,
    ...life.do({ kind: 'attach-report', report: { text, title, links: [], pictures: 0 } }, { at: at(14, 1) }),
    ...life.do(
      { kind: 'grade', grade: 'major', unit: 'zf1', reason: text },
      { person: 'wang', at: at(14, 3) },
    ),
    ...life.do({ kind: 'return', reason: written }, { person: 'zheng', at: at(14, 4) }),
    ...life.do({ kind: 'assign', unit: 'zf1', reason: text }, { person: 'wang', at: at(14, 5) }),
    ...life.do({ kind: 'sign' }, { person: 'zheng', at: at(14, 6) }),
    ...life.do(
      { kind: 'submit', form: 'oral', text, toldTo: written, pictures: 0 },
      { person: 'zheng', at: at(14, 8) },
    ),
    ...life.do({ kind: 'explain-delay', reason: written }, { person: 'zheng', at: at(14, 9) }),
    ...life.do({ kind: 'remind' }, { at: at(15, 40) }),
    ...life.do(
      { kind: 'submit', form: 'written', text: written, toldTo: null, pictures: 1 },
      { person: 'zheng', at: at(15, 45) },
    ),
    ...life.do({ kind: 'return', reason: written }, { person: 'zhao', at: at(15, 50) }),
    ...life.do({ kind: 'regrade', grade: 'ordinary', reason: written }, { person: 'wang', at: at(15, 51) }),
    ...life.do(
      { kind: 'submit', form: 'written', text: written, toldTo: null, pictures: 1 },
      { person: 'zheng', at: at(15, 55) },
    ),
    ...life.do({ kind: 'approve' }, { person: 'zhao', at: at(15, 56) }),
    ...life.do({ kind: 'approve' }, { person: 'sun', at: at(15, 57) }),
    ...life.do(
      { kind: 'record-response', channel: written, link: null, text: written, approvedBy: written },
      { person: 'sun', at: at(15, 58) },
    ),
    ...life.do({ kind: 'close', note: written }, { person: 'wang', at: at(15, 59) }),
    ...life.do({ kind: 'reopen', reason: written }, { person: 'wang', at: at(16, 0) }),
    {
      kind: 'text',
      to: { kind: 'group', group: 'work' },
      mention: [],
      lines: caseFileLines({ policy, bureau, case: life.case(), events: life.events(), now: at(16, 1) }),
    },
  ];
}

describe('whatever people write', () => {
  it('keeps every card within its size, and nothing mentions, hides or leaves its quotation', () => {
    fc.assert(
      fc.property(wild, fc.option(wild), (text, title) => {
        harmlessMessages(lifeOf(text, title));
      }),
      { numRuns: 60 },
    );
  });

  it('shows no phone or ID number to a group, in a summary card or in an answer', () => {
    const text = '联系人138 1234 5678，座机0571-87654321，身份证330106199001011234，另13912345678';
    const messages = lifeOf(text, `投诉人13812345678：${text}`);
    const shown = messages.flatMap((m) =>
      m.kind === 'notice' ? [JSON.stringify(m.card)] : m.kind === 'text' && toSeveral(m) ? m.lines : [],
    );
    expect(shown.length).toBeGreaterThan(10);
    for (const line of shown) expect(line).not.toMatch(/12345678|1234 5678|87654321|199001011234|1391234/);
  });

  it('masks before it cuts, so that no part of a number is left at the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (max) => {
        expect(quoted('请打电话给张先生13812345678谢谢', max)).not.toMatch(/138\d/);
      }),
    );
  });
});

describe('masking', () => {
  it('leaves addresses, case numbers, dates and moments alone, and changes nothing twice', () => {
    const text = 'YQ-2026-0001 https://weibo.com/1/13812345678 11-20 16:50 2026年11月20日 12345热线 1.5小时';
    expect(masked(text)).toBe(text);
    fc.assert(fc.property(wild, (t) => masked(masked(t)) === masked(t)));
  });

  it('reads full-width digits and country codes', () => {
    expect(masked('１３８１２３４５６７８')).not.toContain('１２３４５６７８');
    expect(masked('+86 138-1234-5678')).toContain('138××××5678');
    expect(masked('电话8765 4321')).not.toContain('8765 4321');
  });
});

describe('quoting', () => {
  it('is one line between its own marks, however long or odd the text', () => {
    fc.assert(
      fc.property(wild, fc.integer({ min: 1, max: 80 }), (text, max) => {
        const shown = quoted(text, max);
        expect(shown.startsWith('「') && shown.endsWith('」')).toBe(true);
        expect(shown.slice(1, -1)).not.toMatch(/[「」\n\r]/);
        expect(letters(shown)).toBeLessThanOrEqual(max + 2);
      }),
    );
  });

  it('is stable', () => {
    fc.assert(
      fc.property(wild, (text) => harmless(harmless(text)) === harmless(text)),
      { examples: [['a \u200b b']] },
    );
  });
});
