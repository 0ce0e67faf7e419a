// The leadership group of a tenant whose probe has shown that cards of the bot work in groups: the notice of a new case
// is a copy of the grading card there, and a tap on it is one on that card.
import { expect, test } from 'vitest';
import { sayOpenings } from '../../../../src/app/say-openings.ts';
import { wordsOf } from '../../../../src/commands/heard.ts';
import type { Message } from '../../../../src/sandbox/tenant-types.ts';
import { learnAbility } from '../../../../src/storage/directory.ts';
import { outbox } from '../../../faults/hands.ts';
import { bureauCopy } from '../../../harness/bureau-copy.ts';
import {
  DEMO_BUREAU,
  MINUTE_MS,
  openTestStage,
  type TestStage,
  type TestStageOptions,
} from '../../../harness/stage.ts';
import { all, graded, hearHandedOver, hearOpened, LEADERS, opened } from '../../../scenarios/cast.ts';
import { online } from './online.ts';

const GROUP = 'wrDemoLeadership';
const DECIDED = expect.stringMatching(/等级：一般\n定级：李敏 11-23 08:4\d\n承办：执法一科/);
const ASKS = /YQ-2026-0001[\s\S]*\[一般\] \[重大\]/;

/** The probe has passed, the bot was spoken to in the leadership group, and the product was started since. */
async function probed(options: TestStageOptions = {}): Promise<TestStage> {
  const t = await online({ groupCards: true, ...options });
  await learn(t, true);
  await restarted(t);
  await t.rehearsal.says('sun', 'leadership', '帮助');
  t.rehearsal.hears('leadership', /./);
  // The bot leaves time between two messages to a group.
  await t.rehearsal.pass(3_000);
  return t;
}

async function restarted(t: TestStage): Promise<void> {
  await t.restart();
  // The tenant may still hold the line of the run before.
  await expect.poll(() => readiness(t)).toBe(200);
}

const readiness = async ({ stage }: TestStage): Promise<number> =>
  (await fetch(`${stage.url}/readyz`)).status;

async function learn({ stage, clock }: TestStage, has: boolean): Promise<void> {
  const { database, bureau } = stage.product.world;
  await learnAbility(database.db, { bureauId: bureau.id, key: 'group-card', has, now: clock.now() });
}

const report = (t: TestStage) => t.rehearsal.says('chen', 'work', '登记 群众来电：第 1 处摊点扰民');

/** What a new case makes people hear, but for the leadership group. */
function hearElsewhere({ rehearsal: r }: TestStage): void {
  r.hears('work', /已登记 YQ-2026-0001/);
  all(r, LEADERS, ASKS);
  r.hears('wu', /【抄送局办公室】YQ-2026-0001/);
}

/** 0001 is reported, and the leadership group has its card. */
async function asked(t: TestStage): Promise<void> {
  await report(t);
  hearElsewhere(t);
  expect(t.rehearsal.hears('leadership', ASKS).speaker).toBe('舆情助手');
  t.rehearsal.nothingElse();
}

const cards = ({ tenant }: TestStage): readonly Message[] =>
  tenant
    .conversation('group', GROUP)
    .messages.filter(({ body, from }) => body.kind === 'card' && from.kind === 'bot');

const shown = (t: TestStage): readonly string[] => cards(t).map(wordsOf);

async function taps(t: TestStage, from: string, key: string): Promise<void> {
  const [card] = cards(t);
  const selections = { unit: ['zf1'] };
  await t.tenant.tap({ from, messageId: card?.id ?? '', key, selections });
  await t.stage.settled();
}

const notices = async (t: TestStage) => (await outbox(t)).filter(({ kind }) => kind === 'notice');

/** Nothing but notices, each sent as it was first written. */
async function onlyNotices(t: TestStage, count: number): Promise<void> {
  const states = (await notices(t)).map(({ state, body }) => [state, body.includes('"asks"')]);
  expect(states).toEqual(Array.from({ length: count }, () => ['sent', false]));
  expect(cards(t)).toEqual([]);
}

async function decisions({ stage }: TestStage): Promise<readonly string[]> {
  const rows = await stage.product.world.database.db.selectFrom('case_events').select('type').execute();
  return rows.map(({ type }) => type).filter((type) => /graded|assigned/.test(type));
}

test('领导在群里的卡片上点一下就定了：群里的卡片和单聊的卡片都写明是谁', async () => {
  const t = await probed();
  await asked(t);
  await taps(t, 'limin', 'grade:ordinary');
  hearHandedOver(t.rehearsal, '0001', '一般', 'zf1');
  t.rehearsal.nothingElse();
  expect(shown(t)).toEqual([DECIDED]);
  t.rehearsal.sees('wang', '0001', /定级：李敏 11-23 08:4\d/);
  t.rehearsal.sees('li', '0001', /定级：李敏 11-23 08:4\d/);
  expect(await decisions(t)).toEqual(['case.graded', 'case.assigned']);
});

test('没有权限的人点了群里的卡片：什么也没有变，只告诉这个人，领导照样能点', async () => {
  const t = await probed();
  await asked(t);
  await taps(t, 'sunli', 'grade:major');
  const told = t.rehearsal.hears('sun', /领导小组/);
  expect(told.channel).toBe('app');
  t.rehearsal.nothingElse();
  expect(shown(t)).toEqual([expect.stringMatching(ASKS)]);
  expect(await decisions(t)).toEqual([]);
  await taps(t, 'limin', 'grade:ordinary');
  hearHandedOver(t.rehearsal, '0001', '一般', 'zf1');
  expect(shown(t)).toEqual([DECIDED]);
});

test('先在单独收到的卡片上定了，再点群里的卡片：被告知谁定的，群里的卡片变成现状', async () => {
  const t = await probed();
  await asked(t);
  await graded(t.rehearsal, '0001', 'ordinary', 'zf1');
  // No code comes with the copy in the group, so nobody but who taps it can change it.
  expect(shown(t)).toEqual([expect.stringMatching(ASKS)]);
  await taps(t, 'wangjianguo', 'grade:major');
  t.rehearsal.hears('wang', /0001 已由李敏于 11-23 08:4\d 定为一般/);
  t.rehearsal.nothingElse();
  expect(shown(t)).toEqual([DECIDED]);
  expect(await decisions(t)).toEqual(['case.graded', 'case.assigned']);
});

test('没有试探过、试探没有通过，群里照旧是一条通知', async () => {
  const t = await online({ groupCards: true });
  await t.rehearsal.says('sun', 'leadership', '帮助');
  t.rehearsal.hears('leadership', /./);
  await opened(t.rehearsal, '0001');
  await learn(t, false);
  await restarted(t);
  await opened(t.rehearsal, '0002');
  await onlyNotices(t, 2);
});

test('机器人改用回调以后，试探过的也不算：机器人不能主动说话', async () => {
  const t = await openTestStage({ groupCards: true });
  await learn(t, true);
  await t.restart();
  await opened(t.rehearsal, '0001');
  await onlyNotices(t, 1);
});

test('领导群还没有绑定时，照旧是一条通知', async () => {
  const bureauFile = bureauCopy([', chat: wrDemoLeadership', '']);
  const t = await online({ bureauFile, tenantBureauFile: DEMO_BUREAU, groupCards: true });
  await learn(t, true);
  await restarted(t);
  await opened(t.rehearsal, '0001');
  await onlyNotices(t, 1);
});

test('平台后来不收群里的卡片，或者机器人不在群里：通知照旧发出去，不多不少一条', async () => {
  const t = await probed({ groupCards: false });
  await opened(t.rehearsal, '0001');
  t.tenant.setBotInGroup(GROUP, false);
  await t.rehearsal.pass(3_000);
  await opened(t.rehearsal, '0002');
  expect(cards(t)).toEqual([]);
  expect(t.logged.filter(({ text }) => text.includes('no buttons in the group'))).toHaveLength(2);
});

test('平台说稍后再发，群里不等：马上有通知', async () => {
  const t = await probed();
  t.tenant.faults.next('aibot_send_msg', { kind: 'errcode', errcode: 6000 });
  await opened(t.rehearsal, '0001');
  expect(cards(t)).toEqual([]);
});

test('长连接断着，群里也不等', async () => {
  const t = await probed();
  const { rehearsal: r } = t;
  await t.tenant.line.evict();
  await expect.poll(() => readiness(t)).toBe(503);
  await r.tells('chen', '登记 群众来电：第 1 处摊点扰民');
  r.hears('chen', /已登记 YQ-2026-0001/);
  hearOpened(r, '0001');
  r.hears('zhou', /同一个机器人密钥/);
  r.nothingElse();
  expect(cards(t)).toEqual([]);
});

test('回答丢了，卡片其实到了：等到平台再肯听，它说有了，群里只有一张，没有通知', async () => {
  const t = await probed({ platformTimeoutMs: 200 });
  t.tenant.faults.next('aibot_send_msg', { kind: 'silence-after-accept' });
  t.tenant.faults.next('aibot_send_msg', { kind: 'errcode', errcode: 6000 });
  await report(t);
  await t.rehearsal.pass(MINUTE_MS);
  hearElsewhere(t);
  t.rehearsal.hears('leadership', ASKS);
  t.rehearsal.nothingElse();
  expect(shown(t)).toEqual([expect.stringMatching(ASKS)]);
  expect((await notices(t)).map(({ state }) => state)).toEqual(['sent']);
});

test('发出以后、记下以前程序死了：重启以后群里还是一张', async () => {
  const t = await probed();
  await asked(t);
  const { database, now } = t.stage.product.world;
  const dead = { state: 'sending', lease_until: now() - 1, result: null, sent_at: null } as const;
  await database.db.updateTable('outbox').set(dead).where('kind', '=', 'notice').execute();
  await restarted(t);
  await t.rehearsal.pass(MINUTE_MS);
  t.rehearsal.nothingElse();
  expect(shown(t)).toHaveLength(1);
  expect((await notices(t)).map(({ state }) => state)).toEqual(['sent']);
});

test('卡片还没有发，领导群改绑了别处：改发通知', async () => {
  const t = await probed({ deliverOnCommit: false });
  await t.tenant.say({
    from: 'chenchen',
    group: 'wrDemoWork',
    text: '@舆情助手 登记 群众来电：第 1 处摊点扰民',
  });
  const { product } = t.stage;
  await product.received();
  await sayOpenings(product.world);
  expect((await notices(t)).map(({ body }) => body.includes('"asks"'))).toEqual([true]);
  const { database, groups, now } = product.world;
  await groups.write(database.db, { group: 'work', chatId: GROUP, now: now() });
  await groups.refresh();
  await t.stage.settled();
  hearOpened(t.rehearsal, '0001');
  t.rehearsal.nothingElse();
  expect(cards(t)).toEqual([]);
});
