// kill -9 between every two named steps of commit and deliver. A report, a decision and a submission come in; the
// product dies on the way and is started again; the platform repeats what was not answered.
import { type ChildProcess, fork } from 'node:child_process';
import { expect, type TestContext, test } from 'vitest';
import { verifyRecords } from '../../src/app/audit.ts';
import type { StepName } from '../../src/app/world.ts';
import { wordsOf } from '../../src/commands/heard.ts';
import { tenantBase, tenantKeys } from '../../src/commands/stage.ts';
import type { CallbackResult, TapResult } from '../../src/sandbox/tenant-types.ts';
import type { CrashOrders, CrashReport } from '../harness/crash-child.ts';
import { DEMO_BUREAU, MINUTE_MS, openTestStage, SECOND_MS, type TestStage } from '../harness/stage.ts';
import { cardsOf, copyWith, events, outbox, REPORT, tap } from './hands.ts';

const LEADERS = ['wang', 'li', 'zhao'];
/** Once in each of the three acts. */
const COMMITTING: readonly StepName[] = [
  'routed',
  'inbox-marked',
  'case-saved',
  'events-appended',
  'obligations-saved',
  'outbox-written',
  'committed',
];
/** Once, after the report: the words of the new case. */
const ANNOUNCING: readonly StepName[] = ['openings-said', 'openings-committed'];
/** Many times: answers, cards, notices, changes of cards. */
const DELIVERING: readonly StepName[] = ['claimed', 'rendered', 'handed-over', 'recorded'];

const POINTS: readonly (readonly [StepName, number])[] = [
  ...COMMITTING.flatMap((step) => [1, 2, 3].map((nth) => [step, nth] as const)),
  ...ANNOUNCING.map((step) => [step, 1] as const),
  ...DELIVERING.map((step) => [step, 1] as const),
  ...(['rendered', 'handed-over', 'recorded'] as const).flatMap((step) =>
    [3, 5, 8, 10].map((nth) => [step, nth] as const),
  ),
];

type Told = { readonly plain: number; readonly resent: number };
type Life = {
  readonly t: TestStage;
  readonly results: readonly (CallbackResult | TapResult)[];
  readonly told: ReadonlyMap<string, Told>;
  readonly steps: Readonly<Partial<Record<StepName, number>>>;
};

let smooth: Promise<Life> | undefined;

test('without a crash the life reaches every step, and every crash point of this file', async ({
  onTestFinished,
}) => {
  smooth = live(null, onTestFinished);
  const { results, steps, told } = await smooth;
  expect(results.map((r) => r.outcome)).toEqual(['answered', 'answered', 'answered']);
  for (const [step, nth] of POINTS) expect([step, (steps[step] ?? 0) >= nth]).toEqual([step, true]);
  expect(told.size).toBeGreaterThan(8);
});

test.concurrent.for(POINTS)(
  'killed at %s, time %d',
  { timeout: 180_000 },
  async ([step, nth], { onTestFinished }) => {
    const { t, results, told } = await live({ step, nth }, onTestFinished);
    const { told: expected } = await (smooth ?? never());
    // The platform repeats what was not answered, so in the end everything was accepted.
    expect(results.map((r) => r.outcome)).toEqual(['answered', 'answered', 'answered']);
    const types = (await events(t)).map((e) => e.type);
    for (const type of ['case.opened', 'case.graded', 'case.assigned', 'report.submitted']) {
      expect([type, types.filter((x) => x === type).length]).toEqual([type, 1]);
    }
    for (const [words, { plain }] of expected) {
      const heard = told.get(words) ?? { plain: 0, resent: 0 };
      // At least once, and again only where it says so.
      expect([words, heard.plain + heard.resent >= plain, heard.plain <= plain]).toEqual([words, true, true]);
    }
    expect([...told.keys()].filter((words) => !expected.has(words))).toEqual([]);
    for (const leader of LEADERS) {
      const cards = cardsOf(t, leader).map(wordsOf);
      expect(cards.filter((c) => /李敏/.test(c) && /执法一科/.test(c)).length).toBeGreaterThanOrEqual(1);
      expect(cards.filter((c) => /\[重大\]/.test(c))).toEqual([]);
    }
    const states = new Set((await outbox(t)).map((row) => row.state));
    expect([...states].filter((s) => s !== 'sent' && s !== 'superseded')).toEqual([]);
    const { world } = t.stage.product;
    const audit = await verifyRecords(world.database.db, { ...world, now: world.now() });
    expect(audit).toMatchObject({ cases: 1, difference: null });
  },
);

/** Plays the three acts on a product that may die, and lets ten minutes pass at the end. */
async function live(
  crash: CrashOrders['crash'],
  onTestFinished: TestContext['onTestFinished'],
): Promise<Life> {
  const t = await openTestStage({ retryDelaysMs: [700, 1400, 2800], onTestFinished });
  t.ignoreRest('compared with the life that had no crash');
  await t.stop();
  const orders: CrashOrders = {
    bureauFile: DEMO_BUREAU,
    dataDir: t.dataDir,
    apiBase: await tenantBase(t.tenant),
    keys: tenantKeys(t.tenant),
    now: t.clock.now(),
    crash,
  };
  const child = fork('test/harness/crash-child.ts', [JSON.stringify(orders)], {
    execArgv: ['--import', 'tsx'],
  });
  const { url } = await listening(child);
  t.tenant.setCallbacks({ app: `${url}/wecom/app`, bot: `${url}/wecom/bot` });
  const died = new Promise<'died'>((resolve) => child.once('exit', () => resolve('died')));
  let gone = false;
  const restarted = died.then(async () => {
    gone = true;
    await t.start();
  });
  let steps: Life['steps'] = {};
  const settled = async (): Promise<void> => {
    if (!gone) {
      const answer = await Promise.race([ask(child), died]);
      if (answer !== 'died') {
        steps = answer;
        return t.tenant.settled();
      }
    }
    await restarted;
    // Leases run out, then repeats come due.
    for (let beat = 0; beat < 4; beat += 1) await t.rehearsal.pass(35 * SECOND_MS);
  };
  const results: (CallbackResult | TapResult)[] = [];
  results.push(await t.tenant.tellApp({ from: 'chenchen', text: REPORT }));
  await settled();
  results.push(await tap(t, 'li', copyWith(t, 'li', 'grade:ordinary'), 'grade:ordinary', { unit: ['zf1'] }));
  await settled();
  const text = '书面 0001 经核查，反映属实，拟今晚起定点值守。';
  results.push(await t.tenant.tellApp({ from: 'chenchen', text }));
  await settled();
  child.kill('SIGKILL');
  await restarted;
  for (let beat = 0; beat < 4; beat += 1) await t.rehearsal.pass(MINUTE_MS);
  return { t, results, told: toldIn(t), steps };
}

/** What was said, without figures (the clock stands elsewhere after a crash), and how often. */
function toldIn(t: TestStage): ReadonlyMap<string, Told> {
  const told = new Map<string, { plain: number; resent: number }>();
  for (const heard of t.rehearsal.transcript) {
    if (heard.byPerson || heard.changed) continue;
    const resent = heard.text.includes('【重发】');
    const words = `${heard.where}: ${heard.text.replaceAll('【重发】', '').replaceAll(/\d+/g, '#')}`;
    const sofar = told.get(words) ?? { plain: 0, resent: 0 };
    sofar[resent ? 'resent' : 'plain'] += 1;
    told.set(words, sofar);
  }
  return told;
}

function listening(child: ChildProcess): Promise<{ readonly url: string }> {
  return new Promise((resolve, reject) => {
    child.once('message', (report: CrashReport) => {
      if (report.kind === 'listening') resolve(report);
    });
    child.once('exit', (code) => reject(new Error(`the child ended with ${code}`)));
  });
}

function ask(child: ChildProcess): Promise<Life['steps']> {
  return new Promise((resolve) => {
    child.once('message', (report: CrashReport) => {
      if (report.kind === 'settled') resolve(report.steps);
    });
    child.send('settle', () => {});
  });
}

function never(): never {
  throw new Error('the first test has not run');
}
