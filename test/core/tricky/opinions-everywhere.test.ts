// 征求意见 that must be waited for holds up every step that somebody ends by a word, and is asked only where it applies.
import { describe, expect, it } from 'vitest';
import { lintText } from '../../../src/core/policy/lint.ts';
import { changed } from '../../policy/small.ts';
import { clock, close as closed, declined, grade, play, written } from '../fixture.ts';
import { agree, BEGIN, bureau, CHECK, close, FIND, find, OK, PUBLISH, publish, route, rule } from './rule.ts';

const T = clock(9);
const consult = [{ who: 'side', blocks: true }];
const opinion = { kind: 'give-opinion', text: '无意见' } as const;
type Steps = readonly Record<string, unknown>[];
const on = (id: string, asked: Steps = consult) =>
  [...BEGIN, CHECK, OK, FIND, PUBLISH, close('find', 'publish')].map((s) =>
    s.id === id ? { ...s, consult: asked } : s,
  );
const started = (steps: Steps) => play(T, { policy: rule({ routes: [route(steps)] }), bureau });
const reviewed = (steps: Steps, level = 'low') =>
  started(steps).as('wang', grade(level)).as('chen', written).as('zhao', agree()).as('sun', agree());
const AWAITED = { code: 'need-opinion', from: ['局办公室'] };

describe('an opinion that must be waited for', () => {
  it('holds up what is published, and the decision to say nothing', () => {
    const p = reviewed(on('publish'));
    expect(p.refused('sun', publish())).toEqual(AWAITED);
    expect(p.refused('sun', declined)).toEqual(AWAITED);
    p.as('wu', opinion).as('sun', publish());
    expect(p.case().steps.publish?.state).toBe('done');
  });

  it('holds up the decision to say nothing where it is asked on the final answer, and not on the first one', () => {
    const early = { ...PUBLISH, id: 'early', title: '先行回应', answer: 'holding' };
    const both = (first: Steps, last: Steps) => [
      ...[...BEGIN, CHECK, OK, FIND, { ...early, consult: first }, { ...PUBLISH, consult: last }],
      close('find', 'publish'),
    ];
    const p = reviewed(both([], consult));
    expect(p.refused('sun', declined)).toEqual(AWAITED);
    p.as('wu', opinion).as('sun', declined);
    expect(reviewed(both(consult, [])).as('sun', declined).case().steps.publish?.state).toBe('done');
  });

  it('holds up the finding', () => {
    const p = reviewed(on('find'));
    expect(p.refused('sun', find('real'))).toEqual(AWAITED);
    p.as('wu', opinion).as('sun', find('real'));
    expect(p.case().outcome?.id).toBe('real');
  });

  it('holds up the choice of a unit, while the grade stands', () => {
    const p = started(on('assign')).as('wang', grade('low'));
    expect(p.case()).toMatchObject({ grade: { id: 'low' }, unit: null });
    expect(p.refused('wang', { kind: 'assign', unit: 'zf1', reason: null })).toEqual(AWAITED);
    p.as('wu', opinion).as('wang', { kind: 'assign', unit: 'zf1', reason: null });
    expect(p.case().unit?.id).toBe('zf1');
  });

  it('holds up the grade', () => {
    const p = started(on('grade'));
    expect(p.refused('wang', grade('low'))).toEqual(AWAITED);
    p.as('wu', opinion).as('wang', grade('low'));
    expect(p.case()).toMatchObject({ grade: { id: 'low' }, unit: { id: 'zf1' } });
  });

  it('holds up the end for the office; the leadership may end the matter with its reason', () => {
    const p = reviewed(on('close')).as('sun', find('real')).as('sun', publish());
    expect(p.refused('sun', closed('办完'))).toEqual(AWAITED);
    const early = reviewed(on('close')).as('sun', find('real')).as('sun', publish());
    early.as('wang', closed('不再等意见'));
    expect(early.case().state).toBe('closed');
    p.as('wu', opinion).as('sun', closed());
    expect(p.case().state).toBe('closed');
  });

  it('is refused by lint where nothing can wait: at the report and at the registration', () => {
    const step = (verb: string) =>
      lintText(changed([`do: ${verb},`, `do: ${verb}, consult: [{who: group, blocks: true}],`])).errors;
    expect(step('check')).toEqual([
      {
        path: 'routes.0.steps.3.consult.0.blocks',
        clause: '一',
        message: expect.stringContaining('等不了意见；要等的请写在后面的环节或审批上'),
      },
    ]);
    expect(step('receive')).toHaveLength(1);
    expect(step('publish')).toEqual([]);
  });
});

describe('an opinion that is asked only in some cases', () => {
  const when = [{ who: 'side', blocks: true, when: { grade: 'high' } }];

  it('is awaited in those and in no other', () => {
    const high = reviewed(on('publish', when), 'high');
    expect(high.titles()).toContain('对公开回应提出意见');
    expect(high.refused('sun', publish())).toEqual(AWAITED);
    const low = reviewed(on('publish', when), 'low');
    expect(low.titles()).not.toContain('对公开回应提出意见');
    low.as('sun', publish());
    expect(low.refused('wu', opinion)).toMatchObject({ code: 'not-consulted' });
  });

  it('works on an approval too', () => {
    const chain = [{ role: 'lead' }];
    const approvals = [{ thing: 'reply', title: '处置意见', chain, consult: when, clause: '3' }];
    const at = (level: string) =>
      play(T, { policy: rule({ approvals }), bureau })
        .as('wang', grade(level))
        .as('chen', written);
    expect(at('high').refused('zhao', agree())).toEqual(AWAITED);
    at('low').as('zhao', agree());
  });

  it('is checked name by name, and must be able to come', () => {
    const asked = (condition: string) =>
      lintText(
        changed(['do: publish,', `do: publish, consult: [{who: group, when: ${condition}}],`]),
      ).errors.map(({ path, message }) => [path, message]);
    expect(asked('{grade: high}')).toEqual([]);
    expect(asked('{grade: hig}')).toEqual([
      ['routes.0.steps.5.consult.0.when.grade', expect.stringContaining('没有声明的“hig”，可用：low、high')],
    ]);
    expect(asked('{all: [{grade: high}, {grade: low}]}')).toEqual([
      ['routes.0.steps.5.consult.0.when', expect.stringContaining('没有一种情形用得到')],
    ]);
  });
});
