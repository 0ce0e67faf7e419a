// When things fall due, and how the moment is explained.
import { describe, expect, it } from 'vitest';
import {
  assign,
  bureau,
  clock,
  explain,
  giveBack,
  grade,
  MINUTE,
  occurred,
  oral,
  play,
  policy,
  regrade,
  sign,
  written,
} from './fixture.ts';

const T = clock(16, 50);
const ORAL = '口头汇报初步处置计划';
const PAPER = '书面汇报';
const FIRST = '口头或书面报送初步情况';
const REPORT = '书面报送相关情况';

describe('limits of 一般', () => {
  it('fall 1 h and 2 h after 交办, not after the report', () => {
    const p = play(T - 30 * MINUTE)
      .at(T)
      .as('wang', grade('ordinary'));
    expect(p.find(ORAL)).toMatchObject({
      dueAt: T + 60 * MINUTE,
      aimAt: null,
      clause: '五2',
      to: 'goffice',
      steps: ['交办 11-20 16:50', '+1 小时', '11-20 17:50'],
    });
    expect(p.find(PAPER)).toMatchObject({ dueAt: T + 120 * MINUTE, clause: '五2' });
  });

  it('fall after the discovery where the bureau has answered so', () => {
    const found = { ...bureau, answers: { ...bureau.answers, 'q-clock': 'found' } };
    const p = play(T - 30 * MINUTE, { bureau: found })
      .at(T)
      .as('wang', grade('ordinary'));
    expect(p.find(ORAL)).toMatchObject({
      dueAt: T + 30 * MINUTE,
      steps: ['发现 11-20 16:20', '+1 小时', '11-20 17:20'],
    });
  });

  it('fall after the suggested start while the answer is none that the question offers', () => {
    const typo = { ...bureau, answers: { ...bureau.answers, 'q-clock': 'asigned' } };
    const p = play(T, { bureau: typo }).as('wang', grade('ordinary'));
    expect(p.find(ORAL).dueAt).toBe(T + 60 * MINUTE);
  });

  it('cross midnight and the end of the year without a gap', () => {
    const eve = clock(23, 30, 61); // 31 December
    const p = play(eve).as('wang', grade('ordinary'));
    expect(p.find(ORAL).steps.at(-1)).toBe('01-01 00:30');
  });

  it('sit on whole seconds whatever the fraction of the tap', () => {
    const p = play(T)
      .at(T + 999)
      .as('wang', grade('ordinary'));
    expect(p.find(ORAL).dueAt).toBe(T + 60 * MINUTE);
  });
});

describe('limits of 重大', () => {
  it('fall 20/30 and 40/90 min after 事发', () => {
    const p = play(T)
      .as('chen', occurred(T - 10 * MINUTE))
      .as('wang', grade('major'));
    expect(p.find(FIRST)).toMatchObject({ aimAt: T + 10 * MINUTE, dueAt: T + 20 * MINUTE });
    expect(p.find(REPORT)).toMatchObject({ aimAt: T + 30 * MINUTE, dueAt: T + 80 * MINUTE });
    expect(p.find(REPORT).steps).toEqual([
      '事发 11-20 16:40',
      '+1 小时 30 分钟',
      '11-20 18:10',
      '力争 +40 分钟：11-20 17:20',
    ]);
  });

  it('count from the discovery while 事发 is not filled in, and say so', () => {
    const p = play(T - 5 * MINUTE)
      .at(T)
      .as('wang', grade('major'));
    expect(p.find(FIRST).dueAt).toBe(T + 25 * MINUTE);
    expect(p.find(FIRST).steps[0]).toBe('事发时间未填，按本单位答复暂从发现起算');
    expect(p.find(FIRST).steps[1]).toBe('发现 11-20 16:45');
  });

  it('count from 交办 while 事发 is unknown where the bureau has answered so', () => {
    const from = { ...bureau, answers: { ...bureau.answers, 'q-occurred': 'assigned' } };
    const p = play(T - 5 * MINUTE, { bureau: from })
      .at(T)
      .as('wang', grade('major'));
    expect(p.find(FIRST).dueAt).toBe(T + 30 * MINUTE);
    expect(p.find(FIRST).steps[0]).toContain('暂从交办起算');
  });

  it('say 不详 when somebody said that the moment is unknown', () => {
    const p = play(T).as('wang', grade('major')).as('chen', occurred(null));
    expect(p.find(FIRST).steps[0]).toBe('事发时间不详，按本单位答复暂从发现起算');
    p.as('chen', occurred(null, true));
    expect(p.find(FIRST).steps[1]).toBe('发现 11-20 16:50');
  });

  it('move with 事发 once it is known, and the explanation with them', () => {
    const p = play(T)
      .as('wang', grade('major'))
      .later(MINUTE)
      .as('chen', occurred(T - 15 * MINUTE));
    expect(p.find(FIRST).dueAt).toBe(T + 15 * MINUTE);
    expect(p.find(FIRST).steps[0]).toBe('事发 11-20 16:35');
    p.as('sun', occurred(T - 5 * MINUTE));
    expect(p.find(FIRST).dueAt).toBe(T + 25 * MINUTE);
  });

  it('carry 约 as long as the moment is an estimate', () => {
    const p = play(T)
      .as('wang', grade('major'))
      .as('chen', occurred(T - 15 * MINUTE, true));
    expect(p.find(FIRST).steps[0]).toBe('事发（约） 11-20 16:35');
    p.as('chen', occurred(T - 15 * MINUTE));
    expect(p.find(FIRST).steps[0]).toBe('事发 11-20 16:35');
  });

  it('may be past when they arise', () => {
    const p = play(T)
      .as('chen', occurred(T - 120 * MINUTE))
      .as('wang', grade('major'));
    expect(p.find(REPORT).dueAt).toBe(T - 30 * MINUTE);
    expect(p.titles()).toEqual(['签收', FIRST, REPORT]);
  });

  it('do not restart when the unit changes', () => {
    const p = play(T)
      .as('chen', occurred(T))
      .as('wang', grade('major'))
      .later(10 * MINUTE);
    p.as('wang', assign('zf2', '属工地噪音'));
    expect(p.find(FIRST)).toMatchObject({ dueAt: T + 30 * MINUTE, owner: { unit: 'zf2' } });
  });

  it('take over when an ordinary matter is graded up, and count from 事发 all the same', () => {
    const p = play(T)
      .as('chen', occurred(T))
      .as('wang', grade('ordinary'))
      .later(25 * MINUTE);
    p.as('wang', regrade('major'));
    expect(p.find(FIRST).dueAt).toBe(T + 30 * MINUTE);
  });

  it('are refused a 事发 in the future', () => {
    const p = play(T);
    expect(p.refused('chen', occurred(T + 1000))).toEqual({ code: 'in-future' });
    p.as('chen', occurred(T));
  });

  it('are refused a 事发 after the report of it, which would only stretch them', () => {
    const p = play(T).later(10 * MINUTE);
    expect(p.refused('chen', occurred(T + 5 * MINUTE))).toEqual({ code: 'after-report', at: T });
    p.as('chen', occurred(T - 5 * MINUTE));
  });

  it('keep 事发 on whole seconds', () => {
    const p = play(T)
      .at(T + 700)
      .as('chen', occurred(T + 523));
    expect(p.case().occurred).toMatchObject({ at: T, about: false });
  });
});

describe('what meets what', () => {
  it('a spoken report meets the oral plan, never the paper', () => {
    const p = play(T).as('wang', grade('ordinary')).later(MINUTE).as('chen', oral);
    expect(p.titles()).toEqual([PAPER]);
    expect(p.find(ORAL)).toMatchObject({ metAt: T + MINUTE, metBy: 'chen' });
  });

  it('a paper meets the oral plan too', () => {
    const p = play(T).as('wang', grade('ordinary')).later(MINUTE).as('zheng', written);
    expect(p.find(ORAL)).toMatchObject({ metAt: T + MINUTE, metBy: 'zheng' });
    expect(p.find(PAPER)).toMatchObject({ metAt: T + MINUTE, metBy: 'zheng' });
  });

  it('重大: a spoken report meets the first only, a paper meets both', () => {
    expect(play(T).as('wang', grade('major')).as('chen', oral).titles()).toEqual([REPORT]);
    const p = play(T).as('wang', grade('major')).as('chen', written);
    expect([p.find(FIRST).metAt, p.find(REPORT).metAt]).toEqual([T, T]);
  });

  it('a plan spoken under 一般 counts as the first report under 重大', () => {
    const p = play(T).as('wang', grade('ordinary')).as('chen', oral).as('wang', regrade('major'));
    expect(p.titles()).toEqual([REPORT]);
  });

  it('stands for sign-for: who has reported has received', () => {
    const p = play(T).as('wang', grade('ordinary')).later(MINUTE).as('chen', oral);
    expect(p.find('签收')).toMatchObject({ metAt: T + MINUTE, metBy: 'chen' });
    p.later(MINUTE).as('zheng', sign);
    expect(p.find('签收')).toMatchObject({ metAt: T + 2 * MINUTE, metBy: 'zheng' });
  });

  it('a report with nothing owed is kept as 续报 and meets nothing', () => {
    const p = play(T).as('wang', grade('ordinary')).as('chen', written).as('chen', oral).as('chen', written);
    expect(p.case().submissions.map((s) => s.meets)).toEqual([['first_written'], [], []]);
    expect(p.titles()).toEqual(['审核处置意见']);
  });

  it('an empty paper is no report, one with a picture is', () => {
    const p = play(T).as('wang', grade('ordinary'));
    const empty = { ...written, text: '  ' } as const;
    expect(p.refused('chen', empty)).toEqual({ code: 'need-text', what: '书面报送' });
    p.as('chen', { ...empty, kind: 'submit', form: 'written', toldTo: null, pictures: 1 });
    expect(p.titles()).toEqual(['审核处置意见']);
  });

  it('a spoken report names who was told', () => {
    const p = play(T).as('wang', grade('ordinary'));
    expect(
      p.refused('chen', { ...oral, kind: 'submit', form: 'oral', text: '', pictures: 0, toldTo: ' ' }),
    ).toEqual({
      code: 'need-text',
      what: '口头汇报的对象',
    });
  });
});

describe('提前说明（五2）', () => {
  const major = () => play(T).as('chen', occurred(T)).as('wang', grade('major')).as('chen', oral);

  it('before the limit stands for the paper, which stays owed without a limit', () => {
    const p = major()
      .at(T + 80 * MINUTE)
      .as('chen', explain);
    expect(p.find(REPORT)).toMatchObject({ excusedAt: T + 80 * MINUTE, metAt: null });
    expect(p.owed()).toMatchObject([{ title: `${REPORT}（已说明原因）`, dueAt: null, steps: [] }]);
    p.at(T + 200 * MINUTE).as('chen', written);
    expect(p.titles()).toEqual(['审核处置意见']);
    expect(p.find(`${REPORT}（已说明原因）`).metAt).toBe(T + 200 * MINUTE);
  });

  it('at the limit is still in time; a second later it is only put on record', () => {
    const inTime = major()
      .at(T + 90 * MINUTE)
      .as('chen', explain);
    expect(inTime.case().excuses).toMatchObject([{ deliverable: 'written_report', excused: true }]);
    const late = major()
      .at(T + 90 * MINUTE + 1000)
      .as('chen', explain);
    expect(late.case().excuses).toMatchObject([{ deliverable: 'written_report', excused: false }]);
    expect(late.owed()).toMatchObject([{ title: REPORT, dueAt: T + 90 * MINUTE }]);
  });

  it('counts the fraction of the last second as a report would', () => {
    const p = major()
      .at(T + 90 * MINUTE + 900)
      .as('chen', explain);
    expect(p.case().excuses[0]?.excused).toBe(true);
  });

  it('does not do the work of the check', () => {
    expect(major().as('chen', explain).titles()).not.toContain('审核处置意见');
  });

  it('is about the report that the rule excuses, not the first one, whichever is owed', () => {
    const p = play(T).as('chen', occurred(T)).as('wang', grade('major')).as('chen', explain);
    expect(p.find(FIRST).excusedAt).toBeNull();
    expect(p.find(REPORT).excusedAt).toBe(T);
    p.as('chen', explain);
    expect(p.case().excuses.at(-1)).toMatchObject({ deliverable: 'first_report', excused: false });
  });

  it('is no excuse where the rule knows none (一般)', () => {
    const p = play(T).as('wang', grade('ordinary')).as('chen', explain);
    expect(p.case().excuses).toMatchObject([{ deliverable: 'first_oral', excused: false }]);
    expect(p.titles()).toContain(ORAL);
  });

  it('needs a reason and something owed', () => {
    const p = major();
    expect(p.refused('chen', { kind: 'explain-delay', reason: ' ' })).toEqual({
      code: 'need-reason',
      what: '说明',
    });
    p.as('chen', written);
    expect(p.refused('chen', explain)).toEqual({ code: 'nothing-owed' });
  });

  it('of a unit that gave the matter back is not the next one’s, whose obligations are its own', () => {
    const p = play(T).as('chen', occurred(T)).as('wang', grade('major')).as('chen', explain);
    const keys = p.all().map((o) => o.key);
    p.later(MINUTE).as('chen', giveBack('不属我科')).later(MINUTE).as('wang', assign('zf2'));
    expect(p.find(REPORT)).toMatchObject({ excusedAt: null, dueAt: T + 90 * MINUTE });
    expect(p.owed().filter((o) => keys.includes(o.key))).toEqual([]);
  });

  it('goes to the next unit as owed as ever', () => {
    const p = major().as('chen', explain).later(MINUTE).as('wang', assign('zf2', '属工地噪音'));
    expect(p.find(REPORT)).toMatchObject({ excusedAt: null, dueAt: T + 90 * MINUTE });
  });
});

describe('every obligation with a limit', () => {
  it('cites its clause, and every one without a limit explains no moment', () => {
    for (const id of policy.grades.map((g) => g.id)) {
      const p = play(T).as('wang', grade(id));
      for (const o of p.all()) {
        expect(o.steps.length > 0).toBe(o.dueAt !== null);
        if (o.dueAt !== null) expect(o.clause).toBe('五2');
      }
    }
  });
});
