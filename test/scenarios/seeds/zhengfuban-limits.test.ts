// 县政府办公室政务舆情处置制度: “当天”的每一条时限，赶上和赶不上，夜里和节假日。
import { describe, expect, it, test } from 'vitest';
import { giveBack, sign, written } from '../../core/fixture.ts';
import { agree, at, done, fate, gradeTo, HOUR, MINUTE, openSeed, publish, reading, said } from './seed.ts';

const T = at(11, 23, 9);
const MIDNIGHT = at(11, 24);
const FACTS = { affair: '是', media: '中央媒体', must_go_up: '是' };

/** 重要，交信息科；没有时限的上报、呈报都已办。 */
function handed(now = T, answers = {}) {
  return openSeed('zhengfuban', answers)
    .play(now, { reporter: 'tang', facts: FACTS })
    .as('su', gradeTo('g2', 'xxk'))
    .as('tang', sign)
    .as('jin', done('alert'))
    .as('cao', done('brief'))
    .as('cao', done('wording'));
}

/** 措施、材料、发布、两级报告、上报前报批都已办：只欠上报上级和办结。 */
const through = (p: ReturnType<typeof handed>) =>
  p
    .as('gula', done('act'))
    .as('gula', written)
    .as('cao', done('up_draft'))
    .as('cao', agree())
    .as('ren', agree())
    .as('cao', publish('政府门户网站', '任国栋'))
    .as('gula', done('back_office'))
    .as('su', done('back_chief'));

describe('四条“当天”从发现或收到起算，写明怎么算的', () => {
  it.each([
    ['采取措施', '信息科', '发现', '三(一)', []],
    ['统一对外发布', '政务舆情处置办公室', '收到', '四(三)', [{ kind: 'role', role: 'lead' }]],
    ['报告处置情况', '信息科', '收到', '四(四)', []],
    ['汇报处置情况', '分管领导', '收到', '四(四)', []],
  ] as const)('%s：由%s办，从%s起到24点', (title, who, from, clause, also) => {
    const p = handed();
    expect(reading(p, title)).toEqual({
      who,
      due: '11-24 00:00',
      aim: null,
      how: `${from} 11-23 09:00 → 当天 → 11-23 24:00`,
      clause,
      basis: 'text',
    });
    expect(p.find(title).also).toEqual(also);
  });

  it('报告给谁也按条文：单位报处置办公室，分管领导报主要领导', () => {
    const p = handed();
    expect(p.find('报告处置情况').to).toBe('office');
    expect(p.find('汇报处置情况').to).toBe('chief');
  });

  it('早先发现、晚些才报送 → 从发现那天算；收到的各项从收到那天算', () => {
    const p = handed(at(11, 24, 9)).as('tang', {
      kind: 'set-moment',
      moment: 'found',
      at: at(11, 23, 20),
      about: false,
    });
    expect(reading(p, '采取措施').due).toBe('11-24 00:00');
    expect(reading(p, '统一对外发布').due).toBe('11-25 00:00');
  });
});

describe('赶上', () => {
  it('当天办完每一件 → 都算按时，到了24点没人被催', () => {
    const p = through(handed());
    p.as('su', agree()).as('ren', agree()).as('cao', done('up'));
    for (const title of ['采取措施', '统一对外发布', '报告处置情况', '汇报处置情况', '上报上级'])
      expect(fate(p.find(title)), title).toBe('按时');
    // That the case may be closed is no reason to call anybody at night.
    expect(said(p, MIDNIGHT)).toEqual(['办结 idle → 政务舆情处置办公室']);
  });

  it('24点整办的还算当天，过一秒就算超时', () => {
    const onTime = handed().at(MIDNIGHT).as('gula', done('act'));
    expect(fate(onTime.find('采取措施'))).toBe('按时');
    const late = handed()
      .at(MIDNIGHT + 1000)
      .as('gula', done('act'));
    expect(fate(late.find('采取措施'))).toBe('超时');
  });
});

describe('赶不上', () => {
  it('什么都没办 → 24点前半小时、到点、超半小时各催一次；分管领导对发布一并负责；半小时后逐级上报', () => {
    const p = handed();
    said(p, MIDNIGHT - HOUR); // 没有时限的材料、口径，按建议值已问过几次
    const limits = (moment: number) => said(p, moment).filter((line) => !line.includes('idle'));
    expect(limits(MIDNIGHT - 31 * MINUTE)).toEqual([]);
    expect(limits(MIDNIGHT - 30 * MINUTE)).toEqual([
      '采取措施 before-due → 信息科',
      '统一对外发布 before-due → 政务舆情处置办公室、分管领导',
      '报告处置情况 before-due → 信息科',
      '汇报处置情况 before-due → 分管领导',
    ]);
    expect(limits(MIDNIGHT)).toEqual([
      '采取措施 due → 信息科',
      '统一对外发布 due → 政务舆情处置办公室、分管领导',
      '报告处置情况 due → 信息科',
      '汇报处置情况 due → 分管领导',
    ]);
    expect(limits(MIDNIGHT + 30 * MINUTE)).toEqual([
      '采取措施 overdue → 信息科、分管领导',
      '统一对外发布 overdue → 政务舆情处置办公室、分管领导',
      '报告处置情况 overdue → 信息科、分管领导',
      '汇报处置情况 overdue → 分管领导、主要领导',
    ]);
    expect(limits(MIDNIGHT + 90 * MINUTE)).toEqual([
      '采取措施 overdue → 信息科、分管领导、主要领导',
      '统一对外发布 overdue → 政务舆情处置办公室、分管领导、主要领导',
      '报告处置情况 overdue → 信息科、分管领导、主要领导',
      '汇报处置情况 overdue → 分管领导、主要领导',
    ]);
  });

  it('材料迟迟不交、还轮不到发布 → 当天回应的时限照样到，照样催', () => {
    const p = handed();
    expect(p.case().steps).not.toHaveProperty('publish');
    expect(p.refused('cao', publish('政务微博', '任国栋'))).toMatchObject({ code: 'not-yet' });
    expect(said(p, MIDNIGHT)).toContain('统一对外发布 due → 政务舆情处置办公室、分管领导');
    p.at(at(11, 24, 9))
      .as('gula', written)
      .as('cao', agree())
      .as('ren', agree());
    p.as('cao', publish('政务微博', '任国栋'));
    expect(fate(p.find('统一对外发布'))).toBe('超时');
  });

  it('审到一半被退回 → 发布的时限不因此停住或重来', () => {
    const p = handed().as('gula', done('act')).as('gula', written);
    p.as('cao', agree()).as('ren', giveBack('数字不准'));
    expect(reading(p, '统一对外发布').due).toBe('11-24 00:00');
    p.as('gula', written).as('cao', agree()).as('ren', agree());
    expect(reading(p, '统一对外发布').due).toBe('11-24 00:00');
  });

  it('第二天才报告、汇报 → 记为超时，事项照样走完', () => {
    const p = handed()
      .at(at(11, 24, 8))
      .as('gula', done('act'))
      .as('gula', written);
    p.as('gula', done('back_office')).as('aili', done('back_chief'));
    expect(fate(p.find('报告处置情况'))).toBe('超时');
    expect(fate(p.find('汇报处置情况'))).toBe('超时');
    expect(p.find('汇报处置情况').metBy).toBe('aili');
  });
});

describe('上报上级：批准当日', () => {
  it('从主要领导批准那一刻起算到当天24点，与收到哪天无关', () => {
    const p = through(handed())
      .at(at(11, 25, 15))
      .as('su', agree());
    expect(p.titles()).not.toContain('上报上级');
    p.at(at(11, 25, 16)).as('ren', agree());
    expect(reading(p, '上报上级')).toEqual({
      who: '政务舆情处置办公室',
      due: '11-26 00:00',
      aim: null,
      how: '“上报前报批”完成 11-25 16:00 → 当天 → 11-25 24:00',
      clause: '四(五)',
      basis: 'text',
    });
    p.as('cao', done('up'));
    expect(fate(p.find('上报上级'))).toBe('按时');
  });

  it('批准当天没报 → 到点催办公室，半小时后报分管领导；次日补报记为超时', () => {
    const p = through(handed());
    p.as('su', agree()).as('ren', agree());
    expect(said(p, MIDNIGHT)).toEqual(['上报上级 due → 政务舆情处置办公室']);
    expect(said(p, MIDNIGHT + 30 * MINUTE)).toEqual(['上报上级 overdue → 政务舆情处置办公室、分管领导']);
    p.at(at(11, 24, 9)).as('cao', done('up'));
    expect(fate(p.find('上报上级'))).toBe('超时');
  });
});

describe('23:00 和节假日，按本单位的两个答复', () => {
  const late = at(11, 23, 23);
  const holiday = at(10, 1, 9);
  const asked = [
    ['周一 23:00', late, '24:00', 'same-day', '11-24 00:00', '发现 11-23 23:00 → 当天 → 11-23 24:00'],
    [
      '周一 23:00',
      late,
      '24:00',
      'next-workday',
      '11-25 00:00',
      '发现 11-23 23:00 → 已过下班 19:30 → 按 11-24 当天计 → 11-24 24:00',
    ],
    [
      '周一 23:00',
      late,
      'office',
      'same-day',
      '11-24 00:00',
      '发现 11-23 23:00 → 当天 → 已过下班 19:30，算到 24:00 → 11-23 24:00',
    ],
    [
      '周一 23:00',
      late,
      'office',
      'next-workday',
      '11-24 19:30',
      '发现 11-23 23:00 → 已过下班 19:30 → 按 11-24 当天计 → 下班 19:30 → 11-24 19:30',
    ],
    [
      '周一 9:00',
      T,
      'office',
      'same-day',
      '11-23 19:30',
      '发现 11-23 09:00 → 当天 → 下班 19:30 → 11-23 19:30',
    ],
    ['国庆第一天', holiday, '24:00', 'same-day', '10-02 00:00', '发现 10-01 09:00 → 当天 → 10-01 24:00'],
    [
      '国庆第一天',
      holiday,
      '24:00',
      'next-workday',
      '10-09 00:00',
      '发现 10-01 09:00 → 跳过 10-01/07 国庆节 → 按 10-08 当天计 → 10-08 24:00',
    ],
    [
      '国庆第一天',
      holiday,
      'office',
      'next-workday',
      '10-08 19:30',
      '发现 10-01 09:00 → 跳过 10-01/07 国庆节 → 按 10-08 当天计 → 下班 19:30 → 10-08 19:30',
    ],
    [
      '周五 20:00',
      at(11, 27, 20),
      '24:00',
      'next-workday',
      '12-01 00:00',
      '发现 11-27 20:00 → 已过下班 19:30 → 跳过 11-28/29 周末 → 按 11-30 当天计 → 11-30 24:00',
    ],
    [
      '国庆调休上班的周六',
      at(10, 10, 9),
      '24:00',
      'next-workday',
      '10-11 00:00',
      '发现 10-10 09:00 → 当天 → 10-10 24:00',
    ],
  ] as const;
  it.each(asked.map(([when, found, day, after, due, how]) => ({ when, found, day, after, due, how })))(
    '$when 发现，“当天”到 $day，下班后 $after → $due',
    ({ found, day, after, due, how }) => {
      const p = handed(found, { 'q-day': day, 'q-after': after });
      expect(reading(p, '采取措施')).toMatchObject({ due, how });
    },
  );

  it('23:00 发现、答复为“仍算当天” → 还剩一小时：提前一刻钟催，不是一交办就催', () => {
    const p = handed(late);
    expect(said(p, late + 44 * MINUTE)).toEqual([]);
    expect(said(p, late + 45 * MINUTE)).toHaveLength(4);
    p.at(MIDNIGHT - MINUTE).as('gula', done('act'));
    expect(fate(p.find('采取措施'))).toBe('按时');
  });

  it('23:00 发现、答复为“下一个工作日” → 当夜不催；次日24点前办都算按时', () => {
    const p = handed(late, { 'q-after': 'next-workday' });
    expect(said(p, MIDNIGHT + 30 * MINUTE)).toEqual([]);
    p.at(at(11, 24, 23, 59)).as('gula', done('act'));
    expect(fate(p.find('采取措施'))).toBe('按时');
  });

  it('节假日第一天发现、答复为“下一个工作日” → 放假期间按时限的催办一条也没有，节后第一天照催', () => {
    const p = handed(holiday, { 'q-after': 'next-workday' });
    const limits = (moment: number) => said(p, moment).filter((line) => !line.includes('idle'));
    for (let day = 2; day <= 8; day += 1) expect(limits(at(10, day))).toEqual([]);
    expect(limits(at(10, 8, 23, 30))).toHaveLength(4);
  });
});

test('只写“第一时间”“及时”“立即”的各项 → 没有时刻，不算超时，只按建议值问', () => {
  const p = openSeed('zhengfuban')
    .play(T, { reporter: 'tang', facts: { ...FACTS, origin: '外部转来' } })
    .as('su', gradeTo('g2', 'xxk'));
  for (const [title, word] of [
    ['上报分管领导', '第一时间'],
    ['呈报', '及时'],
    ['转办', '及时'],
    ['书面材料（调查结果、事实真相、处置意见）', '立即'],
  ] as const)
    expect(reading(p, title)).toMatchObject({
      due: null,
      how: `本制度只写“${word}”，未规定时限`,
      basis: 'text',
    });
  const stages = p
    .at(T + 2 * HOUR)
    .reminders()
    .map((r) => r.stage);
  expect(new Set(stages)).toEqual(new Set(['idle']));
  p.at(at(11, 26)).as('jin', done('alert'));
  expect(fate(p.find('上报分管领导'))).toBe('按时');
});
