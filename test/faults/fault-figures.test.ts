// A thousand messages on a bad day: 5 % of everything dropped, 5 % twice, 5 % later than the platform waits, a token that
// ends early, a minute of 45009, and the bot's line taken over by another process. What comes of it, in figures.
import { expect, onTestFinished, test } from 'vitest';
import { verifyRecords } from '../../src/app/audit.ts';
import { wordsOf } from '../../src/commands/heard.ts';
import type { CallbackResult, Message, TapResult } from '../../src/sandbox/tenant-types.ts';
import { RUNS } from '../fuzz/runs.ts';
import { MINUTE_MS, SECOND_MS, type TestStage } from '../harness/stage.ts';
import { createHandTimers } from '../platforms/wecom/long-connection/hand-timers.ts';
import { online } from '../platforms/wecom/long-connection/online.ts';
import { cardsOf, events, outbox, userid } from './hands.ts';
import { compare, grouped } from './tally.ts';

/** Ten messages each: a thousand where the gate says so, two hundred beside everything else. */
const ROUNDS = RUNS >= 10_000 ? 100 : 20;
const WORK = 'wrDemoWork';
const LEADERS = ['wang', 'li', 'zhao'] as const;
const ASKERS = ['chen', 'he', 'xu', 'sun', 'zheng'] as const;

/** Of everything in both directions, as the platform and the net do it. */
function badDay(t: TestStage): void {
  const { faults } = t.tenant;
  for (const path of ['/cgi-bin/', 'aibot_respond_msg', 'aibot_send_msg']) {
    faults.sometimes(path, 0.05, { kind: 'drop' });
    faults.sometimes(path, 0.05, { kind: 'silence-after-accept' });
  }
  faults.callbacksSometimes(0.05, { kind: 'drop' }, 'app');
  faults.callbacksSometimes(0.05, { kind: 'lose-answer' }, 'app');
  faults.callbacksSometimes(0.05, { kind: 'duplicate' });
}

type Said = { readonly mark: string; readonly result: CallbackResult };

/** A round: one matter reported, graded by two leaders at once, signed; and seven questions. */
async function play(
  t: TestStage,
  round: number,
  reconnected: () => Promise<void>,
): Promise<{ said: Said[]; taps: TapResult[]; saidAgain: number }> {
  const { tenant } = t;
  const said: Said[] = [];
  const ask = async (mark: string, result: Promise<CallbackResult>): Promise<void> => {
    said.push({ mark, result: await result });
  };
  const asker = (n: number): string => userid(ASKERS[(round + n) % ASKERS.length] ?? 'chen');
  await ask(
    `第${round}号摊`,
    tenant.tellApp({ from: asker(0), text: `登记 群众来电：夜市第${round}号摊位占道` }),
  );
  const questions = Array.from({ length: 4 }, (_, n) => `今日 第${round * 10 + n}问`);
  let saidAgain = 0;
  for (const text of questions) {
    const say = () => tenant.say({ from: asker(1), group: WORK, text: `@舆情助手 ${text}` });
    let result = await say();
    // No receipt comes from a bot whose line is down: the person says it again.
    for (; result.outcome !== 'delivered'; saidAgain += 1) {
      await reconnected();
      result = await say();
    }
    said.push({ mark: text, result });
  }
  for (const n of [5, 6]) {
    const text = `今日 第${round * 10 + n}问`;
    await ask(text, tenant.tellApp({ from: asker(n), text }));
  }
  await settle(t);
  const taps: TapResult[] = [];
  const grades = ['grade:ordinary', 'grade:major'] as const;
  const copies = await Promise.all([cardOf(t, 'li', round, 'grade:'), cardOf(t, 'wang', round, 'grade:')]);
  const both = ['li', 'wang'].map((person, n) =>
    tenant.tap({
      from: userid(person),
      messageId: copies[n]?.id ?? '',
      key: grades[(n + round) % 2] ?? 'grade:ordinary',
      selections: { unit: ['zf1'] },
    }),
  );
  taps.push(...(await Promise.all(both)));
  await settle(t);
  const sign = await cardOf(t, 'zheng', round, 'sign');
  taps.push(await tenant.tap({ from: userid('zheng'), messageId: sign.id, key: 'sign' }));
  await settle(t);
  return { said, taps, saidAgain };
}

async function settle(t: TestStage): Promise<void> {
  await t.stage.product.received();
  await t.rehearsal.pass(5 * SECOND_MS);
}

/** The person's card about the matter of this round; waits until it has come. */
async function cardOf(t: TestStage, person: string, round: number, key: string): Promise<Message> {
  for (let minutes = 0; minutes < 180; minutes += 1) {
    const found = cardsOf(t, person).findLast((m) => {
      const text = JSON.stringify(m.body);
      return text.includes(`第${round}号摊`) && text.includes(`"key":"${key}`);
    });
    if (found !== undefined) return found;
    await t.rehearsal.pass(MINUTE_MS);
  }
  throw new Error(`${person} never got the card of round ${round}`);
}

test(`${10 * ROUNDS} messages on a bad day`, { timeout: 600_000 }, async () => {
  const timers = createHandTimers();
  let turn = Promise.resolve();
  const move = (ms: number): Promise<void> => {
    turn = turn.then(() => timers.advance(ms));
    return turn;
  };
  // The line's own time runs as time does, except where it is moved over the wait after an eviction.
  const running = setInterval(() => void move(20), 20);
  onTestFinished(() => clearInterval(running));
  const t = await online({ platformTimeoutMs: 150, longConnection: { timers, random: () => 0 } });
  t.ignoreRest('everything is counted');
  badDay(t);
  const reconnected = async (): Promise<void> => {
    const look = async (): Promise<boolean> => {
      if (!t.tenant.line.connected()) await move(SECOND_MS);
      return t.tenant.line.connected();
    };
    await expect.poll(look).toBe(true);
  };
  let saidAgain = 0;
  const said: Said[] = [];
  const taps: TapResult[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    if (round === ROUNDS * 0.3) t.tenant.faults.next('/cgi-bin/message/send', { kind: 'token-expired' });
    if (round === ROUNDS * 0.5) {
      t.tenant.faults.during('/cgi-bin/message/', MINUTE_MS, { kind: 'errcode', errcode: 45009 });
    }
    if (round === ROUNDS * 0.7) {
      await t.tenant.line.evict();
      await move(5 * MINUTE_MS);
    }
    const played = await play(t, round, reconnected);
    saidAgain += played.saidAgain;
    said.push(...played.said);
    taps.push(...played.taps);
    await t.rehearsal.pass(5 * SECOND_MS);
    await move(20 * SECOND_MS);
  }
  t.tenant.faults.clear();
  await t.rehearsal.pass(30 * MINUTE_MS);

  const rows = await outbox(t);
  const open = rows.filter((row) => !['sent', 'superseded', 'dead'].includes(row.state));
  expect(open.map((row) => [row.conversation, row.state, row.error])).toEqual([]);
  const inbox = await t.stage.product.world.database.db.selectFrom('inbox').selectAll().execute();
  const answered = said.filter((one) => ['answered', 'delivered'].includes(one.result.outcome));
  const notKept = answered.filter((one) => !inbox.some((row) => row.raw?.includes(one.mark)));
  const keptTwice = said.filter((one) => inbox.filter((row) => row.raw?.includes(one.mark)).length > 1);
  const history = await events(t);
  const cases = history.filter((e) => e.type === 'case.opened').length;
  const decided = grouped(
    (await t.stage.product.world.database.db.selectFrom('case_events').selectAll().execute()).filter(
      (e) => e.type === 'case.graded',
    ),
    (e) => e.case_id,
  );
  const decidedTwice = [...decided.values()].filter((all) => all.length > 1).length;
  const tally = compare(t, rows);
  const met = t.tenant.log.filter((call) => call.fault !== undefined).length;

  const figures = {
    messages: said.length + taps.length,
    keptOrAnswered: answered.length,
    saidAgainForWantOfAReceipt: saidAgain,
    callsOut: t.tenant.log.length,
    callsWithAFault: met,
    toBeSaid: rows.filter((row) => row.state !== 'superseded').length,
    lost: tally.lost + notKept.length,
    toldToAPerson: tally.told,
    keptTwice: keptTwice.length,
    cases,
    decidedTwice,
    repeatsMarked: tally.marked,
    repeatsUnmarked: tally.unmarked,
  };
  process.stdout.write(`a bad day: ${JSON.stringify(figures)}\n`);
  expect(figures).toMatchObject({
    messages: 10 * ROUNDS,
    lost: 0,
    keptTwice: 0,
    cases: ROUNDS,
    decidedTwice: 0,
    repeatsUnmarked: 0,
  });
  expect(decided.size).toBe(ROUNDS);
  // Nobody's copy shows anything but the decision.
  for (const leader of LEADERS) {
    for (const copy of cardsOf(t, leader)) expect(wordsOf(copy)).not.toMatch(/选好承办单位，再点一个等级/);
  }
  const { world } = t.stage.product;
  expect(await verifyRecords(world.database.db, { ...world, now: world.now() })).toMatchObject({
    cases: ROUNDS,
    difference: null,
  });
});
