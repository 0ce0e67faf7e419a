// Approvals when something around them moves: the people of a role, the rule itself, what was asked before.
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/core/decide.ts';
import { evolveAll } from '../../../src/core/evolve.ts';
import { isOpen, obligations } from '../../../src/core/obligations.ts';
import { clock, giveBack, grade, play, written } from '../fixture.ts';
import { agree, BEGIN, bureau, CHECK, close, done, OK, route, rule } from './rule.ts';

const T = clock(9);
const started = (parts: Record<string, unknown>) =>
  play(T, { policy: rule(parts), bureau }).as('wang', grade('high'));
const reply = (...chain: Record<string, unknown>[]) => [
  { thing: 'reply', title: '处置意见', chain, clause: '3' },
];

describe('an approval that all of a role must give', () => {
  const parts = { approvals: reply({ role: 'office', mode: 'all' }) };

  it('is not stuck when whoever had not agreed leaves the role', () => {
    const policy = rule(parts);
    const p = started(parts).as('chen', written).as('sun', agree());
    const alone = { ...bureau, roles: { ...bureau.roles, office: ['sun'] } };
    const again = decide({ policy, bureau: alone, now: T }, p.case(), agree(), {
      person: 'sun',
      via: 'text',
      at: T,
    });
    expect(again).toMatchObject({ kind: 'accepted', after: { steps: { ok: { state: 'done' } } } });
  });

  it('is not stuck when the matter turns out to be about whoever had not agreed', () => {
    const p = started(parts).as('chen', written).as('sun', agree());
    expect(p.refused('sun', agree())).toMatchObject({ code: 'already-approved' });
    p.as('sun', { kind: 'name-subject', person: 'zhou' }).as('sun', agree());
    expect(p.case().steps.ok?.state).toBe('done');
  });
});

describe('two approvals that wait for the same person', () => {
  it('let a person who has agreed to the first agree to the second', () => {
    const SIDE = { ...OK, id: 'plan_ok', title: '审方案', thing: 'plan' };
    const p = started({
      routes: [route([...BEGIN, CHECK, OK, SIDE, close('ok', 'plan_ok')])],
      approvals: [
        ...reply({ role: 'office', mode: 'all' }),
        { thing: 'plan', title: '方案', chain: [{ role: 'office', mode: 'all' }], clause: '3' },
      ],
    });
    p.as('chen', written).as('sun', agree()).as('sun', agree());
    expect(p.case().approvals).toMatchObject([
      { thing: 'reply', by: 'sun' },
      { thing: 'plan', by: 'sun' },
    ]);
    expect(p.refused('sun', agree())).toMatchObject({ code: 'already-approved' });
  });
});

describe('an approval under another version of the rule', () => {
  it('does not take the yes of one role for that of another in the same place', () => {
    const before = rule({ approvals: reply({ role: 'lead' }, { role: 'office' }) });
    const after = rule({
      policy: { id: 'small', name: '舆情办法（修订）', issuer: '某局' },
      approvals: reply({ role: 'side' }, { role: 'office' }),
    });
    const p = play(T, { policy: before, bureau }).as('wang', grade('high')).as('chen', written);
    p.as('zhao', agree());
    const moved = decide(
      { policy: after, bureau, now: T },
      p.case(),
      { kind: 'move-policy' },
      {
        person: 'wang',
        via: 'text',
        at: T,
      },
    );
    if (moved.kind === 'refused') throw new Error(moved.refusal.code);
    const owed = obligations(after, bureau, moved.after).filter((o) => isOpen(o) && o.kind === 'approve');
    expect(owed).toMatchObject([{ owner: { role: 'side' } }]);
  });

  it('is asked for again when the work it was returned to is no longer in the rule', () => {
    const DRAFT = { id: 'draft', title: '拟稿', do: 'draft', by: 'side', after: ['check'], clause: '3' };
    const ok = (...after: string[]) => ({ ...OK, after });
    const before = rule({ routes: [route([...BEGIN, CHECK, DRAFT, ok('draft'), close('ok')])] });
    const after = rule({ routes: [route([...BEGIN, CHECK, ok('check'), close('ok')])] });
    const p = play(T, { policy: before, bureau }).as('wang', grade('high')).as('chen', written);
    p.as('wu', done('draft')).as('zhao', giveBack());
    const moved = decide(
      { policy: after, bureau, now: T },
      p.case(),
      { kind: 'move-policy' },
      {
        person: 'wang',
        via: 'text',
        at: T,
      },
    );
    if (moved.kind === 'refused') throw new Error(moved.refusal.code);
    expect(obligations(after, bureau, moved.after).filter(isOpen)).toMatchObject([
      { kind: 'approve', owner: { kind: 'role', role: 'lead', unit: 'zf1' } },
    ]);
    expect(evolveAll(p.case(), 'c1', moved.events)).toEqual(moved.after);
  });
});

describe('an approval with no work before it', () => {
  it('is asked for again after it was returned: whoever graded may have changed what it is about', () => {
    const START = { ...OK, id: 'start', title: '启动审批', thing: 'start', after: ['grade'] };
    const p = started({
      routes: [route([...BEGIN, START, { ...CHECK, after: ['start', 'assign'] }, close('check')])],
      approvals: [{ thing: 'start', title: '启动应急响应', chain: [{ role: 'chief' }], clause: '3' }],
    });
    p.as('wang', giveBack('先核实转发量'));
    expect(p.owed()).toMatchObject([{ kind: 'approve', key: 'approve:start:r2:l0' }]);
    p.as('wang', agree());
    expect(p.case().steps.check?.state).toBe('open');
  });
});
