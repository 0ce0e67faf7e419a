// 综合行政执法的两条不常走的路线，走一遍整个产品；涉及市局的那条见上一层目录的各个场景。
import { expect, test } from 'vitest';
import { HOUR, hearHandedOver, LEADERS, MINUTE, OFFICE, opened, plain, scene, UNITS } from '../cast.ts';
import { each, heard } from './heard.ts';
import { at } from './seed.ts';

type R = Awaited<ReturnType<typeof scene>>['r'];
const ZF1 = [...UNITS.zf1.people];
const SRK = [...UNITS.srk.people];

const stage = () => scene({ at: at(11, 23, 9) });

/** 涉及县市区、市委网信办交办，一般，交执法一科。 */
async function county(r: R): Promise<void> {
  await opened(r);
  await r.says('sun', 'work', '情况 0001 涉及范围 县市区');
  heard(
    r,
    ['work', /已记：YQ-2026-0001 涉及范围为县市区/],
    ['work', /改走“涉及县市区的网络舆情”（依据四\(一\)），因为涉及范围为县市区/],
    ['zhou', /【改走涉及县市区的网络舆情】/],
  );
  await r.says('sun', 'work', '来源 0001 市委网信办交办');
  heard(r, ['work', /舆情来源为市委网信办交办/]);
  await r.taps('li', '0001', 'grade:ordinary', { unit: 'zf1' });
  hearHandedOver(r, '0001', '一般', 'zf1');
  r.nothingElse();
}

test('涉及县市区：属地报齐不送审核，办公室会商、定结论、答复来源、要后续情况、办结', async () => {
  const { r } = await stage();
  await county(r);
  await r.says('chen', 'work', '书面 0001 已清理');
  heard(
    r,
    ['work', /口头汇报初步处置计划：按时[\s\S]*书面汇报：按时[\s\S]*承办单位应报的都已报齐/],
    ...each(OFFICE, /【书面报送】[\s\S]*已清理/),
    ['wu', /【征求意见】YQ-2026-0001[\s\S]*会商（依据四\(一\)）/],
    ...each(
      OFFICE,
      /轮到您办：\n会商：与相关处室一起，写出处置和引导意见；办完请发 完成 0001 会商 内容（依据四\(一\)）/,
    ),
  );
  await r.says('sun', 'work', '回复来源 0001 已清理');
  heard(r, ['work', /0001 还没到这一步，先要完成：会商/]);
  await r.says('chen', 'work', '完成 0001 会商 我们商量过了');
  heard(r, ['work', /您不在其中/]);
  await r.says('sun', 'work', '完成 0001 会商 与执法一科会商：限期清理，公布进展');
  heard(
    r,
    ['work', /“会商”（依据四\(一\)）。 *\n接下来：核定事实结论、回复舆情来源单位/],
    ...each(OFFICE, /核实 0001 属实[\s\S]*回复来源 0001 回复内容（依据四\(一\)）/),
    ...each(OFFICE, /依据：三\(二\)3[\s\S]*\[提交结论\]/),
  );
  await r.says('sun', 'work', '核实 0001 属实');
  heard(r, ['work', /事实结论为属实/]);
  await r.says('zhou', 'work', '回应 0001 官媒 https://example.gov.cn/1 审定:李敏 已清理');
  heard(r, ['work', /本制度没有规定“涉及县市区的网络舆情”路线的公开回应，0001 没有改动/]);
  await r.says('sun', 'work', '回复来源 0001 已清理');
  heard(r, ['work', /已回复市委网信办交办[\s\S]*接下来：办结/], ...each(OFFICE, /可以办结了/));
  await r.says('sun', 'work', '要求 0001 后续处置情况');
  heard(
    r,
    ['work', /要求写“后续处置情况”，已告诉执法一科/],
    ...each(ZF1, /【请写后续处置情况】[\s\S]*本制度未规定时限（依据五2）/),
  );
  await r.says('chen', 'work', '完成 0001 后续处置情况 没有反弹');
  heard(r, ['work', /“后续处置情况”（依据五2）/], ...each(OFFICE, /【后续处置情况】[\s\S]*没有反弹/));
  await r.says('sun', 'work', '办结 0001');
  heard(r, ...each(['work', 'leadership'], /已办结（孙丽.*结论：属实/), ['chen', /您报送的.*已办结/]);
});

test('局办公室的意见转给办公室；答复“不必等”的，会商不等它', async () => {
  const { r } = await stage();
  await county(r);
  await r.says('chen', 'work', '书面 0001 已清理');
  r.hears('work', /已报齐/);
  for (const person of OFFICE) r.hears(person, /书面报送/);
  for (const person of OFFICE) r.hears(person, /会商/);
  r.hears('wu', /意见 0001 内容[\s\S]*工作照常进行/);
  r.nothingElse();
  await r.says('wu', 'work', '意见 0001 建议同时公布投诉电话');
  heard(r, ['work', /已记：YQ-2026-0001/], ...each(OFFICE, /建议同时公布投诉电话/));
});

/** 指向不明，一般，执法一科牵头、市容科协同。 */
async function joint(r: R): Promise<void> {
  await opened(r);
  await r.says('sun', 'work', '情况 0001 涉及范围 不明');
  heard(
    r,
    ['work', /涉及范围为不明/],
    ['work', /改走“指向不明、职责边界不清的网络舆情”（依据四\(三\)）/],
    ['zhou', /【改走/],
  );
  await r.taps('li', '0001', 'grade:ordinary');
  heard(r, ['leadership', /定为一般[\s\S]*还没有交办/]);
  await r.says('li', 'leadership', '交办 0001 执法一科、市容科');
  heard(
    r,
    ['work', /【交办】[\s\S]*承办：执法一科（[\s\S]*）、市容科（[\s\S]*各承办单位都要交/, [...ZF1, ...SRK]],
    ['leadership', /（一般）交办执法一科、市容科/],
    ...each([...ZF1, ...SRK], /承办：执法一科、市容科[\s\S]*\[签收\] \[退回\]/),
  );
  await r.taps('chen', '0001', 'sign');
  heard(r, ['work', /执法一科已签收（陈晨/]);
  // 一张卡片两个单位都有，另一个还能签。
  await r.taps('lv', '0001', 'sign');
  heard(r, ['work', /市容科已签收（吕梅/]);
  for (const person of [...ZF1, ...SRK]) r.sees(person, '0001', /签收：陈晨 11-23 09:00、吕梅 11-23 09:00/);
}

test('指向不明：两个单位各报各的，先报的不再被催，都报齐才送牵头处室的分管领导', async () => {
  const { r } = await stage();
  await joint(r);
  await r.says('chen', 'work', '书面 0001 围挡系我科管');
  const { text } = r.hears('work', /已记：YQ-2026-0001 书面报送/);
  expect(plain(text)).not.toContain('已送审核');
  for (const person of OFFICE) r.hears(person, /执法一科 陈晨[\s\S]*围挡系我科管/);
  r.nothingElse();
  await r.pass(45 * MINUTE);
  heard(
    r,
    ['work', /市容科 口头汇报初步处置计划：11-23 10:00 到时限，还有 15 分钟（依据五2）/, SRK],
    ...each(SRK, /口头 0001 孙丽 汇报内容/),
  );
  await r.says('lv', 'work', '书面 0001 外侧已清洁');
  heard(r, ['work', /按时[\s\S]*已送审核/], ...each(OFFICE, /市容科 吕梅[\s\S]*外侧已清洁/), [
    'zhao',
    /处置意见：[\s\S]*审核：执法一科分管领导[\s\S]*\[同意\] \[退回\]/,
  ]);
  await r.taps('zhao', '0001', 'approve');
  heard(r, ...each(OFFICE, /\[同意\] \[退回\]/), ['wu', /征求意见/]);
  await r.taps('sun', '0001', 'approve');
  heard(
    r,
    ...each([...ZF1, ...SRK], /已审核通过/),
    ...each(OFFICE, /审核已通过，接下来/),
    ...each(OFFICE, /\[提交结论\]/),
  );
});

test('协同的一个超时 → 只催那一个，半小时后报牵头单位之外它自己的上级', async () => {
  const { r, ignoreRest } = await stage();
  await joint(r);
  await r.says('chen', 'work', '书面 0001 围挡系我科管');
  r.hears('work', /书面报送/);
  for (const person of OFFICE) r.hears(person, /围挡/);
  await r.pass(HOUR);
  for (const words of [/还有 15 分钟/, /时限 11-23 10:00 到了/]) {
    r.hears('work', words, SRK);
    for (const person of SRK) r.hears(person, words);
  }
  r.nothingElse();
  await r.pass(30 * MINUTE);
  r.hears('work', /已超 15 分钟/, SRK);
  for (const person of SRK) r.hears(person, /已超 15 分钟/);
  r.hears('work', /已超 30 分钟（依据五2）。上报一级：市容科分管领导/, [...SRK, 'li']);
  for (const person of [...SRK, 'li']) r.hears(person, /已超 30 分钟/);
  r.nothingElse();
  ignoreRest('what is said later is that of the limits');
});

test('领导在群里问 0001 → 写明路线和依据，两个单位各欠什么', async () => {
  const { r } = await stage();
  await joint(r);
  await r.says(LEADERS[0] ?? '', 'leadership', '0001');
  const file = plain(r.hears('leadership', /YQ-2026-0001/).text);
  expect(file).toContain('路线：指向不明、职责边界不清的网络舆情（依据四(三)）');
  for (const unit of ['执法一科', '市容科'])
    expect(file).toContain(`${unit}：书面汇报，11-23 11:00 前（依据五2）`);
  r.nothingElse();
});
