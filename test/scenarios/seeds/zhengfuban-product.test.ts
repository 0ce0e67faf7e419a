// 县政府办公室的制度走一遍整个产品：群里说、卡片点，每一条消息都在预料之中。
import { expect, test } from 'vitest';
import { all, plain, scene } from '../cast.ts';
import { each, heard } from './heard.ts';
import { at, bureauFileOf, MINUTE } from './seed.ts';

type R = Awaited<ReturnType<typeof scene>>['r'];
const OFFICE = ['cao', 'su'];
const LEADS = ['su', 'aili'];
const XXK = ['gula', 'tang'];

const stage = (now = at(11, 23, 9)) => scene({ at: now, bureauFile: bureauFileOf('zhengfuban') });

async function opened(r: R): Promise<void> {
  await r.says('tang', 'work', '登记 来电：政务服务大厅排长队');
  heard(
    r,
    ['work', /已登记 YQ-2026-0001[\s\S]*已请分管领导定级交办/],
    ['leadership', /请在单独收到的卡片上定级/],
    ...each(LEADS, /\[一般\] \[重要\]/),
    ['jin', /发布平台▾ 先不填（先不填、中央媒体[\s\S]*敏感政务事件▾[\s\S]*引起较大反响▾[\s\S]*\[提交情况\]/],
    ['jin', /卡片以外的这些情况[\s\S]*情况 0001 信箱集中反映 是或否/],
    ...each(OFFICE, /抄送政务舆情处置办公室】YQ-2026-0001[\s\S]*依据四\(一\)/),
  );
}

/** 重要，交信息科，已签收；该办的各人都知道了。 */
async function important(r: R): Promise<void> {
  await opened(r);
  await r.taps('su', '0001', 'grade:g2', { unit: 'xxk' });
  heard(
    r,
    ['work', /【交办】YQ-2026-0001[\s\S]*等级：重要[\s\S]*路线：重要政务舆情[\s\S]*书面材料/, XXK],
    ['leadership', /定为重要，交办信息科（苏敏/],
    ...each(XXK, /\[签收\] \[退回\]/),
    ...each(['jin'], /改走“重要政务舆情”（依据三\(四\)），因为定为重要/),
    ...each(OFFICE, /轮到您办：\n呈报：[\s\S]*主要领导、分管领导、信息科[\s\S]*拟定口径：/),
    ['jin', /上报分管领导[\s\S]*依据三\(一\)，本制度只写“第一时间”，未规定时限/],
    ...each(XXK, /采取措施：办完请发 完成 0001 采取措施 内容（依据三\(一\)，1\d-\d\d 24:00 前）/),
    ...each(LEADS, /还没轮到、时限已在走：\n统一对外发布：[\s\S]*汇报处置情况：/),
  );
  await r.taps('tang', '0001', 'sign');
  heard(r, ['work', /信息科已签收/]);
}

/** 上报、呈报、措施、口径都办了，各报各的人。 */
async function told(r: R): Promise<void> {
  await r.says('jin', 'work', '完成 0001 上报分管领导 已电话报苏敏');
  heard(
    r,
    ['work', /已记：YQ-2026-0001 “上报分管领导”/],
    ...each(LEADS, /【上报分管领导】[\s\S]*已电话报苏敏/),
  );
  await r.says('cao', 'work', '完成 0001 呈报 简报第1期');
  heard(r, ['work', /“呈报”/], ...each(['ren', ...LEADS, ...XXK], /【呈报】[\s\S]*简报第1期/));
  await r.says('gula', 'work', '完成 0001 采取措施 增开窗口');
  heard(r, ['work', /“采取措施”/]);
  await r.says('cao', 'work', '完成 0001 拟定口径 增开窗口、延时服务');
  heard(r, ['work', /“拟定口径”[\s\S]*接下来：深入调查/]);
}

async function handedIn(r: R): Promise<void> {
  await r.says('tang', 'work', '书面 0001 排队属实，系统升级所致');
  heard(
    r,
    ['work', /书面材料（调查结果、事实真相、处置意见）：已完成[\s\S]*已送审核/],
    ...each(OFFICE, /对外发布内容：[\s\S]*审核：政务舆情处置办公室\n依据：四\(三\)[\s\S]*\[同意\] \[退回\]/),
    ...each(OFFICE, /【书面报送】[\s\S]*排队属实/),
    ...each(XXK, /轮到您办：\n报告处置情况：报政务舆情处置办公室、分管领导[\s\S]*11-23 24:00 前/),
  );
}

async function released(r: R): Promise<void> {
  await r.taps('cao', '0001', 'approve');
  heard(r, ['ren', /对外发布内容：[\s\S]*已同意：曹莹[\s\S]*\[同意\] \[退回\]/]);
  await r.taps('ren', '0001', 'approve');
  heard(
    r,
    ...each(XXK, /对外发布内容已审核通过（最后由任国栋/),
    ...each(OFFICE, /统一对外发布：请发 回应 0001 新闻通气会 链接[\s\S]*由主要领导决定[\s\S]*11-23 24:00 前/),
  );
  await r.says('cao', 'work', '回应 0001 政府门户网站 https://example.gov.cn/1 审定:任国栋 已增开窗口');
  heard(r, ...each(['work', 'leadership'], /已公开回应：政府门户网站，审定 任国栋/));
}

test('重要舆情从报送到办结：同时办、汇合审、统一发、两级报，各人只收到自己的', async () => {
  const { r } = await stage();
  await important(r);
  await told(r);
  await r.says('cao', 'work', '回应 0001 政府门户网站 https://example.gov.cn/1 审定:任国栋 早了');
  heard(r, ['work', /还没到这一步，先要完成：报主要领导同意/]);
  await handedIn(r);
  await released(r);
  await r.says('gula', 'work', '完成 0001 报告处置情况 已增开窗口');
  heard(
    r,
    ['work', /“报告处置情况”（依据四\(四\)）/],
    ...each(['cao', ...LEADS], /【报告处置情况】[\s\S]*古丽/),
    ...each(LEADS, /汇报处置情况：报主要领导[\s\S]*11-23 24:00 前/),
  );
  await r.says('aili', 'leadership', '完成 0001 汇报处置情况 已当面汇报');
  heard(
    r,
    ['leadership', /“汇报处置情况”/],
    ['ren', /【汇报处置情况】[\s\S]*已当面汇报/],
    ...each(OFFICE, /可以办结了/),
  );
  await r.says('cao', 'work', '办结 0001');
  heard(r, ...each(['work', 'leadership'], /已办结（曹莹/), ['tang', /您报送的.*已办结/]);
});

test('要上报上级：办公室拟稿，分管领导一位、主要领导先后点同意，当日报出', async () => {
  const { r } = await stage();
  await important(r);
  await told(r);
  await r.says('cao', 'work', '情况 0001 需要上报 是');
  heard(r, ['work', /已记：YQ-2026-0001 需要上报为是/]);
  await r.says('tang', 'work', '书面 0001 排队属实');
  r.hears('work', /已送审核/);
  for (const person of OFFICE) r.hears(person, /拟上报报告：写出报告/);
  for (const person of OFFICE) r.hears(person, /对外发布内容：/);
  for (const person of OFFICE) r.hears(person, /【书面报送】/);
  all(r, XXK, /报告处置情况/);
  r.nothingElse();
  await r.says('cao', 'work', '完成 0001 拟上报报告 关于排队情况的报告');
  heard(
    r,
    ['work', /“拟上报报告”[\s\S]*接下来：[\s\S]*上报前报批/],
    // 单独收到的卡片还在问对外发布内容，上报报告另用文字问。
    ...each(LEADS, /【待审核】[\s\S]*上报报告（依据四\(五\)[\s\S]*「关于排队情况的报告」/),
  );
  await r.says('cao', 'work', '完成 0001 上报上级 先报了');
  heard(r, ['work', /还没到这一步，先要完成：上报前报批/]);
  await r.says('aili', 'leadership', '同意 0001');
  heard(r, ['leadership', /上报报告 同意。接着由主要领导审核/], ['ren', /【待审核】[\s\S]*上报报告/]);
  await r.says('ren', 'leadership', '同意 0001');
  heard(
    r,
    ['leadership', /上报报告 同意/],
    ...each(OFFICE, /上报报告已审核通过（最后由任国栋/),
    ...each(OFFICE, /上报上级：报上级部门[\s\S]*依据四\(五\)，11-23 24:00 前/),
  );
  await r.says('cao', 'work', '完成 0001 上报上级 已报');
  heard(r, ['work', /“上报上级”[\s\S]*请另行送交：上级部门（不在群里）/]);
});

test('对外发布内容和上报报告都等同一个人 → 写“同意”要说明是哪一项，说了才记，只记那一项', async () => {
  const { r, ignoreRest } = await stage();
  await important(r);
  await told(r);
  await r.says('cao', 'work', '情况 0001 需要上报 是');
  heard(r, ['work', /需要上报为是/]);
  await r.says('tang', 'work', '书面 0001 排队属实');
  await r.says('cao', 'work', '完成 0001 拟上报报告 关于排队情况的报告');
  r.hears('aili', /【待审核】[\s\S]*同意请发：同意 0001 上报报告；要修改请发：退回 0001 上报报告 原因/);
  for (const { where, text } of r.rest().slice()) r.hears(where, literally(text));
  // 苏敏既在处置办公室，又是分管领导：两项都等她。
  await r.says('su', 'leadership', '同意 0001');
  heard(r, [
    'leadership',
    /0001 有几项都在等您审核，没有改动：对外发布内容、上报报告。[\s\S]*同意 0001 上报报告[\s\S]*退回 0001 对外发布内容 原因/,
  ]);
  await r.says('su', 'leadership', '退回 0001 上报报告 请写明整改时限');
  heard(
    r,
    ['leadership', /上报报告 退回。已请重新提交“拟上报报告”/],
    ...each(OFFICE, /请写明整改时限[\s\S]*完成 0001 拟上报报告 内容/),
  );
  await r.says('cao', 'work', '完成 0001 拟上报报告 报告二稿');
  r.hears('aili', /【待审核】[\s\S]*报告二稿/);
  r.hears('su', /【待审核】[\s\S]*报告二稿/);
  r.hears('work', /“拟上报报告”/);
  r.nothingElse();
  await r.says('su', 'leadership', '同意 0001 上报报告');
  heard(r, ['leadership', /上报报告 同意。接着由主要领导审核/], ['ren', /上报报告/]);
  await r.says('su', 'leadership', '同意 0001');
  heard(r, ['leadership', /对外发布内容 同意。接着由主要领导审核/], ['ren', /对外发布内容/]);
  ignoreRest('the rest is the way of the other scenarios');
});

const literally = (text: string): RegExp => new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));

test('自行发现的一般舆情：科室核实，办公室办结，没有审核和发布', async () => {
  const { r } = await stage();
  await opened(r);
  await r.taps('aili', '0001', 'grade:g1', { unit: 'msk' });
  heard(
    r,
    ['work', /【交办】[\s\S]*一般[\s\S]*核实处理情况：本制度未规定时限（依据一）/, ['yuan']],
    ['leadership', /定为一般，交办秘书科/],
    ['yuan', /\[签收\] \[退回\]/],
  );
  await r.says('yuan', 'work', '口头 0001 曹莹 属误传，已解释');
  heard(r, ['work', /承办单位应报的都已报齐/], ['jin', /属误传/], ...each(OFFICE, /可以办结了/));
  await r.says('cao', 'work', '回应 0001 政务微博 https://example.gov.cn/1 审定:任国栋 已解释');
  heard(r, ['work', /本制度没有规定“自行发现的一般政务舆情”路线的公开回应，0001 没有改动/]);
  await r.says('cao', 'work', '办结 0001');
  heard(r, ...each(['work', 'leadership'], /已办结/), ['tang', /已办结/]);
});

test('外部转来的一般舆情：登记后说明来路就改走那条路线，先转办，查处后经同意发布', async () => {
  const { r } = await stage();
  await opened(r);
  await r.says('tang', 'work', '来源 0001 外部转来');
  heard(
    r,
    ['work', /已记：YQ-2026-0001 舆情来路为外部转来/],
    ['work', /改走“外部转来的一般政务舆情”（依据四\(一\)），因为舆情来路为外部转来/],
    ['jin', /改走“外部转来的一般政务舆情”/],
    ...each(OFFICE, /转办：告诉分管领导；[\s\S]*本制度只写“及时”，未规定时限/),
  );
  await r.says('cao', 'work', '完成 0001 转办 已转艾力·吐尔逊、秘书科');
  heard(r, ['work', /“转办”/], ...each(LEADS, /【转办】/));
  await r.taps('aili', '0001', 'grade:g1', { unit: 'msk' });
  heard(
    r,
    ['work', /【交办】[\s\S]*核实处理情况：本制度未规定时限（依据四\(一\)）/, ['yuan']],
    ['leadership', /定为一般/],
    ['yuan', /\[签收\] \[退回\]/],
  );
  await r.says('yuan', 'work', '书面 0001 空调已修好');
  heard(r, ['work', /已送审核/], ['jin', /【书面报送】/], ...each(OFFICE, /对外发布内容：[\s\S]*\[同意\]/));
  await r.taps('cao', '0001', 'approve');
  heard(r, ['ren', /\[同意\] \[退回\]/]);
  await r.taps('ren', '0001', 'approve');
  heard(r, ['yuan', /已审核通过/], ...each(OFFICE, /统一对外发布/));
  await r.says('cao', 'work', '回应 0001 政务微博 https://example.gov.cn/1 审定:任国栋 已修好');
  heard(r, ...each(['work', 'leadership'], /已公开回应：政务微博/), ...each(OFFICE, /可以办结了/));
  await r.says('cao', 'work', '办结 0001');
  heard(r, ...each(['work', 'leadership'], /已办结/), ['tang', /已办结/]);
});

test('23:00 发现 → 一刻钟前按时限催到每个人，还轮不到的说明先要完成什么；到24点再催', async () => {
  const { r, ignoreRest } = await stage(at(11, 23, 23));
  await important(r);
  await r.pass(45 * MINUTE);
  const { text } = r.hears('work', /【催办】/, [...XXK, 'cao', ...LEADS]);
  const words = plain(text);
  expect(words).toContain('信息科 采取措施：11-23 24:00 到时限，还有 15 分钟（依据三(一)）');
  expect(words).toContain('统一对外发布：11-23 24:00 到时限，还有 15 分钟（依据四(三)）。分管领导一并负责');
  expect(words).not.toContain('上报');
  all(r, XXK, /完成 0001 采取措施 内容\n[\s\S]*报告处置情况[\s\S]*\n先要完成：采取措施、深入调查/);
  for (const person of ['cao', ...LEADS]) r.hears(person, /统一对外发布/);
  r.nothingElse();
  await r.pass(15 * MINUTE);
  expect(r.hears('work', /【催办】/).text).toContain(
    '统一对外发布：时限 11-23 24:00 到了（依据四(三)），请马上办',
  );
  all(r, [...XXK, 'cao', ...LEADS], /时限 11-23 24:00 到了/);
  r.nothingElse();
  ignoreRest('the hours after are those of the limits');
});

test('国庆第一天发现 → 按本单位答复仍算当天，时限里写明怎么算的', async () => {
  const { r } = await stage(at(10, 1, 9));
  await important(r);
  await r.says('ren', 'leadership', '0001');
  expect(plain(r.hears('leadership', /现状/).text)).toContain('发现 10-01 09:00 → 当天 → 10-01 24:00');
  r.nothingElse();
});
