// Steps and routes: what opens next, what opens again, and who may end it.
import { describe, expect, it } from 'vitest';
import {
  answered,
  approve,
  approved,
  assign,
  clock,
  close,
  concluded,
  declined,
  giveBack,
  grade,
  inReview,
  MINUTE,
  occurred,
  oral,
  origin,
  outcome,
  play,
  published,
  regrade,
  reopen,
  sign,
  written,
} from './fixture.ts';

const T = clock(16, 50);

describe('the way of a case', () => {
  it('owes a decision on grade and unit from the moment it opens, by the leading group', () => {
    const p = play(T);
    expect(p.owed()).toMatchObject([
      { title: '定级并交办', owner: { kind: 'role', role: 'group' }, startedAt: T, dueAt: null, metAt: null },
    ]);
  });

  it('owes sign-for and both reports once one leader decided both', () => {
    const p = play(T).as('li', grade('ordinary'));
    expect(p.titles()).toEqual(['签收', '口头汇报初步处置计划', '书面汇报']);
  });

  it('still owes the grade when only the unit was decided', () => {
    const p = play(T).as('wang', assign('zf1'));
    expect(p.titles()).toEqual(['定级并交办']);
    p.later(15 * MINUTE);
    expect(p.remind()).toEqual([['decide:r1', 'idle', ['role:group']]]);
    p.as('li', grade('ordinary', null));
    expect(p.titles()).toEqual(['签收', '口头汇报初步处置计划', '书面汇报']);
    expect(p.find('定级并交办')).toMatchObject({ metBy: 'li', metAt: T + 15 * MINUTE });
  });

  it('still owes the unit when only the grade was decided', () => {
    const p = play(T).as('wang', grade('ordinary', null)).later(MINUTE);
    expect(p.titles()).toEqual(['定级并交办']);
    p.as('li', assign('zf1'));
    expect(p.find('定级并交办')).toMatchObject({ metBy: 'li', metAt: T + MINUTE });
  });

  it('lets a grade name the unit that was assigned before, and the reports still count', () => {
    const p = play(T).as('wang', assign('zf1')).later(MINUTE).as('li', grade('ordinary', 'zf1'));
    expect(p.case().unit).toMatchObject({ id: 'zf1', by: 'wang', at: T });
    p.as('chen', written);
    expect(p.titles()).toEqual(['审核处置意见']);
  });

  it('does not let a grade move a unit that another leader has chosen', () => {
    const p = play(T).as('wang', assign('zf1'));
    expect(p.refused('li', grade('ordinary', 'srk'))).toEqual({
      code: 'already-assigned',
      unit: 'zf1',
      by: 'wang',
      at: T,
    });
  });

  it('asks for review by 分管领导 then by the office, one at a time', () => {
    const p = inReview();
    expect(p.owed()).toMatchObject([{ owner: { kind: 'role', role: 'deptlead', unit: 'zf1' } }]);
    p.as('zhao', approve);
    expect(p.owed()).toMatchObject([{ owner: { kind: 'role', role: 'goffice' } }]);
    p.as('zhou', approve);
    expect(p.titles()).toEqual(['核定事实结论', '回复舆情来源单位', '公开回应或决定不予回应']);
  });

  it('opens the check again on a return, and the review after the next paper, from its first link', () => {
    const p = inReview().later(MINUTE).as('zhao', approve).as('sun', giveBack('缺现场照片'));
    expect(p.titles()).toEqual(['修改后重新书面报送']);
    expect(p.find('修改后重新书面报送').owner).toEqual({ kind: 'unit', unit: 'zf1' });
    p.as('chen', oral);
    expect(p.titles()).toEqual(['修改后重新书面报送']);
    p.later(MINUTE).as('zheng', written);
    expect(p.owed()).toMatchObject([{ key: 'approve:reply:r2:l0', owner: { role: 'deptlead' } }]);
    p.as('zhao', approve).as('sun', approve);
    expect(p.titles()).toContain('核定事实结论');
  });

  it('lets nobody approve a draft that was returned and not yet handed in again', () => {
    const p = inReview().as('zhao', giveBack());
    expect(p.refused('zhao', approve)).toMatchObject({ code: 'already-approved', decision: 'returned' });
    expect(p.refused('sun', approve)).toMatchObject({ code: 'already-approved', by: 'zhao' });
  });

  it('a later report during the review (续报) does not stand for the paper asked for by a return', () => {
    const p = inReview().later(MINUTE).as('chen', written).as('zhao', giveBack());
    expect(p.titles()).toEqual(['修改后重新书面报送']);
  });

  it('can be returned many times, each round with an obligation of its own', () => {
    const p = inReview();
    for (let n = 0; n < 5; n += 1) p.later(MINUTE).as('zhao', giveBack()).later(MINUTE).as('chen', written);
    p.as('zhao', approve).as('sun', approve).as('sun', outcome()).as('sun', answered).as('sun', published);
    expect(p.as('sun', close()).case().state).toBe('closed');
    const keys = p.all().map((o) => o.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('needs no answer to the source when staff found it themselves', () => {
    const p = play(T, { origin: '信息员发现' }).as('wang', grade('ordinary')).as('chen', written);
    p.as('zhao', approve).as('sun', approve);
    expect(p.titles()).toEqual(['核定事实结论', '公开回应或决定不予回应']);
    p.as('sun', outcome()).as('sun', declined);
    expect(p.as('sun', close()).case().state).toBe('closed');
  });

  it('owes the answer, and keeps the office from closing, when the source turns out to be an authority', () => {
    const p = play(T, { origin: '信息员发现' }).as('wang', grade('ordinary')).as('chen', written);
    p.as('zhao', approve).as('sun', approve).as('sun', outcome()).as('sun', declined);
    p.as('sun', origin('市委网信办交办'));
    expect(p.titles()).toEqual(['回复舆情来源单位']);
    expect(p.refused('sun', close())).toMatchObject({ code: 'not-yet', waiting: ['回复舆情来源单位'] });
    p.as('sun', answered).as('sun', close());
    expect(p.case().feedback).toMatchObject({ source: '市委网信办交办' });
  });

  it('closes by the office only when everything is done, and says what is missing', () => {
    const p = approved().as('sun', outcome());
    expect(p.refused('sun', close())).toEqual({
      code: 'not-yet',
      waiting: ['回复舆情来源单位', '公开回应或决定不予回应'],
    });
    p.as('sun', answered).as('sun', published);
    expect(p.titles()).toEqual(['办结']);
    expect(p.as('zhou', close()).case()).toMatchObject({ state: 'closed', closed: { by: 'zhou' } });
  });

  it('may be ended at any time by a leader, with a reason', () => {
    const p = play(T);
    expect(p.refused('wang', close(' '))).toMatchObject({
      code: 'need-reason',
      what: '提前结束',
      waiting: expect.arrayContaining(['定级', '交办']),
    });
    expect(p.refused('sun', close('重复'))).toMatchObject({ code: 'not-yet' });
    expect(p.as('wang', close('经核为旧闻')).case().closed).toMatchObject({ by: 'wang', note: '经核为旧闻' });
  });

  it('refuses outcome, answer and response before the review, naming what is waited for', () => {
    const p = inReview();
    for (const command of [outcome(), answered, published, declined])
      expect(p.refused('sun', command)).toEqual({ code: 'not-yet', waiting: ['审核'] });
  });

  it('takes a second outcome in place of the first', () => {
    const p = approved().as('sun', outcome('confirmed')).later(MINUTE).as('sun', outcome('partly'));
    expect(p.case().outcome?.id).toBe('partly');
  });
});

describe('改派', () => {
  it('moves everything owed to the new unit, whose reports count', () => {
    const p = play(T)
      .as('wang', grade('ordinary'))
      .as('chen', sign)
      .later(20 * MINUTE);
    p.as('li', assign('zf2', '属工地噪音'));
    expect(p.owed().every((o) => o.owner.unit === 'zf2')).toBe(true);
    expect(p.titles()).toEqual(['签收', '口头汇报初步处置计划', '书面汇报']);
    p.as('xu', oral).as('xu', written);
    expect(p.titles()).toEqual(['审核处置意见']);
    p.as('zhao', approve).as('sun', approve);
    expect(p.titles()).toContain('核定事实结论');
  });

  it('does not count what the earlier unit handed in', () => {
    const p = inReview().as('li', assign('zf2', '属工地噪音'));
    expect(p.titles()).toEqual(['签收', '口头汇报初步处置计划', '书面汇报']);
  });

  it('counts 1 h and 2 h anew from the new 交办', () => {
    const p = play(T)
      .as('wang', grade('ordinary'))
      .later(90 * MINUTE)
      .as('li', assign('zf2', '属工地噪音'));
    expect(p.find('书面汇报').dueAt).toBe(T + 90 * MINUTE + 120 * MINUTE);
  });

  it('keeps an old draft from being approved while the new unit checks', () => {
    const p = inReview().as('li', assign('zf2', '属工地噪音'));
    expect(p.tryAs('zhao', approve).kind).toBe('refused');
    expect(p.tryAs('zhao', giveBack()).kind).toBe('refused');
    p.as('xu', written).as('zhao', approve).as('sun', approve);
    expect(p.titles()).toContain('核定事实结论');
  });

  it('keeps the office from closing on the old unit’s conclusions', () => {
    const p = concluded().later(MINUTE).as('wang', assign('zf2', '属工地噪音'));
    expect(p.titles()).toEqual(['签收', '口头汇报初步处置计划', '书面汇报']);
    expect(p.refused('sun', close())).toMatchObject({ code: 'not-yet' });
    p.as('xu', written).as('zhao', approve).as('sun', approve).later(MINUTE);
    expect(p.titles()).toEqual(['核定事实结论', '回复舆情来源单位', '公开回应或决定不予回应']);
    p.as('sun', outcome()).as('sun', answered).as('sun', declined).as('sun', close());
  });

  it('before the grade changes the unit and nothing else', () => {
    const p = play(T).as('wang', assign('zf1')).as('li', assign('zf2', '属工地噪音'));
    p.as('wang', grade('ordinary', null)).as('xu', written);
    expect(p.titles()).toEqual(['审核处置意见']);
  });

  it('needs a reason, and another unit', () => {
    const p = play(T).as('wang', grade('ordinary'));
    expect(p.refused('li', assign('zf2'))).toEqual({ code: 'need-reason', what: '改派' });
    expect(p.refused('li', assign('zf1', '重复'))).toMatchObject({ code: 'already-assigned', by: 'wang' });
  });

  it('leaves the old unit without a say', () => {
    const p = play(T).as('wang', grade('ordinary')).as('li', assign('zf2', '属工地噪音'));
    expect(p.refused('chen', sign)).toEqual({ code: 'not-authorised', need: ['执法二科'] });
    expect(p.refused('chen', written)).toEqual({ code: 'not-authorised', need: ['执法二科'] });
  });

  it('is possible to and fro, twice to the same unit', () => {
    const p = play(T).as('wang', grade('ordinary'));
    p.later(MINUTE).as('wang', assign('zf2', 'a')).later(MINUTE).as('wang', assign('zf1', 'b'));
    expect(p.titles()).toEqual(['签收', '口头汇报初步处置计划', '书面汇报']);
    p.as('chen', written);
    expect(p.titles()).toEqual(['审核处置意见']);
    const keys = p.all().map((o) => o.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('退回交办', () => {
  it('puts the matter back to the leading group, with the reason kept', () => {
    const p = play(T).as('wang', grade('ordinary')).later(MINUTE).as('chen', giveBack('不属我科职责'));
    expect(p.case().returned).toMatchObject({ unit: 'zf1', by: 'chen', reason: '不属我科职责' });
    expect(p.owed()).toMatchObject([{ title: '重新交办', owner: { role: 'group' } }]);
    expect(p.refused('chen', sign)).toEqual({ code: 'not-assigned' });
    expect(p.refused('chen', written)).toEqual({ code: 'not-assigned' });
  });

  it('may be answered by giving it to the same unit again, whose reports then count', () => {
    const p = play(T).as('wang', grade('ordinary')).as('chen', giveBack('不属我科职责')).later(MINUTE);
    p.as('li', assign('zf1'));
    expect(p.titles()).toEqual(['签收', '口头汇报初步处置计划', '书面汇报']);
    p.as('chen', sign).as('chen', written);
    expect(p.titles()).toEqual(['审核处置意见']);
  });

  it('may be answered from the grading card with the grade that stands', () => {
    const p = play(T).as('wang', grade('ordinary')).as('chen', giveBack('不属我科职责'));
    p.as('li', grade('ordinary', 'zf2')).as('xu', written);
    expect(p.titles()).toEqual(['审核处置意见']);
    expect(p.events.filter((e) => e.body.type === 'case.graded')).toHaveLength(1);
  });

  it('needs a reason, and is too late once something was handed in', () => {
    const p = play(T).as('wang', grade('ordinary'));
    expect(p.refused('chen', giveBack(' '))).toEqual({ code: 'need-reason', what: '退回' });
    p.later(MINUTE).as('zheng', oral);
    const said = { code: 'already-reported', by: 'zheng', at: T + MINUTE };
    expect(p.refused('chen', giveBack())).toEqual(said);
    p.later(MINUTE).as('zheng', written);
    expect(p.refused('chen', giveBack())).toEqual(said);
  });
});

describe('改级', () => {
  it('owes only the limits of the new grade and keeps both decisions on record', () => {
    const p = play(T)
      .as('wang', grade('ordinary'))
      .later(10 * MINUTE)
      .as('li', regrade('major'));
    expect(p.titles()).toEqual(['签收', '口头或书面报送初步情况', '书面报送相关情况']);
    expect(p.events.flatMap((e) => (e.body.type === 'case.graded' ? [e.body] : []))).toMatchObject([
      { grade: 'ordinary', previous: null },
      { grade: 'major', previous: 'ordinary', reason: '转发量上升' },
    ]);
  });

  it('is not bypassed by grading once more with a unit', () => {
    const p = play(T).as('wang', grade('ordinary', null));
    expect(p.refused('li', grade('major', 'zf1'))).toEqual({
      code: 'already-graded',
      grade: 'ordinary',
      unit: null,
      by: 'wang',
      at: T,
    });
    expect(p.case()).toMatchObject({ grade: { id: 'ordinary' }, unit: null });
  });

  it('after everything was handed in opens the check for what the higher grade asks, then the review', () => {
    const p = inReview().as('li', regrade('major'));
    expect(p.titles()).toEqual(['书面报送相关情况']);
    expect(p.tryAs('zhao', approve).kind).toBe('refused');
    p.as('chen', written);
    expect(p.titles()).toEqual(['审核处置意见']);
    p.as('zhao', approve).as('sun', approve);
    expect(p.titles()).toContain('核定事实结论');
  });

  it('shortly before the end keeps the office from closing with a report still owed', () => {
    const p = concluded().as('wang', regrade('major'));
    expect(p.refused('sun', close())).toMatchObject({ code: 'not-yet' });
    expect(p.titles()).toEqual(['书面报送相关情况']);
  });

  it('to and fro owes what the first grade asked, at its first moment, with what was handed in', () => {
    const p = play(T).as('wang', grade('ordinary')).as('chen', oral);
    p.as('li', regrade('major')).later(MINUTE).as('li', regrade('ordinary', '已平息'));
    expect(p.titles()).toEqual(['书面汇报']);
    expect(p.find('书面汇报').dueAt).toBe(T + 120 * MINUTE);
  });

  it('needs a reason, another grade, and a first decision', () => {
    const p = play(T);
    expect(p.refused('wang', regrade('major'))).toEqual({ code: 'not-graded' });
    p.as('wang', grade('ordinary'));
    expect(p.refused('wang', regrade('major', ' '))).toEqual({ code: 'need-reason', what: '改级' });
    expect(p.refused('wang', regrade('ordinary'))).toEqual({ code: 'same-grade', grade: 'ordinary' });
    expect(p.refused('wang', regrade('huge'))).toEqual({ code: 'unknown-grade', given: 'huge' });
  });
});

describe('重开', () => {
  it('asks the unit for a new paper, then for review, outcome, answer and response again', () => {
    const p = concluded()
      .later(MINUTE)
      .as('sun', close())
      .later(60 * MINUTE)
      .as('zhou', reopen());
    expect(p.titles()).toEqual(['重开后书面报送处置意见']);
    p.later(MINUTE).as('chen', written);
    expect(p.titles()).toEqual(['审核处置意见']);
    p.as('zhao', approve).as('sun', approve).later(MINUTE);
    expect(p.titles()).toEqual(['核定事实结论', '回复舆情来源单位', '公开回应或决定不予回应']);
    p.as('sun', outcome()).as('sun', answered).as('sun', published).as('sun', close());
    expect(p.case().state).toBe('closed');
  });

  it('asks for outcome and answer again even when everything happens within one second', () => {
    const p = concluded().as('sun', close()).as('zhou', reopen()).as('chen', written);
    p.as('zhao', approve).as('sun', approve);
    expect(p.titles()).toEqual(['核定事实结论', '回复舆情来源单位', '公开回应或决定不予回应']);
  });

  it('of a case ended before any unit was named goes on where it stood', () => {
    const p = play(T).as('wang', close('旧闻')).later(MINUTE).as('wang', reopen());
    expect(p.titles()).toEqual(['定级并交办']);
    p.as('li', grade('ordinary')).as('chen', written);
    expect(p.titles()).toEqual(['审核处置意见']);
  });

  it('of a case ended with a unit but no grade owes the grade and nothing of the unit', () => {
    const p = play(T).as('wang', assign('zf1')).as('wang', close('旧闻')).as('wang', reopen());
    expect(p.titles()).toEqual(['定级并交办']);
    p.as('li', grade('ordinary', null));
    expect(p.titles()).toEqual(['签收', '口头汇报初步处置计划', '书面汇报']);
  });

  it('of a case ended after a unit gave it back asks for a unit', () => {
    const p = play(T)
      .as('wang', grade('ordinary'))
      .as('chen', giveBack('不属我科'))
      .as('wang', close('旧闻'));
    p.as('wang', reopen());
    expect(p.titles()).toEqual(['重新交办']);
    p.as('wang', assign('zf2')).as('xu', written);
    expect(p.titles()).toEqual(['审核处置意见']);
  });

  it('of a case ended during the review leaves nobody owing an approval of the old draft', () => {
    const p = inReview().as('wang', close('旧闻')).as('wang', reopen());
    expect(p.titles()).toEqual(['重开后书面报送处置意见']);
    expect(p.tryAs('zhao', approve).kind).toBe('refused');
  });

  it('of a case ended between review and outcome leaves the outcome to the new round', () => {
    const p = approved().as('wang', close('旧闻')).as('wang', reopen());
    expect(p.titles()).toEqual(['重开后书面报送处置意见']);
  });

  it('needs a reason and a closed case', () => {
    const p = play(T);
    expect(p.refused('sun', reopen())).toEqual({ code: 'not-closed' });
    p.as('wang', close('旧闻'));
    expect(p.refused('sun', reopen(''))).toEqual({ code: 'need-reason', what: '重开' });
  });
});

describe('messages that arrive late', () => {
  it('an outcome sent two seconds before the last approval was processed still counts', () => {
    const p = approved();
    p.as('zhou', outcome(), p.now() - 2000);
    expect(p.titles()).toEqual(['回复舆情来源单位', '公开回应或决定不予回应']);
  });

  it('a reason sent just before the assignment was recorded still stands for the paper', () => {
    const p = play(T)
      .as('wang', occurred(T - 10 * MINUTE))
      .as('wang', grade('major'));
    p.as('chen', { kind: 'explain-delay', reason: '取证中' }, T - 5000);
    expect(p.find('书面报送相关情况').excusedAt).toBe(T - 5000);
  });

  it('a report retried by the platform counts from when it was sent', () => {
    const p = play(T)
      .as('wang', grade('ordinary'))
      .at(T + 61 * MINUTE);
    p.as('chen', oral, T + 59 * MINUTE);
    expect(p.find('口头汇报初步处置计划').metAt).toBe(T + 59 * MINUTE);
  });

  it('an excuse of the earlier unit does not stand for the next one in the same second', () => {
    const p = play(T).as('wang', grade('major')).as('chen', { kind: 'explain-delay', reason: '取证中' });
    p.as('wang', assign('zf2', '属工地噪音'));
    expect(p.find('书面报送相关情况')).toMatchObject({ excusedAt: null, owner: { unit: 'zf2' } });
  });
});
