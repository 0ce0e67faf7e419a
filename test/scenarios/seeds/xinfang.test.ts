// 信访局政府信息公开舆情处置工作制度: 两条路线从报送到办结，领导小组集体审定，谁都不能一个人点一下就算。
import { describe, expect, it, test } from 'vitest';
import { HOUR, regrade, reopen, sign, written } from '../../core/fixture.ts';
import {
  agree,
  assignTo,
  at,
  done,
  expectOwed,
  fact,
  gradeTo,
  mark,
  openSeed,
  order,
  publish,
  reading,
  type SeedName,
} from './seed.ts';

const S0: SeedName = 'xinfang';
const T = at(11, 23, 9);
const MINUTES = '领导小组会议纪要〔2026〕7 号';
const close = { kind: 'close', note: '' } as const;
const decline = (reason: string) => ({ kind: 'decline-response', reason }) as const;

/** 一般，交办信科，已通报、已报核实处置情况，等领导小组审定。 */
function handled(marks: readonly string[] = [], grade = 'g1') {
  const p = openSeed(S0).play(T, { reporter: 'mi' });
  for (const id of marks) p.as('mi', mark(id));
  return p.as('tian', gradeTo(grade, 'bxk')).as('bai', done('inform')).as('hao', sign).as('mi', written);
}

/** 重大敏感，会商已办，等组长审预控处置意见。 */
function met(answers = {}) {
  return openSeed(S0, answers)
    .play(T, { reporter: 'mi' })
    .as('yao', mark('sensitive'))
    .as('tian', gradeTo('g3', null))
    .as('duan', done('meet', '性质：投诉类；走势：上升；意见：先公布进度'));
}

describe('其他舆情', () => {
  test('领导小组一次定级并确定科室 → 通报、核实，领导小组审定，科室回应，综合办公室办结', () => {
    const p = openSeed(S0).play(T, { reporter: 'mi' });
    expect(p.case().route).toBe('normal');
    expectOwed(p, '定级并交办（舆情应对领导小组）');
    expect(p.refused('yao', gradeTo('g1', 'bxk'))).toEqual({
      code: 'not-authorised',
      need: ['舆情应对领导小组'],
    });
    p.as('tian', gradeTo('g1', 'bxk'));
    expectOwed(p, '通报情况（舆情应对领导小组）', '签收（办信科）', '核实处置情况（办信科）');
    expect(reading(p, '核实处置情况')).toMatchObject({
      due: null,
      how: '本制度只写“及时”，未规定时限',
      clause: '7',
    });
    p.as('hao', sign).as('mi', written).as('duan', done('inform', '已电话通报各科室'));
    expectOwed(p, '审核反馈内容（舆情应对领导小组）');
    p.as('bai', agree(MINUTES));
    expectOwed(p, '公开回应或决定不予回应（办信科）');
    p.as('mi', publish('网站发布', '领导小组'));
    expectOwed(p, '办结（综合办公室）');
    expect(p.refused('hao', close)).toMatchObject({ code: 'not-authorised' });
    p.as('yao', close);
    expect(p.case().state).toBe('closed');
  });

  test('较大、重大但没有标“敏感” → 走同一条路线，不要会商', () => {
    for (const grade of ['g2', 'g3']) {
      const p = openSeed(S0).play(T, { reporter: 'mi' }).as('tian', gradeTo(grade, 'bxk'));
      expect(p.case().route).toBe('normal');
      expectOwed(p, '通报情况（舆情应对领导小组）', '签收（办信科）', '核实处置情况（办信科）');
    }
  });

  test('敏感但不是重大 → 也走这条路线', () => {
    const p = openSeed(S0).play(T, { reporter: 'mi' }).as('mi', mark('sensitive'));
    p.as('tian', gradeTo('g2', 'bxk'));
    expect(p.case().route).toBe('normal');
    expect(p.titles()).not.toContain('会商');
  });

  test('没有通报就办结 → 说还差通报', () => {
    const p = openSeed(S0).play(T, { reporter: 'mi' }).as('tian', gradeTo('g1', 'bxk')).as('mi', written);
    p.as('bai', agree(MINUTES)).as('mi', publish('微信发布', '领导小组'));
    expect(p.refused('yao', close)).toEqual({ code: 'not-yet', waiting: ['通报情况'] });
  });

  test('领导小组审定退回 → 科室重报，再审一次；前一次的纪要不能算这一次', () => {
    const p = handled();
    p.as('bai', { kind: 'return', reason: '缺现场记录' });
    expectOwed(p, '修改后重新书面报送（办信科）');
    p.later(HOUR).as('mi', written);
    expect(p.refused('tian', agree())).toMatchObject({ code: 'need-record' });
    p.as('tian', agree(MINUTES));
    expectOwed(p, '公开回应或决定不予回应（办信科）');
  });

  test('办结后又有反映 → 重开，重新核实、重新审定、重新回应', () => {
    const p = handled().as('bai', agree(MINUTES)).as('mi', publish('微信发布', '领导小组')).as('yao', close);
    p.later(HOUR).as('tian', reopen());
    expectOwed(p, '重开后书面报送处置意见（办信科）');
    p.as('mi', written).as('bai', agree('纪要〔2026〕8 号')).as('mi', publish('微信发布', '领导小组'));
    p.as('yao', close);
  });
});

describe('领导小组集体审定', () => {
  test('一个人点“同意”不算，写空白也不算；写明会议纪要才算，并记下谁记的', () => {
    const p = handled();
    expect(p.refused('bai', agree())).toEqual({ code: 'need-record', kind: 'body', title: '领导小组' });
    expect(p.refused('bai', agree('　'))).toMatchObject({ code: 'need-record' });
    expect(p.case().approvals).toEqual([]);
    p.as('duan', agree(MINUTES));
    expect(p.case().approvals).toMatchObject([{ thing: 'feedback', by: 'duan', record: MINUTES }]);
  });

  test('不是领导小组成员，拿着纪要也不能代记', () => {
    const p = handled();
    expect(p.refused('hao', agree(MINUTES))).toEqual({
      code: 'not-authorised',
      need: ['舆情应对领导小组'],
    });
  });

  test('没审定就回应 → 不记', () => {
    expect(handled().refused('mi', publish('网站发布', '白志远'))).toEqual({
      code: 'not-yet',
      waiting: ['审定反馈内容'],
    });
  });
});

describe('涉及其他机关、网上突发敏感', () => {
  test('涉及其他机关 → 领导小组之后，还要有关行政机关沟通确认，写明凭据', () => {
    const p = handled().as('mi', fact('other_organs', '是')).as('bai', agree(MINUTES));
    expect(reading(p, '审核反馈内容')).toMatchObject({ who: '综合办公室', clause: '8', due: null });
    expect(p.refused('yao', agree())).toEqual({
      code: 'need-record',
      kind: 'external',
      title: '有关行政机关',
    });
    expect(p.refused('mi', publish('网站发布', '领导小组'))).toMatchObject({ code: 'not-yet' });
    p.as('yao', agree('区住建局复函〔2026〕2 号'));
    expectOwed(p, '公开回应或决定不予回应（办信科）');
  });

  test('审定之后才发现涉及其他机关 → 补确认，没确认之前不能再回应', () => {
    const p = handled().as('bai', agree(MINUTES)).as('mi', fact('other_organs', '是'));
    expect(p.refused('mi', publish('网站发布', '领导小组'))).toMatchObject({ code: 'not-yet' });
    p.as('yao', agree('区住建局复函〔2026〕2 号'));
    p.as('mi', publish('网站发布', '领导小组'));
  });

  it.each(['g3', 'g2'])('%s 又突发又敏感 → 发布按区委办、政府办的机制，要写明凭据', (grade) => {
    const p = openSeed(S0).play(T, { reporter: 'mi' });
    for (const id of ['sudden', 'sensitive']) p.as('mi', mark(id));
    p.as('tian', gradeTo(grade, null));
    if (grade === 'g3') p.as('duan', done('meet')).as('bai', agree());
    p.as(grade === 'g3' ? 'duan' : 'tian', assignTo('bxk'))
      .as('mi', written)
      .as('bai', agree(MINUTES));
    expect(p.refused('yao', agree())).toEqual({
      code: 'need-record',
      kind: 'outside_rule',
      title: '区委办、政府办网上突发敏感舆情应急处置工作机制',
    });
    p.as('duan', agree('已按机制报区委办，同意发布'));
    expect(p.titles()).toContain('公开回应或决定不予回应');
  });

  it.each([
    ['一般', 'g1', ['sudden', 'sensitive']],
    ['较大，只突发', 'g2', ['sudden']],
    ['重大，只敏感不突发', 'g2', ['sensitive']],
  ] as const)('%s → 不用那个机制', (_, grade, marks) => {
    const p = handled([...marks], grade).as('bai', agree(MINUTES));
    expectOwed(p, '公开回应或决定不予回应（办信科）');
  });

  test('两样都有 → 先有关机关确认，再按机制，一样不少', () => {
    const p = handled(['sudden', 'sensitive'], 'g2').as('mi', fact('other_organs', '是'));
    p.as('bai', agree(MINUTES)).as('yao', agree('区住建局复函'));
    expect(p.refused('yao', agree())).toMatchObject({ kind: 'outside_rule' });
    p.as('yao', agree('区委办机制，同意发布')).as('mi', publish('微信发布', '领导小组'));
    expect(p.case().approvals.map((a) => a.record)).toEqual([
      MINUTES,
      '区住建局复函',
      '区委办机制，同意发布',
    ]);
  });
});

describe('不予回应', () => {
  test('由领导小组定，写理由；承办科室和综合办公室定不了', () => {
    const p = handled().as('bai', agree(MINUTES));
    for (const person of ['mi', 'yao'])
      expect(p.refused(person, decline('无扩散'))).toEqual({
        code: 'not-authorised',
        need: ['舆情应对领导小组'],
      });
    expect(p.refused('tian', decline(' '))).toEqual({ code: 'need-reason', what: '不予回应' });
    p.as('tian', decline('反映人已撤诉，无扩散'));
    expectOwed(p, '办结（综合办公室）');
  });

  test('还没核实、没审定就说不回应 → 不记', () => {
    const p = openSeed(S0).play(T, { reporter: 'mi' }).as('tian', gradeTo('g1', 'bxk'));
    expect(p.refused('tian', decline('小事'))).toMatchObject({ code: 'not-yet' });
  });
});

describe('重大敏感', () => {
  test('标“敏感”再定重大 → 转入重大敏感路线：先会商、报审，再由综合办公室交办', () => {
    const p = openSeed(S0).play(T, { reporter: 'mi' }).as('mi', mark('sensitive'));
    expect(p.case().route).toBe('normal');
    p.as('tian', gradeTo('g3', null));
    expect(p.case().route).toBe('sensitive');
    expectOwed(p, '会商（综合办公室）', '通报情况（舆情应对领导小组）');
    expect(reading(p, '会商')).toMatchObject({ how: '本制度只写“及时”，未规定时限', clause: '6' });
    expect(p.refused('tian', done('meet'))).toMatchObject({ code: 'not-authorised' });
    p.as('duan', done('meet'));
    expect(reading(p, '审核预控处置意见')).toMatchObject({ who: '组长（局长）', clause: '6' });
    expect(p.refused('tian', agree())).toMatchObject({ code: 'not-authorised' });
    p.as('bai', agree());
    expectOwed(p, '通报情况（舆情应对领导小组）', '交办（综合办公室）');
    expect(reading(p, '交办')).toMatchObject({
      due: null,
      how: '本制度只写“及时”，未规定时限',
      clause: '6',
    });
    expect(p.refused('tian', assignTo('wxzx'))).toEqual({ code: 'not-authorised', need: ['综合办公室'] });
    p.as('yao', assignTo('wxzx'));
    expectOwed(
      p,
      '通报情况（舆情应对领导小组）',
      '签收（网上信访服务中心）',
      '核实处置情况（网上信访服务中心）',
    );
    p.as('kong', sign).as('kong', written).as('bai', done('inform')).as('tian', agree(MINUTES));
    p.as('kong', publish('新闻发布会', '领导小组')).as('duan', close);
    expect(p.case()).toMatchObject({ state: 'closed', route: 'sensitive' });
  });

  test('一点“重大”时带着单位（卡片总会带上一个）→ 只定级；交办仍等报审之后由综合办公室办', () => {
    const p = openSeed(S0).play(T, { reporter: 'mi' }).as('mi', mark('sensitive'));
    p.as('tian', gradeTo('g3', 'bxk'));
    expect(p.case()).toMatchObject({ route: 'sensitive', unit: null });
    expectOwed(p, '会商（综合办公室）', '通报情况（舆情应对领导小组）');
    // 领导小组再点一次也一样：这条路线上由综合办公室交办。
    expect(p.refused('tian', gradeTo('g3', 'bxk'))).toEqual({
      code: 'not-authorised',
      need: ['综合办公室'],
    });
  });

  test('综合办公室没会商、没报审就交办 → 说先要完成什么', () => {
    const p = openSeed(S0).play(T, { reporter: 'mi' }).as('mi', mark('sensitive'));
    p.as('tian', gradeTo('g3', null));
    expect(p.refused('yao', assignTo('bxk'))).toEqual({ code: 'not-yet', waiting: ['预控处置意见报审'] });
    p.as('duan', done('meet'));
    expect(p.refused('yao', assignTo('bxk'))).toEqual({ code: 'not-yet', waiting: ['预控处置意见报审'] });
    p.as('bai', agree()).as('yao', assignTo('bxk'));
    expect(p.titles()).toContain('核实处置情况');
    // 交出去之后改派照旧，只要写理由。
    expect(p.refused('yao', assignTo('wxzx'))).toEqual({ code: 'need-reason', what: '改派' });
    p.as('yao', assignTo('wxzx', [], '属平台问题'));
  });

  test('先定重大再标“敏感” → 一样转入；科室报过的保留，但审定要等预控处置意见', () => {
    const p = openSeed(S0).play(T, { reporter: 'mi' }).as('tian', gradeTo('g3', 'bxk')).as('mi', written);
    expect(p.titles()).toContain('审核反馈内容');
    p.later(HOUR).as('hao', mark('sensitive'));
    expect(p.case().route).toBe('sensitive');
    expect(p.titles()).toEqual(['会商', '通报情况']);
    expect(p.refused('bai', agree(MINUTES))).toMatchObject({ code: 'nothing-to-approve' });
    p.as('duan', done('meet')).as('bai', agree());
    expect(p.titles()).toEqual(['通报情况', '审核反馈内容']);
    expect(p.case().submissions).toHaveLength(1);
  });

  test('会商后取消“敏感” → 回到其他舆情的路线，报审不再欠', () => {
    const p = met();
    expect(p.titles()).toContain('审核预控处置意见');
    p.as('yao', mark('sensitive', false));
    expect(p.case().route).toBe('normal');
    expect(p.titles()).not.toContain('审核预控处置意见');
    expect(p.titles()).toContain('定级并交办');
    p.as('tian', assignTo('bxk'));
    expect(p.titles()).toContain('核实处置情况');
  });

  test('组长退回预控处置意见 → 重新会商，再报一次才能交办', () => {
    const p = met();
    expect(p.refused('bai', { kind: 'return', reason: '' })).toEqual({ code: 'need-reason', what: '退回' });
    p.as('bai', { kind: 'return', reason: '风险估计不足' });
    expectOwed(p, '会商（综合办公室）', '通报情况（舆情应对领导小组）');
    p.later(HOUR).as('duan', done('meet', '补充风险评估')).as('bai', agree());
    expect(p.titles()).toContain('交办');
  });

  test('q-plan 答副组长 → 由副组长审；组长不在这一关', () => {
    const p = met({ 'q-plan': 'deputy' });
    expect(reading(p, '审核预控处置意见').who).toBe('副组长（分管综合办公室领导）');
    expect(p.refused('bai', agree())).toMatchObject({ code: 'not-authorised' });
    p.as('tian', agree());
    expect(p.titles()).toContain('交办');
  });

  test('q-office 答另设 → 会商、交办、办结都归另设的领导小组办公室', () => {
    const p = openSeed(S0, { 'q-office': 'goffice' }, (bureau) => ({
      ...bureau,
      roles: { ...bureau.roles, goffice: ['qiao'] },
    }))
      .play(T, { reporter: 'mi' })
      .as('mi', mark('sensitive'))
      .as('tian', gradeTo('g3', null));
    expectOwed(p, '会商（领导小组办公室（另设））', '通报情况（舆情应对领导小组）');
    expect(p.refused('duan', done('meet'))).toMatchObject({ code: 'not-authorised' });
    p.as('qiao', done('meet')).as('bai', agree()).as('qiao', assignTo('bxk'));
    expect(p.titles()).toContain('核实处置情况');
  });

  test('改级为一般 → 不再是重大敏感，会商、报审不再欠', () => {
    const p = met().as('tian', regrade('g1', '经核为误传'));
    expect(p.case().route).toBe('normal');
    expect(p.titles()).not.toContain('审核预控处置意见');
  });
});

test('分类报送由领导小组决定才报；可能引发舆情的情况梳理只写“定期”，不会自己到期', () => {
  const p = handled();
  expect(p.refused('yao', done('upward'))).toMatchObject({ code: 'paper-not-ordered' });
  p.as('tian', order('upward'));
  expect(reading(p, '分类报送')).toMatchObject({ who: '综合办公室', due: null, clause: '10' });
  p.as('yao', done('upward'));
  expect(p.titles()).toEqual(['审核反馈内容']);
});
