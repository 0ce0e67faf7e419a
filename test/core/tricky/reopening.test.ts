// A matter taken up again: there is always something to do next, and somebody who may.
import { describe, expect, it } from 'vitest';
import { clock, bureau as demo, grade, play } from '../fixture.ts';
import { BEGIN, bureau, close, done, fact, route, rule } from './rule.ts';

const T = clock(9);
const reopen = { kind: 'reopen', reason: '转来单位退回' } as const;
const [receive] = BEGIN;

describe('a case reopened', () => {
  it('without any checking on its route can be ended again by the office', () => {
    const NOTE = { id: 'note', title: '记录', do: 'follow', by: 'office', after: ['receive'], clause: '2' };
    const p = play(T, { policy: rule({ routes: [route([...BEGIN, NOTE, close('note')])] }), bureau });
    p.as('wang', grade('low')).as('sun', done('note')).as('sun', { kind: 'close', note: '' });
    p.as('wang', reopen);
    expect(p.owed()).toMatchObject([{ kind: 'step', title: '办结' }]);
    p.as('sun', { kind: 'close', note: '' });
    expect(p.case()).toMatchObject({ state: 'closed', steps: { close: { state: 'done', round: 2 } } });
  });

  it('after a transfer, by whoever sent it away, is to be sent on again', () => {
    const SEND = { id: 'send', title: '移送', do: 'transfer', by: 'side', after: ['receive'], clause: '9' };
    const p = play(T, { policy: rule({ routes: [route([receive ?? {}, SEND])] }), bureau: bureau ?? demo });
    p.as('wu', { kind: 'transfer', to: '市住建局', reason: '职责在彼' });
    expect(p.refused('chen', reopen)).toMatchObject({ code: 'not-authorised', need: ['局办公室'] });
    p.as('wu', reopen);
    expect(p.owed()).toMatchObject([{ kind: 'step', title: '移送' }]);
    p.as('wu', { kind: 'transfer', to: '市交通局', reason: '重新认定' });
    expect(p.case().closed).toMatchObject({ to: '市交通局' });
  });

  it('after a transfer goes the ordinary way once it is known to be ours', () => {
    const SEND = { id: 'send', title: '移送', do: 'transfer', by: 'side', after: ['receive'], clause: '9' };
    const away = { ...route([receive ?? {}, SEND]), id: 'away', title: '移送', default: false };
    const p = play(T, {
      policy: rule({
        facts: [{ id: 'ours', title: '属本单位', type: 'bool', clause: '1' }],
        routes: [{ ...away, when: { fact: { ours: false } } }, route([...BEGIN, close('grade', 'assign')])],
      }),
      bureau,
    });
    p.as('chen', fact('ours', '否')).as('wu', { kind: 'transfer', to: '市住建局', reason: '职责在彼' });
    p.as('wu', reopen).as('chen', fact('ours', '是'));
    expect(p.titles()).toEqual(['定级并交办']);
  });
});
