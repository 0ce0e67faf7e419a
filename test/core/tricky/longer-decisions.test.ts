// 延期 and 中止 on what is decided: the limit on a grade, on a choice of unit and on an approval.
import { expect, it } from 'vitest';
import { HOUR } from '../../../src/core/calendar/shanghai.ts';
import { clock, grade, play, written } from '../fixture.ts';
import { bureau, extend, rule } from './rule.ts';

const T = clock(9);
const limit = (of: string, from: string) => ({
  id: 'l1',
  of,
  from,
  within: { max: '1h' },
  extend: { max_total: '5h', by: 'chief', clause: '2' },
  pause: { by: 'office', clause: '2' },
  clause: '2',
});
const grant = { kind: 'decide-extension', granted: true, reason: null } as const;

it('gives more time for the choice of unit and the grade', () => {
  const p = play(T, { policy: rule({ limits: [limit('assign', 'registered')] }), bureau });
  expect(p.find('定级并交办').dueAt).toBe(T + HOUR);
  p.as('zhao', extend('2h')).as('wang', grant);
  expect(p.find('定级并交办').dueAt).toBe(T + 3 * HOUR);
  expect(p.refused('zhao', extend('8h'))).toMatchObject({ code: 'beyond-cap' });
});

it('gives more time for an approval, and lets its clock stand still', () => {
  const p = play(T, { policy: rule({ limits: [limit('ok', 'assigned')] }), bureau })
    .as('wang', grade('low'))
    .as('chen', written)
    .as('zhao', { kind: 'approve' });
  expect(p.find('审核处置意见').dueAt).toBe(T + HOUR);
  p.as('sun', extend('2h')).as('wang', grant);
  expect(p.find('审核处置意见').dueAt).toBe(T + 3 * HOUR);
  p.as('sun', { kind: 'pause', reason: '等外部机关' });
  expect(p.find('审核处置意见').standing).toBe(true);
});
