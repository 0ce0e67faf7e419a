// The exported ledger opens in a spreadsheet as what it is: text in cells, whatever people wrote.
import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportLine } from '../../src/core/day.ts';
import { cell, ledgerCsv } from '../../templates/texts/ledger-csv.ts';
import { at, bureau, policy } from './fixture.ts';

const line: ExportLine = {
  number: 'YQ-2026-0001',
  title: '夜市油烟扰民',
  platform: '微博',
  grade: 'ordinary',
  unit: 'zf1',
  units: ['zf1'],
  state: 'open',
  drill: false,
  openedAt: at(14, 3),
  closedAt: null,
  limits: { kept: 0, late: 0, overdue: 0, running: 0 },
  ways: [],
};

const csv = (...lines: readonly ExportLine[]) => ledgerCsv({ policy, bureau, lines });

/** The cells as a spreadsheet reads them, by RFC 4180. */
function read(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const token = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/y;
  while (token.lastIndex < text.length) {
    const [, value = '', end] = token.exec(text) ?? [];
    if (end === undefined) throw new Error(`not CSV at ${token.lastIndex}`);
    rows.at(-1)?.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('the ledger as a table', () => {
  it('begins with the byte order mark and the headings, one row a case', () => {
    const text = csv(line, { ...line, number: 'YQ-2026-0002', units: ['zf1', 'zf2'], drill: true });
    expect(text.startsWith('\ufeff编号,标题,平台,等级,承办单位,状态,登记,办结,时限遵守,时限怎么算\r\n')).toBe(
      true,
    );
    const [, first, second] = read(text.slice(1));
    expect(first).toEqual([
      'YQ-2026-0001',
      '夜市油烟扰民',
      '微博',
      '一般',
      '执法一科',
      '在办',
      expect.stringMatching(/^2026-\d\d-\d\d 14:03$/),
      '',
      '无时限',
      '',
    ]);
    expect(second?.[4]).toBe('执法一科、执法二科');
    expect(second?.[1]).toBe('【演练】夜市油烟扰民');
  });

  it('says how the limits were kept', () => {
    const limits = { kept: 3, late: 1, overdue: 2, running: 4 };
    const [, row] = read(csv({ ...line, limits, state: 'closed', closedAt: at(16, 0) }));
    expect(row?.at(-2)).toBe('按时 3、超时办 1、超时未办 2、未到期 4');
    expect(row?.[5]).toBe('已办结');
  });

  it('says how each moment came about', () => {
    const steps = ['交办 11-20 16:50', '+2 小时', '11-20 18:50'];
    const ways = [{ title: '书面汇报', clause: '五2', basis: 'text' as const, steps }];
    const [, row] = read(csv({ ...line, ways }));
    expect(row?.at(-1)).toBe('书面汇报：交办 11-20 16:50 → +2 小时 → 11-20 18:50（依据五2）');
  });

  it('masks personal numbers', () => {
    expect(csv({ ...line, title: '张某 13812345678 反映' })).toContain('138××××5678');
  });

  it.each(['=1+1', '+86', '-2', '@SUM(A1)', '＝1', ' =1', '\t=1', "=cmd|' /C calc'!A0"])(
    'shows %j as text and does not run it',
    (value) => expect(cell(value).replace(/^"/, '').startsWith("'")).toBe(true),
  );

  it('keeps quotation marks, commas and line breaks inside one cell', () => {
    expect(cell('说“a,b”')).toBe('"说“a,b”"');
    expect(cell('他说"好"')).toBe('"他说""好"""');
    expect(cell('一\n二')).toBe('"一\n二"');
  });

  it('comes back as the same cells, whatever is written', () => {
    assert(
      property(string(), string(), (title, platform) => {
        const [, row, ...more] = read(csv({ ...line, title, platform }));
        expect(more).toEqual([]);
        expect(row).toHaveLength(10);
        expect(row?.[1]).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });

  it('gives any text back from one cell, but for the mark against formulas', () => {
    assert(
      property(string(), (value) => {
        const [[back = ''] = []] = read(`${cell(value)}\r\n`);
        expect([value, `'${value}`]).toContain(back);
      }),
    );
  });
});
