// 综合行政执法网络舆情应对处置工作办法 五2: 每条时限赶上和赶不上，事发早于发现、事发不详，提前说明和事后说明，改级。
import { describe, expect, it, test } from 'vitest';
import { assign, explain, occurred, oral, regrade, sign, written } from '../../core/fixture.ts';
import { at, fate, gradeTo, HOUR, MINUTE, openSeed, reading, said } from './seed.ts';

const T = at(11, 23, 9);
const FIRST = '口头或书面报送初步情况';
const PAPER = '书面报送相关情况';

/** 市局的一般舆情，9:10 交执法一科并已签收。 */
const ordinary = (answers = {}) =>
  openSeed('zonghe-zhifa', answers)
    .play(T, { reporter: 'chen' })
    .later(10 * MINUTE)
    .as('wang', gradeTo('ordinary', 'zf1'))
    .as('chen', sign);

/** 重大，事发 `when`，9:10 交执法一科并已签收。 */
const major = (when: number | null = T, answers = {}) => {
  const p = openSeed('zonghe-zhifa', answers)
    .play(T, { reporter: 'chen' })
    .later(10 * MINUTE);
  if (when !== null) p.as('chen', occurred(when));
  return p.as('wang', gradeTo('major', 'zf1')).as('chen', sign);
};

describe('一般舆情：1小时内口头，2小时内书面', () => {
  it('从交办起算，写明依据、报给谁', () => {
    const p = ordinary();
    expect(reading(p, '口头汇报初步处置计划')).toEqual({
      who: '执法一科',
      due: '11-23 10:10',
      aim: null,
      how: '交办 11-23 09:10 → +1 小时 → 11-23 10:10',
      clause: '五2',
      basis: 'text',
    });
    expect(reading(p, '书面汇报')).toMatchObject({
      due: '11-23 11:10',
      how: '交办 11-23 09:10 → +2 小时 → 11-23 11:10',
    });
    expect(p.find('书面汇报').to).toBe('goffice');
  });

  it('本单位答复从发现起算的，从发现起算', () => {
    const p = ordinary({ 'q-clock': 'found' });
    expect(reading(p, '口头汇报初步处置计划').how).toBe('发现 11-23 09:00 → +1 小时 → 11-23 10:00');
    expect(reading(p, '书面汇报').due).toBe('11-23 11:00');
  });

  it.each([
    ['口头汇报初步处置计划', oral, HOUR],
    ['书面汇报', written, 2 * HOUR],
  ] as const)('%s：卡着时限报算按时，过一秒算超时，不报就一直未办', (title, command, length) => {
    const due = T + 10 * MINUTE + length;
    expect(fate(ordinary().at(due).as('chen', command).find(title))).toBe('按时');
    expect(
      fate(
        ordinary()
          .at(due + 1000)
          .as('chen', command)
          .find(title),
      ),
    ).toBe('超时');
    expect(fate(ordinary().at(due).find(title))).toBe('未办');
  });

  it('口头赶不上 → 前一刻钟、到点催科室，半小时后报分管领导，一个半小时后报办公室；书面另催', () => {
    const p = ordinary();
    const due = at(11, 23, 10, 10);
    expect(said(p, due - 16 * MINUTE)).toEqual([]);
    expect(said(p, due - 15 * MINUTE)).toEqual(['口头汇报初步处置计划 before-due → 执法一科']);
    expect(said(p, due)).toEqual(['口头汇报初步处置计划 due → 执法一科']);
    expect(said(p, due + 15 * MINUTE)).toEqual(['口头汇报初步处置计划 overdue → 执法一科']);
    expect(said(p, due + 30 * MINUTE)).toEqual(['口头汇报初步处置计划 overdue → 执法一科、执法一科分管领导']);
    p.as('chen', oral);
    expect(said(p, due + HOUR)).toEqual(['书面汇报 due → 执法一科']);
    expect(said(p, due + HOUR + 90 * MINUTE)).toEqual([
      '书面汇报 overdue → 执法一科、执法一科分管领导、领导小组办公室',
    ]);
  });

  it('直接书面报 → 口头不再欠；口头报了书面还欠', () => {
    expect(ordinary().as('chen', written).titles()).toEqual(['审核处置意见']);
    expect(ordinary().as('chen', oral).titles()).toEqual(['书面汇报']);
  });

  it('改派 → 新单位从新的交办起算，旧单位报过的不算新单位的', () => {
    const p = ordinary()
      .as('chen', oral)
      .later(30 * MINUTE);
    p.as('li', assign('zf2', '涉及在建工地'));
    expect(reading(p, '口头汇报初步处置计划')).toMatchObject({ who: '执法二科', due: '11-23 10:40' });
  });
});

describe('重大舆情：事发后30分钟报初步（力争20），1.5小时书面（力争40）', () => {
  it('从事发起算，夜里照走', () => {
    const night = at(11, 23, 23, 50);
    const p = openSeed('zonghe-zhifa').play(night, { reporter: 'chen' });
    p.as('chen', occurred(night)).as('wang', gradeTo('major', 'zf1'));
    expect(reading(p, FIRST)).toMatchObject({
      due: '11-24 00:20',
      aim: '11-24 00:10',
      how: '事发 11-23 23:50 → +30 分钟 → 11-24 00:20 → 力争 +20 分钟：11-24 00:10',
    });
    expect(reading(p, PAPER)).toMatchObject({ due: '11-24 01:20', aim: '11-24 00:30', clause: '五2' });
  });

  it('节假日也照走', () => {
    const p = openSeed('zonghe-zhifa').play(at(10, 1, 9), { reporter: 'chen' });
    p.as('chen', occurred(at(10, 1, 9))).as('wang', gradeTo('major', 'zf1'));
    expect(reading(p, FIRST).due).toBe('10-01 09:30');
  });

  it.each([
    [FIRST, oral, 30 * MINUTE],
    [FIRST, written, 30 * MINUTE],
    [PAPER, written, 90 * MINUTE],
  ] as const)('%s：卡着时限报算按时，过一秒算超时', (title, command, length) => {
    expect(
      fate(
        major()
          .at(T + length)
          .as('chen', command)
          .find(title),
      ),
    ).toBe('按时');
    expect(
      fate(
        major()
          .at(T + length + 1000)
          .as('chen', command)
          .find(title),
      ),
    ).toBe('超时');
  });

  it('过了力争、没过时限 → 算按时，但力争前催过', () => {
    const p = major();
    expect(said(p, T + 15 * MINUTE)).toEqual([`${FIRST} before-aim → 执法一科`]);
    p.at(T + 25 * MINUTE).as('chen', oral);
    expect(fate(p.find(FIRST))).toBe('按时');
  });

  it('都不报 → 到点催，超时后报分管领导、办公室，两项各催各的', () => {
    const p = major();
    said(p, T + 29 * MINUTE);
    expect(said(p, T + 30 * MINUTE)).toEqual([`${FIRST} due → 执法一科`]);
    said(p, T + 89 * MINUTE);
    expect(said(p, T + 90 * MINUTE)).toEqual([
      `${FIRST} overdue → 执法一科、执法一科分管领导`,
      `${PAPER} due → 执法一科`,
    ]);
    expect(said(p, T + 120 * MINUTE)).toEqual([
      `${FIRST} overdue → 执法一科、执法一科分管领导、领导小组办公室`,
      `${PAPER} overdue → 执法一科、执法一科分管领导`,
    ]);
  });
});

describe('事发早于发现', () => {
  it('生来就超时 → 写明从事发起算，马上催一次，不算系统迟发', () => {
    const p = major(at(11, 23, 7));
    expect(reading(p, FIRST)).toMatchObject({
      due: '11-23 07:30',
      how: '事发 11-23 07:00 → +30 分钟 → 11-23 07:30 → 力争 +20 分钟：11-23 07:20',
    });
    const first = p.reminders();
    expect(first.map((r) => [r.stage, r.lateBy])).toEqual([
      ['overdue', 0],
      ['overdue', 0],
    ]);
    expect(p.reminders()).toEqual([]);
    p.as('chen', written);
    expect(fate(p.find(PAPER))).toBe('超时');
  });

  it('事发到发现只差一点 → 剩多少算多少', () => {
    const p = major(at(11, 23, 8, 50));
    expect(reading(p, FIRST).due).toBe('11-23 09:20');
    expect(reading(p, PAPER).due).toBe('11-23 10:20');
    expect(
      fate(
        p
          .at(at(11, 23, 9, 20))
          .as('chen', oral)
          .find(FIRST),
      ),
    ).toBe('按时');
  });

  it('定级后才查到事发时间 → 两项时限都重算；填晚于报送的时间不收', () => {
    const p = major(null);
    expect(reading(p, FIRST).due).toBe('11-23 09:30');
    p.as('sun', occurred(at(11, 23, 8, 45), true));
    expect(reading(p, FIRST).how).toBe(
      '事发（约） 11-23 08:45 → +30 分钟 → 11-23 09:15 → 力争 +20 分钟：11-23 09:05',
    );
    expect(p.refused('sun', occurred(at(11, 23, 9, 5)))).toMatchObject({ code: 'after-report', at: T });
  });
});

describe('事发不详', () => {
  it('没填和填“不详” → 都按本单位答复从发现起算，写明为什么', () => {
    const p = major(null);
    expect(reading(p, PAPER).how).toBe(
      '事发时间未填，按本单位答复暂从发现起算 → 发现 11-23 09:00 → +1 小时 30 分钟 → 11-23 10:30 → 力争 +40 分钟：11-23 09:40',
    );
    p.as('chen', occurred(null));
    expect(reading(p, PAPER).how).toMatch(/^事发时间不详，按本单位答复暂从发现起算 → 发现 11-23 09:00/);
  });

  it('答复为“暂从交办起算” → 从交办起算', () => {
    expect(reading(major(null, { 'q-occurred': 'assigned' }), FIRST)).toMatchObject({
      due: '11-23 09:40',
      how: '事发时间未填，按本单位答复暂从交办起算 → 交办 11-23 09:10 → +30 分钟 → 11-23 09:40 → 力争 +20 分钟：11-23 09:30',
    });
  });
});

test('演练时还没有答复的 → 写明按建议值，不说成本单位答复；答复了的才说本单位答复', () => {
  const drill = openSeed('zonghe-zhifa', {}, (bureau) => ({ ...bureau, answers: {} })).play(T);
  drill.as('wang', gradeTo('major', 'zf1'));
  expect(reading(drill, FIRST).how).toMatch(/^事发时间未填，按建议值暂从发现起算/);
  const ordinarily = openSeed('zonghe-zhifa', {}, (bureau) => ({ ...bureau, answers: {} })).play(T);
  ordinarily.as('wang', gradeTo('ordinary', 'zf1'));
  expect(reading(ordinarily, '书面汇报').basis).toBe('default');
  expect(reading(ordinary(), '书面汇报').basis).toBe('text');
});

describe('来不及书面报送', () => {
  const STILL = `${PAPER}（已说明原因）`;

  it('时限前说明 → 书面不算超时，仍欠一份没有时限的；补报后不再欠', () => {
    const p = major()
      .as('chen', oral)
      .at(T + 85 * MINUTE)
      .as('chen', explain);
    expect(fate(p.find(PAPER))).toBe('已说明');
    expect(p.titles()).toEqual([STILL]);
    expect(reading(p, STILL)).toMatchObject({ due: null, how: '' });
    // 按时限的催办停了，两小时后按建议值问一次。
    expect(said(p, T + 90 * MINUTE)).toEqual([]);
    expect(said(p, T + 85 * MINUTE + 2 * HOUR)).toEqual([`${STILL} idle → 执法一科`]);
    p.as('chen', written);
    expect(p.titles()).toEqual(['审核处置意见']);
    expect(fate(p.find(PAPER))).toBe('已说明');
  });

  it('卡着时限说明算提前，过一秒只作记录：照样超时、照样催', () => {
    expect(
      fate(
        major()
          .at(T + 90 * MINUTE)
          .as('chen', explain)
          .find(PAPER),
      ),
    ).toBe('已说明');
    const late = major()
      .as('chen', oral)
      .at(T + 90 * MINUTE + 1000)
      .as('chen', explain);
    expect(fate(late.find(PAPER))).toBe('未办');
    expect(late.case().excuses).toMatchObject([{ deliverable: 'written_report', excused: false }]);
    expect(said(late, T + 105 * MINUTE)).toEqual([`${PAPER} overdue → 执法一科`]);
    expect(fate(late.as('chen', written).find(PAPER))).toBe('超时');
  });

  it('说明只管书面，初步情况照欠', () => {
    const p = major()
      .at(T + 20 * MINUTE)
      .as('chen', explain);
    expect(p.titles()).toEqual([FIRST, STILL]);
    expect(reading(p, FIRST).due).toBe('11-23 09:30');
  });

  it('生来就超时的 → 来不及“提前”，说明只作记录', () => {
    const p = major(at(11, 23, 7)).as('chen', explain);
    expect(p.case().excuses).toMatchObject([{ excused: false }]);
  });

  it('一般舆情的书面没有这一条 → 说明只作记录', () => {
    const p = ordinary().as('chen', explain);
    expect(p.case().excuses).toMatchObject([{ excused: false }]);
    expect(p.titles()).toEqual(['口头汇报初步处置计划', '书面汇报']);
  });

  it('改派以后 → 前一个单位的说明不算新单位的', () => {
    const p = major().as('chen', explain).as('li', assign('zf2', '涉及在建工地'));
    expect(p.find(PAPER)).toMatchObject({ owner: { kind: 'unit', unit: 'zf2' }, excusedAt: null });
  });
});

test('一般改为重大 → 换成从事发起算的两项，可能当场就已超时', () => {
  const p = ordinary().as('chen', occurred(at(11, 23, 8)));
  expect(p.titles()).toEqual(['口头汇报初步处置计划', '书面汇报']);
  p.at(at(11, 23, 9, 40)).as('li', regrade('major', '出现伤者'));
  expect(p.titles()).toEqual([FIRST, PAPER]);
  expect(reading(p, FIRST).due).toBe('11-23 08:30');
  expect(said(p, at(11, 23, 9, 40))).toEqual([
    `${FIRST} overdue → 执法一科、执法一科分管领导`,
    `${PAPER} due → 执法一科`,
  ]);
});
