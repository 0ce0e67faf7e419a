// The whole product against an emulated tenant, with time in hand. What nobody expected fails the test: a message
// that was not heard for, an error that was not declared.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished as onAnyTestFinished, type TestContext } from 'vitest';
import type { Heard } from '../../src/commands/heard.ts';
import { createRehearsal, type Rehearsal } from '../../src/commands/rehearsal.ts';
import { createBureauTenant, openStage, type Stage, type StageOptions } from '../../src/commands/stage.ts';
import { createStandingClock, type StageClock } from '../../src/commands/stage-clock.ts';
import { momentOf } from '../../src/core/calendar/shanghai.ts';
import { createLog, type Log } from '../../src/log.ts';
import type { Tenant } from '../../src/sandbox/tenant.ts';

export const DEMO_BUREAU = 'templates/bureaus/demo.yaml';
/** A Monday morning, an hour at which offices work: 2026-11-23 08:40 +08:00. */
export const MONDAY_0840 = momentOf(2026, 11, 23, 8, 40);
export const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export type LogLine = { readonly level: string; readonly text: string; readonly line: string };

export type TestStageOptions = Partial<
  Pick<
    StageOptions,
    | 'botMode'
    | 'botSecret'
    | 'bureauFile'
    | 'deliverOnCommit'
    | 'heartbeat'
    | 'longConnection'
    | 'outboundOnly'
    | 'platformTimeoutMs'
    | 'publicUrl'
    | 'retryDelaysMs'
    | 'step'
  >
> & {
  /** Epoch milliseconds at which the clock stands first. */
  readonly at?: number;
  /** Departments and tags of the tenant. */
  readonly addressBook?: Parameters<typeof createBureauTenant>[0]['addressBook'];
  /** Whom the platform knows, when that differs from what the product is told. */
  readonly tenantBureauFile?: string;
  /** The tenant shows the bot's cards in groups, and tells their taps. */
  readonly groupCards?: boolean;
  /** Of the test's own context, where tests run at the same time: the imported one would take another's end for ours. */
  readonly onTestFinished?: TestContext['onTestFinished'];
  /** Sees everything that is said, for finding out what a failing test heard. */
  readonly print?: (heard: Heard) => void;
};

export type TestStage = {
  readonly tenant: Tenant;
  readonly rehearsal: Rehearsal;
  readonly clock: StageClock;
  readonly dataDir: string;
  /** Every line the product logged, as it was written. */
  readonly logged: readonly LogLine[];
  /** The running product; throws between `stop` and `start`. */
  readonly stage: Stage;
  /** Ends the product; the tenant, its people and the data stay. */
  stop(): Promise<void>;
  /** A new run of the product on the same data. */
  start(): Promise<void>;
  /** `stop`, then `start`. */
  restart(): Promise<void>;
  /** An error in the log that belongs to the test. */
  allowError(pattern: RegExp): void;
  /** Messages left over at the end are not what this test is about. */
  ignoreRest(reason: string): void;
  /** Fails on unexpected messages and errors; called by itself when the test ends. */
  close(): Promise<void>;
};

export async function openTestStage(options: TestStageOptions = {}): Promise<TestStage> {
  const {
    at = MONDAY_0840,
    print,
    bureauFile = DEMO_BUREAU,
    tenantBureauFile = bureauFile,
    retryDelaysMs = [0, 0, 0],
    onTestFinished = onAnyTestFinished,
    addressBook,
    groupCards,
    ...more
  } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'stage-'));
  const clock = createStandingClock(at);
  const { log, logged } = createCapturedLog();
  const tenant = createBureauTenant({
    bureauFile: tenantBureauFile,
    now: () => clock.now(),
    retryDelaysMs,
    ...(addressBook === undefined ? {} : { addressBook }),
    ...(groupCards === undefined ? {} : { groupCards }),
    ...(more.botMode === undefined ? {} : { botMode: more.botMode }),
  });
  let running: Stage | null = null;
  const current = (): Stage => {
    if (running === null) throw new Error('the product is not running');
    return running;
  };
  const start = async (): Promise<void> => {
    if (running !== null) throw new Error('the product runs already');
    running = await openStage({ ...more, bureauFile, dataDir, clock, log, tenant });
  };
  const stop = async (): Promise<void> => {
    const stage = running;
    running = null;
    await stage?.close();
  };
  await start();
  const rehearsal = createRehearsal(
    {
      tenant,
      clock,
      get product() {
        return current().product;
      },
      get url() {
        return current().url;
      },
      pass: (ms) => current().pass(ms),
      settled: () => (running === null ? tenant.settled() : running.settled()),
      close: stop,
    },
    { bureauFile, ...(print === undefined ? {} : { print }) },
  );
  const allowed: RegExp[] = [];
  let restMatters = true;
  let closed = false;
  const close = async (check = true): Promise<void> => {
    if (closed) return;
    closed = true;
    await stop();
    await tenant.close();
    rmSync(dataDir, { recursive: true, force: true });
    if (!check) return;
    const errors = logged.filter((l) => l.level === 'error' && !allowed.some((a) => a.test(l.line)));
    if (errors.length > 0) {
      throw new Error(`errors that nobody declared:\n${errors.map((e) => e.line).join('\n')}`);
    }
    if (restMatters) rehearsal.nothingElse();
  };
  onTestFinished(async ({ task }) => close(task.result?.state !== 'fail'));
  return {
    tenant,
    rehearsal,
    clock,
    dataDir,
    logged,
    get stage() {
      return current();
    },
    stop,
    start,
    async restart() {
      await stop();
      await start();
    },
    allowError(pattern) {
      allowed.push(pattern);
    },
    ignoreRest(reason) {
      if (reason.trim() === '') throw new Error('a reason is needed');
      restMatters = false;
    },
    close: () => close(),
  };
}

/** The product's own log, kept in memory as the lines that would be written. */
export function createCapturedLog(): { readonly log: Log; readonly logged: readonly LogLine[] } {
  const logged: LogLine[] = [];
  const destination = {
    write(line: string): void {
      const { level, msg } = JSON.parse(line) as { level: string; msg: string };
      logged.push({ level, text: msg, line: line.trimEnd() });
    },
  };
  return { log: createLog({ level: 'debug', destination }), logged };
}
