// Clauses of the list that nothing in the file comes back to are named: one may have been left out.
import { describe, expect, it } from 'vitest';
import { lintWords } from '../../src/commands/policy/words.ts';
import { lintText } from '../../src/core/policy/lint.ts';
import { changed, SMALL } from './small.ts';

const notes = (text: string) => lintText(text).notes.map((n) => n.message);
const listed = (clauses: string) => changed(['clauses: [一, 二]', `clauses: [${clauses}]`]);

describe('clauses that nothing cites', () => {
  it('are none where every clause of the list is cited', () => {
    expect(lintText(SMALL)).toMatchObject({ ok: true, notes: [] });
  });

  it('are named together, and are no error', () => {
    const lint = lintText(listed("一, 二, 三, '7'"));
    expect(lint).toMatchObject({ ok: true, errors: [], notes: [{ path: 'policy.clauses', clause: null }] });
    expect(lint.notes[0]?.message).toBe(
      '清单里的 三、7 哪里都没有用到：漏写的请补上，不用写成数据的请在 silent 里写明原因',
    );
    expect(lintWords('a.yaml', lint)).toContain('请再看一眼的（1）\n· policy.clauses：清单里的 三、7');
  });

  it('are not those for whose silence a reason is given', () => {
    const text = listed('一, 二, 三');
    expect(notes(text.replace('ask:', 'silent: [{clause: 三, reason: 写的是解释权。}]\nask:'))).toEqual([]);
  });

  it('are told from headings, of which only the parts below are cited', () => {
    const text = listed("一, 二, 三, 三(一), '1', '10'");
    const cited = text.replace(
      'outcomes: []',
      "outcomes: [{id: o, title: 属实, clause: 三(一)}, {id: p, title: 失实, clause: '10'}]",
    );
    expect(notes(cited)).toEqual([
      expect.stringContaining('清单里的 1 哪里都没有用到'),
      expect.stringContaining('清单里的 三 只用到了它下面的款项'),
    ]);
  });

  it('cannot be known without a list, which is said', () => {
    expect(notes(changed([', clauses: [一, 二]', '']))).toEqual([expect.stringContaining('没有条款清单')]);
  });
});
