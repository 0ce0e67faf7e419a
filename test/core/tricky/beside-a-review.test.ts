// A unit works on while a draft of others is being reviewed beside it.
import { describe, expect, it } from 'vitest';
import { clock, giveBack, grade, play, written } from '../fixture.ts';
import { BEGIN, bureau, CHECK, close, done, OK, PUBLISH, route, rule } from './rule.ts';

const T = clock(9);
const started = (parts: Record<string, unknown>) =>
  play(T, { policy: rule(parts), bureau }).as('wang', grade('high'));

describe('a unit that hands the matter back', () => {
  it('may do so while a draft of others is being reviewed', () => {
    const DRAFT = { id: 'draft', title: '拟口径', do: 'draft', by: 'side', after: ['receive'], clause: '3' };
    const WORDS = { ...OK, id: 'words_ok', title: '审口径', thing: 'words', after: ['draft'] };
    const p = started({
      routes: [
        route([
          ...BEGIN,
          DRAFT,
          WORDS,
          CHECK,
          { ...PUBLISH, after: ['check', 'words_ok'] },
          close('publish'),
        ]),
      ],
      approvals: [{ thing: 'words', title: '口径', chain: [{ role: 'chief' }], clause: '3' }],
    });
    p.as('wu', done('draft')).as('chen', giveBack('不属本科室'));
    expect(p.case()).toMatchObject({ unit: null, returned: { unit: 'zf1' } });
  });

  it('owes its report by the round of its own hand-over, whatever others were given back meanwhile', () => {
    const DRAFT = { id: 'draft', title: '拟口径', do: 'draft', by: 'side', after: ['receive'], clause: '3' };
    const WORDS = { ...OK, id: 'words_ok', title: '审口径', thing: 'words', after: ['draft'] };
    const policy = rule({
      routes: [
        route([
          ...BEGIN,
          DRAFT,
          WORDS,
          CHECK,
          { ...PUBLISH, after: ['check', 'words_ok'] },
          close('publish'),
        ]),
      ],
      approvals: [{ thing: 'words', title: '口径', chain: [{ role: 'chief' }], clause: '3' }],
    });
    const p = play(T, { policy, bureau })
      .as('wu', done('draft'))
      .as('wang', giveBack('改'))
      .as('wang', grade('high'));
    p.as('chen', written);
    expect(p.case().steps.check?.state).toBe('done');
  });
});
