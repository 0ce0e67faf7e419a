// Several units on one matter: what one of them says or sends back concerns that one.
import { describe, expect, it } from 'vitest';
import { evolveAll } from '../../../src/core/evolve.ts';
import { obligations } from '../../../src/core/obligations.ts';
import { clock, explain, giveBack, grade, HOUR, play, sign, written } from '../fixture.ts';
import { BEGIN, bureau, CHECK, close, FIND, OK, PUBLISH, route, rule } from './rule.ts';

const T = clock(9);
const joint = { ...CHECK, joint: true };
const policy = rule({
  routes: [route([...BEGIN, joint, OK, FIND, PUBLISH, close('find', 'publish')])],
  limits: [
    {
      id: 'l1',
      of: 'paper',
      from: 'assigned',
      within: { max: '2h' },
      excuse: { title: '提前说明原因', clause: '2' },
      clause: '2',
    },
  ],
});
const both = () =>
  play(T, { policy, bureau })
    .as('wang', grade('low', null))
    .as('wang', { kind: 'assign', unit: 'zf1', with: ['zf2'], reason: null });
const excused = (p: ReturnType<typeof both>, unit: string) =>
  p.all().find((o) => o.key === `owe:paper:r1:${unit}`)?.excusedAt ?? null;

describe('a delay that one of two units explains', () => {
  it('excuses that unit and not the other', () => {
    const p = both().later(60_000).as('xu', explain);
    expect(excused(p, 'zf2')).toBe(T + 60_000);
    expect(excused(p, 'zf1')).toBeNull();
    p.as('chen', explain);
    expect(excused(p, 'zf1')).toBe(T + 60_000);
  });

  it('still excuses both where it was written down before units spoke for themselves', () => {
    const p = both().as('xu', explain);
    const events = p.events.map((event) => {
      if (event.body.type !== 'delay.explained') return event;
      const { unit: _, ...body } = event.body;
      return { ...event, body };
    });
    const before = evolveAll(null, 'c1', events);
    const owed = obligations(policy, bureau, before).filter((o) => o.key.startsWith('owe:paper:'));
    expect(owed.map((o) => [o.key, o.excusedAt])).toEqual([
      ['owe:paper:r1:zf1', T],
      ['owe:paper:r1:zf2', T],
    ]);
  });
});

describe('a matter that one of two units sends back', () => {
  it('stays with the other, which need not wait for a new assignment', () => {
    const p = both().as('chen', sign).as('xu', sign).as('xu', giveBack('不属本科'));
    expect(p.case().unit).toMatchObject({ id: 'zf1', with: [] });
    expect(p.case().signed).toMatchObject({ by: 'chen' });
    expect(p.case().steps.assign?.state).toBe('done');
    expect(p.titles()).toEqual(['书面报告']);
    p.as('chen', written);
    expect(p.case().steps.check?.state).toBe('done');
  });

  it('may be sent back by the one that helps also when the other has reported, and not after its own report', () => {
    const p = both().as('chen', written);
    expect(p.case().steps.check?.state).toBe('open');
    p.as('xu', giveBack('不属本科'));
    expect(p.case().steps.check?.state).toBe('done');
    const reported = both().as('xu', written);
    expect(reported.refused('xu', giveBack('不属本科'))).toMatchObject({ code: 'already-reported' });
  });

  it('takes its own excuse with it: the limit of the other still runs', () => {
    const p = both().later(60_000).as('xu', explain).as('xu', giveBack('不属本科'));
    expect(p.all().find((o) => o.key === 'owe:paper:r1')).toMatchObject({ excusedAt: null });
  });

  it('does not have the other reminded again of what it has heard already', () => {
    const p = both()
      .as('chen', sign)
      .as('xu', sign)
      .later(3 * HOUR);
    expect(p.remind()).not.toEqual([]);
    p.as('xu', giveBack('不属本科'));
    expect(p.remind()).toEqual([]);
  });

  it('goes back as a whole when the unit in charge sends it back', () => {
    const p = both().as('chen', giveBack('不属本科'));
    expect(p.case().unit).toBeNull();
    expect(p.case().returned).toMatchObject({ unit: 'zf1' });
    expect(p.titles()).toContain('重新交办');
  });
});
