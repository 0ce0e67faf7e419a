// 四、重大舆情的时限: 事发后 30 分钟（力争 20）报初步情况，90 分钟（力争 40）书面报送；来不及的须提前说明（五2）。
import { expect, test } from 'vitest';
import {
  all,
  graded,
  HOUR,
  hearReminded,
  MINUTE,
  OFFICE,
  opened,
  plain,
  scene,
  signed,
  UNITS,
} from './cast.ts';

const SRK = [...UNITS.srk.people];
const FIRST = '口头或书面报送初步情况';
const PAPER = '书面报送相关情况';
type R = Awaited<ReturnType<typeof scene>>['r'];

async function major(r: R): Promise<void> {
  await opened(r);
  await graded(r, '0001', 'major', 'srk');
  await signed(r, '0001', 'srk');
}

/** 事发 at a moment; the unit hears old and new limits. */
async function occurred(r: R, words: string): Promise<string> {
  await r.says('sun', 'work', `事发 0001 ${words}`);
  const { text } = r.hears('work', /事发时间/);
  all(r, SRK, /事发时间.*时限随之变动/);
  r.nothingElse();
  return plain(text);
}

/** A reminder in the work group with exactly these words. */
function hearGroup(r: R, people: readonly string[], words: string): string {
  const { text } = r.hears('work', /【催办】/, people);
  expect(text).toContain(words);
  return text;
}

test('定为重大而事发时间未填 → 问科室、办公室和报送人，并说明填报前按什么算', async () => {
  const { r } = await scene();
  await opened(r);
  await r.taps('li', '0001', 'grade:major', { unit: 'srk' });
  r.hears(
    'work',
    /【交办】[\s\S]*口头或书面报送初步情况：11-23 09:10 前，力争 11-23 09:00（依据五2）[\s\S]*书面报送相关情况：11-23 10:10 前，力争 11-23 09:20[\s\S]*说明 0001 原因/,
    SRK,
  );
  r.hears('leadership', /定为重大，交办市容科/);
  all(r, SRK, /\[签收\] \[退回\]/);
  for (const person of [...SRK, ...OFFICE, 'chen']) {
    const { text } = r.hears(person, /请补充事发时间/);
    expect(text).toMatch(/时限从事发起算（依据五2）/);
    expect(text).toMatch(/事发 0001 不详/);
    expect(text).toMatch(
      /事发时间未填，按本单位答复暂从发现起算 → 发现 11-23 08:40 → \+30 分钟 → 11-23 09:10 → 力争 \+20 分钟：11-23 09:00/,
    );
  }
  r.nothingElse();
});

test('补报事发时间 → 两项时限都从事发重算，写明原来和现在', async () => {
  const { r } = await scene();
  await major(r);
  const text = await occurred(r, '今天 8:30');
  expect(text).toMatch(/事发时间 11-23 08:30/);
  expect(text).toContain(`${FIRST}：原 11-23 09:10 → 现 11-23 09:00（依据五2）`);
  expect(text).toContain(`${PAPER}：原 11-23 10:10 → 现 11-23 10:00（依据五2）`);
  for (const person of SRK) r.sees(person, '0001', /时限：11-23 09:00 前 口头或书面报送初步情况/);
  await r.says('wang', 'leadership', '0001');
  r.hears('leadership', /事发 11-23 08:30 → \+30 分钟 → 11-23 09:00 → 力争 \+20 分钟：11-23 08:50/);
  r.nothingElse();
});

test('事发“大概 8 点半” → 记为约，算法里写明（约）', async () => {
  const { r } = await scene();
  await major(r);
  expect(await occurred(r, '大概 8点半')).toMatch(/事发时间 约 11-23 08:30/);
  await r.says('sun', 'work', '0001');
  r.hears('work', /事发（约） 11-23 08:30/);
  r.nothingElse();
});

test('事发不详 → 仍按本单位答复从发现起算，写明不详；时限没变就不打扰科室', async () => {
  const { r } = await scene();
  await major(r);
  await r.says('lv', 'work', '事发 0001 不详');
  r.hears('work', /已记：YQ-2026-0001 事发时间不详/);
  r.nothingElse();
  await r.says('sun', 'work', '0001');
  r.hears('work', /事发：不详[\s\S]*事发时间不详，按本单位答复暂从发现起算 → 发现 11-23 08:40/);
  r.nothingElse();
});

test('事发时间在将来、看不懂、由无关的人来填 → 都不记，说明白', async () => {
  const { r } = await scene();
  await major(r);
  await r.says('sun', 'work', '事发 0001 明天 9:00');
  r.hears('work', /事发 0001/);
  await r.says('sun', 'work', '事发 0001 上周');
  r.hears('work', /没看懂/);
  await r.says('feng', 'work', '事发 0001 今天 8:00');
  r.hears('work', /您不在其中，没有改动/);
  r.nothingElse();
});

test('事发已过去很久 → 生来就超时，马上催一次并说明从事发算起，不怪系统', async () => {
  const { r } = await scene();
  await major(r);
  const text = await occurred(r, '今天 7:00');
  expect(text).toContain('现 11-23 07:30');
  expect(text).toMatch(/初步情况：原 11-23 09:10 → 现 11-23 07:30，已超 1 小时 10 分钟/);
  await r.pass(0);
  const why = '（依据五2；从事发 11-23 07:00 起算，填报事发时间时已过时限）';
  const said = hearGroup(
    r,
    [...SRK, 'li'],
    `${FIRST}：时限 11-23 07:30，已超 1 小时 10 分钟${why}。上报一级：市容科分管领导`,
  );
  expect(said).toContain(`${PAPER}：时限 11-23 08:30，已超 10 分钟${why}`);
  expect(said).not.toContain('系统迟发');
  all(r, [...SRK, 'li'], /填报事发时间时已过时限/);
  r.nothingElse();
});

test('过了一阵才填的事发时间使时限已过 → 不说成系统迟发', async () => {
  const { r } = await scene();
  await major(r);
  await r.says('he', 'work', '口头 0001 李敏 现场已封闭');
  r.hears('work', /按时/);
  all(r, OFFICE, /现场已封闭/);
  await r.pass(34 * MINUTE);
  await occurred(r, '今天 7:00');
  await r.pass(0);
  const said = hearReminded(r, [...SRK, 'li'], /书面报送相关情况：时限 11-23 08:30，已超 44 分钟/);
  expect(said).not.toContain('系统迟发');
  r.nothingElse();
});

test('交办时就已过时限 → 交办消息里说明为什么', async () => {
  const { r } = await scene();
  await opened(r);
  await r.says('chen', 'work', '事发 0001 今天 7:00');
  r.hears('work', /事发时间 11-23 07:00/);
  await r.pass(MINUTE);
  await r.taps('li', '0001', 'grade:major', { unit: 'srk' });
  const { text } = r.hears('work', /【交办】/, SRK);
  expect(text).toMatch(
    /初步情况：11-23 07:30 前，力争 11-23 07:20，已超 1 小时 11 分钟（依据五2），报领导小组办公室；从事发 11-23 07:00 起算，交办时已过时限/,
  );
  r.hears('leadership', /定为重大，交办市容科/);
  all(r, SRK, /\[签收\] \[退回\]/);
  r.nothingElse();
});

test('力争时刻前、时限前、到时限、超时各催一次，每次写明条款、时刻、欠什么', async () => {
  const { r } = await scene();
  await major(r);
  await r.says('sun', 'work', '事发 0001 今天 8:40');
  r.hears('work', /事发时间 11-23 08:40/);
  r.nothingElse();
  await r.pass(15 * MINUTE);
  hearReminded(
    r,
    SRK,
    new RegExp(`市容科 ${FIRST}：力争 11-23 09:00 前，还有 5 分钟；最迟 11-23 09:10（依据五2）`),
  );
  r.nothingElse();
  await r.pass(8 * MINUTE);
  hearReminded(r, SRK, new RegExp(`${FIRST}：11-23 09:10 到时限，还有 8 分钟`));
  r.nothingElse();
  await r.pass(7 * MINUTE);
  hearReminded(r, SRK, new RegExp(`${FIRST}：时限 11-23 09:10 到了（依据五2）`));
  r.nothingElse();
  await r.pass(5 * MINUTE);
  hearReminded(r, SRK, new RegExp(`${PAPER}：力争 11-23 09:20 前，还有 5 分钟；最迟 11-23 10:10`));
  r.nothingElse();
  await r.pass(10 * MINUTE);
  hearReminded(r, SRK, new RegExp(`${FIRST}：时限 11-23 09:10，已超 15 分钟`));
  r.nothingElse();
});

test('口头报了初步情况 → 书面另欠，力争与时限照旧催', async () => {
  const { r } = await scene();
  await major(r);
  await r.says('he', 'work', '口头 0001 已向李敏汇报：伤者送医，现场封闭');
  r.hears(
    'work',
    /口头或书面报送初步情况：按时[\s\S]*还欠：书面报送相关情况：11-23 10:10 前，力争 11-23 09:20（依据五2）/,
  );
  all(r, OFFICE, /汇报对象：李敏[\s\S]*伤者送医/);
  r.nothingElse();
  await r.pass(35 * MINUTE);
  hearReminded(r, SRK, new RegExp(`${PAPER}：力争 11-23 09:20 前，还有 5 分钟`));
  r.nothingElse();
  await r.pass(40 * MINUTE);
  hearReminded(r, SRK, new RegExp(`${PAPER}：11-23 10:10 到时限，还有 15 分钟`));
  r.nothingElse();
});

test('时限前说明原因 → 算“提前口头报告并简要说明原因”；书面仍欠，补报时限本制度未规定，按时限的催办停止', async () => {
  const { r } = await scene();
  await major(r);
  await r.says('he', 'work', '口头 0001 李敏 现场已封闭');
  r.hears('work', /按时/);
  all(r, OFFICE, /现场已封闭/);
  await r.pass(10 * MINUTE);
  await r.says('he', 'work', '说明 0001 吊车清障未完，原因待勘验');
  r.hears(
    'work',
    /已算作“提前口头报告并简要说明原因”（依据五2）。“书面报送相关情况”仍要补报，补报时限本制度未规定[\s\S]*还欠：书面报送相关情况（已说明原因）：本制度未规定时限/,
  );
  all(r, OFFICE, /【说明】.*0001[\s\S]*何平 11-23 08:50：「吊车清障未完，原因待勘验」/);
  r.nothingElse();
  await r.pass(110 * MINUTE);
  r.nothingElse();
  // 本制度没有补报时限：按建议值 2 小时后问一次。
  await r.pass(10 * MINUTE);
  hearReminded(r, SRK, /书面报送相关情况（已说明原因）：.*已等 2 小时（.*本制度未规定时限/);
  r.nothingElse();
  await r.says('lv', 'work', '书面 0001 坠落系螺栓锈蚀，已全面排查');
  r.hears('work', /已送审核/);
  all(r, OFFICE, /螺栓锈蚀/);
  r.hears('li', /处置意见/);
  r.nothingElse();
  await r.says('li', 'leadership', '0001');
  const file = plain(r.hears('leadership', /YQ-2026-0001/).text);
  expect(file).toContain(`🟢 ${PAPER}：11-23 10:10 前，力争 11-23 09:20，11-23 08:50 已提前说明原因`);
  r.nothingElse();
});

test('过了时限才说明 → 只作记录，写明已过时限；催办照旧', async () => {
  const { r } = await scene();
  await major(r);
  await r.says('he', 'work', '口头 0001 李敏 现场已封闭');
  r.hears('work', /按时/);
  all(r, OFFICE, /现场已封闭/);
  await r.pass(91 * MINUTE);
  hearReminded(r, SRK, /力争 11-23 09:20/);
  hearReminded(r, SRK, /还有 15 分钟/);
  hearReminded(r, SRK, /到了/);
  await r.says('he', 'work', '说明 0001 忘了');
  r.hears('work', /只作记录：“提前口头报告并简要说明原因”要在时限前提出（依据五2），现在已过时限/);
  all(r, OFFICE, /【说明】[\s\S]*只作记录/);
  r.nothingElse();
  await r.pass(14 * MINUTE);
  hearReminded(r, SRK, /已超 15 分钟/);
  r.nothingElse();
});

test('说明不写原因 → 不记，请写明', async () => {
  const { r } = await scene();
  await major(r);
  await r.says('he', 'work', '说明 0001');
  r.hears('work', /说明要写明原因，没有改动。请发：说明 0001 原因/);
  r.nothingElse();
});

test('直接书面报送 → 初步情况和相关情况一并算报了，送审核', async () => {
  const { r } = await scene();
  await major(r);
  await r.says('he', 'work', '书面 0001 现场已封闭，伤者轻微擦伤，原因为螺栓锈蚀');
  r.hears('work', /初步情况：按时[\s\S]*相关情况：按时[\s\S]*已送审核/);
  all(r, OFFICE, /螺栓锈蚀/);
  r.hears('li', /处置意见/);
  await r.pass(HOUR);
  r.nothingElse();
});
