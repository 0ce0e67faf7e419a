// 统计局的制度走一遍整个产品：群里说、卡片点，每一条消息都在预料之中。
import { test } from 'vitest';
import { scene } from '../cast.ts';
import { each, heard } from './heard.ts';
import { at, bureauFileOf, HOUR } from './seed.ts';

type R = Awaited<ReturnType<typeof scene>>['r'];
const OFFICE = ['pan', 'ge'];
const PCZX = ['peng', 'lu'];
const BOTH = ['work', 'leadership'];

const stage = () => scene({ at: at(11, 23, 9), bureauFile: bureauFileOf('tongji') });

async function opened(r: R): Promise<void> {
  await r.says('fan', 'work', '登记 有网民质疑普查员外传入户照片');
  heard(
    r,
    ['work', /已登记 YQ-2026-0001[\s\S]*已请局政务公开办定级交办/],
    ['leadership', /请在单独收到的卡片上定级/],
    ...each(OFFICE, /\[一般\] \[敏感\] \[重大敏感\]/),
    ['fan', /\[提交情况\]/],
  );
}

/** 定级交办普查中心，已签收。 */
async function inHand(r: R, grade: 'g1' | 'g2' | 'g3'): Promise<void> {
  await opened(r);
  await r.taps('pan', '0001', `grade:${grade}`, { unit: 'pczx' });
  heard(
    r,
    ['work', /【交办】YQ-2026-0001[\s\S]*应办：核查情况：本制度未规定时限（依据9）/, PCZX],
    ['leadership', /交办普查中心（潘宇/],
    ...each(PCZX, /\[签收\] \[退回\]/),
    ...(grade === 'g1'
      ? []
      : [
          ...each(['fan'], /改走“敏感和重大敏感舆情”（依据7）/),
          ...each(
            OFFICE,
            grade === 'g3'
              ? /轮到您办：\n会商：与宣传部门、应急部门[\s\S]*本制度只写“迅速”[\s\S]*\n归口报送：报对口管理部门[\s\S]*本制度只写“及时”/
              : /轮到您办：\n会商：与宣传部门、应急部门[\s\S]*依据7，本制度只写“迅速”，未规定时限）$/,
          ),
        ]),
  );
  await r.taps('peng', '0001', 'sign');
  heard(r, ['work', /普查中心已签收/]);
}

/** 会商记下，局长点同意。 */
async function planned(r: R): Promise<void> {
  await r.says('ge', 'work', '完成 0001 会商 级别：敏感；意见：先核实再公开');
  heard(
    r,
    ['work', /“会商”（依据7）/],
    ['gu', /预判处置意见：[\s\S]*审核：局长\n依据：7[\s\S]*先核实再公开[\s\S]*\[同意\] \[退回\]/],
  );
  await r.taps('gu', '0001', 'approve');
  heard(r, ...each(OFFICE, /预判处置意见已审核通过（最后由顾长河/));
}

async function checked(r: R): Promise<void> {
  await r.says('lu', 'work', '书面 0001 系一名普查员发朋友圈，已删除');
  heard(
    r,
    ['work', /核查情况：已完成[\s\S]*承办单位应报的都已报齐/],
    ['fan', /【书面报送】/],
    ...each(OFFICE, /认定是否属实：请发 核实 0001 属实（可选：属实、不客观真实、部分属实）（依据9）/),
    ...each(OFFICE, /属实[\s\S]*不客观真实[\s\S]*\[提交结论\]/),
  );
}

/** 局长审定对外发布内容，政务公开办听到怎么回应。 */
async function released(r: R): Promise<void> {
  await r.taps('gu', '0001', 'approve');
  heard(
    r,
    ...each(PCZX, /对外发布内容已审核通过（最后由顾长河/),
    ...each(OFFICE, /公开回应或决定不予回应：请发 回应 0001 门户网站[\s\S]*由局长决定[\s\S]*依据12/),
  );
}

async function closed(r: R, outcome: string): Promise<void> {
  await r.says('ge', 'work', '办结 0001');
  heard(r, ...each(BOTH, new RegExp(`已办结（葛蓓 .*），结论：${outcome}`)), [
    'fan',
    new RegExp(`您报送的.*已办结，结论：${outcome}`),
  ]);
}

test('一般、不客观真实 → 审定后在门户网站澄清，办结；没有会商、没有处理方案', async () => {
  const { r } = await stage();
  await inHand(r, 'g1');
  await checked(r);
  await r.says('pan', 'work', '核实 0001 不属实');
  heard(
    r,
    ['work', /事实结论为不客观真实。\s+接下来：审定对外发布/],
    ['gu', /对外发布内容：[\s\S]*审核：局长[\s\S]*\[同意\] \[退回\]/],
  );
  await released(r);
  await r.says('ge', 'work', '回应 0001 门户网站 https://example.gov.cn/1 审定:顾长河 网传照片并非入户现场');
  heard(r, ...each(BOTH, /已公开回应：门户网站，审定 顾长河/), ...each(OFFICE, /可以办结了/));
  await closed(r, '不客观真实');
});

test('敏感、部分属实 → 会商、报审与核查同时办；处理方案、解决、通报、回应齐了才办结', async () => {
  const { r } = await stage();
  await inHand(r, 'g2');
  await planned(r);
  await checked(r);
  await r.says('pan', 'work', '核实 0001 部分属实 照片已删');
  heard(
    r,
    ['work', /事实结论为部分属实（照片已删）[\s\S]*接下来：处理方案、审定对外发布/],
    ['gu', /对外发布内容：/],
    ...each(PCZX, /处理方案：与相关部门一起，写出处理方案；办完请发 完成 0001 处理方案 内容（依据9）/),
  );
  await r.says('lu', 'work', '完成 0001 处理方案 约谈、全员培训');
  heard(r, ['work', /“处理方案”（依据9）/], ...each(PCZX, /解决问题：[\s\S]*本制度只写“限期”，未规定时限/));
  await r.says('peng', 'work', '完成 0001 解决问题 已约谈并培训');
  heard(r, ['work', /“解决问题”/], ...each(OFFICE, /通报办理情况：办完请发 完成 0001 通报办理情况 内容/));
  await released(r);
  await r.says('ge', 'work', '办结 0001');
  heard(r, ['work', /提前结束要写明原因[\s\S]*还没办完的：通报办理情况、公开回应或决定不予回应/]);
  await r.says('pan', 'work', '完成 0001 通报办理情况 已在局务会通报');
  heard(r, ['work', /“通报办理情况”[\s\S]*接下来：公开回应或决定不予回应/]);
  await r.says('pan', 'work', '不予回应 0001 无扩散');
  heard(r, ['work', /这一步由局长决定，您不在其中/]);
  await r.says('gu', 'leadership', '不予回应 0001 当事人已谅解，无扩散');
  heard(r, ...each(BOTH, /决定不予回应（顾长河[\s\S]*当事人已谅解/), ...each(OFFICE, /可以办结了/));
  await closed(r, '部分属实');
});

test('重大敏感、属实 → 还要归口报送到外面的部门：产品记下，提醒另行送交；没报不算办完', async () => {
  const { r } = await stage();
  await inHand(r, 'g3');
  await planned(r);
  await checked(r);
  await r.says('pan', 'work', '核实 0001 属实');
  heard(r, ['work', /事实结论为属实/], ['gu', /对外发布内容：/], ...each(PCZX, /处理方案：/));
  await r.says('lu', 'work', '完成 0001 处理方案 约谈、全员培训');
  heard(r, ['work', /“处理方案”/], ...each(PCZX, /解决问题：/));
  await r.says('peng', 'work', '完成 0001 解决问题 已约谈并培训');
  heard(r, ['work', /“解决问题”/], ...each(OFFICE, /通报办理情况：/));
  await r.says('pan', 'work', '完成 0001 通报办理情况 已在局务会通报');
  heard(r, ['work', /“通报办理情况”/]);
  await released(r);
  await r.says('ge', 'work', '回应 0001 新闻发布会 审定:顾长河 情况通报');
  heard(r, ...each(BOTH, /已公开回应：新闻发布会/));
  await r.says('fan', 'work', '完成 0001 归口报送 已报');
  heard(r, ['work', /这一步由局政务公开办决定，您不在其中/]);
  await r.says('ge', 'work', '完成 0001 归口报送 已书面报县委宣传部');
  heard(
    r,
    ['work', /“归口报送”（依据7）[\s\S]*请另行送交：对口管理部门（不在群里）/],
    ...each(OFFICE, /可以办结了/),
  );
  await closed(r, '属实');
});

test('到了日报的时刻 → 舆情监测人员被请写当天的政务舆情日志，列着当天的事项；没有事项的一天也请', async () => {
  const { r } = await stage();
  await inHand(r, 'g1');
  await checked(r);
  await r.says('pan', 'work', '核实 0001 不属实');
  heard(r, ['work', /不客观真实/], ['gu', /对外发布内容：/]);
  await released(r);
  await r.says('gu', 'leadership', '不予回应 0001 无扩散');
  heard(r, ...each(BOTH, /决定不予回应/), ...each(OFFICE, /可以办结了/));
  await closed(r, '不客观真实');
  await r.pass(9 * HOUR - 1000);
  r.nothingElse();
  await r.pass(1000);
  heard(r, ...each(BOTH, /【舆情日报】2026年11月23日 清源县统计局[\s\S]*新增 1 件，办结 1 件/), [
    'fan',
    /【今日应写】政务舆情日志（每日，依据5）\n时段：11-23 报给：局政务公开办\n要写：每日舆情动态\n本时段 1 件：\n· YQ-2026-0001.*一般 已办结/,
  ]);
  await r.pass(24 * HOUR);
  heard(r, ...each(BOTH, /【舆情日报】2026年11月24日/), [
    'fan',
    /【今日应写】政务舆情日志（每日，依据5）\n时段：11-24/,
  ]);
});
