// 统计局政务舆情回应制度: 敏感、重大敏感、一般三种走法，三种事实结论；条文没有一个数字，没有一条会逾期。
import { describe, expect, it, test } from 'vitest';
import { papersDueOn, patrolsOn } from '../../../src/core/periodicals.ts';
import { DAY, HOUR, regrade, reopen, sign, written } from '../../core/fixture.ts';
import {
  agree,
  at,
  done,
  expectOwed,
  fate,
  find,
  gradeTo,
  mark,
  openSeed,
  publish,
  reading,
  type SeedName,
} from './seed.ts';

const S1: SeedName = 'tongji';
const T = at(11, 23, 9);
const close = { kind: 'close', note: '' } as const;

const reported = (answers = {}) => openSeed(S1, answers).play(T, { reporter: 'fan' });

/** 一般，普查中心已报核查情况。 */
const checked = (answers = {}) =>
  reported(answers).as('pan', gradeTo('g1', 'pczx')).as('peng', sign).later(HOUR).as('lu', written);

/** 敏感或重大敏感，会商、审定都已办（报送未办），普查中心已报核查情况。 */
const checkedSensitive = (grade = 'g2', answers = {}) =>
  reported(answers)
    .as('pan', gradeTo(grade, 'pczx'))
    .as('ge', done('meet', '级别：敏感；意见：先核实再公开'))
    .as('gu', agree())
    .as('peng', sign)
    .later(HOUR)
    .as('lu', written);

const TRUE = [
  ['属实', 'real'],
  ['部分属实', 'partly'],
] as const;

describe('一般', () => {
  test('政务公开办一次定级交办 → 核查、认定、审定、回应、办结，不会商也不报送', () => {
    const p = reported();
    expect(p.case().route).toBe('normal');
    expectOwed(p, '定级并交办（局政务公开办）');
    expect(p.refused('fan', gradeTo('g1', 'pczx'))).toEqual({
      code: 'not-authorised',
      need: ['局政务公开办'],
    });
    p.as('ge', gradeTo('g1', 'pczx'));
    expectOwed(p, '签收（普查中心）', '核查情况（普查中心）');
    expect(reading(p, '核查情况')).toMatchObject({
      due: null,
      how: '本制度只写“及时”，未规定时限',
      clause: '9',
    });
    p.as('peng', sign).as('lu', written);
    expectOwed(p, '认定是否属实（局政务公开办）');
    expect(p.refused('lu', find('untrue'))).toMatchObject({ code: 'not-authorised' });
  });

  test('不客观真实 → 不要处理方案、不用解决，局长审定后澄清', () => {
    const p = checked().as('pan', find('untrue'));
    expectOwed(p, '审核对外发布内容（局长）');
    expect(reading(p, '审核对外发布内容')).toMatchObject({ due: null, basis: 'bureau' });
    expect(p.refused('pan', publish('门户网站', '顾长河'))).toEqual({
      code: 'not-yet',
      waiting: ['审定对外发布'],
    });
    p.as('gu', agree());
    expectOwed(p, '公开回应或决定不予回应（局政务公开办）');
    expect(p.refused('lu', publish('门户网站', '顾长河'))).toMatchObject({ code: 'not-authorised' });
    p.as('ge', publish('门户网站', '顾长河'));
    expectOwed(p, '办结（局政务公开办）');
    p.as('pan', close);
    expect(p.case()).toMatchObject({ state: 'closed', outcome: { id: 'untrue' }, records: [] });
  });

  it.each(TRUE)('%s → 处理方案、限期解决、通报，一步接一步；回应不等解决完', (_, id) => {
    const p = checked().as('pan', find(id));
    expectOwed(p, '处理方案（普查中心）', '审核对外发布内容（局长）');
    expect(p.refused('lu', done('fix'))).toEqual({ code: 'not-yet', waiting: ['处理方案'] });
    p.as('lu', done('solve', '会同乡镇重新入户'));
    expect(reading(p, '解决问题')).toMatchObject({
      who: '普查中心',
      due: null,
      how: '本制度只写“限期”，未规定时限',
      clause: '9',
    });
    p.as('gu', agree()).as('ge', publish('新闻发布会', '顾长河'));
    // 政务公开办既定级又办结：没办完就结束要写理由，并听到还差什么。
    expect(p.refused('pan', close)).toEqual({
      code: 'need-reason',
      what: '提前结束',
      waiting: ['解决问题', '通报办理情况'],
    });
    p.as('peng', done('fix'));
    expectOwed(p, '通报办理情况（局政务公开办）');
    expect(p.refused('peng', done('circulate'))).toMatchObject({ code: 'not-authorised' });
    p.as('pan', done('circulate'));
    expectOwed(p, '办结（局政务公开办）');
    p.as('pan', close);
  });

  test('不予回应由审定人定，写理由', () => {
    const p = checked().as('pan', find('untrue')).as('gu', agree());
    const decline = (reason: string) => ({ kind: 'decline-response', reason }) as const;
    expect(p.refused('pan', decline('无扩散'))).toEqual({ code: 'not-authorised', need: ['局长'] });
    expect(p.refused('gu', decline(''))).toEqual({ code: 'need-reason', what: '不予回应' });
    p.as('gu', decline('当事人已理解，无扩散'));
    expectOwed(p, '办结（局政务公开办）');
  });

  test('局长退回对外发布内容 → 科室重报，重新认定，再审', () => {
    const p = checked().as('pan', find('untrue')).as('gu', { kind: 'return', reason: '口径与公报不一致' });
    expectOwed(p, '修改后重新书面报送（普查中心）');
    p.later(HOUR).as('lu', written);
    expectOwed(p, '认定是否属实（局政务公开办）');
    p.as('pan', find('untrue')).as('gu', agree()).as('ge', publish('门户网站', '顾长河'));
    p.as('pan', close);
  });

  test('属实改认不实 → 处理方案、解决、通报不再欠', () => {
    const p = checked().as('pan', find('real')).as('lu', done('solve')).later(HOUR).as('pan', find('untrue'));
    expectOwed(p, '审核对外发布内容（局长）');
  });

  test('q-approver 答分管领导 → 审定、不予回应都归分管领导', () => {
    const p = checked({ 'q-approver': 'deputy' }).as('pan', find('untrue'));
    expect(reading(p, '审核对外发布内容').who).toBe('分管领导');
    expect(p.refused('gu', agree())).toMatchObject({ code: 'not-authorised' });
    p.as('meng', agree()).as('meng', { kind: 'decline-response', reason: '无扩散' });
  });
});

describe('敏感', () => {
  test.each([
    ['定为敏感', gradeTo('g2', 'pczx'), null],
    ['定为一般但标“敏感”', gradeTo('g1', 'pczx'), 'sensitive'],
  ] as const)('%s → 会商、报审与核查同时开始；不报送', (_, grade, marked) => {
    const p = reported();
    if (marked !== null) p.as('fan', mark(marked));
    p.as('pan', grade);
    expect(p.case().route).toBe('sensitive');
    expectOwed(p, '会商（局政务公开办）', '签收（普查中心）', '核查情况（普查中心）');
    expect(reading(p, '会商')).toMatchObject({
      due: null,
      how: '本制度只写“迅速”，未规定时限',
      clause: '7',
    });
  });

  test('会商后预判处置意见报局长审定，审定前不能公开回应', () => {
    const p = reported().as('pan', gradeTo('g2', 'pczx')).as('lu', written).as('pan', find('untrue'));
    expect(p.titles()).toEqual(['会商']);
    p.as('ge', done('meet'));
    expectOwed(p, '审核预判处置意见（局长）');
    expect(reading(p, '审核预判处置意见').clause).toBe('7');
    p.as('gu', agree());
    expectOwed(p, '审核对外发布内容（局长）');
    p.as('gu', agree()).as('ge', publish('政策解读', '顾长河')).as('pan', close);
    expect(p.case().approvals.map((a) => a.thing)).toEqual(['plan', 'release']);
  });

  test('局长退回预判处置意见 → 重新会商', () => {
    const p = reported().as('pan', gradeTo('g2', 'pczx')).as('ge', done('meet'));
    p.as('gu', { kind: 'return', reason: '没有涉及方意见' });
    expectOwed(p, '会商（局政务公开办）', '签收（普查中心）', '核查情况（普查中心）');
    p.later(HOUR).as('ge', done('meet', '已请涉及方参加')).as('gu', agree());
    expect(p.titles()).not.toContain('会商');
  });

  it.each(TRUE)('%s → 方案要等预判处置意见审定；解决、通报、回应齐了才办结', (_, id) => {
    const p = checkedSensitive().as('pan', find(id));
    expectOwed(p, '处理方案（普查中心）', '审核对外发布内容（局长）');
    p.as('lu', done('solve')).as('lu', done('fix')).as('gu', agree());
    expectOwed(p, '通报办理情况（局政务公开办）', '公开回应或决定不予回应（局政务公开办）');
    p.as('pan', done('circulate')).as('ge', publish('门户网站', '顾长河')).as('pan', close);
  });

  test('一般改敏感 → 核查情况保留，补会商和报审，已认定的不重来', () => {
    const p = checked().as('pan', find('untrue')).later(HOUR).as('pan', regrade('g2', '媒体转载'));
    expectOwed(p, '会商（局政务公开办）');
    expect(p.refused('gu', agree())).toMatchObject({ code: 'nothing-to-approve' });
    p.as('ge', done('meet')).as('gu', agree());
    expectOwed(p, '审核对外发布内容（局长）');
  });

  test('敏感改一般、标记也取消 → 会商、报审不再欠', () => {
    const p = reported().as('pan', gradeTo('g2', 'pczx')).as('pan', regrade('g1', '误判'));
    expect(p.case().route).toBe('normal');
    expectOwed(p, '签收（普查中心）', '核查情况（普查中心）');
  });

  test('办结后重开 → 重新核查、认定、审定、回应', () => {
    const p = checkedSensitive().as('pan', find('untrue')).as('gu', agree());
    p.as('ge', publish('门户网站', '顾长河')).as('pan', close).later(DAY).as('pan', reopen());
    expectOwed(p, '重开后书面报送处置意见（普查中心）');
    p.as('lu', written).as('pan', find('untrue')).as('gu', agree());
    p.as('ge', publish('门户网站', '顾长河')).as('pan', close);
  });
});

describe('重大敏感', () => {
  test.each([
    ['定为重大敏感', 'g3', null],
    ['定为敏感、标“重大敏感”', 'g2', 'major_sensitive'],
  ] as const)('%s → 还要归口报送；没报就不能办结', (_, grade, marked) => {
    const p = reported();
    if (marked !== null) p.as('fan', mark(marked));
    p.as('pan', gradeTo(grade, 'pczx'));
    expectOwed(
      p,
      '会商（局政务公开办）',
      '归口报送（局政务公开办）',
      '签收（普查中心）',
      '核查情况（普查中心）',
    );
    expect(reading(p, '归口报送')).toMatchObject({
      due: null,
      how: '本制度只写“及时”，未规定时限',
      clause: '7',
    });
    p.as('ge', done('meet')).as('gu', agree()).as('lu', written).as('pan', find('untrue'));
    p.as('gu', agree()).as('ge', publish('门户网站', '顾长河'));
    expect(p.refused('pan', close)).toEqual({
      code: 'need-reason',
      what: '提前结束',
      waiting: ['归口报送'],
    });
    expect(p.refused('fan', done('upward'))).toMatchObject({ code: 'not-authorised' });
    p.as('ge', done('upward', '已报县委宣传部')).as('pan', close);
    expect(p.case().state).toBe('closed');
  });

  test('归口报送不等会商、不等审定', () => {
    const p = reported().as('pan', gradeTo('g3', 'pczx')).as('ge', done('upward'));
    expect(p.titles()).not.toContain('归口报送');
    expect(p.titles()).toContain('会商');
  });

  test('敏感升为重大敏感 → 从那时起欠归口报送，会商不重来', () => {
    const p = checkedSensitive().later(HOUR).as('pan', regrade('g3', '省级媒体报道'));
    expectOwed(p, '归口报送（局政务公开办）', '认定是否属实（局政务公开办）');
  });
});

describe('没有一个数字', () => {
  it.each(['g1', 'g2', 'g3'])(
    '%s：什么都不办，一个月里没有一条“到时限”“逾期”，都是按建议值的询问',
    (grade) => {
      const p = reported();
      const stages = new Set<string>();
      const listen = (days: number) => {
        for (let day = 0; day < days; day += 1) {
          p.later(DAY);
          for (const { stage, dueAt } of p.reminders()) {
            stages.add(stage);
            expect(dueAt).toBeNull();
          }
        }
      };
      listen(2);
      p.as('pan', gradeTo(grade, 'pczx'));
      listen(10);
      if (grade !== 'g1') p.as('ge', done('meet')).as('gu', agree());
      p.as('lu', written).as('pan', find('real')).as('lu', done('solve'));
      listen(20);
      expect([...stages]).toEqual(['idle']);
      expect(p.all().every((o) => o.dueAt === null && o.aimAt === null)).toBe(true);
      p.as('lu', done('fix'));
      expect(fate(p.find('解决问题'))).toBe('按时');
    },
  );
});

describe('每天和定期', () => {
  const { policy, bureau } = openSeed(S1);

  it.each([
    ['周一', at(11, 23, 9)],
    ['周日', at(11, 29, 9)],
    ['国庆', at(10, 1, 9)],
  ])('%s也记政务舆情日志：每日一份，由监测人员报政务公开办', (_, day) => {
    const due = papersDueOn(policy, bureau, day);
    expect(due.map(({ paper }) => [paper.title, paper.from, paper.to])).toEqual([
      ['政务舆情日志', 'watcher', ['office']],
    ]);
  });

  it('总结评估只写“定期” → 哪天都不会自己到期', () => {
    for (let day = 0; day < 366; day += 1) {
      const titles = papersDueOn(policy, bureau, at(1, 1, 9) + day * DAY).map(({ paper }) => paper.title);
      expect(titles).not.toContain('总结评估');
    }
  });

  it('监测只写“实时” → 记着由谁看哪里，不编次数', () => {
    expect(patrolsOn(policy, bureau, T)).toEqual([
      {
        times: null,
        word: '实时',
        where: ['门户网', '新闻讨论板块', '广播电视', '纸媒'],
        by: 'watcher',
        clause: '4',
      },
    ]);
  });
});
