// 制度能写的都写上：移送、外部机制、指定审核人、回避、同名单位、几个词的别名。
import { test } from 'vitest';
import { all } from './cast.ts';
import { handedOver, OFFICE, reported, wide, ZF1 } from './wide-cast.ts';

test('不属本单位 → 改走移送路线；移送后两个群和报送人都知道，材料提醒另送', async () => {
  const { r } = await wide();
  await reported(r);
  await r.says('sun', 'work', '移送 0001 网信办 职责在该单位');
  r.hears('work', /本制度没有规定移送，0001 没有改动/);
  await r.says('sun', 'work', '来源 0001 其他单位职责');
  r.hears('work', /改走“不属本单位”（依据九），因为舆情来源为其他单位职责/);
  r.hears('work', /舆情来源为其他单位职责/);
  r.hears('zhou', /【改走不属本单位】/);
  all(r, OFFICE, /移送有权单位：请发 移送 0001 单位 原因（依据九）/);
  r.nothingElse();
  await r.says('sun', 'work', '移送 0001 网信办');
  r.hears('work', /移送要写明原因，没有改动。请发：移送 0001 单位 原因/);
  await r.says('sun', 'work', '移送 0001 网信办 职责在该单位');
  r.hears(
    'work',
    /已移送网信办（孙丽 11-23 08:40，依据九），本单位不再计时。原因：职责在该单位\s+移送材料请另行送交网信办。/,
  );
  r.hears('leadership', /已移送网信办/);
  r.hears('chen', /您报送的 YQ-2026-0001.*已移送网信办办理。原因：职责在该单位/);
  r.nothingElse();
});

test('按外部机制办 → 说机制的名称，请调阅文本，记下怎么办的', async () => {
  const { r } = await wide();
  await reported(r);
  await r.says('sun', 'work', '情况 0001 首发媒体 境外媒体');
  r.hears('work', /改走“按境外舆情机制办”（依据十），因为首发媒体为境外媒体/);
  r.hears('work', /首发媒体为境外媒体/);
  r.hears('zhou', /【改走按境外舆情机制办】/);
  r.nothingElse();
  await r.says('wang', 'leadership', '定级 0001 普通');
  r.hears('leadership', /定为一般.*\s+接下来：转外部机制/);
  all(
    r,
    OFFICE,
    /转外部机制：按“境外舆情联动处置机制”办，它的条文不在本制度里，请调阅其文本照办；办完请发 完成 0001 转外部机制 内容（依据十）/,
  );
  r.nothingElse();
  await r.says('sun', 'work', '完成 0001 转外部机制 已按机制第五条转办');
  r.hears('work', /“转外部机制”（依据十）。\s+接下来：办结/);
  all(r, OFFICE, /可以办结了/);
  r.nothingElse();
});

test('重大的口径要指定一位分管领导 → 先问局长，指定后才发卡片；不是分管领导的不能指定', async () => {
  const { r } = await wide();
  await reported(r);
  await r.says('wang', 'leadership', '定级 0001 重大 执法一科');
  r.hears('leadership', /定为重大/);
  r.hears('work', /【交办】/);
  all(r, ZF1, /\[签收\]/);
  all(r, OFFICE, /【请写重大舆情简报】/);
  r.nothingElse();
  await r.says('chen', 'work', '书面 0001 已查明情况');
  r.hears('work', /已送审核/);
  all(r, OFFICE, /【书面报送】/);
  r.hears('zhao', /\[同意\]/);
  r.hears('tang', /【征求意见】/);
  r.nothingElse();
  await r.says('tang', 'work', '意见 0001 同意');
  r.hears('work', /已转告/);
  r.hears('zhao', /意见已齐/);
  await r.taps('zhao', '0001', 'approve');
  r.hears(
    'wang',
    /【请指定】.*的答复口径要由一位分管领导审核（依据六\(二\)，本制度未规定时限）。\n请指定一位：指定 0001 李敏（可选：李敏、赵强）。指定后才送审。/,
  );
  r.hears('wu', /【征求意见】/);
  r.nothingElse();
  await r.says('li', 'leadership', '同意 0001');
  r.hears('leadership', /涉及几位分管领导，要先由主要领导指定一位牵头：指定 0001 姓名/);
  await r.says('li', 'leadership', '指定 0001 李敏');
  r.hears('leadership', /这一步由主要领导决定/);
  await r.says('wang', 'leadership', '指定 0001 孙丽');
  r.hears('leadership', /不在分管领导的选项里。\s+可选：李敏、赵强/);
  await r.says('wang', 'leadership', '指定 0001 李敏');
  r.hears('leadership', /由李敏（分管领导）牵头审核/);
  r.hears('li', /指定您牵头审核（王建国指定）/);
  r.hears('li', /答复口径：[\s\S]*审核：李敏[\s\S]*\[同意\] \[退回\]/);
  r.nothingElse();
  await r.says('li', 'leadership', '待办');
  r.hears('leadership', /您有 1 件待办[\s\S]*YQ-2026-0001.*审核答复口径：本制度未规定时限（依据六\(二\)）/);
  await r.says('sun', 'leadership', '同意 0001');
  r.hears('leadership', /这一步由李敏决定，您不在其中/);
  await r.taps('li', '0001', 'approve');
  all(r, ZF1, /已审核通过（最后由李敏/);
  all(r, OFFICE, /审核已通过，接下来/);
  all(r, OFFICE, /\[提交结论\]/);
  r.nothingElse();
});

test('反映的是科室的人 → 记下涉及人，局长被请改派；那个人收不到以后的消息，也办不了', async () => {
  const { r } = await wide();
  await reported(r);
  await handedOver(r);
  await r.says('sun', 'work', '涉及人 0001 郑伟');
  r.hears('work', /涉及人郑伟，不得经办和审核/);
  r.hears('wang', /涉及执法一科的郑伟，请考虑改派其他单位：交办 0001 单位 原因/);
  r.nothingElse();
  await r.says('zheng', 'work', '书面 0001 没有问题');
  r.hears('work', /反映的问题涉及郑伟，按回避要求不能由本人经办或审核/);
  await r.says('sun', 'work', '涉及人 0001 张三');
  r.hears('work', /人员名单里没有「张三」，没有记/);
  await r.says('sun', 'work', '中止 0001 等鉴定');
  r.hears('work', /中止计时/);
  r.hears('chen', /中止计时/);
  r.nothingElse();
  await r.says('wang', 'leadership', '交办 0001 市容科 回避');
  r.hears('leadership', /改派市容科/);
  r.hears('work', /【交办】/, ['he']);
  r.hears('he', /\[签收\]/);
  all(r, ZF1, /已改派市容科，你单位不再承办。原因：回避/);
  r.nothingElse();
});

test('预先回避的单位 → 交给它不收，说是谁', async () => {
  const { r } = await wide();
  await reported(r);
  await r.says('sun', 'work', '涉及人 0001 冯刚');
  r.hears('work', /涉及人冯刚/);
  await r.says('wang', 'leadership', '定级 0001 普通 执法二股');
  r.hears('leadership', /反映的问题涉及执法二科的冯刚，不能交给这个单位。请改交其他单位。/);
  r.nothingElse();
});
