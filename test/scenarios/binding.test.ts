// 绑定: which group is which is taught in the group itself, by an administrator, and lasts.
import { expect, test } from 'vitest';
import { openGroups } from '../../src/app/known-groups.ts';
import { bureauCopy } from '../harness/bureau-copy.ts';
import { openTestStage } from '../harness/stage.ts';

/** The demo bureau without a chat id anywhere; 李敏 is an administrator beside 周涛. */
const unbound = (): string =>
  bureauCopy(
    [', chat: wrDemoWork', ''],
    [', chat: wrDemoLeadership', ''],
    ['administrators: [zhou]', 'administrators: [zhou, li]'],
  );

test('单位文件不写 chat → 没绑定的群照样答复，并教管理员怎么绑定', async () => {
  const { rehearsal: r } = await openTestStage({ bureauFile: unbound() });
  await r.says('chen', 'work', '帮助');
  r.hears('work', /我是舆情助手[\s\S]*本群还没有绑定[\s\S]*@舆情助手 绑定 工作群 或 @舆情助手 绑定 领导群/);
  r.nothingElse();
});

test('管理员在群里说“绑定 工作群” → 绑上；重启以后还在', async () => {
  const { rehearsal: r, restart, logged } = await openTestStage({ bureauFile: unbound() });
  await r.says('zhou', 'work', '绑定 工作群');
  r.hears('work', /本群已绑定为工作群/);
  await restart();
  await r.says('chen', 'work', '待办');
  expect(r.hears('work', /待办|没有/).text).not.toMatch(/绑定/);
  await r.says('zhou', 'work', '绑定工作群');
  r.hears('work', /本群原来就是工作群，没有变化/);
  r.nothingElse();
  expect(logged.filter((line) => line.text === 'a group was bound')).toHaveLength(1);
});

test('不是管理员 → 说明由谁来做，什么都不变', async () => {
  const { rehearsal: r } = await openTestStage({ bureauFile: unbound() });
  await r.says('chen', 'work', '绑定 工作群');
  r.hears('work', /绑定群由管理员（周涛、李敏）来做，您不在其中，没有改动/);
  await r.says('chen', 'work', '待办');
  r.hears('work', /本群还没有绑定/);
  r.nothingElse();
});

test('在应用单聊里绑定 → 请到群里说', async () => {
  const { rehearsal: r } = await openTestStage({ bureauFile: unbound() });
  await r.tells('zhou', '绑定 领导群');
  r.hears('zhou', /绑定要在群里说，没有改动。请到要作为领导群的群里发：@舆情助手 绑定 领导群/);
  r.nothingElse();
});

test('绑定了别的词 → 告诉能绑什么，不登记', async () => {
  const { rehearsal: r } = await openTestStage();
  await r.says('zhou', 'work', '绑定 宣传群');
  r.hears('work', /没看懂「绑定 宣传群」[\s\S]*绑定 工作群；绑定 领导群/);
  r.nothingElse();
});

test('重新绑定 → 说清什么变了；说过的话比单位文件里写的算数', async () => {
  const { rehearsal: r, stage } = await openTestStage({
    bureauFile: bureauCopy(['administrators: [zhou]', 'administrators: [zhou, li]']),
  });
  await r.says('li', 'leadership', '绑定 工作群');
  r.hears(
    'leadership',
    /原来是领导群，现已改绑为工作群[\s\S]*原来绑定的工作群是另一个群[\s\S]*领导群现在没有绑定/,
  );
  const { groups } = stage.product.world;
  expect(groups.ofChat('wrDemoLeadership')).toBe('work');
  expect(groups.ofChat('wrDemoWork')).toBeNull();
  expect(groups.chatOf('leadership')).toBeUndefined();
  await r.says('li', 'leadership', '绑定 领导群');
  r.hears('leadership', /原来是工作群，现已改绑为领导群/);
  expect(groups.chatOf('leadership')).toBe('wrDemoLeadership');
  expect(groups.chatOf('work')).toBe('wrDemoWork');
  r.nothingElse();
});

test('一个实例里绑定 → 另一个实例下一次心跳就知道', async () => {
  const { rehearsal: r, stage } = await openTestStage({ bureauFile: unbound() });
  const { database, bureau } = stage.product.world;
  const other = await openGroups({ database, bureauId: bureau.id, fromFile: {} });
  await r.says('zhou', 'work', '绑定 工作群');
  r.hears('work', /已绑定为工作群/);
  expect(other.ofChat('work')).toBeNull();
  await other.refresh();
  expect(other.ofChat('work')).toBe('work');
  r.nothingElse();
});
