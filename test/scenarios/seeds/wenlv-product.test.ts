// 文化和旅游局的方案走一遍整个产品：群里说、卡片点，每一条消息都在预料之中。
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished, test } from 'vitest';
import { scene } from '../cast.ts';
import { each, heard } from './heard.ts';
import { at, bureauFileOf } from './seed.ts';

type R = Awaited<ReturnType<typeof scene>>['r'];
const STAFF = ['hong', 'shi'];
const SCGL = ['tao', 'nie'];
const BOTH = ['work', 'leadership'];

const stage = (bureauFile = bureauFileOf('wenlv')) => scene({ at: at(11, 23, 9), bureauFile });

/** The example bureau with another answer to who grades. */
function judgedBy(who: 'unit' | 'staff'): string {
  const folder = mkdtempSync(join(tmpdir(), 'wenlv-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'bureau.yaml');
  const text = readFileSync(bureauFileOf('wenlv'), 'utf8')
    .replace('q-judge: { value: lead,', `q-judge: { value: ${who},`)
    .replace('../policies/', `${resolve('templates/policies')}/`);
  writeFileSync(file, text);
  return file;
}

/** 报送；`origin` 是外来的渠道。 */
async function opened(r: R, origin?: string): Promise<void> {
  await r.says('hong', 'work', '登记 景区停车乱收费的帖子');
  heard(
    r,
    ['work', /已登记 YQ-2026-0001[\s\S]*已请分管领导定级交办/],
    ['leadership', /请在单独收到的卡片上定级/],
    ['luo', /来源：巡查发现[\s\S]*\[一般\] \[重大敏感\]/],
    ...each(STAFF, /标记▾[\s\S]*重大敏感[\s\S]*\[提交情况\]/),
  );
  if (origin === undefined) return;
  await r.says('hong', 'work', `来源 0001 ${origin}`);
  heard(r, ['work', new RegExp(`收集渠道为${origin}`)]);
}

async function inHand(r: R, origin?: string): Promise<void> {
  await opened(r, origin);
  await r.taps('luo', '0001', 'grade:g1', { unit: 'scgl' });
  heard(
    r,
    ['work', /【交办】YQ-2026-0001[\s\S]*应办：核实情况：本制度未规定时限（依据\(三\)）/, SCGL],
    ['leadership', /定为一般，交办市场管理科/],
    ...each(SCGL, /\[签收\] \[退回\]/),
  );
  await r.taps('tao', '0001', 'sign');
  heard(r, ['work', /市场管理科已签收/]);
}

/** 定为重大敏感，核实衔接、会商、政府领导审定都办了，市场管理科已签收。 */
async function inHandMajor(r: R, origin?: string): Promise<void> {
  await opened(r, origin);
  await r.taps('luo', '0001', 'grade:g2', { unit: 'scgl' });
  heard(
    r,
    ['leadership', /定为重大敏感，交办市场管理科/],
    ...each(STAFF, /改走“重大敏感政务舆情”（依据\(六\)）/),
    ['luo', /会商：与网宣部门、政府信息公开部门、当事单位[\s\S]*本制度只写“及时”，未规定时限/],
    ...each(STAFF, /核实衔接：告诉网信办[\s\S]*依据\(五\)，本制度只写“第一时间”，未规定时限/),
  );
  await r.says('shi', 'work', '完成 0001 核实衔接 网信办：帖文今晨发出，转发 300 次');
  heard(r, ['work', /“核实衔接”（依据\(五\)）[\s\S]*请另行送交：网信办（不在群里）/]);
  await r.says('luo', 'leadership', '完成 0001 会商 走势：上升；意见：先退费再公开');
  heard(
    r,
    ['leadership', /“会商”（依据\(六\)）/],
    ['luo', /【待外部确认】[\s\S]*依据\(六\)[\s\S]*要政府领导确认/],
  );
  await r.says('luo', 'leadership', '同意 0001');
  heard(r, ['leadership', /这一步要政府领导确认/]);
  await r.says('luo', 'leadership', '同意 0001 市政府领导批示〔2026〕3号');
  heard(
    r,
    ['leadership', /预控处置意见 同意。审核已全部通过/],
    ['work', /【交办】YQ-2026-0001[\s\S]*等级：重大敏感/, SCGL],
    ...each(SCGL, /\[签收\] \[退回\]/),
    ['luo', /预控处置意见已审核通过/],
  );
  await r.taps('tao', '0001', 'sign');
  heard(r, ['work', /市场管理科已签收/]);
}

async function checked(r: R): Promise<void> {
  await r.says('nie', 'work', '书面 0001 停车场由承包方经营，已约谈');
  heard(
    r,
    ['work', /核实情况：已完成/],
    ...each(STAFF, /【书面报送】/),
    ['luo', /认定事实结论：请发 核实 0001 属实或有一定根据（可选：[\s\S]*依据\(八\)/],
    ['luo', /失实[\s\S]*恶语中伤[\s\S]*\[提交结论\]/],
  );
}

/** 分管领导认定；要对外答复的，接着就是他审定。 */
async function found(r: R, words: string, title: string, next: string): Promise<void> {
  await r.says('luo', 'leadership', `核实 0001 ${words}`);
  heard(
    r,
    ['leadership', new RegExp(`事实结论为${title}。\\s+接下来：${next}`)],
    ...(next === '审定对外答复' ? ([['luo', /对外答复：[\s\S]*\[同意\] \[退回\]/]] as const) : []),
  );
}

async function released(r: R, step: string): Promise<void> {
  await r.taps('luo', '0001', 'approve');
  heard(
    r,
    ...each(SCGL, /对外答复已审核通过（最后由罗文清/),
    ...each(SCGL, new RegExp(`${step}：请发 回应 0001 载发的网站论坛 链接.*本制度未规定，待本单位答复`)),
  );
}

async function closed(r: R, outcome: string): Promise<void> {
  await r.says('hong', 'work', '办结 0001');
  heard(r, ...each(BOTH, new RegExp(`已办结（洪波 .*），结论：${outcome}`)), [
    'hong',
    new RegExp(`您报送的.*已办结，结论：${outcome}`),
  ]);
}

test('一般、属实 → 解决方案、审定、公开答复、通报结果，巡查发现的不欠反馈来源', async () => {
  const { r } = await stage();
  await inHand(r);
  await checked(r);
  await r.says('luo', 'leadership', '核实 0001 属实');
  heard(
    r,
    ['leadership', /事实结论为属实或有一定根据。\s+接下来：解决方案/],
    ...each(SCGL, /解决方案：写出解决方案；办完请发 完成 0001 解决方案 内容（依据\(八\)）/),
  );
  await r.says('nie', 'work', '完成 0001 解决方案 全额退费，重新公示收费标准');
  heard(
    r,
    ['work', /“解决方案”（依据\(八\)）/],
    ['luo', /对外答复：[\s\S]*全额退费[\s\S]*\[同意\] \[退回\]/],
  );
  await released(r, '公开答复');
  await r.says('nie', 'work', '回应 0001 微信 https://example.gov.cn/1 审定:罗文清 已全额退费');
  heard(
    r,
    ...each(BOTH, /已公开回应：微信，审定 罗文清/),
    ...each(SCGL, /通报结果：[\s\S]*依据\(八\)，本制度只写“适时”，未规定时限/),
  );
  await r.says('nie', 'work', '完成 0001 通报结果 退费已到账，公示牌已换');
  heard(r, ['work', /“通报结果”/], ...each(STAFF, /可以办结了/));
  await closed(r, '属实或有一定根据');
});

test('一般、媒体热炒、12345 转来 → 专家解读，再反馈 12345', async () => {
  const { r } = await stage();
  await inHand(r, '12345平台');
  await checked(r);
  await found(r, '媒体热炒', '媒体关注热炒的敏感事项', '审定对外答复');
  await released(r, '做好解答、正面回应');
  await r.says('tao', 'work', '回应 0001 专家解读 审定:罗文清 停车收费依据解读');
  heard(
    r,
    ...each(BOTH, /已公开回应：专家解读/),
    ...each(STAFF, /反馈来源：答复12345平台后，请发 回复来源 0001 回复内容（依据\(七\)）/),
  );
  await r.says('hong', 'work', '办结 0001');
  heard(r, ['work', /先要完成：反馈来源/]);
  await r.says('hong', 'work', '回复来源 0001 已书面答复');
  heard(r, ['work', /已回复12345平台/], ...each(STAFF, /可以办结了/));
  await closed(r, '媒体关注热炒的敏感事项');
});

test('重大敏感、失实、论坛发的 → 在原论坛澄清，通报，反馈来源，办结', async () => {
  const { r } = await stage();
  await inHandMajor(r, '宣城论坛');
  await checked(r);
  await found(r, '失实', '失实', '审定对外答复');
  await released(r, '在载发的网站、论坛澄清');
  await r.says(
    'nie',
    'work',
    '回应 0001 载发的网站论坛 https://example.com/t/1 审定:罗文清 该停车场明码标价',
  );
  heard(
    r,
    ...each(BOTH, /已公开回应：载发的网站论坛，审定 罗文清[\s\S]*https:\/\/example.com\/t\/1/),
    ...each(SCGL, /通报情况：告诉分管领导[\s\S]*依据\(七\)，本制度只写“适时”/),
    ...each(STAFF, /反馈来源：答复宣城论坛后/),
  );
  await r.says('nie', 'work', '完成 0001 通报情况 原帖已置顶澄清');
  heard(r, ['work', /“通报情况”/], ['luo', /【通报情况】[\s\S]*原帖已置顶澄清/]);
  await r.says('shi', 'work', '回复来源 0001 已在原帖澄清');
  heard(r, ['work', /已回复宣城论坛/], ...each(STAFF, /可以办结了/));
  await closed(r, '失实');
});

test('重大敏感、恶语中伤 → 公开辟谣，通报，办结', async () => {
  const { r } = await stage();
  await inHandMajor(r);
  await checked(r);
  await found(r, '恶语中伤', '恶语中伤', '审定对外答复');
  await released(r, '公开辟谣');
  await r.says('nie', 'work', '回应 0001 网上发布信息 https://example.gov.cn/2 审定:罗文清 辟谣公告');
  heard(r, ...each(BOTH, /已公开回应：网上发布信息/), ...each(SCGL, /通报情况：/));
  await r.says('nie', 'work', '完成 0001 通报情况 已辟谣');
  heard(r, ['work', /“通报情况”/], ['luo', /【通报情况】/], ...each(STAFF, /可以办结了/));
  await closed(r, '恶语中伤');
});

test('重大敏感、不当炒作 → 分管领导会同公安、网信依法处置，不发布，通报后办结', async () => {
  const { r } = await stage();
  await inHandMajor(r);
  await checked(r);
  await r.says('luo', 'leadership', '核实 0001 不当炒作');
  heard(
    r,
    ['leadership', /事实结论为不当炒作、可能引发重大不稳定。\s+接下来：依法处置/],
    ['luo', /依法处置：与公安、网信一起；办完请发 完成 0001 依法处置 内容（依据\(八\)）/],
  );
  await r.says('luo', 'leadership', '完成 0001 依法处置 已商公安、网信');
  heard(r, ['leadership', /“依法处置”/], ...each(SCGL, /通报情况：/));
  await r.says('tao', 'work', '完成 0001 通报情况 已知悉');
  heard(r, ['work', /“通报情况”/], ['luo', /【通报情况】/], ...each(STAFF, /可以办结了/));
  await closed(r, '不当炒作、可能引发重大不稳定');
});

test('等级由当事单位确认 → 分管领导的卡片只问交给谁；单位收到定级卡片，定了才开始核实', async () => {
  const { r } = await stage(judgedBy('unit'));
  await r.says('hong', 'work', '登记 景区停车乱收费的帖子');
  heard(
    r,
    ['work', /已登记 YQ-2026-0001[\s\S]*已请分管领导交办。/],
    ['leadership', /YQ-2026-0001[\s\S]*请在单独收到的卡片上交办/],
    ['luo', /选好承办单位，再点“交办”[\s\S]*\[交办\]/],
    ...each(STAFF, /\[提交情况\]/),
  );
  await r.taps('luo', '0001', 'assign', { unit: 'scgl' });
  heard(
    r,
    ['leadership', /交办市场管理科[\s\S]*还没有定级，请市场管理科在单独收到的卡片上选等级/],
    ...each(SCGL, /请点一个等级[\s\S]*承办：市场管理科[\s\S]*\[一般\] \[重大敏感\]/),
  );
  r.sees('luo', '0001', /承办：市场管理科/);
  await r.says('nie', 'work', '签收 0001');
  heard(r, ['work', /0001 还没有定级。定级后才能办这一步，请市场管理科发：定级 0001 一般$/]);
  await r.taps('tao', '0001', 'grade:g1');
  heard(
    r,
    ['work', /【交办】YQ-2026-0001[\s\S]*等级：一般（陶然/, SCGL],
    ['leadership', /定为一般/],
    ...each(SCGL, /\[签收\] \[退回\]/),
  );
});

test('等级由专兼职舆情人员确认 → 他们定级，分管领导再选承办单位', async () => {
  const { r } = await stage(judgedBy('staff'));
  await r.says('tao', 'work', '登记 景区停车乱收费的帖子');
  heard(
    r,
    ['work', /已请专兼职舆情人员定级。/],
    ['leadership', /请在单独收到的卡片上定级/],
    ...each(STAFF, /请点一个等级[\s\S]*\[一般\] \[重大敏感\]/),
    ...each(STAFF, /\[提交情况\]/),
  );
  await r.taps('shi', '0001', 'grade:g1');
  heard(
    r,
    ['leadership', /定为一般[\s\S]*还没有交办，请分管领导在单独收到的卡片上选承办单位/],
    ['luo', /选好承办单位，再点“交办”/],
  );
  await r.taps('luo', '0001', 'assign', { unit: 'scgl' });
  heard(
    r,
    ['work', /【交办】/, SCGL],
    ['leadership', /交办市场管理科（罗文清/],
    ...each(SCGL, /\[签收\] \[退回\]/),
  );
});
