// A backlog keeps every allowed budget busy and never goes beyond it: the platform drops or refuses what is too much.
import { expect, test } from 'vitest';
import { enqueueMessages } from '../../src/app/enqueue.ts';
import type { Message, Recipient } from '../../src/core/message.ts';
import type { CallRecord } from '../../src/sandbox/call-log.ts';
import { MINUTE_MS, openTestStage, type TestStage } from '../harness/stage.ts';
import { online } from '../platforms/wecom/long-connection/online.ts';

type Budget = {
  readonly name: string;
  readonly path: string;
  readonly perMinute: number;
  readonly platform: number;
};

/** Ours and the platform's, messages a minute. */
const WEBHOOK: Budget = { name: 'group webhook', path: '/cgi-bin/webhook/send', perMinute: 15, platform: 20 };
const MEMBER: Budget = { name: 'one member', path: '/cgi-bin/message/send', perMinute: 15, platform: 30 };
const BOT: Budget = { name: 'one chat of the bot', path: 'aibot_respond_msg', perMinute: 25, platform: 30 };

async function backlog(t: TestStage, to: Recipient, count: number): Promise<void> {
  const { world } = t.stage.product;
  const messages = Array.from(
    { length: count },
    (_, n): Message => ({ kind: 'text', to, lines: [`第 ${n + 1} 条`], mention: [] }),
  );
  await world.database.transaction((q) => enqueueMessages(world, q, messages, { caseId: null, dueAt: null }));
}

/** The most calls in any minute, and how much of the budget was used until the backlog was gone. */
function use(calls: readonly CallRecord[], { perMinute }: Budget): { most: number; busy: number } {
  const moments = calls.map((call) => call.at);
  const [first = 0] = moments;
  const last = moments.at(-1) ?? first;
  const most = Math.max(
    ...moments.map((from) => moments.filter((at) => at >= from && at < from + MINUTE_MS).length),
  );
  // A window begins with a burst: what is used by the end of n minutes is measured against n minutes.
  const minutes = Math.floor((last - first) / MINUTE_MS) + 1;
  return { most, busy: moments.length / (perMinute * minutes) };
}

function expectBusy(t: TestStage, budget: Budget, count: number): void {
  const calls = t.tenant.log.filter((call) => call.path === budget.path);
  const { most, busy } = use(calls, budget);
  const share = `${(busy * 100).toFixed(1)} %`;
  process.stdout.write(
    `${budget.name}: ${calls.length} messages, ${share} of ${budget.perMinute} a minute, at most ${most} in any minute (the platform allows ${budget.platform})\n`,
  );
  expect(calls).toHaveLength(count);
  expect(most).toBeLessThanOrEqual(budget.perMinute);
  expect(most).toBeLessThan(budget.platform);
  expect(busy).toBeGreaterThanOrEqual(0.9);
  expect(calls.filter((call) => (call.errcode ?? 0) !== 0 || call.dropped.length > 0)).toEqual([]);
}

test('the webhook of a group', async () => {
  const t = await openTestStage();
  t.ignoreRest('only their number matters');
  await backlog(t, { kind: 'group', group: 'work' }, 120);
  await t.rehearsal.pass(10 * MINUTE_MS);
  expectBusy(t, WEBHOOK, 120);
  const seen = t.tenant.conversation('group', 'wrDemoWork').messages;
  const order = seen.map((m) => (m.body.kind === 'text' ? m.body.text : ''));
  expect(order).toEqual(Array.from({ length: 120 }, (_, n) => `第 ${n + 1} 条`));
});

test('one member of the application', async () => {
  const t = await openTestStage();
  t.ignoreRest('only their number matters');
  await backlog(t, { kind: 'person', person: 'chen' }, 120);
  await t.rehearsal.pass(10 * MINUTE_MS);
  expectBusy(t, MEMBER, 120);
});

test('one chat of the bot on the long connection', async () => {
  const t = await online();
  t.ignoreRest('only their number matters');
  const asked = 75;
  for (let n = 0; n < asked; n += 1) {
    await t.tenant.say({ from: 'chenchen', group: 'wrDemoWork', text: `@舆情助手 今日 第${n}问` });
  }
  await t.stage.product.received();
  await t.rehearsal.pass(10 * MINUTE_MS);
  expectBusy(t, BOT, asked);
});

test('the parts of a long message to a group come three seconds apart, and nothing comes between them', async () => {
  const t = await openTestStage();
  t.ignoreRest('the calls are looked at');
  const { world } = t.stage.product;
  const say = (lines: readonly string[]) =>
    world.database.transaction((q) =>
      enqueueMessages(
        world,
        q,
        [{ kind: 'text', to: { kind: 'group', group: 'work' }, lines, mention: [] }],
        {
          caseId: null,
          dueAt: null,
        },
      ),
    );
  await say(Array.from({ length: 60 }, (_, n) => `第 ${n + 1} 行：${'进展'.repeat(16)}`));
  await t.rehearsal.pass(1_000);
  await say(['另一条']);
  await t.rehearsal.pass(MINUTE_MS);
  const calls = t.tenant.log.filter((call) => call.path === WEBHOOK.path);
  const heads = t.rehearsal.transcript
    .filter(({ where }) => where === 'work')
    .map(({ text }) => /（\d\/\d）|另一条/.exec(text)?.[0]);
  expect(heads).toEqual(['（1/4）', '（2/4）', '（3/4）', '（4/4）', '另一条']);
  const apart = calls.slice(1, 4).map((call, n) => call.at - (calls[n]?.at ?? 0));
  expect(apart).toEqual([3_000, 3_000, 3_000]);
});
