// A word that fits nothing the person is asked for, or that was said before: they hear what does fit.
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/calendar/shanghai.ts';
import { clock, giveBack, grade, play, written } from '../fixture.ts';
import { agree, BEGIN, bureau, CHECK, close, done, extend, OK, route, rule, STEPS } from './rule.ts';

const T = clock(9);
const started = (parts: Record<string, unknown>) =>
  play(T, { policy: rule(parts), bureau }).as('wang', grade('high'));

describe('同意 of somebody who approves nothing', () => {
  const consulted = () =>
    started({
      approvals: [
        {
          thing: 'reply',
          title: '处置意见',
          chain: [{ role: 'lead' }],
          consult: [{ who: 'side', blocks: true }],
          clause: '3',
        },
      ],
    }).as('chen', written);
  const limit = { id: 'l1', of: 'paper', from: 'assigned', within: { max: '1wd' }, clause: '9' };
  const asked = () =>
    started({ limits: [{ ...limit, extend: { max_total: '5wd', by: 'side', clause: '9' } }] })
      .later(MINUTE)
      .as('zheng', extend('2wd'));

  it('but owes an opinion points to the opinion, until it is given', () => {
    const p = consulted();
    expect(p.refused('wu', agree())).toEqual({ code: 'asked-otherwise', for: ['opinion'] });
    expect(p.refused('wu', giveBack())).toEqual({ code: 'asked-otherwise', for: ['opinion'] });
    p.as('wu', { kind: 'give-opinion', text: '同意' });
    expect(p.refused('wu', agree())).toMatchObject({ code: 'not-authorised' });
  });

  it('but answers a request for more time points to that, also where others approve', () => {
    const p = asked();
    expect(p.refused('wu', agree())).toEqual({ code: 'asked-otherwise', for: ['extension'] });
    expect(p.refused('feng', agree())).toMatchObject({ code: 'not-authorised' });
    p.as('wu', { kind: 'decide-extension', granted: true, reason: null });
    expect(p.refused('wu', agree())).toMatchObject({ code: 'not-authorised' });
  });
});

describe('a step that is recorded', () => {
  const MEET = { id: 'meet', title: '会商', do: 'meet', by: 'office', after: ['check'], clause: '3' };
  const AFTER = { ...MEET, id: 'tell', title: '通报', do: 'notify', after: ['meet'] };
  const meeting = () =>
    started({ routes: [route([...BEGIN, CHECK, MEET, AFTER, close('tell')])] }).as('chen', written);

  it('is not recorded again: the second hears who did and when', () => {
    const p = meeting().later(MINUTE).as('sun', done('meet', '各方一致'));
    const was = { code: 'already-recorded', what: '会商', by: 'sun', at: T + MINUTE };
    p.later(MINUTE);
    expect(p.refused('sun', done('meet', '各方一致'))).toEqual(was);
    expect(p.refused('zhou', done('meet', '另有说法'))).toEqual(was);
    expect(p.case().records).toHaveLength(1);
  });

  it('sent twice without its name does not become the record of the next step', () => {
    const p = meeting().as('sun', done(null, '各方一致'));
    expect(p.refused('sun', done(null, '各方一致 '))).toMatchObject({
      code: 'already-recorded',
      what: '会商',
      open: ['通报'],
    });
    p.as('sun', done(null, '已告知各方'));
    expect(p.case().records.map((r) => r.step)).toEqual(['meet', 'tell']);
  });

  it('is corrected by saying so, as one more record', () => {
    const p = meeting().as('sun', done('meet', '各方一致'));
    p.as('sun', { kind: 'record-step', step: 'meet', text: '更正：一方保留', pictures: 0, more: true });
    expect(p.case().records.map((r) => r.text)).toEqual(['各方一致', '更正：一方保留']);
  });

  it('is asked for again when its turn comes again', () => {
    const p = meeting().as('sun', done('meet', '各方一致'));
    p.as('wang', { kind: 'close', note: '提前' }).as('wang', { kind: 'reopen', reason: '再次投诉' });
    p.as('chen', written).as('sun', done('meet', '各方一致'));
    expect(p.case().records).toHaveLength(2);
  });

  it('stays as the approvers see it until they send it back', () => {
    const DRAFT = { ...MEET, id: 'draft', title: '拟稿', do: 'draft' };
    const p = started({
      routes: [route([...BEGIN, CHECK, DRAFT, { ...OK, after: ['draft'] }, close('ok')])],
    })
      .as('chen', written)
      .as('sun', done('draft', '拟于明日通报'));
    const better = {
      kind: 'record-step',
      step: 'draft',
      text: '更正：今日',
      pictures: 0,
      more: true,
    } as const;
    expect(p.refused('sun', better)).toEqual({ code: 'under-review', what: '拟稿', decided: false });
    p.as('zhao', giveBack()).as('sun', better);
    expect(p.case().records.at(-1)?.text).toBe('更正：今日');
    p.as('zhao', agree()).as('zhou', agree());
    expect(p.refused('sun', better)).toEqual({ code: 'under-review', what: '拟稿', decided: true });
  });
});

describe('a paper', () => {
  const papers = [
    { id: 'p1', title: '专报', trigger: 'event', when: { grade: ['high'] }, from: 'office', clause: '6' },
  ];

  it('sent twice in the same words is written once; written anew it replaces the first', () => {
    const p = started({ routes: [route(STEPS)], papers }).as('sun', done('p1', '走势平稳'));
    expect(p.refused('zhou', done('p1', '走势平稳'))).toMatchObject({ code: 'already-recorded', by: 'sun' });
    p.as('sun', done('p1', '走势上升'));
    expect(p.case().papers.issued.p1?.text).toBe('走势上升');
  });
});
