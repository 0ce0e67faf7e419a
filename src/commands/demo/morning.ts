// Steps 1 to 6 on one ordinary case, and the ways of reporting.
import type { Rehearsal } from '../rehearsal.ts';
import type { Transcript } from '../transcript.ts';

const MINUTE = 60_000;
/** The smallest picture there is. */
const PICTURE = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082',
  'hex',
);
const LEADERS = ['wang', 'li', 'zhao'];

/** A new case: receipt in the work group, a card for each leader, a notice in their group, a copy to 局办公室. */
function opens(r: Rehearsal, number: string): void {
  r.hears('work', new RegExp(`已登记 ${number}`));
  for (const leader of LEADERS) r.hears(leader, new RegExp(`${number}[\\s\\S]*\\[一般\\] \\[重大\\]`));
  r.hears('leadership', new RegExp(`${number}[\\s\\S]*请在单独收到的卡片上定级`));
  r.hears('wu', new RegExp(`抄送[\\s\\S]*${number}`));
}

/** Plays an ordinary case from report to closing; throws at the first thing heard that nobody expected. */
export async function playMorning(r: Rehearsal, t: Transcript): Promise<void> {
  t.heading('一、报送');
  await r.says(
    'chen',
    'work',
    '夜市摊贩占道三个月没人管，孩子上学只能走机动车道（分享自 @滨河身边事） https://weibo.com/2803301701/NtW3xvfQ4 市委网信办交办',
  );
  opens(r, 'YQ-2026-0001');
  r.nothingElse();

  t.note('另一位同事用另一种写法转来同一条：并入，不另立');
  await r.says('xu', 'work', '这条看到了吗 https://m.weibo.cn/status/NtW3xvfQ4?from=timeline');
  r.hears('work', /已由陈晨.*报过[\s\S]*YQ-2026-0001/);
  r.nothingElse();

  t.note('从应用对话里转发一张链接卡片');
  await r.forwards('he', {
    title: '步行街停车场乱收费，保安推搡车主',
    description: '滨河生活圈',
    url: 'https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv',
  });
  opens(r, 'YQ-2026-0002');
  r.hears('he', /已登记 YQ-2026-0002/);
  r.nothingElse();

  t.note('没有链接的群众来电；群里不出现电话号码');
  await r.says('shen', 'work', '登记 群众来电：解放路垃圾两天没清运，来电人张先生 13812345678');
  opens(r, 'YQ-2026-0003');
  r.nothingElse();

  t.heading('二、定级交办');
  await r.pass(5 * MINUTE);
  await r.taps('li', '0001', 'grade:ordinary', { unit: 'zf1' });
  for (const leader of LEADERS) r.sees(leader, '0001', /定级：李敏 11-23 08:45[\s\S]*执法一科/);
  r.hears('work', /交办[\s\S]*YQ-2026-0001[\s\S]*09:45[\s\S]*10:45[\s\S]*五2/, ['zheng', 'chen']);
  r.hears('leadership', /YQ-2026-0001.*一般.*执法一科/);
  for (const person of ['zheng', 'chen']) r.hears(person, /YQ-2026-0001[\s\S]*\[签收\] \[退回\]/);
  r.nothingElse();

  t.note('也可以在群里用文字定级；晚到的一位得知已经定过');
  await r.says('wang', 'leadership', '定级 0003 一般 市容科');
  r.hears('leadership', /YQ-2026-0003.*定为一般，交办市容科[\s\S]*承办单位已收到卡片/);
  r.hears('work', /交办[\s\S]*YQ-2026-0003/, ['he', 'lv']);
  for (const person of ['he', 'lv']) r.hears(person, /YQ-2026-0003[\s\S]*\[签收\] \[退回\]/);
  await r.says('zhao', 'leadership', '定级 0003 重大 执法二科');
  r.hears('leadership', /已由王建国[\s\S]*一般[\s\S]*改级 0003/);
  r.nothingElse();

  await playHandling(r, t);
  await playConclusion(r, t);
}

async function playHandling(r: Rehearsal, t: Transcript): Promise<void> {
  t.heading('三、签收、催办、退回');
  await r.taps('zheng', '0001', 'sign');
  r.hears('work', /0001.*执法一科已签收（郑伟/);
  await r.taps('he', '0003', 'return', { reason: 'not-ours' });
  r.hears('leadership', /0003[\s\S]*退回/);
  for (const leader of LEADERS) r.hears(leader, /0003[\s\S]*不属本单位职责[\s\S]*\[交办\]/);
  await r.taps('wang', '0003', 'assign', { unit: 'tck' });
  r.hears('work', /交办[\s\S]*YQ-2026-0003/, ['jiang', 'shen']);
  r.hears('leadership', /YQ-2026-0003.*停车管理科/);
  for (const person of ['jiang', 'shen']) r.hears(person, /YQ-2026-0003[\s\S]*\[签收\] \[退回\]/);
  await r.says('jiang', 'work', '签收 0003');
  r.hears('work', /0003.*签收/);
  r.nothingElse();
}

/** Reminders, oral and written report, return, approval, conclusion. */
async function playConclusion(r: Rehearsal, t: Transcript): Promise<void> {
  t.note('到点前催办：群里真的 @ 到人，本人另收一条，几件并成一条');
  await r.pass(47 * MINUTE);
  for (const waited of ['15', '45']) {
    const words = new RegExp(`0002.*定级并交办.*已等 ${waited} 分钟.*建议值`);
    r.hears('leadership', words, LEADERS);
    for (const person of LEADERS) r.hears(person, words);
  }
  r.hears('work', /0001.*口头汇报初步处置计划.*09:45.*15 分钟.*五2/);
  for (const person of ['zheng', 'chen', 'jiang', 'shen']) r.hears(person, /口头汇报初步处置计划.*09:45/);
  r.nothingElse();

  t.heading('四、口头和书面汇报');
  await r.says('chen', 'work', '口头 0001 已向孙丽汇报：已派队员到现场，今晚起定点值守');
  r.hears('work', /0001 口头汇报[\s\S]*按时[\s\S]*还欠：书面汇报/);
  for (const person of ['sun', 'zhou']) r.hears(person, /口头汇报[\s\S]*定点值守/);
  await r.says('shen', 'work', '口头 0003 孙丽 已通知环卫公司清运');
  r.hears('work', /0003 口头汇报/);
  for (const person of ['sun', 'zhou']) r.hears(person, /0003[\s\S]*环卫公司/);
  await r.says(
    'chen',
    'work',
    '书面 0001 经核查，反映属实。拟：一、今晚起定点值守；二、三日内引导摊贩入市场。',
    { images: [PICTURE] },
  );
  r.hears('work', /0001 书面报送[\s\S]*附图 1 张[\s\S]*已送审核/);
  for (const person of ['sun', 'zhou']) r.hears(person, /书面报送[\s\S]*三日内/);
  r.hears('zhao', /处置意见[\s\S]*0001[\s\S]*\[同意\] \[退回\]/);
  r.nothingElse();

  t.heading('五、审核');
  await r.says('zhao', 'work', '退回 0001 请补充是否已联系反映人');
  r.hears('work', /退回[\s\S]*请补充是否已联系反映人/, ['zheng', 'chen']);
  for (const person of ['zheng', 'chen']) r.hears(person, /0001[\s\S]*请补充是否已联系反映人/);
  r.hears('work', /已记.*0001[\s\S]*退回/);
  await r.says('chen', 'work', '书面 0001 已电话联系反映人说明处置安排，其余同前。');
  r.hears('work', /0001[\s\S]*已送审核/);
  for (const person of ['sun', 'zhou']) r.hears(person, /已电话联系反映人/);
  r.hears('zhao', /处置意见[\s\S]*0001[\s\S]*\[同意\] \[退回\]/);
  await r.taps('zhao', '0001', 'approve');
  for (const person of ['sun', 'zhou']) r.hears(person, /已同意：赵强[\s\S]*\[同意\] \[退回\]/);
  r.hears('wu', /征求意见/);
  await r.taps('sun', '0001', 'approve');
  for (const person of ['zheng', 'chen']) r.hears(person, /审核通过/);
  for (const person of ['sun', 'zhou'])
    r.hears(person, /接下来[\s\S]*核实 0001[\s\S]*回复来源 0001[\s\S]*回应 0001/);
  for (const person of ['sun', 'zhou']) r.hears(person, /0001[\s\S]*○ 属实[\s\S]*\[提交结论\]/);
  r.nothingElse();

  t.heading('六、结论、回复来源、公开回应、办结');
  await r.says('sun', 'work', '核实 0001 属实 现场核查与视频一致');
  r.hears('work', /事实结论为属实/);
  await r.says('sun', 'work', '回复来源 0001 已书面回复市委网信办并附现场照片');
  r.hears('work', /已回复市委网信办交办/);
  await r.says(
    'sun',
    'work',
    '回应 0001 官媒 https://weibo.com/5044281310/NtXb2kQ7f 审定:李敏 夜市已安排定点值守，三日内引导入市经营',
  );
  r.hears('work', /已公开回应：官媒，审定 李敏/);
  r.hears('leadership', /已公开回应：官媒，审定 李敏/);
  for (const person of ['sun', 'zhou']) r.hears(person, /可以办结/);
  await r.says('sun', 'work', '办结 0001');
  r.hears('work', /0001.*已办结/);
  r.hears('leadership', /0001.*已办结/);
  r.hears('chen', /您报送的.*0001.*已办结/);
  r.nothingElse();
  t.flush();
}
