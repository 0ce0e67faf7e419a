// 五、审核: 承办处室分管领导，然后领导小组办公室；退回就重来。
import { expect, test } from 'vitest';
import {
  agreedByLeader,
  agreedByOffice,
  all,
  HOUR,
  hearOutcomeAsked,
  inHand,
  OFFICE,
  scene,
  UNITS,
  written,
} from './cast.ts';

const ZF1 = [...UNITS.zf1.people];

test('报齐 → 只有分管领导收到审核卡片，写明依据、本制度未规定时限；办公室收到全文', async () => {
  const { r } = await scene();
  await inHand(r);
  await written(r, '0001', 'zf1', '拟今晚起定点值守');
  r.sees(
    'zhao',
    '0001',
    /承办：执法一科\n报送：陈晨 11-23 08:40\n审核：执法一科分管领导\n依据：四\(二\)\n时限：本制度未规定\n「拟今晚起定点值守」/,
  );
});

test('分管领导点“同意” → 办公室两人收到卡片并看到谁先同意；局办公室被征求意见', async () => {
  const { r } = await scene();
  await inHand(r);
  await written(r, '0001', 'zf1');
  await r.taps('zhao', '0001', 'approve');
  all(r, OFFICE, /审核：领导小组办公室\n已同意：赵强 11-23 08:40[\s\S]*\[同意\] \[退回\]/);
  r.hears(
    'wu',
    /【征求意见】YQ-2026-0001[\s\S]*有意见请发：意见 0001 内容，或直接答复领导小组办公室（孙丽、周涛）。本制度未规定答复时限/,
  );
  r.nothingElse();
  r.sees('zhao', '0001', /同意：赵强 11-23 08:40/);
});

test('办公室一人同意 → 两人的卡片都变，科室得知通过，办公室得知接下来要办什么、怎么写', async () => {
  const { r } = await scene();
  await inHand(r);
  await written(r, '0001', 'zf1');
  await agreedByLeader(r, '0001', 'zf1');
  await r.taps('zhou', '0001', 'approve');
  all(r, ZF1, /处置意见已审核通过（最后由周涛 11-23 08:40 同意）/);
  for (const person of OFFICE) {
    const { text } = r.hears(person, /审核已通过，接下来/);
    expect(text).toMatch(
      /请发 核实 0001 属实（可选：属实、部分属实、不属实、无法核实、不属本单位职责）（依据三\(二\)3）/,
    );
    expect(text).toMatch(/不回应请发 不予回应 0001 理由（依据五4）/);
    expect(text).not.toContain('回复来源');
  }
  hearOutcomeAsked(r, '0001');
  r.nothingElse();
  for (const person of OFFICE) {
    const changed = r.transcript.filter((heard) => heard.changed && heard.where === person);
    expect(changed.at(-1)?.text).toMatch(/同意：周涛/);
  }
});

test('群里发“同意 0001”也行；有条件的同意不算同意', async () => {
  const { r } = await scene();
  await inHand(r);
  await written(r, '0001', 'zf1');
  await r.says('zhao', 'work', '同意 0001 但要补充照片');
  r.hears('work', /同意 0001/);
  r.nothingElse();
  await r.says('zhao', 'work', '同意 0001');
  r.hears('work', /已记：YQ-2026-0001 处置意见 同意。接着由领导小组办公室审核/);
  all(r, OFFICE, /已同意：赵强[\s\S]*\[同意\] \[退回\]/);
  r.hears('wu', /征求意见/);
  r.nothingElse();
});

test('卡片上选原因点“退回” → 科室被 @ 并各收一条，写明谁、为什么、怎么重报', async () => {
  const { r } = await scene();
  await inHand(r);
  await written(r, '0001', 'zf1');
  await r.taps('zhao', '0001', 'return', { reason: 'unclear' });
  const words =
    /【退回修改】YQ-2026-0001[\s\S]*被赵强 11-23 08:40 退回。原因：事实不清，请补充核查[\s\S]*本制度未规定时限[\s\S]*书面 0001 报送内容/;
  r.hears('work', words, ZF1);
  all(r, ZF1, words);
  r.nothingElse();
  r.sees('zhao', '0001', /退回：赵强 11-23 08:40\n原因：事实不清，请补充核查/);
});

test('点“退回”不选原因（企业微信会送出第一个选项） → 请写明；用文字退回 → 一样通知', async () => {
  const { r } = await scene();
  await inHand(r);
  await written(r, '0001', 'zf1');
  await r.taps('zhao', '0001', 'return');
  r.hears('zhao', /退回要写明原因，没有改动。请发：退回 0001 原因/);
  r.nothingElse();
  await r.tells('zhao', '退回 0001 请写明是否已联系反映人');
  r.hears('work', /请写明是否已联系反映人/, ZF1);
  all(r, ZF1, /请写明是否已联系反映人/);
  r.hears('zhao', /已记：YQ-2026-0001 处置意见 退回/);
  r.nothingElse();
});

test('退回后重报 → 重新从分管领导审起；通过后结束', async () => {
  const { r } = await scene();
  await inHand(r);
  await written(r, '0001', 'zf1');
  await r.taps('zhao', '0001', 'return', { reason: 'wording' });
  r.hears('work', /措辞需修改/, ZF1);
  all(r, ZF1, /措辞需修改/);
  await r.says('chen', 'work', '待办');
  r.hears('work', /修改后重新书面报送/);
  await written(r, '0001', 'zf1', '已按意见修改措辞');
  r.sees('zhao', '0001', /「已按意见修改措辞」/);
  await agreedByLeader(r, '0001', 'zf1');
  await agreedByOffice(r, '0001', 'zf1');
});

test('办公室退回 → 科室改后又先给分管领导，两人的旧卡片都写明已退回', async () => {
  const { r } = await scene();
  await inHand(r);
  await written(r, '0001', 'zf1');
  await agreedByLeader(r, '0001', 'zf1');
  await r.says('sun', 'work', '退回 0001 请附现场照片');
  r.hears('work', /【退回修改】[\s\S]*被孙丽[\s\S]*请附现场照片/, ZF1);
  all(r, ZF1, /请附现场照片/);
  r.hears('work', /已记：YQ-2026-0001 处置意见 退回/);
  r.nothingElse();
  for (const person of OFFICE) r.sees(person, '0001', /退回：孙丽/);
  await written(r, '0001', 'zf1', '照片已附');
  await agreedByLeader(r, '0001', 'zf1');
  await agreedByOffice(r, '0001', 'zf1');
  await r.says('wang', 'leadership', '0001');
  const { text } = r.hears('leadership', /YQ-2026-0001/);
  expect(text).toMatch(
    /赵强 审核处置意见：同意[\s\S]*孙丽 审核处置意见：退回，原因「请附现场照片」[\s\S]*照片已附[\s\S]*赵强 审核处置意见：同意[\s\S]*孙丽 审核处置意见：同意/,
  );
  r.nothingElse();
});

test('轮不到的人来同意、已决定的再来同意 → 说实话，什么也不变', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.says('zhao', 'work', '同意 0001');
  r.hears('work', /现在没有待审核的材料/);
  await written(r, '0001', 'zf1');
  await r.says('li', 'leadership', '同意 0001');
  r.hears('leadership', /这一步由执法一科分管领导决定，您不在其中/);
  await r.says('sun', 'work', '同意 0001');
  r.hears('work', /这一步由执法一科分管领导决定/);
  r.nothingElse();
  await agreedByLeader(r, '0001', 'zf1');
  await r.says('zhao', 'work', '退回 0001 我改主意了');
  r.hears('work', /已由赵强于 11-23 08:40 同意，这次没有改动/);
  r.nothingElse();
});

test('分管领导迟迟不审 → 2 小时后提醒，写明本制度未规定时限和怎么办', async () => {
  const { r } = await scene();
  await inHand(r);
  await written(r, '0001', 'zf1');
  await r.pass(2 * HOUR);
  const words = /执法一科分管领导 审核处置意见：11-23 08:40 起已等 2 小时（依据四\(二\)；本制度未规定时限/;
  r.hears('leadership', words, ['zhao']);
  expect(r.hears('zhao', words).text).toMatch(/请发：同意 0001，或 退回 0001 原因/);
  r.nothingElse();
});
