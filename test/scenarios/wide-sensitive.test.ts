// 制度能写的都写上：敏感舆情从标记、会商、集体研究、外部确认到先行回应、上报。每一步谁听到什么，别人什么也没听到。
import { expect, test } from 'vitest';
import { all } from './cast.ts';
import { gradedForMeeting, marked, met, OFFICE, reported, wide, ZF1, ZF2 } from './wide-cast.ts';

test('办公室标记敏感 → 改走敏感路线，说明依据；不是办公室的人标不了', async () => {
  const { r } = await wide();
  await reported(r);
  await r.says('chen', 'work', '标记 0001 敏感');
  r.hears('work', /这一步由领导小组办公室、主要领导决定，您不在其中/);
  await marked(r);
  await r.says('sun', 'work', '标记 0001 紧急');
  r.hears('work', /“紧急”不在标记的选项里。\s+可选：敏感、负面/);
  await r.says('sun', 'work', '取消标记 0001 敏感');
  r.hears('work', /取消标记“敏感”/);
  r.hears('work', /改走“一般流程”（依据四），因为取消标记“敏感”/);
  r.hears('zhou', /【改走一般流程】/);
  r.nothingElse();
});

test('填了发帖时间 → 先行回应的时限随之变动，欠的人看到原来和现在', async () => {
  const { r } = await wide();
  await reported(r);
  await marked(r);
  await r.says('chen', 'work', '发帖 0001 今天 7:40');
  r.hears('work', /发帖时间 11-23 07:40。\s+先行回应：原 11-23 13:40 → 现 11-23 12:40（依据七\(一\)）/);
  all(r, OFFICE, /发帖时间 11-23 07:40，时限随之变动：\n先行回应：原 11-23 13:40 → 现 11-23 12:40/);
  r.nothingElse();
  await r.says('chen', 'work', '发帖 0001 今天 9:50');
  r.hears('work', /没看懂[\s\S]*发帖 0001 今天 9:30/);
  r.nothingElse();
});

test('会商要先有法规科的意见；没有意见就记 → 说还在等谁', async () => {
  const { r } = await wide();
  await reported(r);
  await marked(r);
  await gradedForMeeting(r);
  await r.says('sun', 'work', '完成 0001 会商 各方一致');
  r.hears('work', /还在等法规科的意见，收到后才能往下办。对方请发：意见 0001 内容/);
  await r.says('wu', 'work', '0001');
  r.hears('work', /现状：待会商\s+路线：敏感舆情（依据五）[\s\S]*标记：敏感/);
  await r.says('wu', 'work', '意见 0001 没意见');
  r.hears('work', /现在没有向您征求意见/);
  await r.says('sun', 'work', '先行回应 0001 官网 审定:王建国 正在核查');
  r.hears('work', /还没到这一步，先要完成：交办/);
  r.nothingElse();
  await met(r);
  await r.says('sun', 'work', '0001');
  r.hears('work', /🟢 会商：11-24 08:40 前，力争 11-23 12:40，11-23 08:40 已完成，按时/);
  r.nothingElse();
});

test('集体研究、外部确认都没有“同意”按钮，要写纪要和文号；几位领导都要同意，差谁说谁', async () => {
  const { r } = await wide();
  await reported(r);
  await marked(r);
  await r.says('sun', 'work', '情况 0001 涉及其他行政机关 是');
  r.hears('work', /涉及其他行政机关为是/);
  await gradedForMeeting(r);
  await met(r);
  expect(() => r.card('sun', '0001', 'approve')).toThrow();
  await r.says('sun', 'work', '同意 0001');
  r.hears('work', /由领导小组会议集体研究决定，不能由一个人点“同意”。\s+有了结果请发：同意 0001 会议纪要/);
  r.nothingElse();
  await r.says('sun', 'work', '同意 0001 领导小组第3次会议纪要，补充两处');
  r.hears('work', /预控意见 同意。接着要有关行政机关确认。/);
  all(
    r,
    OFFICE,
    /【待外部确认】.*预控意见（依据六\(三\)，.*）\n要有关行政机关确认，请送去征得确认。\n材料：孙丽[\s\S]*有结果请发：同意 0001 文号，或与谁、何时、怎样确认的；要修改请发：退回 0001 原因/,
  );
  r.nothingElse();
  await r.says('zhou', 'work', '同意 0001 应急局电话确认');
  r.hears('work', /预控意见 同意。接着由分管领导审核。/);
  all(r, ['li', 'zhao'], /审核：都要同意，还差李敏、赵强[\s\S]*\[同意\] \[退回\]/);
  r.nothingElse();
  await r.says('li', 'leadership', '同意 0001');
  r.hears('leadership', /预控意见 同意。这一步要几位都同意，还差赵强。/);
  r.sees('zhao', '0001', /都要同意，还差赵强/);
  await r.says('li', 'leadership', '同意 0001');
  r.hears('leadership', /已由李敏于 11-23 08:40 同意/);
  r.nothingElse();
  await r.taps('zhao', '0001', 'approve');
  all(r, OFFICE, /的预控意见已审核通过（最后由赵强 11-23 08:40 同意）/);
  r.hears('wang', /▣ 群众反映夜市扰民[\s\S]*等级：一般[\s\S]*\[交办\]/);
  r.hears('leadership', /YQ-2026-0001.*等主要领导交办，请看单独收到的卡片。/);
  r.nothingElse();
});

test('预控意见被退回 → 请会商的人重新提交，不去找承办单位', async () => {
  const { r } = await wide();
  await reported(r);
  await marked(r);
  await gradedForMeeting(r);
  await met(r);
  await r.says('sun', 'work', '退回 0001 会议认为措施不实');
  r.hears('work', /预控意见 退回。已请重新提交“会商”。/);
  all(r, OFFICE, /【退回修改】[\s\S]*措施不实[\s\S]*请发：完成 0001 会商 内容/);
  r.hears('tang', /【征求意见】.*会商/);
  r.nothingElse();
});

test('交办两个科室 → 各欠各的；一个报了说还在等谁；先行回应、上报轮到时说清写什么', async () => {
  const { r } = await wide();
  await reported(r);
  await marked(r);
  await gradedForMeeting(r);
  await met(r);
  await r.says('sun', 'work', '同意 0001 第3次会议纪要');
  r.hears('work', /接着由分管领导审核/);
  all(r, ['li', 'zhao'], /\[同意\] \[退回\]/);
  await r.taps('li', '0001', 'approve');
  await r.taps('zhao', '0001', 'approve');
  all(r, OFFICE, /已审核通过/);
  r.hears('wang', /\[交办\]/);
  r.hears('leadership', /等主要领导交办/);
  r.nothingElse();

  await r.says('wang', 'leadership', '交办 0001 执法一科、执法二科');
  r.hears(
    'work',
    /【交办】[\s\S]*承办：执法一科（郑伟、陈晨）、执法二科（冯刚）[\s\S]*应办：各承办单位都要交，口头汇报：11-23 09:40 前（依据四\(一\)），报领导小组办公室/,
    [...ZF1, ...ZF2],
  );
  r.hears('leadership', /（一般）交办执法一科、执法二科（王建国 11-23 08:40）/);
  all(
    r,
    [...ZF1, ...ZF2],
    /承办：执法一科、执法二科[\s\S]*时限：11-25 08:40 前 书面报告（四\(二\)）[\s\S]*\[签收\]/,
  );
  all(
    r,
    OFFICE,
    /先行回应：以市综合局的名义；请发 先行回应 0001 官网 链接 审定:姓名 回应内容（依据七\(一\)，11-23 13:40 前）/,
  );
  r.nothingElse();

  await r.says('chen', 'work', '书面 0001 一科已查明');
  r.hears('work', /您单位应报的都已报齐，还在等执法二科。/);
  all(r, OFFICE, /【书面报送】[\s\S]*执法一科 陈晨/);
  r.nothingElse();
  await r.says('feng', 'work', '书面 0001 二科已查明');
  r.hears('work', /已送审核/);
  all(r, OFFICE, /【书面报送】[\s\S]*执法二科 冯刚/);
  r.hears('zhao', /「执法一科：一科已查明 执法二科：二科已查明」[\s\S]*\[同意\]/);
  r.hears('tang', /【征求意见】/);
  r.hears('wu', /【征求意见】/);
  r.nothingElse();

  await r.says('sun', 'work', '先行回应 0001 官网 https://a.gov.cn/1 审定:王建国 正在核查');
  for (const group of ['work', 'leadership']) r.hears(group, /已先行回应：官网，以市综合局名义，审定 王建国/);
  r.nothingElse();
  await r.says('tang', 'work', '意见 0001 同意');
  r.hears('work', /已转告执法一科分管领导/);
  r.hears('zhao', /意见已齐/);
  await r.taps('zhao', '0001', 'approve');
  all(r, [...ZF1, ...ZF2], /已审核通过/);
  all(
    r,
    OFFICE,
    /审核已通过，接下来：\n正式回应：请发 回应 0001 官网 .*不予回应 0001 理由（由主要领导决定）（依据七）/,
  );
  r.nothingElse();
  await r.says('sun', 'work', '回应 0001 官微 审定:王建国 已处理');
  for (const group of ['work', 'leadership']) r.hears(group, /已公开回应：官微/);
  all(r, OFFICE, /上报：报上级部门；办完请发 完成 0001 上报 内容（依据八，本制度只写“及时”，未规定时限）/);
  r.nothingElse();
  await r.says('sun', 'work', '上报 0001 已报市委宣传部');
  r.hears('work', /“上报”（依据八）。\s+请另行送交：上级部门（不在群里）。\s+接下来：办结/);
  all(r, OFFICE, /可以办结了/);
  r.nothingElse();
});
