// 综合行政执法网络舆情应对处置工作办法: 三条路线各从接收到办结，改级、改路线。
import { expect, test } from 'vitest';
import type { Bureau } from '../../../src/core/bureau.ts';
import {
  answered,
  close,
  declined,
  giveBack,
  oral,
  origin,
  outcome,
  regrade,
  sign,
  written,
} from '../../core/fixture.ts';
import {
  agree,
  assignTo,
  at,
  done,
  expectOwed,
  fact,
  fate,
  find,
  gradeTo,
  HOUR,
  MINUTE,
  openSeed,
  opinion,
  order,
  publish,
  reading,
} from './seed.ts';

const T = at(11, 23, 9);
const SOURCE = '市委网信办交办';

/** The example bureau with one bureau of a county under it: head 冯刚, contact 许慧. */
const withCounty = (bureau: Bureau): Bureau => ({
  ...bureau,
  units: [
    ...bureau.units,
    {
      id: 'xian',
      name: '滨南县综合执法局',
      aliases: ['滨南县局'],
      head: 'feng',
      contacts: ['xu'],
      leader: 'zhao',
      keywords: [],
      level: '县市区',
    },
  ],
});

function county(answers = {}, facts: Readonly<Record<string, string>> = { origin: SOURCE }) {
  return openSeed('zonghe-zhifa', answers, withCounty).play(T, {
    reporter: 'chen',
    facts: { scope: '县市区', ...facts },
  });
}

function city(facts: Readonly<Record<string, string>> = { origin: SOURCE }) {
  return openSeed('zonghe-zhifa').play(T, { reporter: 'chen', facts: { scope: '市局', ...facts } });
}

function unclear() {
  return openSeed('zonghe-zhifa').play(T, { reporter: 'chen', facts: { scope: '不明', origin: SOURCE } });
}

test('涉及县市区 → 交属地核查，办公室会商，答复来源，办结；没有分管领导审核', () => {
  const p = county();
  expectOwed(p, '定级并交办（领导小组）');
  expect(reading(p, '定级并交办')).toMatchObject({ due: null, clause: '四(一)', basis: 'bureau' });
  p.later(5 * MINUTE).as('li', gradeTo('ordinary', 'xian'));
  expectOwed(
    p,
    '签收（滨南县综合执法局）',
    '口头汇报初步处置计划（滨南县综合执法局）',
    '书面汇报（滨南县综合执法局）',
  );
  p.as('feng', sign).as('xu', oral).as('xu', written);
  expectOwed(p, '会商（领导小组办公室）');
  expect(reading(p, '会商')).toMatchObject({ due: null, clause: '四(一)', basis: 'text' });
  expect(p.refused('zhao', agree())).toEqual({ code: 'nothing-to-approve' });
  expect(p.refused('sun', answered)).toEqual({ code: 'not-yet', waiting: ['会商'] });
  p.as('sun', done('meet', '处置意见：限期清运；引导意见：公布进展'));
  expectOwed(p, '核定事实结论（领导小组办公室）', '回复舆情来源单位（领导小组办公室）');
  p.as('zhou', find('confirmed')).as('sun', answered);
  expect(p.case().feedback).toMatchObject({ source: SOURCE });
  expectOwed(p, '办结（领导小组办公室）');
  p.as('sun', close());
  expect(p.case().state).toBe('closed');
});

test('涉及县市区的路线上没有公开回应 → 要回应时说这条路线没有规定，不说成没有权限', () => {
  const p = county().as('li', gradeTo('ordinary', 'xian')).as('xu', written).as('sun', done('meet'));
  const absent = { code: 'not-in-rule', what: '“涉及县市区的网络舆情”路线的公开回应' };
  expect(p.refused('sun', publish('官媒', '李敏'))).toEqual(absent);
  expect(p.refused('sun', declined)).toEqual(absent);
});

test('会商征求局办公室意见：答复为“不必等”就不等；答复为“等到答复”就等', () => {
  const goOn = county().as('li', gradeTo('ordinary', 'xian')).as('xu', written);
  expect(goOn.titles()).toEqual(['会商']);
  goOn.as('sun', done('meet'));
  const wait = county({ 'q-consult': 'wait' }).as('li', gradeTo('ordinary', 'xian')).as('xu', written);
  expectOwed(wait, '会商（领导小组办公室）', '对会商提出意见（局办公室）');
  expect(wait.refused('sun', done('meet'))).toEqual({ code: 'need-opinion', from: ['局办公室'] });
  expect(wait.refused('sun', opinion())).toMatchObject({ code: 'not-consulted' });
  wait.as('wu', opinion('无不同意见')).as('sun', done('meet'));
  expect(wait.titles()).toContain('核定事实结论');
});

test('信息员自己发现的 → 没有来源单位要答复，定了结论就可办结', () => {
  const p = county({}, {}).as('li', gradeTo('ordinary', 'xian')).as('xu', written);
  p.as('sun', done('meet'));
  expectOwed(p, '核定事实结论（领导小组办公室）');
  p.as('sun', outcome()).as('sun', close());
});

test('涉及市局 → 处室核查，分管领导、办公室先后审核，结论、答复、回应齐了才办结', () => {
  const p = city().as('wang', gradeTo('ordinary', 'zf1'));
  p.as('chen', sign).as('chen', oral).as('chen', written);
  expectOwed(p, '审核处置意见（执法一科分管领导）');
  expect(p.refused('sun', agree())).toMatchObject({ need: ['执法一科分管领导'] });
  p.as('zhao', agree());
  expectOwed(p, '审核处置意见（领导小组办公室）');
  p.as('zhou', agree());
  expectOwed(
    p,
    '核定事实结论（领导小组办公室）',
    '回复舆情来源单位（领导小组办公室）',
    '公开回应或决定不予回应（领导小组办公室）',
  );
  expect(reading(p, '公开回应或决定不予回应')).toMatchObject({ due: null, clause: '五4' });
  p.as('sun', find('partly')).as('sun', answered);
  expect(p.refused('sun', close())).toEqual({ code: 'not-yet', waiting: ['公开回应或决定不予回应'] });
  p.as('sun', publish('官媒', '李敏')).as('sun', close());
  expect(p.case()).toMatchObject({ state: 'closed', outcome: { id: 'partly' } });
});

test('涉及市局、审核被退回 → 处室重报，从分管领导审起；不予回应要写理由', () => {
  const p = city().as('wang', gradeTo('ordinary', 'zf1')).as('chen', written).as('zhao', agree());
  p.as('sun', giveBack('未说明整改时间'));
  expectOwed(p, '修改后重新书面报送（执法一科）');
  p.as('zheng', written).as('zhao', agree()).as('sun', agree()).as('sun', find('untrue')).as('sun', answered);
  expect(p.refused('sun', { kind: 'decline-response', reason: '' })).toEqual({
    code: 'need-reason',
    what: '不予回应',
  });
  p.as('sun', declined).as('zhou', close());
});

test('市局审核征求局办公室意见、答复为“等到答复” → 办公室同意前要有意见', () => {
  const p = openSeed('zonghe-zhifa', { 'q-consult': 'wait' }).play(T, { reporter: 'chen' });
  p.as('wang', gradeTo('ordinary', 'zf1')).as('chen', written);
  expect(p.titles()).toContain('对审核提出意见');
  p.as('wu', opinion()).as('zhao', agree()).as('sun', agree());
  expect(p.titles()).toContain('核定事实结论');
});

test('指向不明 → 两个单位协同，各交各的；都交齐才审核，由牵头处室的分管领导审', () => {
  const p = unclear()
    .as('li', gradeTo('ordinary', null))
    .as('li', assignTo('zf1', ['srk']));
  expectOwed(
    p,
    '签收（执法一科）',
    '签收（市容科）',
    '口头汇报初步处置计划（执法一科）',
    '书面汇报（执法一科）',
    '口头汇报初步处置计划（市容科）',
    '书面汇报（市容科）',
  );
  p.as('chen', oral).as('chen', written);
  expectOwed(p, '签收（市容科）', '口头汇报初步处置计划（市容科）', '书面汇报（市容科）');
  expect(p.refused('feng', written)).toMatchObject({ code: 'not-authorised', need: ['执法一科', '市容科'] });
  expect(p.refused('zhao', agree())).toMatchObject({ code: 'nothing-to-approve' });
  p.as('lv', written);
  expectOwed(p, '审核处置意见（执法一科分管领导）');
  p.as('zhao', agree()).as('sun', agree());
  p.as('sun', outcome()).as('sun', answered).as('sun', publish('跟帖', '李敏')).as('sun', close());
  expect(p.case().submissions.map((s) => s.unit)).toEqual(['zf1', 'zf1', 'srk']);
});

test('协同的各签各的 → 一个签收不算另一个的；签过的、报过的不用再签', () => {
  const p = unclear()
    .as('li', gradeTo('ordinary', null))
    .as('li', assignTo('zf1', ['srk']));
  p.as('lv', sign);
  expect(p.titles().filter((title) => title === '签收')).toHaveLength(1);
  expect(p.find('签收')).toMatchObject({ owner: { unit: 'srk' }, metBy: 'lv' });
  expect(p.refused('he', sign)).toMatchObject({ code: 'already-signed', by: 'lv' });
  p.as('chen', sign);
  expect(p.titles()).not.toContain('签收');
  const signed = p.events.flatMap(({ actor, body }) =>
    body.type === 'assignment.signed' ? [[actor, body.unit]] : [],
  );
  expect(signed).toEqual([
    ['lv', 'srk'],
    ['chen', 'zf1'],
  ]);
  // 改派以后要重新签收。
  p.as('li', assignTo('zf2', ['srk'], '涉及在建工地'));
  expect(p.titles().filter((title) => title === '签收')).toHaveLength(2);
});

test('协同的一个按时、另一个超时 → 各算各的', () => {
  const p = unclear()
    .as('li', gradeTo('ordinary', null))
    .as('li', assignTo('zf1', ['srk']));
  p.later(HOUR).as('chen', written);
  p.later(2 * HOUR).as('lv', written);
  const fates = p
    .all()
    .filter((o) => o.title === '书面汇报')
    .map((o) => [o.owner, fate(o)]);
  expect(fates).toEqual([
    [{ kind: 'unit', unit: 'zf1' }, '按时'],
    [{ kind: 'unit', unit: 'srk' }, '超时'],
  ]);
});

test('指向不明后来查清涉及县市区 → 改走属地路线，已报的材料算数，不再要审核', () => {
  const p = unclear().as('li', gradeTo('ordinary', 'zf1')).as('chen', written);
  expect(p.titles()).toEqual(['审核处置意见']);
  p.as('sun', fact('scope', '县市区'));
  expect(p.case().route).toBe('county');
  expectOwed(p, '会商（领导小组办公室）');
});

test('没写涉及范围的 → 按涉及市局办', () => {
  const p = openSeed('zonghe-zhifa').play(T, { reporter: 'chen' });
  expect(p.case().route).toBe('city');
});

test('来源后来才补 → 补之前不欠答复，补之后欠', () => {
  const p = city({}).as('wang', gradeTo('ordinary', 'zf1')).as('chen', written);
  p.as('zhao', agree()).as('sun', agree());
  expect(p.titles()).not.toContain('回复舆情来源单位');
  p.as('sun', origin('局微信公众号'));
  expect(p.titles()).toContain('回复舆情来源单位');
});

test('后续处置情况：办公室要了才欠，由承办单位报，“按要求”没有时刻', () => {
  const p = city().as('wang', gradeTo('ordinary', 'zf1')).as('chen', written);
  expect(p.refused('chen', done('later_reports'))).toMatchObject({ code: 'paper-not-ordered' });
  expect(p.refused('chen', order('later_reports'))).toMatchObject({ need: ['领导小组办公室'] });
  p.as('sun', order('later_reports'));
  expect(reading(p, '后续处置情况')).toMatchObject({
    who: '执法一科',
    due: null,
    how: '本制度只写“按要求”，未规定时限',
    clause: '五2',
  });
  p.as('chen', done('later_reports', '夜市已迁入固定点位'));
  expect(p.titles()).not.toContain('后续处置情况');
});

test('一般改为重大 → 口头、书面报过的都算报了初步情况；相关情况另欠书面，从事发（未填时从发现）起算', () => {
  const wrote = city().as('wang', gradeTo('ordinary', 'zf1')).as('chen', written);
  wrote.as('li', regrade('major'));
  expect(fate(wrote.find('口头或书面报送初步情况'))).toBe('按时');
  expect(wrote.titles()).toContain('书面报送相关情况');
  const spoke = city().as('wang', gradeTo('ordinary', 'zf1')).as('chen', oral);
  spoke.later(20 * MINUTE).as('li', regrade('major'));
  expect(spoke.titles()).not.toContain('口头或书面报送初步情况');
  expect(reading(spoke, '书面报送相关情况')).toMatchObject({ due: '11-23 10:30', aim: '11-23 09:40' });
});

test('重大改为一般 → 从交办起算的时限回来，原等级和理由留在记录里', () => {
  const p = city()
    .later(10 * MINUTE)
    .as('wang', gradeTo('major', 'zf1'));
  p.later(10 * MINUTE);
  expect(p.refused('li', regrade('ordinary', ' '))).toEqual({ code: 'need-reason', what: '改级' });
  p.as('li', regrade('ordinary', '核实为误传'));
  expect(reading(p, '书面汇报')).toMatchObject({
    due: '11-23 11:10',
    how: '交办 11-23 09:10 → +2 小时 → 11-23 11:10',
  });
  const graded = p.events.flatMap(({ body }) => (body.type === 'case.graded' ? [body] : []));
  expect(graded).toMatchObject([
    { grade: 'major', previous: null },
    { grade: 'ordinary', previous: 'major', reason: '核实为误传' },
  ]);
});
