// Cards that show what they ask about: the suggested grade, the draft that is released, the rule a case has moved to.
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../src/core/policy/load.ts';
import { announce } from '../../templates/announce.ts';
import { askForGrade } from '../../templates/cards/grade-card.ts';
import { materialOf } from '../../templates/material.ts';
import { clock, grade, type Played, play, written } from '../core/fixture.ts';
import {
  agree,
  BEGIN,
  bureau,
  CHECK,
  close,
  done,
  fact,
  OK,
  route,
  rule,
  STEPS,
} from '../core/tricky/rule.ts';

const T = clock(9);

describe('the card that asks for a grade', () => {
  const policy = rule({
    facts: [{ id: 'media', title: '首发媒体', values: ['中央媒体', '自媒体'], clause: '2' }],
    grades: [
      { id: 'low', name: '一般', rank: 1, clause: '1' },
      {
        id: 'mid',
        name: '较大',
        rank: 2,
        criteria: [{ title: '中央媒体首发', when: { fact: { media: '中央媒体' } } }],
        clause: '1',
      },
      { id: 'high', name: '重大', rank: 3, clause: '1' },
    ],
  });
  const styles = (p: Played) =>
    askForGrade({ policy, bureau, case: p.case() }).buttons.map((b) => [b.text, b.style]);

  it('fills the suggested one, and none without a suggestion', () => {
    const p = play(T, { policy, bureau });
    expect(styles(p)).toEqual([
      ['一般', 'normal'],
      ['较大', 'normal'],
      ['重大', 'danger'],
    ]);
    expect(styles(p.as('sun', fact('media', '中央媒体')))).toContainEqual(['较大', 'primary']);
  });
});

it('an approval behind both a check and a draft shows the draft', () => {
  const DRAFT = { id: 'draft', title: '拟定口径', do: 'draft', by: 'office', after: ['assign'], clause: '3' };
  const policy = rule({
    routes: [route([...BEGIN, CHECK, DRAFT, { ...OK, after: ['check', 'draft'] }, close('ok')])],
  });
  const p = play(T, { policy, bureau }).as('wang', grade('high')).as('chen', written);
  p.as('sun', done('draft', '已责成整改，三日内公布结果'));
  expect(materialOf({ policy, bureau, case: p.case() }, 'reply')?.text).toBe('已责成整改，三日内公布结果');
});

describe('换制度', () => {
  const titled = (title: string) => ({ id: 'untrue', title, clause: '4' });
  const outcomes = [{ id: 'real', title: '属实', clause: '4' }];
  const steps = { routes: [route([...STEPS])] };
  const old = rule({ ...steps, outcomes: [...outcomes, titled('失实')] });
  const asks = { marks: [{ id: 'negative', title: '负面', clause: '2' }] };

  /** Purposes of the new cards that moving `p` to `policy` sends. */
  function cards(p: Played, policy: Policy): readonly string[] {
    const before = p.case();
    const moved = { type: 'policy.moved', previous: 'a', policyVersion: 'b', answers: {} } as const;
    const event = { seq: before.version + 1, at: p.now(), actor: 'wang', via: 'text', body: moved } as const;
    return announce({
      policy,
      previousPolicy: p.situation().policy,
      bureau,
      before,
      after: { ...before, version: event.seq },
      events: [event],
      now: p.now(),
      asker: null,
      via: 'text',
    }).flatMap((m) => (m.kind === 'card' ? [m.purpose] : []));
  }

  it('draws the open card of the conclusion anew, where the conclusions are others', () => {
    const p = play(T, { policy: old, bureau }).as('wang', grade('high')).as('chen', written);
    p.as('zhao', agree()).as('sun', agree());
    expect(cards(p, rule({ ...steps, outcomes: [...outcomes, titled('不实')] }))).toEqual(['outcome']);
    expect(cards(p, rule({ ...steps, outcomes: [...outcomes, titled('失实')] }))).toEqual([]);
  });

  it('draws the form of the facts and the card of the grade anew, where the rule asks for others', () => {
    const p = play(T, { policy: old, bureau });
    expect(cards(p, rule({ ...steps, ...asks }))).toContain('facts');
    const grades = [{ id: 'low', name: '一般', rank: 1, clause: '1' }];
    expect(cards(p, rule({ ...steps, grades }))).toEqual(['grade']);
  });
});
