// 文化和旅游局网络政务舆情工作方案: 五种事实结论在两条路线上各走到办结。
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, regrade, reopen, sign, written } from '../../core/fixture.ts';
import {
  agree,
  at,
  done,
  expectOwed,
  fact,
  find,
  gradeTo,
  mark,
  openSeed,
  order,
  publish,
  reading,
  type SeedName,
} from './seed.ts';

const S3: SeedName = 'wenlv';
const T = at(11, 23, 9);
const FROM_FORUM = { origin: '宣城论坛' };
const DOCUMENT = '市政府领导批示〔2026〕3号';

/** 一般，巡查发现，交市场管理科，已报核实情况。 */
function checked(facts: Readonly<Record<string, string>> = {}, answers = {}) {
  return openSeed(S3, answers)
    .play(T, { reporter: 'hong', facts })
    .as('luo', gradeTo('g1', 'scgl'))
    .as('tao', sign)
    .later(HOUR)
    .as('nie', written);
}

/** 重大敏感，与网信办核实衔接、会商、报政府领导审定之后，已报核实情况。 */
function checkedMajor(facts: Readonly<Record<string, string>> = {}, answers = {}) {
  return openSeed(S3, answers)
    .play(T, { reporter: 'hong', facts })
    .as('luo', gradeTo('g2', 'scgl'))
    .as('shi', done('verify', '网信办：帖文属实，转发 300 余次'))
    .as('luo', done('meet'))
    .as('luo', agree(DOCUMENT))
    .as('tao', sign)
    .later(HOUR)
    .as('nie', written);
}

const PUBLISHED = [
  ['失实', 'untrue', '在载发的网站、论坛澄清'],
  ['恶语中伤', 'malicious', '公开辟谣'],
  ['媒体关注热炒的敏感事项', 'heated', '做好解答、正面回应'],
] as const;

describe('其他政务舆情（一般）', () => {
  test('分管领导一次研判并转办 → 单位核实处置，分管领导认定', () => {
    const p = openSeed(S3).play(T, { reporter: 'hong' });
    expect(p.case().route).toBe('normal');
    expectOwed(p, '定级并交办（分管领导）');
    expect(p.refused('hong', gradeTo('g1', 'scgl'))).toEqual({ code: 'not-authorised', need: ['分管领导'] });
    p.as('luo', gradeTo('g1', 'scgl'));
    expectOwed(p, '签收（市场管理科）', '核实情况（市场管理科）');
    p.as('tao', sign).as('nie', written);
    expectOwed(p, '认定事实结论（分管领导）');
    expect(p.refused('tao', find('untrue'))).toEqual({ code: 'not-authorised', need: ['分管领导'] });
  });

  test('属实或有一定根据 → 先有解决方案，审定后公开答复，再通报结果，才能办结', () => {
    const p = checked().as('luo', find('real'));
    expectOwed(p, '解决方案（市场管理科）');
    expect(reading(p, '解决方案').clause).toBe('(八)');
    expect(p.refused('luo', agree())).toMatchObject({ code: 'nothing-to-approve' });
    p.as('nie', done('solve', '责令退还多收费用，整改一个月'));
    expectOwed(p, '审核对外答复（分管领导）');
    expect(p.refused('nie', publish('微信', '罗文清'))).toEqual({
      code: 'not-yet',
      waiting: ['审定对外答复'],
    });
    p.as('luo', agree());
    expectOwed(p, '公开答复（市场管理科）');
    p.as('nie', publish('微信', '罗文清'));
    expectOwed(p, '通报结果（市场管理科）');
    expect(p.refused('hong', { kind: 'close', note: '' })).toEqual({
      code: 'not-yet',
      waiting: ['通报结果'],
    });
    p.as('nie', done('progress'));
    expectOwed(p, '办结（专兼职舆情人员）');
    p.as('shi', { kind: 'close', note: '' });
    expect(p.case()).toMatchObject({ state: 'closed', outcome: { id: 'real' } });
  });

  test.each(PUBLISHED)('%s → 审定后由单位“%3$s”，不要解决方案，也没有通报结果', (_, id, title) => {
    const p = checked().as('luo', find(id)).as('luo', agree());
    expectOwed(p, `${title}（市场管理科）`);
    expect(p.refused('hong', publish('载发的网站论坛', '罗文清'))).toEqual({
      code: 'not-authorised',
      need: ['市场管理科'],
    });
    p.as('tao', publish('载发的网站论坛', '罗文清'));
    expectOwed(p, '办结（专兼职舆情人员）');
    p.as('hong', { kind: 'close', note: '' });
  });

  test('不当炒作、可能引发重大不稳定 → 依法处置，不审定也不发布', () => {
    const p = checked().as('luo', find('unstable'));
    expectOwed(p, '依法处置（分管领导）');
    expect(p.refused('luo', agree())).toMatchObject({ code: 'nothing-to-approve' });
    p.as('luo', done('lawful', '已商公安、网信依法处置'));
    expectOwed(p, '办结（专兼职舆情人员）');
    p.as('hong', { kind: 'close', note: '' });
    expect(p.case()).toMatchObject({ approvals: [], responses: [] });
  });

  test.each([
    ['real', ['nie', done('solve')], '公开答复'],
    ['untrue', null, '在载发的网站、论坛澄清'],
  ] as const)('有来路的（%s）→ 答复后还要反馈来源，巡查发现的不欠', (id, first, title) => {
    const p = checked(FROM_FORUM).as('luo', find(id));
    if (first !== null) p.as(...first);
    p.as('luo', agree());
    expect(p.titles()).toEqual([title]);
    p.as('tao', publish('载发的网站论坛', '罗文清'));
    expect(p.titles()).toContain('反馈来源');
    expect(reading(p, '反馈来源')).toMatchObject({ who: '专兼职舆情人员', clause: '(七)' });
    p.as('hong', { kind: 'record-feedback', text: '已答复论坛' });
    expect(p.case().feedback).toMatchObject({ source: '宣城论坛' });
    p.as('hong', fact('origin', '巡查发现'));
    expect(p.titles()).not.toContain('反馈来源');
  });

  test('依法处置的也要反馈来源', () => {
    const p = checked({ origin: '12345平台' }).as('luo', find('unstable')).as('luo', done('lawful'));
    expectOwed(p, '反馈来源（专兼职舆情人员）');
  });

  test('认定改了 → 后面按新的结论办：失实改为属实，要补解决方案和公开答复', () => {
    const p = checked().as('luo', find('untrue')).as('luo', agree()).later(HOUR).as('luo', find('real'));
    expect(p.titles()).toContain('解决方案');
    p.as('nie', done('solve'));
    expect(p.titles()).not.toContain('在载发的网站、论坛澄清');
  });

  test('不予回应由分管领导定，写理由；单位不能自己不回应', () => {
    const p = checked().as('luo', find('untrue')).as('luo', agree());
    const decline = (reason: string) => ({ kind: 'decline-response', reason }) as const;
    expect(p.refused('tao', decline('无扩散'))).toEqual({ code: 'not-authorised', need: ['分管领导'] });
    expect(p.refused('luo', decline(''))).toEqual({ code: 'need-reason', what: '不予回应' });
    p.as('luo', decline('原帖已由本人删除，无扩散'));
    expectOwed(p, '办结（专兼职舆情人员）');
  });

  test('舆情专报由分管领导要求才写；别人不能要求，没要求不能出', () => {
    const p = checked();
    expect(p.refused('hong', done('special'))).toMatchObject({ code: 'paper-not-ordered', by: '分管领导' });
    expect(p.refused('tao', order('special'))).toMatchObject({ code: 'not-authorised' });
    p.as('luo', order('special'));
    expect(reading(p, '舆情专报')).toMatchObject({ who: '专兼职舆情人员', due: null, clause: '(六)' });
    p.as('shi', done('special'));
    expect(p.titles()).not.toContain('舆情专报');
  });
});

describe('重大敏感政务舆情', () => {
  test('定为重大敏感 → 核实衔接、会商先做；政府领导审定之前单位没有应办', () => {
    const p = openSeed(S3).play(T, { reporter: 'hong' });
    p.as('luo', gradeTo('g2', 'scgl'));
    expect(p.case().route).toBe('major');
    expectOwed(p, '核实衔接（专兼职舆情人员）', '会商（分管领导）');
    expect(reading(p, '核实衔接')).toMatchObject({
      due: null,
      how: '本制度只写“第一时间”，未规定时限',
      clause: '(五)',
    });
    expect(reading(p, '会商').how).toBe('本制度只写“及时”，未规定时限');
    p.as('luo', done('meet'));
    expect(p.titles()).not.toContain('核实情况');
  });

  test('标记“重大敏感”也走这条路线，等级不必改', () => {
    const p = openSeed(S3).play(T, { reporter: 'hong' }).as('hong', mark('major_sensitive'));
    expect(p.case().route).toBe('major');
    p.as('luo', gradeTo('g1', 'scgl'));
    expectOwed(p, '核实衔接（专兼职舆情人员）', '会商（分管领导）');
  });

  test('政府领导审定 → 是外部审批：一点“同意”不算，写明文件才算，写的是谁记的', () => {
    const p = openSeed(S3).play(T, { reporter: 'hong' }).as('luo', gradeTo('g2', 'scgl'));
    p.as('luo', done('meet'));
    expect(reading(p, '审核预控处置意见')).toMatchObject({ who: '分管领导', clause: '(六)', due: null });
    expect(p.refused('luo', agree())).toEqual({ code: 'need-record', kind: 'external', title: '政府领导' });
    expect(p.refused('luo', agree('  '))).toMatchObject({ code: 'need-record' });
    p.as('luo', agree(DOCUMENT));
    expect(p.case().approvals).toMatchObject([{ thing: 'plan', by: 'luo', record: DOCUMENT }]);
    expect(p.titles()).toEqual(['核实衔接', '签收', '核实情况']);
  });

  test('政府领导退回预控处置意见 → 重新会商，再报一次', () => {
    const p = openSeed(S3).play(T, { reporter: 'hong' }).as('luo', gradeTo('g2', 'scgl'));
    p.as('luo', done('meet')).later(HOUR).as('luo', { kind: 'return', reason: '政府领导要求补充走势研判' });
    expectOwed(p, '核实衔接（专兼职舆情人员）', '会商（分管领导）');
    p.later(HOUR).as('luo', done('meet', '补充走势研判')).as('luo', agree(DOCUMENT));
    expect(p.titles()).toContain('核实情况');
  });

  test('属实 → 解决方案、审定、公开答复、通报结果；与网信办核实衔接没记就不能办结', () => {
    const p = openSeed(S3)
      .play(T, { reporter: 'hong' })
      .as('luo', gradeTo('g2', 'scgl'))
      .as('luo', done('meet'))
      .as('luo', agree(DOCUMENT))
      .as('nie', written)
      .as('luo', find('real'))
      .as('nie', done('solve'))
      .as('luo', agree())
      .as('nie', publish('新闻发布会', '罗文清'))
      .as('nie', done('progress'));
    expectOwed(p, '核实衔接（专兼职舆情人员）');
    expect(p.refused('hong', { kind: 'close', note: '' })).toEqual({
      code: 'not-yet',
      waiting: ['核实衔接'],
    });
    p.as('hong', done('verify')).as('hong', { kind: 'close', note: '' });
    expect(p.case().state).toBe('closed');
  });

  test.each(PUBLISHED)('%s → “%3$s”之后还要适时通报情况', (_, id, title) => {
    const p = checkedMajor().as('luo', find(id)).as('luo', agree());
    expectOwed(p, `${title}（市场管理科）`);
    p.as('tao', publish('载发的网站论坛', '罗文清'));
    expectOwed(p, '通报情况（市场管理科）');
    expect(reading(p, '通报情况')).toMatchObject({
      due: null,
      how: '本制度只写“适时”，未规定时限',
      clause: '(七)',
    });
    p.as('nie', done('tell')).as('hong', { kind: 'close', note: '' });
  });

  test('不当炒作 → 依法处置后通报情况；外来的还要反馈来源', () => {
    const p = checkedMajor(FROM_FORUM).as('luo', find('unstable')).as('luo', done('lawful'));
    expectOwed(p, '通报情况（市场管理科）', '反馈来源（专兼职舆情人员）');
    p.as('nie', done('tell')).as('shi', { kind: 'record-feedback', text: '已依法处置' });
    p.as('hong', { kind: 'close', note: '' });
    expect(p.case()).toMatchObject({ state: 'closed', responses: [] });
  });

  test('一般办着办着改为重大敏感 → 报过的核实情况保留，补会商和报审，之后才认定', () => {
    const p = checked().later(HOUR).as('luo', regrade('g2', '央媒跟进'));
    expectOwed(p, '核实衔接（专兼职舆情人员）', '会商（分管领导）');
    expect(p.refused('luo', find('real'))).toEqual({
      code: 'not-yet',
      waiting: ['预控处置意见报政府领导审定'],
    });
    p.as('luo', done('meet')).as('luo', agree(DOCUMENT));
    expectOwed(p, '核实衔接（专兼职舆情人员）', '认定事实结论（分管领导）');
    expect(p.case().submissions).toHaveLength(1);
  });

  test('办结后重开 → 重新核实，重新认定；政府领导审定过的不重来', () => {
    const p = checkedMajor().as('luo', find('unstable')).as('luo', done('lawful')).as('nie', done('tell'));
    p.as('hong', { kind: 'close', note: '' }).later(DAY).as('luo', reopen());
    expectOwed(p, '重开后书面报送处置意见（市场管理科）');
    p.as('nie', written);
    expectOwed(p, '认定事实结论（分管领导）');
  });
});
