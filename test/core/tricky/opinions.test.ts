// Opinions that something waits for: asked for again each time, and never of somebody who cannot give them.
import { describe, expect, it } from 'vitest';
import { clock, giveBack, grade, play, written } from '../fixture.ts';
import { BEGIN, bureau, CHECK, close, done, FIND, OK, route, rule, STEPS } from './rule.ts';

const T = clock(9);
const started = (parts: Record<string, unknown>) =>
  play(T, { policy: rule(parts), bureau }).as('wang', grade('high'));

describe('opinions', () => {
  const MEET = (id: string, title: string) => ({
    id,
    title,
    do: 'meet',
    by: 'office',
    after: ['check'],
    consult: [{ who: 'side', blocks: true }],
    clause: '3',
  });
  const opinion = { kind: 'give-opinion', text: '同意' } as const;

  it('on a step done again are asked for again, for each of two steps', () => {
    const p = started({
      routes: [
        route([
          ...BEGIN,
          CHECK,
          MEET('one', '会商一'),
          MEET('two', '会商二'),
          { ...OK, after: ['one', 'two'] },
          { ...FIND, after: ['ok'] },
          close('find'),
        ]),
      ],
    });
    const round = () => p.as('wu', opinion).as('wu', opinion).as('sun', done('one')).as('sun', done('two'));
    p.as('chen', written);
    round();
    p.as('wang', { kind: 'close', note: '提前' }).as('wang', { kind: 'reopen', reason: '再次投诉' });
    p.as('chen', written);
    expect(p.refused('sun', done('one'))).toMatchObject({ code: 'need-opinion' });
    round();
    expect(p.owed().filter((o) => o.kind === 'opinion')).toEqual([]);
  });

  it('are no longer owed once the draft they were asked about was returned', () => {
    const p = started({
      routes: [route(STEPS)],
      approvals: [
        {
          thing: 'reply',
          title: '处置意见',
          chain: [{ role: 'lead' }],
          consult: [{ who: 'side', blocks: true }],
          clause: '3',
        },
      ],
    });
    p.as('chen', written);
    expect(p.owed().map((o) => o.kind)).toContain('opinion');
    p.as('zhao', giveBack());
    expect(p.refused('wu', opinion)).toEqual({ code: 'not-consulted' });
    expect(p.owed().map((o) => o.kind)).toEqual(['revise']);
  });
});
