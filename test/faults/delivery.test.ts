// The platform fails in every way it knows: a message arrives once, or says that it may be a repeat, or a person is
// told. Never silence.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { wordsOf } from '../../src/commands/heard.ts';
import type { Fault } from '../../src/sandbox/switchboard.ts';
import { DEMO_BUREAU, HOUR_MS, MINUTE_MS, openTestStage, type TestStage } from '../harness/stage.ts';
import { cardsOf, copyWith, outbox, REPORT, said, seen, tapAndSettle } from './hands.ts';

const SEND = '/cgi-bin/message/send';
const WEBHOOK = '/cgi-bin/webhook/send';
const RESPONSE = '/aibot/response';
const UPDATE = '/cgi-bin/message/update_template_card';

/** Faults that pass. The second part is how often the message may be lost before the fault is over. */
const PASSING: readonly [string, Fault][] = [
  ['the connection is cut before anything is accepted', { kind: 'drop' }],
  ['the connection is cut three times', { kind: 'drop', times: 3 }],
  ['accepted, then the answer is lost', { kind: 'drop-after-accept' }],
  ['accepted twice, the answer lost twice', { kind: 'drop-after-accept', times: 2 }],
  ['HTTP 500', { kind: 'status', status: 500 }],
  ['HTTP 502 three times', { kind: 'status', status: 502, times: 3 }],
  ['HTTP 429', { kind: 'status', status: 429 }],
  ['an HTML page', { kind: 'html', times: 2 }],
  ['busy (-1)', { kind: 'errcode', errcode: -1, times: 3 }],
  ['too often (45009)', { kind: 'errcode', errcode: 45009, times: 2 }],
  ['too many at once (45033)', { kind: 'errcode', errcode: 45033 }],
  ['the same conversation too often (6000)', { kind: 'errcode', errcode: 6000 }],
  ['the token expired early (42001)', { kind: 'token-expired' }],
  ['the token expired twice', { kind: 'token-expired', times: 2 }],
  ['the token is called invalid (40014)', { kind: 'errcode', errcode: 40014 }],
  [
    'an unknown address (60020)',
    { kind: 'errcode', errcode: 60020, errmsg: 'not allow to access from your ip, from ip: 203.0.113.7' },
  ],
  ['slow, but in time', { kind: 'delay', ms: 60 }],
  ['slower than we wait', { kind: 'delay', ms: 500 }],
  ['slower than we wait, twice', { kind: 'delay', ms: 500, times: 2 }],
];

const PATIENCE = { platformTimeoutMs: 200 } as const;

/**
 * Four refusals with 45009, where no two messages are in the air together, are waited out one by one: 1 + 2 + 4 + 8
 * minutes. How many are together depends on the machine.
 */
const ALL_OVER_MS = 16 * MINUTE_MS;

const count = (lines: readonly string[], pattern: RegExp): number =>
  lines.filter((line) => pattern.test(line)).length;

/** Alerts may come; they are about the message and go to the administrator, in the group while the app is down. */
function onlyAlerts(t: TestStage): void {
  for (const heard of t.rehearsal.rest()) {
    if (!['zhou', 'work'].includes(heard.where) || !/^(【重发】)?【系统】/.test(heard.text)) return;
  }
  t.ignoreRest('alerts to the administrator');
}

test.each(PASSING)('an answer in the 1:1: %s: once', async (_, fault) => {
  const t = await openTestStage(PATIENCE);
  t.tenant.faults.next(SEND, fault);
  await t.rehearsal.tells('chen', '帮助');
  await t.rehearsal.pass(20 * MINUTE_MS);
  t.rehearsal.hears('chen', /我是舆情助手/);
  expect(count(seen(t, 'chen'), /我是舆情助手/)).toBe(1);
  expect((await outbox(t)).every((row) => row.state === 'sent')).toBe(true);
  onlyAlerts(t);
});

test.each(PASSING)('an answer in the group: %s: once', async (_, fault) => {
  const t = await openTestStage(PATIENCE);
  t.tenant.faults.next(RESPONSE, fault);
  await t.rehearsal.says('chen', 'work', '帮助');
  await t.rehearsal.pass(20 * MINUTE_MS);
  expect(said(t, /我是舆情助手/, 'work')).toHaveLength(1);
  expect(said(t, /我是舆情助手/)).toHaveLength(1);
  t.rehearsal.hears('work', /我是舆情助手/);
  onlyAlerts(t);
});

test.each(PASSING)('a card: %s: once, and it can still be changed', async (_, fault) => {
  const t = await openTestStage(PATIENCE);
  t.ignoreRest('everything around the card');
  t.tenant.faults.next(SEND, fault);
  t.tenant.faults.next(SEND, fault);
  await t.rehearsal.says('chen', 'work', REPORT);
  await t.rehearsal.pass(ALL_OVER_MS);
  for (const leader of ['wang', 'li', 'zhao']) expect(cardsOf(t, leader)).toHaveLength(1);
  await t.rehearsal.says('wang', 'work', '定级 0001 一般 执法一科');
  await t.rehearsal.pass(MINUTE_MS);
  for (const leader of ['wang', 'li', 'zhao']) {
    expect(wordsOf(cardsOf(t, leader)[0] ?? never())).toMatch(/王建国/);
  }
});

test.each(PASSING)('a group message: %s: once, or marked 重发, or somebody is told', async (_, fault) => {
  const t = await openTestStage(PATIENCE);
  t.ignoreRest('everything around the receipt');
  t.tenant.faults.next(WEBHOOK, fault);
  t.tenant.faults.next(WEBHOOK, fault);
  await t.rehearsal.tells('he', REPORT);
  await t.rehearsal.pass(ALL_OVER_MS);
  for (const [where, words, name] of [
    ['work', /已登记 YQ-2026-0001/, '工作群'],
    ['leadership', /请在单独收到的卡片上定级/, '领导群'],
  ] as const) {
    const arrived = said(t, words, where);
    const unmarked = arrived.filter((h) => !h.text.includes('【重发】'));
    const told = count(seen(t, 'zhou'), /没有发出去/) > 0;
    expect(unmarked.length).toBeLessThanOrEqual(1);
    expect(arrived.length > 0 || told).toBe(true);
    if (arrived.length === 0) expect(seen(t, 'zhou').join()).toMatch(new RegExp(`收件：${name}`));
  }
});

test.each(PASSING)('the change of a decided card: %s: applied', async (_, fault) => {
  const t = await openTestStage(PATIENCE);
  t.ignoreRest('everything around the card');
  await t.rehearsal.says('chen', 'work', REPORT);
  t.tenant.faults.next(UPDATE, fault);
  await tapAndSettle(t, 'li', copyWith(t, 'li', 'grade:ordinary'), 'grade:ordinary', { unit: ['zf1'] });
  await t.rehearsal.pass(ALL_OVER_MS);
  for (const leader of ['wang', 'li', 'zhao']) {
    expect(wordsOf(cardsOf(t, leader)[0] ?? never())).toMatch(/李敏/);
  }
  expect((await outbox(t)).filter((row) => row.kind === 'card-update' && row.state === 'dead')).toEqual([]);
});

test('without a token nothing is lost: gettoken fails for ten minutes', async () => {
  const t = await openTestStage(PATIENCE);
  t.tenant.faults.next('/cgi-bin/gettoken', { kind: 'status', status: 503, times: 20 });
  await t.rehearsal.tells('chen', '帮助');
  expect(seen(t, 'chen').some((line) => /我是舆情助手/.test(line))).toBe(false);
  await t.rehearsal.pass(20 * MINUTE_MS);
  t.rehearsal.hears('chen', /我是舆情助手/);
  expect(count(seen(t, 'chen'), /我是舆情助手/)).toBe(1);
  t.ignoreRest('the administrator hears that the platform does not answer');
});

test('the platform is down for half an hour: everything arrives when it is back, the administrator knows', async () => {
  const t = await openTestStage(PATIENCE);
  t.tenant.faults.next(SEND, { kind: 'status', status: 503, times: 100_000 });
  await t.rehearsal.tells('chen', '帮助');
  await t.rehearsal.pass(25 * MINUTE_MS);
  expect(count(seen(t, 'chen'), /我是舆情助手/)).toBe(0);
  t.tenant.faults.clear();
  await t.rehearsal.pass(10 * MINUTE_MS);
  expect(count(seen(t, 'chen'), /我是舆情助手/)).toBe(1);
  t.rehearsal.hears('chen', /我是舆情助手/);
  onlyAlerts(t);
});

test('the platform is down for two hours: what was given up reaches the administrator in the end', async () => {
  const t = await openTestStage(PATIENCE);
  t.tenant.faults.next(SEND, { kind: 'status', status: 503, times: 100_000 });
  await t.rehearsal.tells('chen', '帮助');
  await t.rehearsal.pass(2 * HOUR_MS);
  expect((await outbox(t)).some((row) => row.state === 'dead')).toBe(true);
  t.tenant.faults.clear();
  await t.rehearsal.pass(HOUR_MS);
  expect(count(seen(t, 'zhou'), /没有发出去[\s\S]*(?:chen|陈晨)/)).toBe(1);
  t.rehearsal.hears('zhou', /没有发出去[\s\S]*(?:chen|陈晨)/);
  onlyAlerts(t);
});

test('a message that may have arrived comes again after the platform stopped checking: marked 重发', async () => {
  const t = await openTestStage(PATIENCE);
  t.tenant.faults.next(SEND, { kind: 'drop-after-accept' });
  t.tenant.faults.next(SEND, { kind: 'errcode', errcode: 45009, times: 6 });
  await t.rehearsal.tells('chen', '帮助');
  await t.rehearsal.pass(3 * HOUR_MS);
  const arrived = seen(t, 'chen').filter((line) => /我是舆情助手/.test(line));
  expect(arrived.filter((line) => !line.startsWith('【重发】'))).toHaveLength(1);
  expect(arrived).toHaveLength(2);
  t.ignoreRest('the administrator hears about 45009');
});

test('a webhook that is gone (93000): the administrator is told once an hour, and the message comes when it is back', async () => {
  const t = await openTestStage(PATIENCE);
  t.tenant.faults.next(WEBHOOK, { kind: 'errcode', errcode: 93000, times: 100_000 });
  await t.rehearsal.tells('he', REPORT);
  await t.rehearsal.pass(12 * MINUTE_MS);
  // Each group has a key of its own.
  for (const [group, name] of [
    ['work', '工作群'],
    ['leadership', '领导群'],
  ]) {
    const told = seen(t, 'zhou').filter((line) => line.includes('93000') && line.includes(`收件：${name}`));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(new RegExp(`在${name}里添加“消息推送”.*groups\\.${group}\\.webhook`));
  }
  t.tenant.faults.clear();
  await t.rehearsal.pass(6 * MINUTE_MS);
  expect(said(t, /已登记 YQ-2026-0001/, 'work')).toHaveLength(1);
  expect(said(t, /请在单独收到的卡片上定级/, 'leadership')).toHaveLength(1);
  t.ignoreRest('everything around the receipt');
});

test('60020 names the address and the setting, in the group too, and heals by itself', async () => {
  const t = await openTestStage(PATIENCE);
  const errmsg = 'not allow to access from your ip, hint: [1], from ip: 203.0.113.7';
  t.tenant.faults.next(SEND, { kind: 'errcode', errcode: 60020, errmsg, times: 3 });
  await t.rehearsal.tells('chen', '帮助');
  await t.rehearsal.pass(30 * MINUTE_MS);
  t.rehearsal.hears('chen', /我是舆情助手/);
  t.rehearsal.hears('work', /203\.0\.113\.7[\s\S]*企业可信IP/, ['zhou']);
  t.rehearsal.hears('work', /应用消息暂时发不出去/, ['chen']);
  t.rehearsal.hears('zhou', /203\.0\.113\.7[\s\S]*企业可信IP/);
  expect(t.logged.some((l) => l.level === 'warn' && l.line.includes('60020'))).toBe(true);
});

test('somebody the platform does not know: the rest get the card, the administrator hears who did not', async () => {
  const t = await withBureau((yaml) => yaml.replace('wecom: zhaoqiang', 'wecom: nobody1'));
  t.ignoreRest('everything around the card');
  await t.rehearsal.says('chen', 'work', REPORT);
  await t.rehearsal.pass(MINUTE_MS);
  for (const leader of ['wang', 'li']) expect(cardsOf(t, leader)).toHaveLength(1);
  expect(seen(t, 'zhou').join('\n')).toMatch(/只送到一部分人[\s\S]*赵强/);
});

test('a leader without an account in bureau.yaml: the administrator hears it', async () => {
  const t = await withBureau((yaml) => yaml.replace(', wecom: zhaoqiang', ''));
  t.ignoreRest('everything around the card');
  await t.rehearsal.says('chen', 'work', REPORT);
  await t.rehearsal.pass(MINUTE_MS);
  for (const leader of ['wang', 'li']) expect(cardsOf(t, leader)).toHaveLength(1);
  expect(seen(t, 'zhou').join('\n')).toMatch(/赵强/);
});

test('nobody of a unit has an account: the administrator hears it for card and text', async () => {
  const t = await withBureau((yaml) =>
    yaml.replace(', wecom: zhengwei', '').replace(', wecom: chenchen', ''),
  );
  t.ignoreRest('everything around the card');
  await t.rehearsal.says('xu', 'work', REPORT);
  await tapAndSettle(t, 'li', copyWith(t, 'li', 'grade:ordinary'), 'grade:ordinary', { unit: ['zf1'] });
  await t.rehearsal.pass(MINUTE_MS);
  expect(seen(t, 'zhou').join('\n')).toMatch(
    /没有发出去[\s\S]*YQ-2026-0001-sign|YQ-2026-0001[\s\S]*没有发出去/,
  );
});

test('somebody outside bureau.yaml is answered like everybody else', async () => {
  const t = await withBureau((yaml) =>
    yaml
      .replace('- { id: shen, name: 沈洁, title: 停车管理科联络员, wecom: shenjie }', '')
      .replace('contacts: [shen]', 'contacts: []'),
  );
  await t.tenant.tellApp({ from: 'shenjie', text: REPORT });
  await t.stage.settled();
  const told = t.tenant.conversation('app', 'shenjie').messages.map(wordsOf).join('\n');
  expect(told).toMatch(/已登记 YQ-2026-0001/);
  t.ignoreRest('everything around the receipt');
});

/** The product with a changed demo bureau, against the tenant of the real one. */
async function withBureau(change: (yaml: string) => string): Promise<TestStage> {
  const dir = mkdtempSync(join(tmpdir(), 'bureau-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const original = readFileSync(DEMO_BUREAU, 'utf8');
  const policy = resolve('templates/policies/zonghe-zhifa.yaml');
  const changed = change(original).replace('policy: ../policies/zonghe-zhifa.yaml', `policy: ${policy}`);
  if (changed === original) throw new Error('nothing changed');
  const bureauFile = join(dir, 'bureau.yaml');
  writeFileSync(bureauFile, changed);
  return openTestStage({ ...PATIENCE, bureauFile, tenantBureauFile: DEMO_BUREAU });
}

function never(): never {
  throw new Error('there is one');
}
