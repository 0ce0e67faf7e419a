// A grave case whose limits run from the event itself, a limit that is missed, a change of grade, a refusal to
// answer, the evening, questions.
import type { Rehearsal } from '../rehearsal.ts';
import type { Transcript } from '../transcript.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LEADERS = ['wang', 'li', 'zhao'];
const OFFICE = ['sun', 'zhou'];

/**
 * Plays a grave case, a missed limit, a refusal and the evening; throws at the first thing heard that nobody
 * expected.
 */
export async function playAfternoon(r: Rehearsal, t: Transcript): Promise<void> {
  await playMajor(r, t);
  await playMissedLimit(r, t);
  await playRefusal(r, t);
  await playEvening(r, t);
}

/** 重大: 30 minutes from 事发, aim 20; 90 minutes, aim 40. */
async function playMajor(r: Rehearsal, t: Transcript): Promise<void> {
  t.heading('七、重大舆情：时限从事发起算');
  await r.taps('wang', '0002', 'grade:ordinary', { unit: 'tck' });
  r.hears('work', /交办[\s\S]*0002[\s\S]*一般/, ['jiang', 'shen']);
  r.hears('leadership', /0002.*一般.*停车管理科/);
  for (const person of ['jiang', 'shen']) r.hears(person, /0002[\s\S]*\[签收\] \[退回\]/);
  await r.says('lv', 'work', '登记 来电：人民广场广告牌坠落，有人受伤，已叫救护车');
  r.hears('work', /已登记 YQ-2026-0004/);
  for (const leader of LEADERS) r.hears(leader, /0004[\s\S]*\[一般\] \[重大\]/);
  r.hears('leadership', /0004[\s\S]*请在单独收到的卡片上定级/);
  r.hears('wu', /抄送[\s\S]*0004/);
  await r.taps('li', '0004', 'grade:major', { unit: 'srk' });
  r.hears('work', /交办[\s\S]*0004[\s\S]*重大/, ['he', 'lv']);
  r.hears('leadership', /0004.*重大.*市容科/);
  for (const person of ['he', 'lv']) r.hears(person, /0004[\s\S]*\[签收\] \[退回\]/);
  for (const person of ['he', 'lv', ...OFFICE]) r.hears(person, /请补充事发时间[\s\S]*0004/);
  r.nothingElse();
  await r.says('sun', 'work', '事发 0004 今天 9:20');
  r.hears('work', /事发时间 11-23 09:20[\s\S]*09:50[\s\S]*10:50/);
  for (const person of ['he', 'lv']) r.hears(person, /事发时间 11-23 09:20，时限随之变动[\s\S]*09:50/);
  r.nothingElse();

  t.note('力争时刻前、时限前各催一次；口头报送算数，书面另欠');
  await r.pass(15 * MINUTE);
  reminded(r, ['he', 'lv'], /0004.*初步情况：力争 11-23 09:40 前，还有 5 分钟.*五2/);
  reminded(r, ['he', 'lv'], /0004.*初步情况：11-23 09:50 到时限.*五2/);
  r.hears('work', /0002.*签收.*建议值[\s\S]*0004.*签收.*建议值/, ['jiang', 'shen', 'he', 'lv']);
  for (const person of ['jiang', 'shen', 'he', 'lv']) r.hears(person, /签收.*已等 15 分钟/);
  await r.taps('he', '0004', 'sign');
  r.hears('work', /0004.*市容科已签收/);
  await r.says('he', 'work', '口头 0004 已向李敏汇报：伤者送医，现场已封闭');
  r.hears('work', /初步情况：按时[\s\S]*还欠：书面报送相关情况：11-23 10:50/);
  for (const person of OFFICE) r.hears(person, /0004[\s\S]*现场已封闭/);
  await r.says('he', 'work', '说明 0004 吊车清障未完，坠落原因待现场勘验');
  r.hears('work', /已算作“提前口头报告并简要说明原因”（依据五2）[\s\S]*本制度未规定/);
  for (const person of OFFICE) r.hears(person, /【说明】[\s\S]*吊车清障未完/);
  r.nothingElse();
}

/** The owed thing stands in the work group with a real @, and reaches each person. */
function reminded(r: Rehearsal, people: readonly string[], words: RegExp): void {
  r.hears('work', words, people);
  for (const person of people) r.hears(person, words);
}

async function playMissedLimit(r: Rehearsal, t: Transcript): Promise<void> {
  t.heading('八、过了时限：反复催办，逐级上报');
  await r.pass(50 * MINUTE);
  reminded(
    r,
    ['jiang', 'shen'],
    /0002.*签收[\s\S]*0002.*口头汇报初步处置计划：11-23 10:32 到时限，还有 15 分钟/,
  );
  reminded(r, ['jiang', 'shen'], /0003.*书面汇报：11-23 10:45 到时限，还有 15 分钟/);
  reminded(r, ['jiang', 'shen'], /0002.*口头汇报初步处置计划：时限 11-23 10:32 到了/);
  r.nothingElse();
  await r.pass(26 * MINUTE);
  reminded(r, ['jiang', 'shen'], /0003.*书面汇报：时限 11-23 10:45 到了/);
  reminded(r, ['jiang', 'shen'], /0002.*口头汇报初步处置计划：时限 11-23 10:32，已超 15 分钟/);
  reminded(r, ['jiang', 'shen'], /0003.*书面汇报：时限 11-23 10:45，已超 15 分钟/);
  t.note('超过 30 分钟，上报一级：分管领导也收到');
  reminded(r, ['jiang', 'shen', 'li'], /0002.*已超 30 分钟.*上报一级/);
  r.nothingElse();
  await r.says('shen', 'work', '书面 0002 已责令退还多收费用，涉事保安停岗，正联系车主致歉');
  r.hears('work', /0002[\s\S]*迟 31 分钟（时限 11-23 10:32，依据五2）[\s\S]*已送审核/);
  for (const person of OFFICE) r.hears(person, /0002[\s\S]*涉事保安停岗/);
  r.hears('li', /0002[\s\S]*\[同意\] \[退回\]/);
  r.nothingElse();
}

async function playRefusal(r: Rehearsal, t: Transcript): Promise<void> {
  t.heading('九、不予回应；重开；改级');
  await r.says('jiang', 'work', '书面 0003 已清运完毕，系环卫车故障所致');
  r.hears('work', /0003[\s\S]*迟 18 分钟[\s\S]*已送审核/);
  for (const person of OFFICE) r.hears(person, /0003[\s\S]*环卫车故障/);
  r.hears('li', /0003[\s\S]*\[同意\] \[退回\]/);
  await r.taps('li', '0003', 'approve');
  for (const person of OFFICE) r.hears(person, /0003[\s\S]*已同意：李敏[\s\S]*\[同意\] \[退回\]/);
  r.hears('wu', /征求意见[\s\S]*0003/);
  await r.taps('zhou', '0003', 'approve');
  for (const person of ['jiang', 'shen']) r.hears(person, /0003.*审核通过/);
  for (const person of OFFICE) r.hears(person, /接下来[\s\S]*核实 0003[\s\S]*不予回应 0003/);
  for (const person of OFFICE) r.hears(person, /0003[\s\S]*○ 部分属实[\s\S]*\[提交结论\]/);
  t.note('结论也可以在卡片上选：孙丽选好提交，周涛的卡片同时变');
  await r.taps('sun', '0003', 'outcome', { outcome: 'partly' });
  for (const person of OFFICE) r.sees(person, '0003', /结论：部分属实\n核定：孙丽/);
  await r.says('sun', 'work', '不予回应 0003 个别问题已当场解决，未引起公开讨论');
  for (const group of ['work', 'leadership']) r.hears(group, /0003.*决定不予回应.*个别问题已当场解决/);
  for (const person of OFFICE) r.hears(person, /0003.*可以办结/);
  await r.says('sun', 'work', '办结 0003');
  for (const group of ['work', 'leadership']) r.hears(group, /0003.*已办结/);
  r.hears('shen', /您报送的.*0003.*已办结/);
  r.nothingElse();
  await r.says('li', 'leadership', '重开 0003 来电人称又堆了两天');
  r.hears('leadership', /0003.*已重开（李敏/);
  r.hears('work', /【重开】.*0003[\s\S]*重新书面报送/, ['jiang', 'shen']);
  for (const person of ['jiang', 'shen']) r.hears(person, /【重开】.*0003[\s\S]*书面 0003/);
  await r.says('li', 'leadership', '改级 0004 一般 伤者无大碍，未扩散');
  r.hears('work', /【改级】.*0004.*由重大改为一般/, ['he', 'lv']);
  r.hears('leadership', /0004.*由重大改为一般（李敏.*伤者无大碍[\s\S]*承办单位已知道/);
  r.nothingElse();
}

/** What is left is handed in; a late arrival stays open into the evening. */
async function playEvening(r: Rehearsal, t: Transcript): Promise<void> {
  t.heading('十、傍晚小结');
  await r.says('he', 'work', '书面 0004 伤者轻微擦伤已回家；全市同类广告牌今日排查');
  r.hears('work', /0004[\s\S]*已送审核/);
  for (const person of OFFICE) r.hears(person, /0004[\s\S]*轻微擦伤/);
  r.hears('li', /0004[\s\S]*\[同意\] \[退回\]/);
  await r.says('jiang', 'work', '书面 0003 已增派车辆，今起早晚各清运一次');
  r.hears('work', /0003[\s\S]*已送审核/);
  for (const person of OFFICE) r.hears(person, /0003[\s\S]*早晚各清运/);
  r.hears('li', /0003[\s\S]*\[同意\] \[退回\]/);
  // The platform takes so many messages a minute for one member.
  await r.pass(MINUTE);
  for (const number of ['0002', '0003', '0004']) {
    await r.taps('li', number, 'approve');
    for (const person of OFFICE) r.hears(person, new RegExp(`${number}[\\s\\S]*已同意：李敏`));
    r.hears('wu', new RegExp(`征求意见[\\s\\S]*${number}`));
    await r.taps('sun', number, 'approve');
    for (const person of OFFICE) r.hears(person, new RegExp(`${number}[\\s\\S]*接下来`));
    for (const person of OFFICE) r.hears(person, new RegExp(`${number}[\\s\\S]*\\[提交结论\\]`));
    const unit = number === '0004' ? ['he', 'lv'] : ['jiang', 'shen'];
    for (const person of unit) r.hears(person, new RegExp(`${number}.*审核通过`));
  }
  r.nothingElse();
  t.note('时间走到 16:40，又来一件');
  await r.pass(5 * HOUR + 36 * MINUTE);
  officeIsAsked(r, '2 小时');
  r.nothingElse();
  await r.says('xu', 'work', '【工地夜间施工扰民何时休-哔哩哔哩】 https://b23.tv/x9KqZ2a');
  r.hears('work', /已登记 YQ-2026-0005[\s\S]*工地夜间施工扰民何时休/);
  for (const leader of LEADERS) r.hears(leader, /0005[\s\S]*\[一般\] \[重大\]/);
  r.hears('leadership', /0005[\s\S]*请在单独收到的卡片上定级/);
  r.hears('wu', /抄送[\s\S]*0005/);
  await r.taps('zhao', '0005', 'grade:ordinary', { unit: 'zf2' });
  r.hears('work', /交办[\s\S]*0005/, ['feng', 'xu']);
  r.hears('leadership', /0005.*一般.*执法二科/);
  for (const person of ['feng', 'xu']) r.hears(person, /0005[\s\S]*\[签收\] \[退回\]/);
  await r.taps('feng', '0005', 'sign');
  r.hears('work', /0005.*执法二科已签收/);
  await r.pass(80 * MINUTE);
  officeIsAsked(r, '6 小时');
  for (const when of [/17:40 到时限，还有 15 分钟/, /时限 11-23 17:40 到了/, /17:40，已超 15 分钟/]) {
    reminded(r, ['feng', 'xu'], new RegExp(`0005.*${when.source}`));
  }
  for (const group of ['work', 'leadership']) {
    r.hears(group, /舆情日报】2026年11月23日[\s\S]*新增 5 件，办结 1 件[\s\S]*超时 1[\s\S]*0005/);
  }
  r.nothingElse();

  await playQuestions(r, t);
}

/** The office owes conclusions that the rule sets no limit for; it is asked by suggestion only, ever more rarely. */
function officeIsAsked(r: Rehearsal, waited: string): void {
  const words = new RegExp(`核定事实结论：11-23 11:04 起已等 ${waited}.*本制度未规定时限，按建议值提醒`);
  for (const where of ['leadership', ...OFFICE]) r.hears(where, words);
}

async function playQuestions(r: Rehearsal, t: Transcript): Promise<void> {
  t.heading('十一、随时问');
  await r.says('wang', 'leadership', '0002');
  r.hears('leadership', /YQ-2026-0002[\s\S]*五2[\s\S]*交办 11-23 09:32 → \+1 小时/);
  await r.says('feng', 'work', '待办');
  r.hears('work', /0005[\s\S]*口头汇报初步处置计划/);
  await r.says('sun', 'work', '台账');
  r.hears('work', /YQ-2026-0005[\s\S]*YQ-2026-0001/);
  await r.says('wang', 'leadership', '今日');
  r.hears('leadership', /新增 5 件/);
  await r.says('chen', 'work', '帮助');
  r.hears('work', /登记[\s\S]*定级[\s\S]*待办/);
  await r.says('chen', 'work', '帮我看看那个');
  r.hears('work', /没看懂/);
  await r.says('chen', 'work', '签收 0099');
  r.hears('work', /没有.*0099/);
  r.nothingElse();
}
