// 八、随时问: a number, 待办, 台账, 今日, 帮助, and words nobody taught the bot.
import { expect, test } from 'vitest';
import {
  graded,
  HOUR,
  hearOpened,
  hearReminded,
  inHand,
  MINUTE,
  opened,
  plain,
  scene,
  UNITS,
} from './cast.ts';

test('发编号 → 现状、每项时限及条款和算法、现在欠什么、经过', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.pass(45 * MINUTE);
  hearReminded(r, [...UNITS.zf1.people], /还有 15 分钟/);
  await r.says('wang', 'leadership', '0001');
  const { text } = r.hears('leadership', /YQ-2026-0001/);
  const file = plain(text);
  expect(file).toContain('现状：执法一科核查中');
  expect(file).toContain('🟡 口头汇报初步处置计划：11-23 09:40 前，未完成，还有 15 分钟');
  expect(file).toContain('（依据五2；交办 11-23 08:40 → +1 小时 → 11-23 09:40）');
  expect(file).toContain('🟢 书面汇报：11-23 10:40 前，未完成，还有 1 小时 15 分钟');
  expect(file).toMatch(/现在欠\n🟡 执法一科：口头汇报初步处置计划，11-23 09:40 前（依据五2）/);
  expect(file).toMatch(
    /经过\n11-23 08:40 陈晨 报送，登记\n11-23 08:40 李敏 定为一般\n11-23 08:40 李敏 交办执法一科\n11-23 08:40 郑伟 签收\n11-23 09:25 催办 1 次（口头汇报初步处置计划）/,
  );
  r.nothingElse();
});

test.each(['查 1', '#0001', 'YQ-2026-0001', '0001 到哪一步了？'])('“%s” 也是问这件', async (words) => {
  const { r } = await scene();
  await opened(r);
  await r.says('sun', 'work', words);
  r.hears('work', /YQ-2026-0001[\s\S]*现状：待定级/);
  r.nothingElse();
});

test('引用我们的消息只写 @ → 答那一件', async () => {
  const { r } = await scene();
  await opened(r);
  await r.says('sun', 'work', '', { quote: '【演练】已登记 YQ-2026-0001' });
  r.hears('work', /现状：待定级/);
  r.nothingElse();
});

test('在哪里问就在哪里答：群里引用答复，应用里由应用答，领导群里不传到工作群', async () => {
  const { r } = await scene();
  await opened(r);
  await r.says('chen', 'work', '0001');
  expect(r.hears('work', /现状/).text).toMatch(/^〔引用〕@舆情助手 0001/);
  await r.says('li', 'leadership', '0001');
  r.hears('leadership', /现状/);
  await r.tells('feng', '0001');
  expect(r.hears('feng', /现状/).channel).toBe('app');
  r.nothingElse();
});

test('待办 → 只列本人欠的，最急的在前，写明条款；没有也说', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.tells('chen', '待办');
  const { text } = r.hears('chen', /您有 2 件待办/);
  expect(plain(text)).toMatch(
    /🟢 YQ-2026-0001.*口头汇报初步处置计划：11-23 09:40 前，还有 1 小时（依据五2）\n🟢 YQ-2026-0001.*书面汇报：11-23 10:40 前/,
  );
  await r.says('feng', 'work', '待办');
  r.hears('work', /您现在没有待办/);
  r.nothingElse();
});

test('领导、分管领导、办公室的待办各是各的', async () => {
  const { r } = await scene();
  await opened(r);
  await r.tells('wang', '待办');
  r.hears('wang', /您有 1 件待办[\s\S]*定级并交办：本制度未规定时限/);
  await graded(r, '0001', 'ordinary', 'zf1');
  await r.tells('wang', '待办');
  r.hears('wang', /您现在没有待办/);
  await r.tells('sun', '待办');
  r.hears('sun', /您现在没有待办/);
  r.nothingElse();
});

test('台账 → 最近的在前：编号、标题、平台、等级、承办、时间、状态；空的也说', async () => {
  const { r } = await scene();
  await r.says('sun', 'work', '台账');
  r.hears('work', /台账还是空的/);
  await opened(r);
  await graded(r, '0001', 'ordinary', 'zf1');
  await r.says('xu', 'work', '【工地夜间施工扰民-哔哩哔哩】 https://b23.tv/x9KqZ2a');
  hearOpened(r, '0002');
  await r.says('sun', 'work', '台账');
  const { text } = r.hears('work', /台账（最近 2 件）/);
  expect(plain(text)).toMatch(
    /YQ-2026-0002「工地夜间施工扰民」B站 待定级 待交办 11-23 08:40 在办\nYQ-2026-0001「.*」无链接 一般 执法一科 11-23 08:40 在办/,
  );
  r.nothingElse();
});

test('帮助 → 全部写法，原样可抄，没有反斜杠', async () => {
  const { r } = await scene();
  await r.says('chen', 'work', '帮助');
  const { text } = r.hears('work', /我是舆情助手/);
  for (const usage of [
    '登记 链接或情况',
    '定级 0001 一般 执法一科',
    '改级 0001 重大 原因',
    '签收 0001',
    '口头 0001',
    '书面 0001',
    '说明 0001',
    '事发 0001',
    '同意 0001',
    '退回 0001',
    '核实 0001',
    '回复来源 0001',
    '回应 0001',
    '不予回应 0001',
    '办结 0001',
    '另有：重开',
    '待办',
    '台账',
    '今日',
  ]) {
    expect(text).toContain(usage);
  }
  expect(text).not.toContain('\\');
  r.nothingElse();
});

test('没教过的话 → 说没看懂，猜最近的，告诉怎么报、怎么查写法；不立案', async () => {
  const { r } = await scene();
  await r.says('chen', 'work', '今天天气不错');
  r.hears('work', /没看懂「今天天气不错」[\s\S]*帮助/);
  await r.says('chen', 'work', '签受 0001');
  r.hears('work', /您是不是想发：签收 0001/);
  await r.says('chen', 'work', '签收 0099');
  r.hears('work', /没有编号 YQ-2026-0099 的事项。\s+请核对编号，或发：台账/);
  r.nothingElse();
});

test('回复地址过了一小时才送得出去 → 答复改由群消息送到，不丢', async () => {
  const { r, tenant, clock, stage } = await scene({ deliverOnCommit: false });
  await tenant.say({ from: 'chenchen', group: 'wrDemoWork', text: '@舆情助手 帮助' });
  r.nothingElse();
  clock.moveTo(clock.now() + HOUR + MINUTE);
  await stage.settled();
  r.hears('work', /我是舆情助手/);
  r.nothingElse();
});

test('发来位置、语音之外的东西 → 告诉怎么发才收得到', async () => {
  const { r, tenant, stage } = await scene();
  await tenant.tellApp({ from: 'chenchen', location: { latitude: 30.1, longitude: 120.2, label: '滨河路' } });
  await stage.settled();
  r.hears('chen', /文字|链接/);
  r.nothingElse();
});
