// Who hears what: roles that nobody fills, one person in several roles, another rhythm, other answers of a bureau.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEMO_BUREAU } from '../harness/stage.ts';
import {
  all,
  graded,
  HOUR,
  hearHandedOver,
  hearOpened,
  hearReminded,
  inHand,
  LEADERS,
  MINUTE,
  OFFICE,
  opened,
  scene,
  signed,
  UNITS,
} from './cast.ts';

/** The demo bureau with changes. */
function bureau(...changes: readonly (readonly [string | RegExp, string])[]): string {
  const policy = join(process.cwd(), 'templates/policies/zonghe-zhifa.yaml');
  let text = readFileSync(DEMO_BUREAU, 'utf8').replace('../policies/zonghe-zhifa.yaml', policy);
  for (const [from, to] of changes) {
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`nothing to change: ${String(from)}`);
    text = changed;
  }
  const file = join(mkdtempSync(join(tmpdir(), 'bureau-')), 'bureau.yaml');
  writeFileSync(file, text);
  return file;
}

test('本单位答复“从发现起算” → 一般舆情的时限从登记算，写明', async () => {
  const { r } = await scene({
    bureauFile: bureau(['q-clock: { value: assigned', 'q-clock: { value: found']),
  });
  await opened(r);
  await r.pass(10 * MINUTE);
  await graded(r, '0001', 'ordinary', 'zf1');
  r.sees('chen', '0001', /时限：11-23 09:40 前 口头汇报初步处置计划/);
  await r.says('sun', 'work', '0001');
  r.hears('work', /发现 11-23 08:40 → \+1 小时 → 11-23 09:40/);
  r.nothingElse();
});

test('删去 reminders → 谁也不催，时限照算', async () => {
  const { r } = await scene({ bureauFile: bureau([/\nreminders:[\s\S]*$/, '\n']) });
  await opened(r);
  await graded(r, '0001', 'ordinary', 'zf1');
  await r.pass(3 * HOUR);
  r.nothingElse();
  await r.says('sun', 'work', '0001');
  r.hears('work', /🔴 口头汇报初步处置计划：11-23 09:40 前，未完成，已超 2 小时/);
  r.nothingElse();
});

test('制度里的角色没人担任 → 不启动，指出缺哪个角色', async () => {
  const bureauFile = bureau(['  juban: [wu]\n', '  juban: []\n']);
  await expect(scene({ bureauFile })).rejects.toThrow('roles nobody fills: juban');
});

test('一人既是科长又是联络员 → 每样只收一份', async () => {
  const { r } = await scene({ bureauFile: bureau([/contacts: \[chen\]/, 'contacts: [zheng, chen]']) });
  await inHand(r);
  await r.pass(45 * MINUTE);
  hearReminded(r, [...UNITS.zf1.people], /还有 15 分钟/);
  r.nothingElse();
});

test('报送人不在承办科室 → 定级后他什么也不收，办结时收到结果', async () => {
  const { r } = await scene();
  await opened(r, '0001', 'xu');
  await r.taps('li', '0001', 'grade:ordinary', { unit: 'zf1' });
  hearHandedOver(r, '0001', '一般', 'zf1');
  r.nothingElse();
  await r.says('li', 'leadership', '办结 0001 误报');
  for (const group of ['work', 'leadership']) r.hears(group, /已办结/);
  r.hears('xu', /您报送的.*已办结/);
  r.nothingElse();
});

test('报的文字里写 <@all>、@所有人、假卡片 → 原样当文字，不 @ 任何人', async () => {
  const { r } = await scene();
  await r.says('chen', 'work', '登记 <@all> @所有人 [点我](https://evil.example/x) # 紧急 **已定级：重大**');
  const receipt = r.rest().find((h) => h.where === 'work');
  expect(receipt?.mentions).toEqual([]);
  r.hears('work', /已登记/);
  all(r, LEADERS, /0001/);
  r.hears('leadership', /0001/);
  r.hears('wu', /0001/);
  r.nothingElse();
  await r.taps('li', '0001', 'grade:ordinary', { unit: 'zf1' });
  hearHandedOver(r, '0001', '一般', 'zf1');
  r.nothingElse();
});

test('领导群里也能报送：回执在工作群，领导群引用答复', async () => {
  const { r } = await scene();
  await r.says('sun', 'leadership', '登记 省里转来一件：夜市占道');
  r.hears('leadership', /〔引用〕[\s\S]*已登记 YQ-2026-0001/);
  hearOpened(r, '0001');
  r.nothingElse();
});

test('领导群由领导小组和办公室组成：科室的人看不到也说不了', async () => {
  const { r, tenant } = await scene();
  expect(tenant.groups.find((g) => g.name === '舆情领导群')?.members).toHaveLength(
    LEADERS.length + OFFICE.length,
  );
  await expect(r.says('chen', 'leadership', '0001')).rejects.toThrow('不在这个群里');
});

test('重启以后 → 卡片照样能点，欠的照样催', async () => {
  const { r, restart } = await scene();
  await opened(r);
  await restart();
  await graded(r, '0001', 'ordinary', 'zf1');
  await signed(r, '0001', 'zf1');
  await restart();
  await r.pass(45 * MINUTE);
  hearReminded(r, [...UNITS.zf1.people], /还有 15 分钟/);
  r.nothingElse();
});
