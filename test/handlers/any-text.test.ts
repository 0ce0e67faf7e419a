// Whatever anybody sends: an intent comes back, quickly, and never about a case nobody named.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { bureau, caseAfter, deskWith, policy, stages, write } from './desk.ts';

const files = [
  caseAfter('YQ-2026-0001'),
  caseAfter('YQ-2026-0002', stages.assigned),
  caseAfter('YQ-2026-0003', stages.handedIn),
  caseAfter('YQ-2026-0004', stages.approved),
];

const piece = fc.oneof(
  fc.constantFrom(...handlers.flatMap((h) => h.words)),
  fc.constantFrom(...policy.grades.map((g) => g.name), ...bureau.units.map((u) => u.name)),
  fc.constantFrom(
    ' ',
    '　',
    '，',
    '：',
    '号',
    '#',
    'YQ-2026-',
    '月',
    '不',
    '吗',
    '审定',
    '由',
    '向',
    '原因：',
  ),
  fc.constantFrom(
    'https://weibo.com/1/Abc',
    '今天 9:30',
    '13800138000',
    '诉求内容：',
    '@所有人',
    '😀',
    '\u0000',
  ),
  fc.integer({ min: 0, max: 20_000 }).map(String),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join('')),
  fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(' ')),
);
const quoted = fc.option(fc.oneof(anyText, fc.constant('已登记 YQ-2026-0002')), { nil: null });
const person = fc.constantFrom('wang', 'chen', 'zhao', 'sun', 'wu', 'wecom:stranger');

/** The digits of a number, without zeros in front, so that spellings can be compared. */
const serial = (number: string): string => String(Number(number.split('-').at(-1)));

describe('any text', () => {
  it('gets an intent, and an answer is never empty', async () => {
    await fc.assert(
      fc.asyncProperty(person, anyText, quoted, async (who, text, quote) => {
        const intent = await write(who, text, { files, ...(quote === null ? {} : { quoted: quote }) });
        if (intent.kind === 'answer') expect(intent.lines.join('').trim()).not.toBe('');
        if (intent.kind === 'report') expect(intent.report.text).not.toBe('');
      }),
      { numRuns: 1500 },
    );
  });

  it('becomes a command only on a case that it names, that the quoted message names, or that alone is owed', async () => {
    await fc.assert(
      fc.asyncProperty(person, anyText, quoted, async (who, text, quote) => {
        const intent = await write(who, text, { files, ...(quote === null ? {} : { quoted: quote }) });
        if (intent.kind !== 'command') return;
        const said = `${text}\n${quote ?? ''}`.normalize('NFKC');
        const digits = [...said.matchAll(/\d+/g)].map(([run]) => String(Number(run)));
        const glued = intent.number.replaceAll(/\D/g, '');
        const named = digits.includes(serial(intent.number)) || said.includes(glued);
        const owed = (await deskWith(files).todo(who)).map((line) => line.number);
        expect(named || owed.includes(intent.number)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('of hostile length costs little time', async () => {
    const started = performance.now();
    for (const unit of [
      '定级 ',
      '0001',
      '（',
      '请',
      'YQ-',
      '审定',
      '由',
      '，',
      ' ',
      '查',
      '#',
      '@a ',
      '号',
    ]) {
      for (const front of ['', '回应 0001 ', '口头 0001 ', '登记 ', '来源 0001 ', '定级 0001 ']) {
        await write('wang', `${front}${unit.repeat(20_000 / unit.length)}`);
      }
    }
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
