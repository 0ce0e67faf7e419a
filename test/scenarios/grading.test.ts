// 二、定级交办: by card and by text, by whom, and what everybody's copy shows afterwards.
import { expect, test } from 'vitest';
import { all, graded, hearHandedOver, LEADERS, OFFICE, opened, scene, UNITS } from './cast.ts';

test('领导卡片写明什么事、哪里、何时、谁报，按钮是制度的等级，选项是单位，最对口的已选好', async () => {
  const { r } = await scene();
  await opened(r, '0001', 'chen', '登记 群众来电：滨河路夜市摊贩占道');
  for (const leader of LEADERS) {
    r.sees(
      leader,
      '0001',
      /群众来电：滨河路夜市摊贩占道[\s\S]*编号：YQ-2026-0001\n平台：无链接（电话或口头）\n报送：陈晨\n时间：11-23 08:40\n来源：信息员发现[\s\S]*交办单位▾ 执法一科（执法一科、执法二科、市容科、停车管理科）\n\[一般\] \[重大\]/,
    );
  }
});

test('一次点选同时定级和交办 → 三位领导的卡片都变为谁、何时、定了什么', async () => {
  const { r } = await scene();
  await opened(r);
  const tap = await r.taps('li', '0001', 'grade:ordinary', { unit: 'zf2' });
  expect(tap.outcome).toBe('answered');
  hearHandedOver(r, '0001', '一般', 'zf2');
  r.nothingElse();
  for (const leader of LEADERS) {
    r.sees(leader, '0001', /等级：一般\n定级：李敏 11-23 08:40\n承办：执法二科\n交办：李敏 11-23 08:40/);
  }
  await r.says('sun', 'work', '0001');
  r.hears('work', /一般（李敏 11-23 08:40）\s+承办：执法二科（李敏 11-23 08:40 交办）/);
});

test('没选单位只点等级 → 等级先定，卡片接着只问单位；再点“交办”才交出去', async () => {
  const { r } = await scene();
  await opened(r);
  await r.taps('wang', '0001', 'grade:ordinary', { unit: 'none' });
  r.hears('leadership', /YQ-2026-0001.*定为一般（王建国 11-23 08:40）[\s\S]*还没有交办/);
  r.nothingElse();
  for (const leader of LEADERS) r.sees(leader, '0001', /等级：一般（王建国 11-23 08:40）[\s\S]*\[交办\]/);
  await r.taps('zhao', '0001', 'assign', { unit: 'tck' });
  r.hears('work', /【交办】.*0001[\s\S]*等级：一般（王建国[\s\S]*承办：停车管理科/, [...UNITS.tck.people]);
  r.hears('leadership', /YQ-2026-0001.*交办停车管理科（赵强/);
  all(r, UNITS.tck.people, /\[签收\] \[退回\]/);
  r.nothingElse();
});

test('领导群里发“定级 0001 一般 执法一科” → 与点卡片一样；领导群里只说一遍', async () => {
  const { r } = await scene();
  await opened(r);
  await r.says('wang', 'leadership', '定级 0001 一般 执法一科');
  r.hears('work', /【交办】YQ-2026-0001/, [...UNITS.zf1.people]);
  const heard = r.hears('leadership', /YQ-2026-0001.*定为一般，交办执法一科（王建国 11-23 08:40）/);
  expect(heard.text).toMatch(/〔引用〕@舆情助手 定级/);
  all(r, UNITS.zf1.people, /\[签收\] \[退回\]/);
  r.nothingElse();
  for (const leader of LEADERS) r.sees(leader, '0001', /定级：王建国/);
});

test('应用单聊里发定级 → 本人在应用里得到答复，两个群照常知道', async () => {
  const { r } = await scene();
  await opened(r);
  await r.tells('zhao', '定级 0001 重大 市容科');
  hearHandedOver(r, '0001', '重大', 'srk');
  r.hears('zhao', /定为重大，交办市容科/);
  all(r, [...UNITS.srk.people, ...OFFICE, 'chen'], /请补充事发时间/);
  r.nothingElse();
});

test('先用文字定级不写单位，再用文字交办', async () => {
  const { r } = await scene();
  await opened(r);
  await r.says('li', 'leadership', '定级 0001 一般');
  r.hears('leadership', /定为一般（李敏[\s\S]*交办 0001/);
  r.nothingElse();
  await r.says('li', 'leadership', '交办 0001 一科');
  r.hears('work', /【交办】YQ-2026-0001/, [...UNITS.zf1.people]);
  r.hears('leadership', /YQ-2026-0001.*一般.*交办执法一科/);
  all(r, UNITS.zf1.people, /\[签收\] \[退回\]/);
  r.nothingElse();
});

test('第二位领导再点、再发 → 得知谁何时定成什么，什么也不变', async () => {
  const { r } = await scene();
  await opened(r);
  const late = r.card('zhao', '0001', 'grade:major');
  await graded(r, '0001', 'ordinary', 'zf1');
  await r.says('wang', 'leadership', '定级 0001 重大 执法二科');
  r.hears(
    'leadership',
    /0001 已由李敏于 11-23 08:40 定为一般，交办执法一科。要改级请发：改级 0001 重大 原因/,
  );
  r.nothingElse();
  r.sees('zhao', '0001', /定级：李敏/);
  expect(late.id).toBeTruthy();
});

test('两位领导同一刻点不同等级 → 只有一个决定，另一位的卡片和答复都说实话', async () => {
  const { r, tenant, stage } = await scene();
  await opened(r);
  const tap = (who: string, userid: string, key: string, unit: string) =>
    tenant.tap({ from: userid, messageId: r.card(who, '0001', key).id, key, selections: { unit: [unit] } });
  await Promise.all([
    tap('li', 'limin', 'grade:ordinary', 'zf1'),
    tap('zhao', 'zhaoqiang', 'grade:ordinary', 'zf2'),
  ]);
  await stage.settled();
  const first = r
    .rest()
    .find((h) => h.where === 'leadership')
    ?.text.includes('执法一科')
    ? 'li'
    : 'zhao';
  const second = first === 'li' ? 'zhao' : 'li';
  hearHandedOver(r, '0001', '一般', first === 'li' ? 'zf1' : 'zf2');
  r.hears(second, /已由.*于 11-23 08:40 定为一般/);
  r.nothingElse();
  for (const leader of LEADERS) r.sees(leader, '0001', first === 'li' ? /定级：李敏/ : /定级：赵强/);
});

test('不是领导的人发定级 → 告诉他由谁决定，别人什么也没收到', async () => {
  const { r } = await scene();
  await opened(r);
  await r.says('zheng', 'work', '定级 0001 一般 执法一科');
  r.hears('work', /这一步由领导小组决定，您不在其中，没有改动/);
  r.nothingElse();
});

test('没有这个等级、没有这个单位 → 列出可选的', async () => {
  const { r } = await scene();
  await opened(r);
  await r.says('li', 'leadership', '定级 0001 特大 执法一科');
  r.hears('leadership', /特大[\s\S]*一般、重大/);
  await r.says('li', 'leadership', '定级 0001 一般 执法三科');
  r.hears('leadership', /执法三科[\s\S]*执法一科、执法二科、市容科、停车管理科/);
  r.nothingElse();
});

test('改级要写原因；写明后承办科室、两个群和领导的卡片都知道', async () => {
  const { r } = await scene();
  await opened(r);
  await graded(r, '0001', 'ordinary', 'zf1');
  await r.says('wang', 'leadership', '改级 0001 重大');
  r.hears('leadership', /改级要写明原因，没有改动。请发：改级 0001 重大 原因/);
  r.nothingElse();
  await r.says('wang', 'leadership', '改级 0001 重大 省媒体跟进');
  r.hears('work', /【改级】YQ-2026-0001[\s\S]*由一般改为重大[\s\S]*省媒体跟进[\s\S]*口头或书面报送初步情况/, [
    ...UNITS.zf1.people,
  ]);
  r.hears('leadership', /由一般改为重大（王建国.*省媒体跟进/);
  all(r, [...UNITS.zf1.people, ...OFFICE], /请补充事发时间/);
  r.nothingElse();
  for (const leader of LEADERS) r.sees(leader, '0001', /等级：重大\n定级：王建国/);
  for (const person of UNITS.zf1.people) r.sees(person, '0001', /等级：重大[\s\S]*力争：/);
  await r.says('li', 'leadership', '改级 0001 重大 同上');
  r.hears('leadership', /现在就是重大，不用改/);
  r.nothingElse();
});

test('领导把卡片弄丢了，发“定级 0001” → 只给他一个人补一张能点的卡片', async () => {
  const { r } = await scene();
  await opened(r);
  await r.tells('wang', '定级 0001');
  r.hears('wang', /0001[\s\S]*\[一般\] \[重大\]/);
  r.nothingElse();
  await r.taps('wang', '0001', 'grade:ordinary', { unit: 'zf1' });
  hearHandedOver(r, '0001', '一般', 'zf1');
  r.nothingElse();
  for (const leader of LEADERS) r.sees(leader, '0001', /定级：王建国/);
});
