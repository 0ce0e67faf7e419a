// A bureau file that names departments and tags: who gets what follows the address book, and leavers are noticed.
import { expect, test } from 'vitest';
import { momentOf } from '../../src/core/calendar/shanghai.ts';
import { bureauCopy } from '../harness/bureau-copy.ts';
import { HOUR_MS, openTestStage } from '../harness/stage.ts';
import { all, hearOpened, LEADERS, opened } from './cast.ts';

/** 执法一科 by its department, 领导小组 by a tag; 韩雪 is in no list of people. */
const byDepartment = (): string =>
  bureauCopy(
    [
      'head: zheng,\n      contacts: [chen]',
      'head: { department: 执法一科 },\n      contacts: { department: 执法一科 }',
    ],
    ['group: [wang, li, zhao]', 'group: [{ tag: 领导小组 }]'],
  );
const addressBook = {
  departments: [
    { id: 5, name: '执法一科', members: ['chenchen', 'zhengwei', 'hanxue'], leaders: ['zhengwei'] },
  ],
  tags: [{ id: 9, name: '领导小组', members: ['wangjianguo', 'limin', 'zhaoqiang'] }],
  people: [{ id: 'hanxue', name: '韩雪' }],
};

test('按部门写承办单位 → 部门负责人和成员都收到交办，名单外的成员也在内', async () => {
  const { rehearsal: r } = await openTestStage({ bureauFile: byDepartment(), addressBook });
  await opened(r);
  await r.taps('li', '0001', 'grade:ordinary', { unit: 'zf1' });
  r.hears('work', /【交办】YQ-2026-0001[\s\S]*执法一科/, ['zheng', 'chen', 'hanxue']);
  r.hears('leadership', /0001/);
  all(r, ['zheng', 'chen', 'hanxue'], /\[签收\] \[退回\]/);
  r.nothingElse();
  await r.tells('hanxue', '签收 0001');
  r.hears('work', /执法一科已签收（韩雪/);
  r.hears('hanxue', /执法一科已签收（韩雪/);
  r.nothingElse();
});

test('有人调进部门 → 一小时内算数，不用重启', async () => {
  const { rehearsal: r, tenant, stage } = await openTestStage({ bureauFile: byDepartment(), addressBook });
  tenant.moveMember('xuhui', 5);
  expect(stage.product.world.bureau.units[0]?.contacts).toEqual(['chen', 'wecom:hanxue']);
  await r.pass(2 * HOUR_MS);
  expect(stage.product.world.bureau.units[0]?.contacts).toEqual(['chen', 'xu', 'wecom:hanxue']);
  r.nothingElse();
});

test('通讯录读不到 → 用上次的人继续；重启也认得', async () => {
  const stage = await openTestStage({ bureauFile: byDepartment(), addressBook });
  const { rehearsal: r, tenant } = stage;
  const down = {
    kind: 'errcode',
    errcode: 60020,
    errmsg: 'not allow, from ip: 203.0.113.9',
    times: 50,
  } as const;
  tenant.faults.next('/cgi-bin/department', down);
  tenant.faults.next('/cgi-bin/tag', down);
  await r.pass(2 * HOUR_MS);
  await stage.restart();
  expect(stage.stage.product.world.bureau.roles.group).toEqual(LEADERS);
  expect(stage.logged.map((line) => line.text).join()).toMatch(
    /people known so far stay.*people known before/,
  );
  tenant.faults.clear();
  await opened(r);
});

test('部门名写错 → 不启动，说清哪一处、在哪里改', async () => {
  const bureauFile = bureauCopy(['contacts: [chen]', 'contacts: { department: 执法三科 }']);
  const error = await openTestStage({ bureauFile, addressBook }).catch((e: unknown) => e);
  expect(error).toMatchObject({ code: 'contacts-unfit' });
  expect((error as { hint: string }).hint).toMatch(
    /执法一科联络员：企业微信里没有部门“执法三科”[\s\S]*可见范围[\s\S]*npm run doctor/,
  );
});

test('两个部门同名 → 不启动，要写编号；写了编号就认得是哪一个', async () => {
  const alike = {
    ...addressBook,
    departments: [
      ...addressBook.departments,
      { id: 6, name: '城东分局', members: [], leaders: [] },
      { id: 7, name: '执法一科', parent: 6, members: ['xuhui'], leaders: ['xuhui'] },
    ],
  };
  const named = bureauCopy(['contacts: [chen]', 'contacts: { department: 执法一科 }']);
  const error = await openTestStage({ bureauFile: named, addressBook: alike }).catch((e: unknown) => e);
  expect((error as { hint: string }).hint).toMatch(
    /执法一科联络员：企业微信里有 2 个部门都叫“执法一科”.*改写编号：5（在“本单位”下）、7（在“城东分局”下）/,
  );
  const numbered = bureauCopy(['contacts: [chen]', 'contacts: { department: 7 }']);
  const { stage } = await openTestStage({ bureauFile: numbered, addressBook: alike });
  expect(stage.product.world.bureau.units[0]?.contacts).toEqual(['xu']);
});

test('演练里没有通讯录 → 按部门写的也有人，能走', async () => {
  const { stage } = await openTestStage({ bureauFile: byDepartment() });
  const { bureau } = stage.product.world;
  const named = (id: string | undefined) => bureau.people.find((person) => person.id === id)?.name;
  expect(named(bureau.units[0]?.head)).toBe('执法一科甲');
  expect(bureau.roles.group?.map(named)).toEqual(['领导小组甲', '领导小组乙']);
});

test('有人离职 → 第二天早上告诉管理员一次，说清他担任什么、改什么；没离职时不说', async () => {
  const at = momentOf(2026, 11, 23, 20, 0);
  const { rehearsal: r, tenant } = await openTestStage({ at });
  await r.pass(13 * HOUR_MS);
  r.nothingElse();
  tenant.removeMember('zhengwei');
  tenant.setStatus('chenchen', 4);
  tenant.hide('limin');
  await r.pass(24 * HOUR_MS);
  for (const group of ['work', 'leadership']) r.hears(group, /舆情日报/);
  const { text } = r.hears('zhou', /有 3 人的消息送不到/);
  expect(text).toMatch(/郑伟：企业微信里没有这个账号，或已退出（执法一科负责人）/);
  expect(text).toMatch(/陈晨：账号还没有激活，收不到消息（执法一科联络员）/);
  expect(text).toMatch(/李敏：不在应用的可见范围内（角色 group、市容科分管领导、停车管理科分管领导）/);
  r.nothingElse();
});

test('早上核对时读不到通讯录 → 半小时后再试；还读不到才告诉管理员一次，说清改什么；恢复后补上核对', async () => {
  const at = momentOf(2026, 11, 23, 20, 0);
  const { rehearsal: r, tenant } = await openTestStage({ at });
  tenant.removeMember('zhengwei');
  const errmsg = 'not allow, from ip: 203.0.113.9';
  tenant.faults.next('/cgi-bin/user/get', { kind: 'errcode', errcode: 60020, errmsg, times: 1000 });
  await r.pass(12.5 * HOUR_MS);
  r.nothingElse();
  await r.pass(0.5 * HOUR_MS);
  const { text } = r.hears('zhou', /通讯录核对没有做成/);
  expect(text).toMatch(
    /读不到企业微信通讯录：出口地址 203\.0\.113\.9 不在企业可信IP中（60020）.*企业可信IP 中加入/,
  );
  await r.pass(2 * HOUR_MS);
  r.nothingElse();
  tenant.faults.clear();
  await r.pass(0.5 * HOUR_MS);
  r.hears('zhou', /有 1 人的消息送不到[\s\S]*郑伟/);
  r.nothingElse();
});

test('部门读不到，人查得到 → 一样再试、告诉管理员，查到的离职也一并说', async () => {
  const at = momentOf(2026, 11, 24, 5, 0);
  const { rehearsal: r, tenant } = await openTestStage({ at, bureauFile: byDepartment(), addressBook });
  tenant.removeMember('limin');
  const down = { kind: 'errcode', errcode: 48002, times: 1000 } as const;
  tenant.faults.next('/cgi-bin/department', down);
  await r.pass(5 * HOUR_MS);
  const { text } = r.hears('zhou', /通讯录核对没有做成/);
  expect(text).toMatch(/48002[\s\S]*有 1 人的消息送不到[\s\S]*李敏/);
  r.nothingElse();
});

test('单位文件写的部门没有了 → 人照旧，第二天早上告诉管理员是哪一处；部门回来就不说了', async () => {
  const at = momentOf(2026, 11, 23, 20, 0);
  const {
    rehearsal: r,
    tenant,
    stage,
  } = await openTestStage({
    at,
    bureauFile: byDepartment(),
    addressBook,
  });
  tenant.removeDepartment(5);
  await r.pass(13 * HOUR_MS);
  const { text } = r.hears('zhou', /有 2 处对不上了，暂按上次查到的人办/);
  expect(text).toMatch(/执法一科负责人：企业微信里没有部门“执法一科”，或它不在应用可见范围内/);
  expect(text).toMatch(/执法一科联络员：/);
  expect(stage.product.world.bureau.units[0]?.contacts).toEqual(['chen', 'wecom:hanxue']);
  r.nothingElse();
});

test('一个部门没有了 → 它照上次的人，别的部门照常跟上；这时重启也照常', async () => {
  const t = await openTestStage({
    bureauFile: bureauCopy(
      ['contacts: [chen]', 'contacts: { department: 执法一科 }'],
      ['contacts: [xu]', 'contacts: { department: 执法二科 }'],
    ),
    addressBook: {
      ...addressBook,
      departments: [
        ...addressBook.departments,
        { id: 6, name: '执法二科', members: ['xuhui'], leaders: ['fenggang'] },
      ],
    },
  });
  t.ignoreRest('the daily check has its own test');
  const people = () => t.stage.product.world.bureau.units.slice(0, 2).map(({ contacts }) => contacts);
  expect(people()).toEqual([['chen', 'wecom:hanxue'], ['xu']]);
  t.tenant.removeDepartment(5);
  t.tenant.moveMember('lvmei', 6);
  await t.rehearsal.pass(2 * HOUR_MS);
  expect(people()).toEqual([
    ['chen', 'wecom:hanxue'],
    ['xu', 'lv'],
  ]);
  await t.restart();
  t.tenant.moveMember('chenchen', 6);
  await t.rehearsal.pass(2 * HOUR_MS);
  expect(people()).toEqual([
    ['chen', 'wecom:hanxue'],
    ['chen', 'xu', 'lv'],
  ]);
});

test('报送的人不在名单里，但在部门里 → 回执写他的姓名', async () => {
  const { rehearsal: r } = await openTestStage({ bureauFile: byDepartment(), addressBook });
  await r.says('hanxue', 'work', '登记 群众来电：夜市油烟扰民');
  hearOpened(r, '0001', /报送：韩雪/);
  r.nothingElse();
});
