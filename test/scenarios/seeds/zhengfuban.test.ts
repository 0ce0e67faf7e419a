// 县政府办公室政务舆情处置制度: 每条路线从报送到办结。句子里的人都是示例单位的。
import { expect, test } from 'vitest';
import { judge } from '../../../src/core/criteria.ts';
import { close, giveBack, regrade, sign, written } from '../../core/fixture.ts';
import {
  agree,
  at,
  done,
  expectOwed,
  fact,
  gradeTo,
  MINUTE,
  name,
  openSeed,
  publish,
  reading,
  type SeedName,
} from './seed.ts';

const S2: SeedName = 'zhengfuban';
const T = at(11, 23, 9);
const CENTRAL = { affair: '是', media: '中央媒体' };
const PAPER = '书面材料（调查结果、事实真相、处置意见）';

/** 重要，自行发现，交信息科。 */
function important(more: Readonly<Record<string, string>> = {}, answers = {}) {
  return openSeed(S2, answers)
    .play(T, { reporter: 'tang', facts: { ...CENTRAL, ...more } })
    .later(10 * MINUTE)
    .as('su', gradeTo('g2', 'xxk'));
}

/** 上报、呈报、措施、口径、材料都已办，只等发布前的审核。 */
function gathered(more: Readonly<Record<string, string>> = {}, answers = {}) {
  return important(more, answers)
    .as('tang', sign)
    .as('jin', done('alert'))
    .as('cao', done('brief'))
    .as('gula', done('act'))
    .as('cao', done('wording'))
    .as('tang', written);
}

test('自行发现的一般舆情 → 分管领导定级交办，科室核实，办公室办结；不必公开回应', () => {
  const p = openSeed(S2).play(T, { reporter: 'tang', facts: { origin: '看报' } });
  expect(p.case().route).toBe('ordinary');
  expectOwed(p, '定级并交办（分管领导）');
  expect(p.refused('cao', gradeTo('g1', 'msk'))).toEqual({ code: 'not-authorised', need: ['分管领导'] });
  p.as('aili', gradeTo('g1', 'msk'));
  expectOwed(p, '签收（秘书科）', '核实处理情况（秘书科）');
  expect(reading(p, '核实处理情况')).toMatchObject({ due: null, how: '', clause: '一' });
  p.as('yuan', sign).as('yuan', written);
  expectOwed(p, '办结（政务舆情处置办公室）');
  expect(p.refused('yuan', close())).toMatchObject({ code: 'not-authorised' });
  p.as('cao', close());
  expect(p.case()).toMatchObject({ state: 'closed', responses: [], approvals: [] });
});

test('一般舆情口头报核实情况也算；舆情未核实就办结 → 说还差哪一步', () => {
  const p = openSeed(S2).play(T, { reporter: 'tang' }).as('su', gradeTo('g1', 'xxk'));
  expect(p.refused('cao', close())).toEqual({ code: 'not-yet', waiting: ['核实分析'] });
  p.as('tang', { kind: 'submit', form: 'oral', text: '属误传', toldTo: '曹莹', pictures: 0 });
  expectOwed(p, '办结（政务舆情处置办公室）');
});

test('外部转来的一般舆情 → 转办给分管领导和科室，查处后经主要领导同意发布', () => {
  const p = openSeed(S2).play(T, { reporter: 'jin', facts: { origin: '外部转来' } });
  expect(p.case().route).toBe('outside');
  // 收到就转，不等定级。
  expectOwed(p, '定级并交办（分管领导）', '转办（政务舆情处置办公室）');
  expect(reading(p, '转办')).toMatchObject({
    due: null,
    how: '本制度只写“及时”，未规定时限',
    clause: '四(一)',
    basis: 'text',
  });
  p.as('cao', done('pass')).as('su', gradeTo('g1', 'xxk')).as('gula', sign);
  expect(reading(p, '核实处理情况')).toMatchObject({
    due: null,
    how: '本制度只写“第一时间”，未规定时限',
    clause: '四(一)',
  });
  p.as('gula', written);
  expectOwed(p, '审核对外发布内容（政务舆情处置办公室）');
  p.as('cao', agree());
  expectOwed(p, '审核对外发布内容（主要领导）');
  p.as('ren', agree());
  expectOwed(p, '统一对外发布（政务舆情处置办公室）');
  p.as('cao', publish('政府门户网站', '任国栋'));
  expectOwed(p, '办结（政务舆情处置办公室）');
  p.as('cao', close());
});

test('来路后来才知道是外部转来 → 改走外部转来的路线，补办转办', () => {
  const p = openSeed(S2).play(T, { reporter: 'tang' }).as('su', gradeTo('g1', 'xxk'));
  p.as('tang', fact('origin', '外部转来'));
  expect(p.case().route).toBe('outside');
  expectOwed(p, '转办（政务舆情处置办公室）', '签收（信息科）', '核实处理情况（信息科）');
});

test('重要舆情 → 上报、呈报、措施、口径、调查同时开始，各归各人，各有依据', () => {
  const p = important();
  expectOwed(
    p,
    '上报分管领导（指定专人）',
    '呈报（政务舆情处置办公室）',
    '采取措施（信息科）',
    '签收（信息科）',
    `${PAPER}（信息科）`,
    '拟定口径（政务舆情处置办公室）',
    '统一对外发布（政务舆情处置办公室）',
    '报告处置情况（信息科）',
    '汇报处置情况（分管领导）',
  );
  for (const [title, clause] of [
    ['上报分管领导', '三(一)'],
    ['呈报', '四(一)'],
    ['采取措施', '三(一)'],
    [PAPER, '四(三)'],
    ['拟定口径', '三(四)'],
    ['统一对外发布', '四(三)'],
    ['报告处置情况', '四(四)'],
    ['汇报处置情况', '四(四)'],
  ] as const)
    expect(reading(p, title), title).toMatchObject({ clause, basis: 'text' });
});

test('发布要等两条线都到：只有口径、只有材料都轮不到审核；审核没完不能发布', () => {
  const wordsOnly = important().as('cao', done('wording'));
  expect(wordsOnly.refused('cao', agree())).toEqual({ code: 'nothing-to-approve' });
  const paperOnly = important().as('tang', written);
  expect(paperOnly.refused('cao', agree())).toEqual({ code: 'nothing-to-approve' });
  const both = paperOnly.as('cao', done('wording'));
  expect(both.titles()).toContain('审核对外发布内容');
  expect(both.refused('cao', publish('政府门户网站', '任国栋'))).toEqual({
    code: 'not-yet',
    waiting: ['报主要领导同意'],
  });
  // 先办公室综合，再主要领导；主要领导不能越过办公室。
  expect(both.refused('ren', agree())).toEqual({ code: 'not-authorised', need: ['政务舆情处置办公室'] });
  both.as('cao', agree()).as('ren', agree()).as('cao', publish('政府门户网站', '任国栋'));
  expect(both.titles()).not.toContain('统一对外发布');
});

test('重要舆情走到底：发布、两级报告、办结；不上报上级的不用办上报', () => {
  const p = gathered().as('cao', agree()).as('ren', agree());
  expectOwed(p, '统一对外发布（政务舆情处置办公室）', '报告处置情况（信息科）', '汇报处置情况（分管领导）');
  p.as('cao', publish('政府门户网站', '任国栋'));
  expect(p.refused('cao', close())).toMatchObject({ waiting: ['报告处置情况', '汇报处置情况'] });
  expect(p.refused('su', done('back_chief'))).toEqual({ code: 'not-yet', waiting: ['报告处置情况'] });
  p.as('gula', done('back_office')).as('su', done('back_chief'));
  expectOwed(p, '办结（政务舆情处置办公室）');
  p.as('cao', close());
  expect(p.titles()).toEqual([]);
});

test('外部转来的重要舆情 → 按重要办，另加转办', () => {
  const p = important({ origin: '外部转来' });
  expect(p.case().route).toBe('important');
  expect(p.titles()).toContain('转办');
  p.as('cao', done('pass'));
  expect(p.titles()).not.toContain('转办');
});

test('主要领导退回发布内容 → 科室重报材料，口径不必重拟，审核从办公室重来', () => {
  const p = gathered().as('cao', agree()).as('ren', giveBack('请核实数字'));
  expect(p.titles()).toContain('修改后重新书面报送');
  expect(p.titles()).not.toContain('拟定口径');
  p.as('gula', written);
  expect(reading(p, '审核对外发布内容').who).toBe('政务舆情处置办公室');
  p.as('cao', agree()).as('ren', agree());
  expect(p.titles()).toContain('统一对外发布');
});

test('不予回应由主要领导定，要写理由；办公室不能定', () => {
  const p = gathered().as('cao', agree()).as('ren', agree());
  const decline = (reason: string) => ({ kind: 'decline-response', reason }) as const;
  expect(p.refused('cao', decline('无扩散'))).toEqual({ code: 'not-authorised', need: ['主要领导'] });
  expect(p.refused('ren', decline(' '))).toEqual({ code: 'need-reason', what: '不予回应' });
  p.as('ren', decline('当事人已撤帖，无扩散'));
  expect(p.case().responses).toMatchObject([{ kind: 'declined', by: 'ren', reason: '当事人已撤帖，无扩散' }]);
  expect(p.titles()).not.toContain('统一对外发布');
});

test('发布口答复为“涉事单位发声” → 科室发布，办公室不能代发；审核一步不少', () => {
  const p = gathered({}, { 'q-mouth': 'unit' }).as('cao', agree()).as('ren', agree());
  expect(reading(p, '统一对外发布').who).toBe('信息科');
  expect(p.refused('cao', publish('政务微博', '任国栋'))).toEqual({
    code: 'not-authorised',
    need: ['信息科'],
  });
  p.as('gula', publish('政务微博', '任国栋'));
  expect(p.titles()).not.toContain('统一对外发布');
});

test('要上报上级 → 办公室拟报告，分管领导、主要领导先后同意才能上报', () => {
  const p = gathered({ must_go_up: '是' });
  expect(reading(p, '拟上报报告')).toMatchObject({ who: '政务舆情处置办公室', clause: '四(五)' });
  expect(p.refused('cao', done('up'))).toEqual({ code: 'not-yet', waiting: ['上报前报批'] });
  p.as('cao', done('up_draft'));
  p.as('cao', agree()).as('ren', agree()); // 对外发布内容的两关，与上报无关
  expect(reading(p, '审核上报报告').who).toBe('分管领导');
  expect(p.refused('ren', agree())).toMatchObject({ code: 'not-authorised' });
  // 不涉及几位领导分管的工作：一位分管领导同意就到主要领导。
  p.as('su', agree());
  expect(reading(p, '审核上报报告').who).toBe('主要领导');
  p.as('ren', agree());
  expect(reading(p, '上报上级')).toMatchObject({ who: '政务舆情处置办公室', due: '11-24 00:00' });
  p.as('cao', done('up'));
});

test('后来才定要上报 → 从那时起欠上报报告；改回不上报就不再欠', () => {
  const p = gathered();
  expect(p.titles()).not.toContain('拟上报报告');
  p.as('cao', fact('must_go_up', '是'));
  expect(p.titles()).toContain('拟上报报告');
  p.as('cao', fact('must_go_up', '否'));
  expect(p.titles()).not.toContain('拟上报报告');
});

test('涉及几位分管领导、答复为共商 → 每位都同意才到主要领导，谁也不必重复', () => {
  const p = gathered({ must_go_up: '是', several_leads: '是' }).as('cao', done('up_draft'));
  p.as('cao', agree()).as('ren', agree());
  p.as('su', agree());
  expect(reading(p, '审核上报报告').who).toBe('分管领导');
  expect(p.refused('su', agree())).toMatchObject({ code: 'already-approved', by: 'su' });
  p.as('aili', agree());
  expect(reading(p, '审核上报报告').who).toBe('主要领导');
});

test('涉及几位分管领导、答复为委托一名 → 主要领导指定之前谁都不能审，指定后只有那一位能审', () => {
  const p = gathered({ must_go_up: '是', several_leads: '是' }, { 'q-several': 'named' });
  p.as('cao', done('up_draft')).as('cao', agree()).as('ren', agree());
  expect(p.refused('su', agree())).toEqual({ code: 'not-named', role: '分管领导', by: '主要领导' });
  expect(p.refused('su', name('su'))).toMatchObject({ code: 'not-authorised' });
  p.as('ren', name('aili'));
  expect(reading(p, '审核上报报告').who).toBe('艾力·吐尔逊');
  expect(p.refused('su', agree())).toMatchObject({ code: 'not-authorised' });
  p.as('aili', agree());
  expect(reading(p, '审核上报报告').who).toBe('主要领导');
});

test('一般办着办着改为重要 → 报过的核实情况保留，另欠重要的各项；当天的时限仍从发现、收到起算', () => {
  const p = openSeed(S2).play(T, { reporter: 'tang', facts: CENTRAL }).as('su', gradeTo('g1', 'xxk'));
  p.as('tang', written)
    .later(2 * 60 * MINUTE)
    .as('su', regrade('g2', '自治区电视台跟进'));
  expect(p.case().route).toBe('important');
  expect(reading(p, '采取措施')).toMatchObject({
    due: '11-24 00:00',
    how: '发现 11-23 09:00 → 当天 → 11-23 24:00',
  });
  expect(p.case().submissions).toHaveLength(1);
  p.as('tang', written);
  expect(p.titles()).not.toContain(PAPER);
});

test('条文列明的四种情形不符也可定为重要（“等”），但要写明理由', () => {
  const p = openSeed(S2).play(T, { reporter: 'tang', facts: { affair: '否', mailbox_cluster: '否' } });
  expect(p.refused('su', gradeTo('g2', 'xxk', null))).toEqual({
    code: 'need-grade-reason',
    grade: 'g2',
    openList: true,
  });
  p.as('su', gradeTo('g2', 'xxk', '影响正在扩大'));
  expect(p.case().grade?.id).toBe('g2');
});

test.each([
  ['中央驻疆媒体报道的敏感政务事件', { affair: '是', media: '中央驻疆媒体' }],
  ['县电视或网络媒体报道、引起较大反响', { affair: '是', media: '县电视或网络媒体', big_reaction: '是' }],
  ['纸质媒体刊发的敏感政务事件', { affair: '是', media: '纸质媒体' }],
  ['领导信箱集中反映', { mailbox_cluster: '是' }],
])('%s → 合乎“重要”的条文，建议定为重要，不用另写理由', (_, facts) => {
  const p = openSeed(S2).play(T, { reporter: 'tang', facts });
  expect(judge(p.situation().policy, p.case()).suggested?.name).toBe('重要');
  p.as('su', gradeTo('g2', 'xxk', null));
});
