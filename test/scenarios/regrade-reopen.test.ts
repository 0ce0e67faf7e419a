// 六、改级与重开: at any time, with a reason, and what it does to what is owed.
import { expect, test } from 'vitest';
import {
  agreedByLeader,
  agreedByOffice,
  all,
  approved,
  closed,
  DAY,
  HOUR,
  hearReminded,
  inHand,
  LEADERS,
  MINUTE,
  OFFICE,
  plain,
  scene,
  UNITS,
  written,
} from './cast.ts';

const ZF1 = [...UNITS.zf1.people];

test('一般改重大 → 改用重大的时限，从事发起算；旧时限的催办停止', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.pass(10 * MINUTE);
  await r.says('sun', 'work', '事发 0001 今天 8:36');
  r.hears('work', /事发时间 11-23 08:36/);
  r.nothingElse();
  await r.says('li', 'leadership', '改级 0001 重大 有人员受伤');
  const { text } = r.hears('work', /【改级】/, ZF1);
  expect(plain(text)).toMatch(
    /原因：有人员受伤\n按新等级应办：\n口头或书面报送初步情况：11-23 09:06 前，力争 11-23 08:56（依据五2）\n书面报送相关情况：11-23 10:06 前，力争 11-23 09:16（依据五2）/,
  );
  r.hears('leadership', /由一般改为重大（李敏 11-23 08:50）。原因：有人员受伤/);
  r.nothingElse();
  await r.pass(MINUTE);
  hearReminded(r, ZF1, /初步情况：力争 11-23 08:56 前，还有 5 分钟/);
  r.nothingElse();
  await r.pass(8 * MINUTE);
  hearReminded(r, ZF1, /初步情况：11-23 09:06 到时限/);
  r.nothingElse();
});

test('重大改一般，已口头报过初步情况 → 口头不再欠，只欠书面', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.says('li', 'leadership', '改级 0001 重大 疑似有人受伤');
  r.hears('work', /【改级】/, ZF1);
  r.hears('leadership', /由一般改为重大/);
  all(r, [...ZF1, ...OFFICE], /请补充事发时间/);
  await r.says('chen', 'work', '口头 0001 李敏 无人受伤');
  r.hears('work', /初步情况：按时/);
  all(r, OFFICE, /无人受伤/);
  await r.says('li', 'leadership', '改级 0001 一般 核实无人受伤');
  const { text } = r.hears('work', /【改级】.*[\s\S]*由重大改为一般/, ZF1);
  expect(text).toMatch(/书面汇报：11-23 10:40 前/);
  expect(text).not.toMatch(/口头汇报初步处置计划：/);
  r.hears('leadership', /由重大改为一般/);
  r.nothingElse();
});

test('审核中改成重大而材料已全 → 不用重报，审核卡片写明新等级', async () => {
  const { r } = await scene();
  await inHand(r);
  await written(r, '0001', 'zf1');
  await r.says('li', 'leadership', '改级 0001 重大 省媒体跟进');
  r.rest();
  const { text } = r.hears('work', /【改级】/, ZF1);
  r.hears('leadership', /由一般改为重大/);
  if (text.includes('书面报送相关情况')) {
    // 重大的书面材料是另一份：审核等它。
    all(r, [...ZF1, ...OFFICE], /请补充事发时间/);
    r.nothingElse();
    await r.says('zhao', 'work', '同意 0001');
    r.hears('work', /现在没有待审核的材料/);
    r.nothingElse();
    await r.says('chen', 'work', '书面 0001 补充：现场图文');
    r.hears('work', /已送审核/);
    all(r, OFFICE, /补充：现场图文/);
    r.hears('zhao', /处置意见[\s\S]*重大/);
  }
  r.nothingElse();
});

test('办结后改级 → 告诉谁何时办结、怎么重开', async () => {
  const { r } = await scene();
  await approved(r);
  await closed(r);
  await r.says('li', 'leadership', '改级 0001 重大 又发酵');
  r.hears(
    'leadership',
    /已由孙丽于 11-23 08:40 办结，不能再改。确需再办，请领导小组或办公室发：重开 0001 原因/,
  );
  r.nothingElse();
});

test('重开要写原因、要有权；没办结的不用重开', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.says('sun', 'work', '重开 0001 再看看');
  r.hears('work', /0001 没有办结，不用重开。现状：执法一科核查中/);
  await r.says('li', 'leadership', '办结 0001 误报');
  for (const group of ['work', 'leadership']) r.hears(group, /已办结/);
  r.hears('chen', /已办结/);
  await r.says('feng', 'work', '重开 0001 再看看');
  r.hears('work', /您不在其中，没有改动/);
  await r.says('sun', 'work', '重开 0001');
  r.hears('work', /重开要写明原因，没有改动。请发：重开 0001 原因/);
  r.nothingElse();
});

test('重开 → 科室被 @ 并各收一条，重新书面报送、重新审核、重新下结论，才能再办结', async () => {
  const { r } = await scene();
  await approved(r);
  await closed(r);
  await r.pass(DAY);
  for (const group of ['work', 'leadership']) r.hears(group, /舆情日报/);
  r.nothingElse();
  await r.says('li', 'leadership', '重开 0001 反映人称又来了');
  r.hears('leadership', /YQ-2026-0001.*已重开（李敏 11-24 08:40）。原因：反映人称又来了/);
  r.hears(
    'work',
    /【重开】YQ-2026-0001[\s\S]*重新书面报送处置意见（本制度未规定时限），请发：书面 0001 报送内容/,
    ZF1,
  );
  all(r, ZF1, /【重开】[\s\S]*书面 0001 报送内容/);
  r.nothingElse();
  await r.says('sun', 'work', '办结 0001');
  r.hears('work', /先要完成：核查并提出初步处置意见/);
  r.nothingElse();
  await written(r, '0001', 'zf1', '已再次清理并留人值守');
  await agreedByLeader(r, '0001', 'zf1');
  await agreedByOffice(r, '0001', 'zf1');
  await closed(r);
  await r.says('wang', 'leadership', '0001');
  const { text } = r.hears('leadership', /YQ-2026-0001/);
  expect(text).toMatch(/孙丽 办结[\s\S]*李敏 重开，原因「反映人称又来了」[\s\S]*孙丽 办结/);
  r.nothingElse();
});

test('没定级就结束的，重开 → 领导重新收到定级卡片', async () => {
  const { r } = await scene();
  await r.says('chen', 'work', '登记 群众来电：某处占道');
  r.hears('work', /已登记/);
  all(r, LEADERS, /\[一般\] \[重大\]/);
  r.hears('leadership', /请在单独收到的卡片上定级/);
  r.hears('wu', /抄送/);
  await r.says('li', 'leadership', '办结 0001 误报');
  for (const group of ['work', 'leadership']) r.hears(group, /已办结/);
  r.hears('chen', /已办结/);
  await r.says('wang', 'leadership', '重开 0001 不是误报');
  r.hears('leadership', /已重开/);
  r.hears('leadership', /0001 等领导小组定级交办，请看单独收到的卡片/);
  r.hears('work', /【重开】/);
  all(r, LEADERS, /0001[\s\S]*\[一般\] \[重大\]/);
  r.hears('chen', /已重开办理/);
  r.nothingElse();
});

test('在工作群里重开 → 工作群不把同一句话说两遍', async () => {
  const { r } = await scene();
  await approved(r);
  await closed(r);
  await r.says('sun', 'work', '重开 0001 漏了回访');
  r.hears('leadership', /已重开（孙丽/);
  r.hears('work', /【重开】YQ-2026-0001/, ZF1);
  const receipt = r.hears('work', /〔引用〕@舆情助手 重开[\s\S]*已记：YQ-2026-0001 已重开/);
  expect(receipt.text.split('\n').at(-1)).not.toContain('漏了回访');
  all(r, ZF1, /【重开】/);
  r.nothingElse();
  await r.pass(HOUR);
  r.nothingElse();
});
