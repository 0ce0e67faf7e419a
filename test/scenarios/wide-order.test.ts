// 制度能写的都写上：先后。单位定得早了，要等会商和审定；已在科室手里的，移送和改走路线也要让它知道。
import { expect, test } from 'vitest';
import { all } from './cast.ts';
import { handedOver, marked, OFFICE, reported, wide, ZF1 } from './wide-cast.ts';

test('敏感舆情一开始就点了科室 → 只定级；会商、审定之后再请局长交办，科室之前不受打扰', async () => {
  const { r } = await wide();
  await reported(r);
  await marked(r);
  await r.says('wang', 'leadership', '定级 0001 一般 执法一科');
  expect(r.hears('leadership', /定为一般/).text).toMatch(
    /接下来：会商[\s\S]*承办单位还没有定：审定预控意见之后，由主要领导交办。/,
  );
  r.hears('tang', /【征求意见】/);
  all(r, OFFICE, /会商：与宣传部门/);
  r.nothingElse();
  await r.says('tang', 'work', '意见 0001 无');
  r.hears('work', /已转告/);
  all(r, OFFICE, /意见已齐/);
  await r.says('sun', 'work', '会商 0001 一致');
  r.hears('work', /“会商”/);
  r.hears('wang', /【会商】/);
  r.hears('wu', /【抄送】/);
  all(r, OFFICE, /【待集体研究】/);
  await r.says('sun', 'work', '同意 0001 第3次会议纪要');
  r.hears('work', /接着由分管领导审核/);
  all(r, ['li', 'zhao'], /\[同意\]/);
  r.nothingElse();
  await r.taps('li', '0001', 'approve');
  r.nothingElse();
  await r.taps('zhao', '0001', 'approve');
  all(r, OFFICE, /已审核通过/);
  r.hears('wang', /等级：一般[\s\S]*\[交办\]/);
  r.hears('leadership', /等主要领导交办，请看单独收到的卡片/);
  r.nothingElse();
  await r.taps('wang', '0001', 'assign', { unit: 'zf1' });
  r.hears('leadership', /（一般）交办执法一科/);
  r.hears('work', /【交办】YQ-2026-0001[\s\S]*执法一科（郑伟、陈晨）[\s\S]*应办：口头汇报/, ZF1);
  all(r, ZF1, /\[签收\] \[退回\]/);
  all(r, OFFICE, /先行回应：以市综合局的名义；请发 先行回应 0001/);
  r.nothingElse();
});

test('已交办的查明不属本单位 → 科室知道改走哪条路线；移送后知道不再承办', async () => {
  const { r } = await wide();
  await reported(r);
  await handedOver(r);
  await r.says('zheng', 'work', '情况 0001 舆情来源 其他单位职责');
  r.hears('work', /改走“不属本单位”（依据九），因为舆情来源为其他单位职责/);
  r.hears('work', /舆情来源为其他单位职责/);
  all(r, [...OFFICE, 'chen'], /【改走不属本单位】/);
  all(r, OFFICE, /移送有权单位：请发 移送 0001 单位 原因/);
  r.nothingElse();
  await r.says('sun', 'work', '移送 0001 县城管局 权限在该局');
  for (const group of ['work', 'leadership']) r.hears(group, /已移送县城管局（孙丽 11-23 08:40，依据九）/);
  all(r, ZF1, /已移送县城管局，你单位不再承办。原因：权限在该局/);
  r.nothingElse();
  r.sees('zheng', '0001', /办结：孙丽|已办结/);
  await r.says('chen', 'work', '书面 0001 已查');
  r.hears('work', /已由孙丽于 11-23 08:40 移送县城管局，不能再改/);
  r.nothingElse();
});
