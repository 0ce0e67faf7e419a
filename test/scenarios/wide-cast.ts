// The bureau of the fixture policy that has every feature a 制度 may have, and acts that hear everything they cause.
import type { Rehearsal } from '../../src/commands/rehearsal.ts';
import type { TestStageOptions } from '../harness/stage.ts';
import { all, type Scene, scene } from './cast.ts';

export const OFFICE = ['sun', 'zhou'];
export const ZF1 = ['zheng', 'chen'];
export const ZF2 = ['feng'];
export const WIDE = 'test/fixtures/bureaus/wide.yaml';

export const wide = (options: TestStageOptions = {}): Promise<Scene> =>
  scene({ bureauFile: WIDE, ...options });

/** 0001, reported by 陈晨: receipt, the card of the 局长, the missing facts for the office, the copy. */
export async function reported(r: Rehearsal, text = '登记 群众反映夜市扰民'): Promise<void> {
  await r.says('chen', 'work', text);
  r.hears('work', /已登记 YQ-2026-0001/);
  r.hears('wang', /待补：首发媒体、涉及人数、涉及县区[\s\S]*\[一般\] \[重大\]/);
  r.hears('leadership', /请在单独收到的卡片上定级/);
  all(r, OFFICE, /首发媒体▾ 先不填[\s\S]*标记▾ 先不填[\s\S]*\[提交情况\]/);
  all(r, OFFICE, /定级还要看卡片以外的这些情况/);
  r.hears('wu', /【抄送局办公室】YQ-2026-0001.*已登记（依据二）/);
  r.nothingElse();
}

/** The office marks it 敏感: it goes another way, and a limit runs that counts from 发帖. */
export async function marked(r: Rehearsal): Promise<void> {
  await r.says('sun', 'work', '标记 0001 敏感');
  r.hears('work', /已记：YQ-2026-0001 标记“敏感”/);
  r.hears('work', /改走“敏感舆情”（依据五），因为标记“敏感”。/);
  r.hears('zhou', /【改走敏感舆情】YQ-2026-0001.*改走“敏感舆情”（依据五），因为标记“敏感”。/);
  all(r, OFFICE, /还没轮到、时限已在走：\n先行回应：11-23 13:40 前（依据七\(一\)），先要完成：交办/);
  all(r, [...OFFICE, 'chen'], /请补充发帖时间[\s\S]*时限从发帖起算（依据七\(一\)）。知道请发：发帖 0001/);
  r.nothingElse();
}

/** 一般, without a unit: on the way of a sensitive matter 会商 comes first. */
export async function gradedForMeeting(r: Rehearsal): Promise<void> {
  await r.says('wang', 'work', '定级 0001 一般');
  for (const group of ['work', 'leadership'])
    r.hears(group, /定为一般（王建国 11-23 08:40）。\s+接下来：会商/);
  r.hears(
    'tang',
    /【征求意见】.*会商（依据五\(一\)）\n这一步要等您的意见才能往下办（制度要求）。请发：意见 0001 内容/,
  );
  all(
    r,
    OFFICE,
    /轮到您办：\n会商：与宣传部门、涉事单位一起，写出风险评估、预控意见，告诉上级部门、主要领导，抄送局办公室，先要有法规科的意见；办完请发 完成 0001 会商 内容（依据五\(一\)，11-24 08:40 前，力争 11-23 12:40）/,
  );
  r.nothingElse();
}

/** The legal office answers, the meeting is recorded. */
export async function met(r: Rehearsal, text = '各方一致认为风险可控'): Promise<void> {
  await r.says('tang', 'work', '意见 0001 要有依据');
  r.hears('work', /对“会商”的意见，已转告领导小组办公室/);
  all(r, OFFICE, /【意见】.*会商\n法规科 唐宁 11-23 08:40：「要有依据」\n意见已齐，“会商”可以往下办。/);
  await r.says('sun', 'work', `会商 0001 ${text}`);
  r.hears('work', /“会商”（依据五\(一\)）。\s+请另行送交：上级部门（不在群里）。\s+接下来：审定预控意见/);
  r.hears('wang', new RegExp(`【会商】YQ-2026-0001.*（依据五\\(一\\)）\\n孙丽 11-23 08:40\\n「${text}」`));
  r.hears('wu', /【抄送】YQ-2026-0001/);
  all(r, OFFICE, /【待集体研究】.*预控意见（依据五\(二\)，11-24 08:40 前全部审完）/);
  r.nothingElse();
}

/** Both parts of an ordinary case are with 执法一科. */
export async function handedOver(r: Rehearsal): Promise<void> {
  await r.taps('wang', '0001', 'grade:ordinary', { unit: 'zf1' });
  r.hears('work', /【交办】YQ-2026-0001[\s\S]*执法一科（郑伟、陈晨）/, ZF1);
  r.hears('leadership', /定为一般，交办执法一科/);
  all(r, ZF1, /\[签收\] \[退回\]/);
  r.nothingElse();
}

/** The paper is in; the leader of the unit is asked, and the legal office. */
export async function papered(r: Rehearsal): Promise<void> {
  await r.says('chen', 'work', '书面 0001 已查明情况');
  r.hears('work', /应报的都已报齐，已送审核/);
  all(r, OFFICE, /【书面报送】/);
  r.hears('zhao', /答复口径：[\s\S]*先要：法规科的意见[\s\S]*\[同意\] \[退回\]/);
  r.hears('tang', /【征求意见】.*答复口径（依据六）[\s\S]*已查明情况[\s\S]*请发：意见 0001 内容/);
  r.hears('wu', /【征求意见】.*答复口径[\s\S]*也未写是否须等答复，审核照常进行。/);
  r.nothingElse();
}

/** The draft of an ordinary case is agreed. */
export async function agreed(r: Rehearsal): Promise<void> {
  await r.says('tang', 'work', '意见 0001 同意');
  r.hears('work', /对“审核答复口径”的意见，已转告执法一科分管领导/);
  r.hears('zhao', /【意见】[\s\S]*意见已齐/);
  await r.taps('zhao', '0001', 'approve');
  all(r, ZF1, /的答复口径已审核通过（最后由赵强/);
  all(
    r,
    OFFICE,
    /审核已通过，接下来：[\s\S]*核实 0001 属实[\s\S]*通报：告诉领导小组、网信办，抄送局办公室；办完请发 完成 0001 通报 内容（依据八，11-23 24:00 前）[\s\S]*回应 0001 官网/,
  );
  all(r, OFFICE, /\[提交结论\]/);
  r.nothingElse();
}
