// Two instances of the product on one PostgreSQL and one Redis.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createRehearsal } from '../../src/commands/rehearsal.ts';
import { createBureauTenant, openStage } from '../../src/commands/stage.ts';
import { createStandingClock } from '../../src/commands/stage-clock.ts';
import { createLog } from '../../src/log.ts';
import { DEMO_BUREAU, MINUTE_MS, MONDAY_0840 } from '../harness/stage.ts';
import { ownDatabase, SKIPPED, servers } from './servers.ts';

if (servers === null) process.stderr.write(`two instances: ${SKIPPED}`);

test.skipIf(servers === null)(
  'two instances that beat at the same time remind each person once',
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'two-'));
    const clock = createStandingClock(MONDAY_0840);
    const tenant = createBureauTenant({ bureauFile: DEMO_BUREAU, now: clock.now, retryDelaysMs: [0, 0, 0] });
    const databaseUrl = await ownDatabase();
    const open = () =>
      openStage({
        bureauFile: DEMO_BUREAU,
        dataDir,
        clock,
        log: createLog({ level: 'silent' }),
        databaseUrl,
        redisUrl: servers?.redisUrl,
        tenant,
      });
    const one = await open();
    const two = await open();
    onTestFinished(async () => {
      await Promise.all([one.close(), two.close()]);
      await tenant.close();
      rmSync(dataDir, { recursive: true, force: true });
    });
    // Either of them may hold what the other one is asked to finish.
    const settled = async (): Promise<void> => {
      await Promise.all([one.product.deliver(), two.product.deliver()]);
      await tenant.settled();
    };
    const people = createRehearsal({ ...one, settled }, { bureauFile: DEMO_BUREAU });
    await people.says('chen', 'work', '夜市占道 https://weibo.com/2803301701/NtW3xvfQ4');
    await people.taps('li', '0001', 'grade:ordinary', { unit: 'zf1' });
    await people.taps('zheng', '0001', 'sign');
    const before = people.rest().length;
    for (let minute = 0; minute < 75; minute += 1) {
      clock.moveTo(clock.now() + MINUTE_MS);
      await Promise.all([one.product.beat(), two.product.beat()]);
    }
    const said = people.rest().slice(before);
    // Before the limit, at it, a quarter of an hour after it: to the group and to both people of the unit.
    const about = (where: string) => said.filter((h) => h.where === where && h.text.includes('口头汇报'));
    expect(about('work')).toHaveLength(3);
    expect(about('zheng')).toHaveLength(3);
    expect(about('chen')).toHaveLength(3);
    expect(said.every((h) => !h.text.includes('重发'))).toBe(true);
  },
  60_000,
);
