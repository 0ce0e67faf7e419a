// Two instances of the product on one PostgreSQL, and pictures that wait: whoever is asked, they are there, and they go
// to one case only.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createBureauTenant, openStage } from '../../src/commands/stage.ts';
import { createStandingClock } from '../../src/commands/stage-clock.ts';
import { createLog } from '../../src/log.ts';
import { DEMO_BUREAU, MONDAY_0840 } from '../harness/stage.ts';
import { PICTURE } from '../scenarios/cast.ts';
import { ownDatabase, SKIPPED, servers } from './servers.ts';

if (servers === null) process.stderr.write(`held media, two instances: ${SKIPPED}`);

test.skipIf(servers === null)(
  'pictures that come to two instances count each other and are taken by one of two numbers',
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'held-'));
    const clock = createStandingClock(MONDAY_0840);
    const tenant = createBureauTenant({ bureauFile: DEMO_BUREAU, now: clock.now, retryDelaysMs: [0, 0, 0] });
    const databaseUrl = await ownDatabase();
    const log = createLog({ level: 'silent' });
    const more = { databaseUrl, redisUrl: servers?.redisUrl, tenant, log, clock, dataDir };
    const stages = [
      await openStage({ ...more, bureauFile: DEMO_BUREAU }),
      await openStage({ ...more, bureauFile: DEMO_BUREAU }),
    ];
    onTestFinished(async () => {
      await Promise.all(stages.map((stage) => stage.close()));
      await tenant.close();
      rmSync(dataDir, { recursive: true, force: true });
    });
    const settled = async (): Promise<void> => {
      await Promise.all(stages.map(({ product }) => product.deliver()));
      await tenant.settled();
    };
    /** The same person, one thing to each instance at the same moment. */
    const atOnce = async (said: readonly ({ text: string } | { image: Buffer })[]): Promise<void> => {
      const told = said.map((one, n) => {
        tenant.setCallbacks({ app: `${stages[n]?.url}/wecom/app` });
        return tenant.tellApp({ from: 'chenchen', ...one });
      });
      await Promise.all(told);
      await settled();
    };
    await atOnce([{ text: '登记 群众来电：第一处' }, { text: '登记 群众来电：第二处' }]);
    await atOnce([{ image: PICTURE }, { image: PICTURE }]);
    const db = stages[0]?.product.world.database.db;
    // What is said and not what has arrived: either instance may hold what the other is asked to deliver.
    const said = async (pattern: RegExp): Promise<number> => {
      const rows = await db?.selectFrom('outbox').select('body').execute();
      return (rows ?? []).filter(({ body }) => pattern.test(body)).length;
    };
    expect([await said(/"收到 1 个/), await said(/"又收到 1 个，共 2 个/)]).toEqual([1, 1]);
    await atOnce([{ text: '0001' }, { text: '0002' }]);
    expect(await said(/收到 2 个图片或文件，归入/)).toBe(1);
    expect(await said(/现状：/)).toBe(1);
    const rows = await db?.selectFrom('attachments').selectAll().execute();
    expect(rows).toHaveLength(2);
    expect(new Set(rows?.map((row) => row.case_id)).size).toBe(1);
  },
  60_000,
);
