// 四、一般舆情的时限: 1 小时口头、2 小时书面，从交办起算（五2，本单位答复）。
import { expect, test } from 'vitest';
import {
  all,
  approved,
  graded,
  HOUR,
  hearReminded,
  inHand,
  LEADERS,
  MINUTE,
  OFFICE,
  opened,
  scene,
  UNITS,
} from './cast.ts';

const ZF1 = [...UNITS.zf1.people];
const ORAL = '口头汇报初步处置计划';

test('一般舆情交办后 45 分钟无口头报告 → 承办科室被 @ 并各收一条，领导小组办公室什么也没收到', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.pass(44 * MINUTE);
  r.nothingElse();
  await r.pass(MINUTE);
  const text = hearReminded(
    r,
    ZF1,
    new RegExp(`YQ-2026-0001.*执法一科 ${ORAL}：11-23 09:40 到时限，还有 15 分钟（依据五2）`),
  );
  expect(text).toContain('建议值');
  r.nothingElse();
});

test('给本人的提醒写着怎么报，群里的不写', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.pass(45 * MINUTE);
  const how = /口头汇报后请发：口头 0001 孙丽 汇报内容\n书面报送请发：书面 0001 报送内容/;
  all(r, ZF1, how);
  expect(r.hears('work', /还有 15 分钟/, ZF1).text).not.toMatch(how);
  r.nothingElse();
});

test('到 1 小时仍无 → 再催一次；15 分钟一次重复；超 30 分钟上报分管领导；超 90 分钟再上报领导小组办公室', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.pass(HOUR);
  hearReminded(r, ZF1, /还有 15 分钟/);
  hearReminded(r, ZF1, new RegExp(`${ORAL}：时限 11-23 09:40 到了（依据五2），请马上报`));
  r.nothingElse();
  await r.pass(15 * MINUTE);
  hearReminded(r, ZF1, /时限 11-23 09:40，已超 15 分钟（依据五2）/);
  r.nothingElse();
  await r.pass(15 * MINUTE);
  hearReminded(r, [...ZF1, 'zhao'], /已超 30 分钟（依据五2）。上报一级：执法一科分管领导/);
  r.nothingElse();
  await r.pass(15 * MINUTE);
  // 书面汇报的提醒与口头的同时到：并成一条。
  const joined = hearReminded(r, [...ZF1, 'zhao'], /已超 45 分钟/);
  expect(joined).toMatch(/书面汇报：11-23 10:40 到时限，还有 15 分钟/);
  r.nothingElse();
  await r.pass(15 * MINUTE);
  const both = hearReminded(r, [...ZF1, 'zhao'], /已超 1 小时（/);
  expect(both).toMatch(/书面汇报：时限 11-23 10:40 到了/);
  r.nothingElse();
  await r.pass(29 * MINUTE);
  hearReminded(r, ZF1, /书面汇报：时限 11-23 10:40，已超 15 分钟/);
  r.nothingElse();
  await r.pass(MINUTE);
  const told = [...ZF1, 'zhao', ...OFFICE];
  const top = hearReminded(
    r,
    told,
    /口头汇报初步处置计划：.*已超 1 小时 30 分钟（依据五2）。上报两级：执法一科分管领导、领导小组办公室/,
  );
  expect(top).toMatch(/书面汇报：.*已超 30 分钟（依据五2）。上报一级：执法一科分管领导/);
  r.nothingElse();
});

test('口头按时报了 → 口头不再催，只剩书面；书面按时交了 → 什么也不再催', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.pass(30 * MINUTE);
  await r.says('chen', 'work', '口头 0001 已向孙丽汇报：已派员到场');
  r.hears(
    'work',
    /口头汇报（11-23 09:10，汇报对象：孙丽）[\s\S]*按时（时限 11-23 09:40，依据五2）[\s\S]*还欠：书面汇报：11-23 10:40 前（依据五2）/,
  );
  all(r, OFFICE, /口头汇报[\s\S]*已派员到场/);
  r.nothingElse();
  await r.pass(74 * MINUTE);
  r.nothingElse();
  await r.pass(MINUTE);
  hearReminded(r, ZF1, /书面汇报：11-23 10:40 到时限，还有 15 分钟（依据五2）/);
  await r.says('zheng', 'work', '书面 0001 已劝离摊贩');
  r.hears('work', /书面汇报：按时/);
  all(r, OFFICE, /已劝离摊贩/);
  r.hears('zhao', /处置意见/);
  r.nothingElse();
  await r.pass(HOUR);
  r.nothingElse();
});

test('直接书面报送 → 口头也算报了；迟了的如实写迟多少', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.pass(70 * MINUTE);
  hearReminded(r, ZF1, /还有 15 分钟/);
  hearReminded(r, ZF1, /到了/);
  await r.says('chen', 'work', '书面 0001 已处置完毕');
  r.hears(
    'work',
    new RegExp(
      `${ORAL}：迟 10 分钟（时限 11-23 09:40，依据五2）\\s+书面汇报：按时（时限 11-23 10:40，依据五2）`,
    ),
  );
  all(r, OFFICE, /迟 10 分钟/);
  r.hears('zhao', /处置意见/);
  r.nothingElse();
  await r.says('wang', 'leadership', '0001');
  r.hears(
    'leadership',
    /🔴 口头汇报初步处置计划：11-23 09:40 前，11-23 09:50 已完成，迟 10 分钟\s+（依据五2；交办 11-23 08:40 → \+1 小时 → 11-23 09:40）/,
  );
  r.nothingElse();
});

test('说明 → 一般舆情的时限没有这条出路：只作记录，时限不变', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.says('chen', 'work', '说明 0001 道路施工，到场困难');
  r.hears('work', /只作记录：本制度没有写这一项可以用说明代替，“口头汇报初步处置计划”的时限不变/);
  all(r, OFFICE, /【说明】[\s\S]*道路施工/);
  r.nothingElse();
  await r.pass(45 * MINUTE);
  hearReminded(r, ZF1, /还有 15 分钟/);
  r.nothingElse();
});

test('没有定级 → 领导小组 15、45、105 分钟被提醒，写明本制度未规定时限', async () => {
  const { r } = await scene();
  await opened(r);
  await r.pass(105 * MINUTE);
  for (const waited of ['15 分钟', '45 分钟', '1 小时 45 分钟']) {
    const words = new RegExp(
      `YQ-2026-0001.*领导小组 定级并交办：11-23 08:40 起已等 ${waited}（.*本制度未规定时限`,
    );
    r.hears('leadership', words, LEADERS);
    all(r, LEADERS, words);
  }
  r.nothingElse();
});

test('不签收 → 科室 15、45 分钟各被催一次', async () => {
  const { r } = await scene();
  await opened(r);
  await graded(r, '0001', 'ordinary', 'zf1');
  await r.pass(15 * MINUTE);
  hearReminded(r, ZF1, /执法一科 签收：11-23 08:40 起已等 15 分钟/);
  r.nothingElse();
  await r.pass(30 * MINUTE);
  hearReminded(r, ZF1, /签收：11-23 08:40 起已等 45 分钟[\s\S]*口头汇报初步处置计划：11-23 09:40 到时限/);
  r.nothingElse();
});

test('办公室不下结论 → 2 小时、6 小时提醒办公室，每步给出要发的原话', async () => {
  const { r } = await scene();
  await approved(r);
  await r.pass(2 * HOUR);
  const asked = r.hears('leadership', /核定事实结论：11-23 08:40 起已等 2 小时/, OFFICE);
  expect(asked.text).toContain('公开回应或决定不予回应');
  for (const person of OFFICE) {
    const { text } = r.hears(person, /核定事实结论[\s\S]*请发 核实 0001 属实（可选：属实、部分属实/);
    expect(text).toMatch(/请发 回应 0001 官媒 链接 审定:姓名 回应内容；不回应请发 不予回应 0001 理由/);
    expect(text).not.toContain('帮助');
  }
  r.nothingElse();
});

test('几件事同一分钟到点 → 每人一条，群里一条', async () => {
  const { r } = await scene();
  await inHand(r, 'zf1', '0001');
  await inHand(r, 'zf1', '0002');
  await r.pass(45 * MINUTE);
  const text = hearReminded(r, ZF1, /0001.*还有 15 分钟[\s\S]*0002.*还有 15 分钟/);
  expect(text.match(/【催办】/g)).toHaveLength(1);
  r.nothingElse();
});

test('办结后不再催', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.says('li', 'leadership', '办结 0001 误报');
  for (const group of ['work', 'leadership']) r.hears(group, /已办结/);
  r.hears('chen', /已办结/);
  await r.pass(6 * HOUR);
  r.nothingElse();
});
