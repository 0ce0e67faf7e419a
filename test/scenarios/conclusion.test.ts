// 六、结论: 事实结论、回复来源单位、公开回应或不予回应、办结。
import { expect, test } from 'vitest';
import {
  agreedByLeader,
  agreedByOffice,
  all,
  approved,
  graded,
  hearOpened,
  inHand,
  LEADERS,
  OFFICE,
  opened,
  scene,
  signed,
  written,
} from './cast.ts';

type R = Awaited<ReturnType<typeof scene>>['r'];

test('自己发现的 → 不欠回复来源：下结论、记回应、办结', async () => {
  const { r } = await scene();
  await approved(r);
  await r.says('sun', 'work', '核实 0001 属实 现场核查与视频一致');
  const found = r.hears('work', /事实结论为属实（现场核查与视频一致）/);
  expect(found.text).toMatch(/接下来：公开回应或决定不予回应/);
  expect(found.text).not.toContain('回复舆情来源');
  await r.says(
    'sun',
    'work',
    '回应 0001 官媒 https://weibo.com/5044281310/NtXb2kQ7f 审定:李敏 夜市已安排定点值守',
  );
  for (const group of ['work', 'leadership']) {
    r.hears(
      group,
      /已公开回应：官媒，审定 李敏（孙丽 11-23 08:40 记录）。\s+链接：https:\/\/weibo.com\/5044281310\/NtXb2kQ7f\s+内容：夜市已安排定点值守/,
    );
  }
  all(r, OFFICE, /可以办结了。[\s\S]*办结 0001/);
  r.nothingElse();
  await r.says('sun', 'work', '办结 0001');
  for (const group of ['work', 'leadership'])
    r.hears(group, /YQ-2026-0001.*已办结（孙丽 11-23 08:40），结论：属实/);
  r.hears('chen', /您报送的 YQ-2026-0001.*已办结，结论：属实/);
  r.nothingElse();
});

/** A case that the 网信办 handed over, with its paper approved. */
async function fromOutside(r: R): Promise<void> {
  await r.says('chen', 'work', '登记 市委网信办交办：滨河路夜市占道');
  hearOpened(r, '0001');
  r.sees('li', '0001', /来源：市委网信办交办/);
  await graded(r, '0001', 'ordinary', 'zf1');
  await signed(r, '0001', 'zf1');
  await written(r, '0001', 'zf1');
  await agreedByLeader(r, '0001', 'zf1');
  await agreedByOffice(r, '0001', 'zf1');
}

test('网信办交办的 → 回复来源单位也要记；没回复就不能办结', async () => {
  const { r } = await scene();
  await fromOutside(r);
  await r.says('sun', 'work', '核实 0001 部分属实');
  r.hears('work', /接下来：回复舆情来源单位、公开回应或决定不予回应/);
  await r.says('sun', 'work', '不予回应 0001 已当面答复');
  for (const group of ['work', 'leadership']) r.hears(group, /决定不予回应/);
  await r.says('sun', 'work', '办结 0001');
  r.hears('work', /还没到这一步，先要完成：回复舆情来源单位/);
  r.nothingElse();
  await r.says('zhou', 'work', '回复来源 0001 已书面回复并附现场照片');
  r.hears('work', /已回复市委网信办交办。\s+内容：已书面回复并附现场照片/);
  all(r, OFFICE, /可以办结了/);
  r.nothingElse();
});

test('来源填错了 → 发“来源 0001 网信办”改；改回自己发现就不欠回复', async () => {
  const { r } = await scene();
  await approved(r);
  await r.says('chen', 'work', '来源 0001 网信办');
  r.hears('work', /已记：YQ-2026-0001 舆情来源为市委网信办交办/);
  // 补出来的一步要告诉办公室。
  all(r, OFFICE, /回复舆情来源单位：答复市委网信办交办后，请发 回复来源 0001 回复内容/);
  r.nothingElse();
  await r.says('chen', 'work', '来源 0001 信息员发现');
  r.hears('work', /舆情来源为信息员发现/);
  r.nothingElse();
});

test('不予回应要写理由；写了，两个群都知道是谁决定的', async () => {
  const { r } = await scene();
  await approved(r);
  await r.says('sun', 'work', '不予回应 0001');
  r.hears('work', /不予回应要写明原因，没有改动。请发：不予回应 0001 理由/);
  r.nothingElse();
  await r.says('sun', 'work', '不予回应 0001 个别问题已当场解决');
  for (const group of ['work', 'leadership'])
    r.hears(group, /YQ-2026-0001.*决定不予回应（孙丽 11-23 08:40）。理由：个别问题已当场解决/);
  r.nothingElse();
});

test('回应没写审定人、没写内容和链接 → 不记，给出写法', async () => {
  const { r } = await scene();
  await approved(r);
  await r.says('sun', 'work', '回应 0001 官媒 夜市已整治');
  r.hears('work', /回应的审定人没有写，没有记。请发：回应 0001 官媒 链接 审定:姓名 回应内容/);
  await r.says('sun', 'work', '回应 0001 官媒 审定:李敏');
  r.hears('work', /公开回应没有写，没有记/);
  r.nothingElse();
});

test('还没审核就下结论、记回应、办结 → 说明还缺什么', async () => {
  const { r } = await scene();
  await inHand(r);
  for (const words of ['核实 0001 属实', '不予回应 0001 已解决']) {
    await r.says('sun', 'work', words);
    r.hears('work', /0001 还没到这一步，先要完成：.*审核/);
  }
  await r.says('sun', 'work', '办结 0001');
  r.hears('work', /先要完成：核查并提出初步处置意见/);
  r.nothingElse();
});

test('没有这个结论 → 列出可选的；不是办公室的人 → 不记', async () => {
  const { r } = await scene();
  await approved(r);
  await r.says('sun', 'work', '核实 0001 基本正确');
  r.hears('work', /可选：属实、部分属实、不属实、无法核实、不属本单位职责/);
  await r.says('chen', 'work', '核实 0001 属实');
  r.hears('work', /这一步由领导小组办公室决定，您不在其中/);
  r.nothingElse();
});

test('领导可以提前结束，要写原因；之后谁再办都被告知已办结', async () => {
  const { r } = await scene();
  await opened(r);
  const card = r.card('wang', '0001', 'grade:ordinary');
  await r.says('li', 'leadership', '办结 0001');
  r.hears('leadership', /提前结束要写明原因，没有改动。请发：办结 0001 原因/);
  r.nothingElse();
  await r.says('li', 'leadership', '办结 0001 与0000重复');
  for (const group of ['work', 'leadership']) r.hears(group, /已办结（李敏 11-23 08:40）。说明：与0000重复/);
  r.hears('chen', /您报送的.*已办结/);
  r.nothingElse();
  for (const leader of LEADERS) r.sees(leader, '0001', /办结：李敏 11-23 08:40/);
  await r.says('wang', 'leadership', '定级 0001 一般 执法一科');
  r.hears('leadership', /0001 已由李敏于 11-23 08:40 办结，不能再改。确需再办.*重开 0001 原因/);
  r.nothingElse();
  expect(card.id).toBeTruthy();
});

test('交办后被领导提前结束 → 科室的卡片写明已办结，不再要签收', async () => {
  const { r } = await scene();
  await opened(r);
  await graded(r, '0001', 'ordinary', 'zf1');
  await r.says('li', 'leadership', '办结 0001 误报');
  for (const group of ['work', 'leadership']) r.hears(group, /已办结/);
  r.hears('chen', /已办结/);
  r.nothingElse();
  for (const person of ['zheng', 'chen']) r.sees(person, '0001', /办结：李敏 11-23 08:40/);
});

test('第二次回应也能记', async () => {
  const { r } = await scene();
  await approved(r);
  for (const words of ['首次答复', '后续答复']) {
    await r.says('sun', 'work', `回应 0001 官媒 审定:李敏 ${words}`);
    for (const group of ['work', 'leadership']) r.hears(group, new RegExp(words));
    r.nothingElse();
  }
});
