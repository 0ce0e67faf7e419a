// Papers that a case calls for, written more than once.
import { expect, it } from 'vitest';
import { wasLate } from '../../../src/core/obligations.ts';
import { clock, DAY, grade, HOUR, play } from '../fixture.ts';
import { bureau, done, rule } from './rule.ts';

const T = clock(9);

it('a paper handed in on time stays so when a fuller one follows later', () => {
  const policy = rule({
    papers: [
      { id: 'brief', title: '专报', trigger: 'event', when: { grade: 'high' }, from: 'office', clause: '8' },
    ],
    limits: [{ id: 'l1', of: 'brief', from: 'graded', within: { max: '4h' }, clause: '8' }],
  });
  const p = play(T, { policy, bureau })
    .as('wang', grade('high'))
    .later(HOUR)
    .as('sun', done('brief', '首报'));
  p.later(DAY).as('zhou', done('brief', '续报'));
  expect(p.find('专报')).toMatchObject({ metAt: T + HOUR, metBy: 'sun' });
  expect(wasLate(p.find('专报'))).toBe(false);
  expect(p.case().papers.issued.brief).toMatchObject({ by: 'zhou', text: '续报' });
});
