// The whole demo day on PostgreSQL and Redis: the same wire, the same words, the same records.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { verifyRecords } from '../../src/app/audit.ts';
import { playAfternoon } from '../../src/commands/demo/afternoon.ts';
import { playMorning } from '../../src/commands/demo/morning.ts';
import { createRehearsal } from '../../src/commands/rehearsal.ts';
import { openStage } from '../../src/commands/stage.ts';
import { createStandingClock } from '../../src/commands/stage-clock.ts';
import { createTranscript } from '../../src/commands/transcript.ts';
import { createLog } from '../../src/log.ts';
import { DEMO_BUREAU, MONDAY_0840 } from '../harness/stage.ts';
import { ownDatabase, SKIPPED, servers } from './servers.ts';

if (servers === null) process.stderr.write(`a day on PostgreSQL and Redis: ${SKIPPED}`);

test.skipIf(servers === null)(
  'a day with PostgreSQL and Redis is said and recorded like one without',
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'day-'));
    const stage = await openStage({
      bureauFile: DEMO_BUREAU,
      dataDir,
      clock: createStandingClock(MONDAY_0840),
      log: createLog({ level: 'silent' }),
      retryDelaysMs: [0, 0, 0],
      databaseUrl: await ownDatabase(),
      redisUrl: servers?.redisUrl,
    });
    onTestFinished(async () => {
      await stage.close();
      rmSync(dataDir, { recursive: true, force: true });
    });
    const rehearsal = createRehearsal(stage, { bureauFile: DEMO_BUREAU });
    const transcript = createTranscript(DEMO_BUREAU, () => {});
    await playMorning(rehearsal, transcript);
    await playAfternoon(rehearsal, transcript);
    const { world } = stage.product;
    expect(world.database.kind).toBe('postgres');
    const report = await verifyRecords(world.database.db, { ...world, now: world.now() });
    expect(report).toMatchObject({ cases: 5, difference: null });
  },
  60_000,
);
