// The README's chapter on writing one's own rule: its example is a rule that lints clean and carries a case to its end.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintText } from '../../src/core/policy/lint.ts';
import { parsePolicy } from '../../src/core/policy/load.ts';
import { assign, bureau, clock, grade, play, sign, written } from '../core/fixture.ts';

const chapter = readFileSync('README.md', 'utf8').split('### 从零写一份制度')[1] ?? '';
const example = (/```yaml\n([\s\S]*?)```/.exec(chapter)?.[1] ?? '').replaceAll(/^ {3}/gm, '');
const cast = { ...bureau, roles: { group: ['wang', 'li', 'zhao'], office: ['sun', 'zhou'] } };

describe('the example of the chapter', () => {
  it('lints clean', () => {
    expect(lintText(example, { bureau: cast })).toMatchObject({ ok: true, errors: [], questions: [] });
  });

  it('carries a case from its report to its end', () => {
    const policy = parsePolicy(example, 'README.md');
    const p = play(clock(9), { policy, bureau: cast })
      .as('wang', grade('high', null))
      .as('li', assign('zf1'));
    p.as('chen', sign).as('chen', written).as('zhao', { kind: 'approve' }).as('sun', { kind: 'approve' });
    p.as('sun', {
      kind: 'record-response',
      channel: '门户网站',
      link: null,
      text: '已整改',
      approvedBy: '王建国',
    });
    expect(p.titles()).toEqual(['办结']);
    p.as('zhou', { kind: 'close', note: '' });
    expect(p.case().state).toBe('closed');
  });
});
