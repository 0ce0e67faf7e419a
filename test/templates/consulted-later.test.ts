// 征求意见 that applies only since something changed: whoever is to answer hears of it then, for nothing else asks them.
import { describe, expect, it } from 'vitest';
import { clock, grade, type Played, play, regrade, written } from '../core/fixture.ts';
import { agree, BEGIN, bureau, CHECK, close, FIND, OK, PUBLISH, route, rule } from '../core/tricky/rule.ts';
import { heard } from './announced.ts';

const T = clock(9);
const when = { grade: 'high' };
const asked = (p: Played, person: string, command: Parameters<typeof heard>[2]) =>
  heard(p, person, command).flatMap(([to, text]) => (text.includes('【征求意见】') ? [[to, text]] : []));

describe('an opinion that a regrade makes necessary', () => {
  it('on a step whose turn it is, is asked for with the regrade, once', () => {
    const consult = [{ who: 'side', blocks: true, when }];
    const steps = [...BEGIN, CHECK, OK, FIND, { ...PUBLISH, consult }, close('find', 'publish')];
    const p = play(T, { policy: rule({ routes: [route(steps)] }), bureau }).as('wang', grade('low'));
    p.as('chen', written).as('zhao', agree());
    expect(asked(p, 'sun', agree())).toEqual([]);
    expect(asked(p, 'wang', regrade('high', '已上热搜'))).toEqual([
      [expect.stringContaining('"wu"'), expect.stringMatching(/公开回应[\s\S]*要等您的意见[\s\S]*意见 0001/)],
    ]);
    expect(asked(p, 'wu', { kind: 'give-opinion', text: '同意公开' })).toEqual([]);
    expect(asked(p, 'wang', regrade('low', '热度已降'))).toEqual([]);
    expect(asked(p, 'wang', regrade('high', '又上热搜'))).toEqual([]);
  });

  it.each([true, false])('on an approval that is under way, is asked for too (awaited: %s)', (blocks) => {
    const consult = [{ who: 'side', blocks, when }];
    const approvals = [
      { thing: 'reply', title: '处置意见', chain: [{ role: 'lead' }], consult, clause: '3' },
    ];
    const p = play(T, { policy: rule({ approvals }), bureau }).as('wang', grade('low'));
    expect(asked(p, 'chen', written)).toEqual([]);
    expect(asked(p, 'wang', regrade('high', '已上热搜'))).toEqual([
      [expect.stringContaining('"wu"'), expect.stringContaining('处置意见')],
    ]);
  });
});
