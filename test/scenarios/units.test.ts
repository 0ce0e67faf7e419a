// 三、签收、退回、改派: what the unit in charge does with the matter itself.
import { expect, test } from 'vitest';
import { all, graded, inHand, LEADERS, MINUTE, opened, scene, UNITS } from './cast.ts';

test('点“签收” → 工作群知道谁签收，科室两人的卡片都变，别人什么也没收到', async () => {
  const { r } = await scene();
  await opened(r);
  await graded(r, '0001', 'ordinary', 'zf1');
  await r.taps('chen', '0001', 'sign');
  r.hears('work', /YQ-2026-0001.*执法一科已签收（陈晨 11-23 08:40）/);
  r.nothingElse();
  for (const person of UNITS.zf1.people)
    r.sees(person, '0001', /签收：陈晨 11-23 08:40[\s\S]*时限：11-23 09:40 前/);
  await r.says('zheng', 'work', '签收 0001');
  r.hears('work', /0001 已由陈晨于 11-23 08:40 签收，不用再签/);
  r.nothingElse();
});

test('群里发“签收 0001”也行；别的科室签不了', async () => {
  const { r } = await scene();
  await opened(r);
  await graded(r, '0001', 'ordinary', 'zf1');
  await r.says('feng', 'work', '签收 0001');
  r.hears('work', /这一步由执法一科决定，您不在其中/);
  r.nothingElse();
  await r.says('zheng', 'work', '签收 0001');
  r.hears('work', /执法一科已签收（郑伟/);
  r.nothingElse();
});

test('卡片上选好原因点“退回” → 领导群和三位领导得知哪个科室为什么退，可重新交办', async () => {
  const { r } = await scene();
  await opened(r, '0001', 'chen', '登记 群众来电：某处垃圾未清运');
  await graded(r, '0001', 'ordinary', 'srk');
  await r.taps('he', '0001', 'return', { reason: 'not-ours' });
  r.hears('leadership', /市容科退回：不属本单位职责。请在单独收到的卡片上重新交办/);
  all(r, LEADERS, /市容科退回：不属本单位职责[\s\S]*\[交办\]/);
  r.nothingElse();
  for (const person of UNITS.srk.people)
    r.sees(person, '0001', /单位：市容科\n退回：何平 11-23 08:40\n原因：不属本单位职责/);
  // 退回的科室不再是默认选项。
  expect(r.card('li', '0001', 'assign').body).not.toMatchObject({
    card: { button_selection: { selected_id: 'srk' } },
  });
  await r.pass(5 * MINUTE);
  await r.taps('zhao', '0001', 'assign', { unit: 'tck' });
  r.hears('work', /【交办】YQ-2026-0001[\s\S]*停车管理科[\s\S]*09:45[\s\S]*10:45/, [...UNITS.tck.people]);
  const line = r.hears('leadership', /YQ-2026-0001.*一般.*交办停车管理科（赵强 11-23 08:45）/);
  expect(line.text).not.toContain('定为');
  all(r, UNITS.tck.people, /\[签收\] \[退回\]/);
  r.nothingElse();
});

test('选“其他”点“退回” → 请本人用文字写明；写了才算', async () => {
  const { r } = await scene();
  await opened(r);
  await graded(r, '0001', 'ordinary', 'zf1');
  await r.taps('zheng', '0001', 'return', { reason: 'other' });
  r.hears('zheng', /退回要写明原因，没有改动。请发：退回 0001 原因/);
  r.nothingElse();
  await r.says('zheng', 'work', '退回 0001 该路段已移交市容科管护');
  r.hears('leadership', /执法一科退回：该路段已移交市容科管护/);
  all(r, LEADERS, /执法一科退回[\s\S]*\[交办\]/);
  r.hears('work', /执法一科退回 YQ-2026-0001（郑伟）。原因：该路段已移交市容科管护/);
  r.nothingElse();
});

test('已经报过材料 → 不能再退回交办，告诉怎么办', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.says('chen', 'work', '口头 0001 孙丽 已到现场');
  r.hears('work', /口头汇报/);
  all(r, ['sun', 'zhou'], /已到现场/);
  await r.says('chen', 'work', '退回 0001 不归我们');
  r.hears('work', /已由陈晨于 11-23 08:40 报送过材料，不能再退回交办/);
  r.nothingElse();
});

test('领导改派要写原因 → 新科室被 @ 并收到卡片，原科室得知不再承办，时限从新交办起算', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.pass(10 * MINUTE);
  await r.says('li', 'leadership', '交办 0001 执法二科');
  r.hears(
    'leadership',
    /改派要写明原因，没有改动。请发：交办 0001 执法二科 原因|已由李敏.*交办执法一科。要改派请发/,
  );
  r.nothingElse();
  await r.says('li', 'leadership', '改派 0001 执法二科 涉及在建工地');
  r.hears('work', /【交办】YQ-2026-0001[\s\S]*执法二科[\s\S]*涉及在建工地[\s\S]*09:50[\s\S]*10:50/, [
    ...UNITS.zf2.people,
  ]);
  r.hears('leadership', /YQ-2026-0001.*改派执法二科（李敏 11-23 08:50）/);
  all(r, UNITS.zf2.people, /\[签收\] \[退回\]/);
  all(r, UNITS.zf1.people, /已改派执法二科，你单位不再承办。原因：涉及在建工地/);
  r.nothingElse();
  for (const person of UNITS.zf1.people)
    r.sees(person, '0001', /原承办：执法一科\n现承办：执法二科\n改派：李敏 11-23 08:50/);
  for (const leader of LEADERS) r.sees(leader, '0001', /承办：执法二科\n交办：李敏 11-23 08:50/);
});

test('不签收直接报材料 → 报了就是收到了，不再催签收', async () => {
  const { r } = await scene();
  await opened(r);
  await graded(r, '0001', 'ordinary', 'zf1');
  await r.says('chen', 'work', '书面 0001 已处置');
  r.hears('work', /已送审核/);
  all(r, ['sun', 'zhou'], /书面报送/);
  r.hears('zhao', /处置意见/);
  await r.pass(60 * MINUTE);
  r.nothingElse();
});
