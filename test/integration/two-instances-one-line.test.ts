// Two instances of the product and the one connection that their bot may have.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createRehearsal } from '../../src/commands/rehearsal.ts';
import { createBureauTenant, openStage, type Stage } from '../../src/commands/stage.ts';
import { createStandingClock } from '../../src/commands/stage-clock.ts';
import { createLog } from '../../src/log.ts';
import { eventually } from '../harness/eventually.ts';
import { DEMO_BUREAU, MONDAY_0840 } from '../harness/stage.ts';
import { ownDatabase, SKIPPED, servers } from './servers.ts';

if (servers === null) process.stderr.write(`two instances, one line: ${SKIPPED}`);

test.skipIf(servers === null)(
  'one instance holds the line and delivers; when it stops, the other takes over and nothing is said twice',
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'line-'));
    const clock = createStandingClock(MONDAY_0840);
    const tenant = createBureauTenant({ bureauFile: DEMO_BUREAU, now: clock.now, botMode: 'websocket' });
    const databaseUrl = await ownDatabase();
    const running = new Set<Stage>();
    const open = async (): Promise<Stage> => {
      const stage = await openStage({
        bureauFile: DEMO_BUREAU,
        dataDir,
        clock,
        log: createLog({ level: 'silent' }),
        databaseUrl,
        redisUrl: servers?.redisUrl,
        tenant,
      });
      running.add(stage);
      return stage;
    };
    const close = async (stage: Stage): Promise<void> => {
      running.delete(stage);
      await stage.close();
    };
    onTestFinished(async () => {
      for (const stage of running) await stage.close();
      await tenant.close();
      rmSync(dataDir, { recursive: true, force: true });
    });
    const holds = async (stage: Stage): Promise<boolean> =>
      (await (await fetch(`${stage.url}/metrics`)).text()).includes('yuqing_bot_connected 1');

    const one = await open();
    await eventually(async () => expect(await holds(one)).toBe(true));
    const two = await open();
    const people = createRehearsal(one, { bureauFile: DEMO_BUREAU });
    const beat = () => Promise.all([...running].map((stage) => stage.product.beat()));
    await people.says('chen', 'work', '登记 群众来电：路灯不亮');
    await beat();
    people.hears('work', /已登记 YQ-2026-0001/);
    expect(await holds(two)).toBe(false);
    const ready = await fetch(`${two.url}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([200, expect.stringContaining('由另一个实例维持')]);

    await close(one);
    await eventually(async () => expect(await holds(two)).toBe(true));
    clock.moveTo(clock.now() + 3_000);
    await tenant.say({ from: 'chenchen', group: 'wrDemoWork', text: '@舆情助手 0001' });
    await two.product.received();
    await beat();
    people.hears('work', /YQ-2026-0001/);
    expect(people.rest().filter(({ where }) => where === 'work')).toEqual([]);
  },
  60_000,
);
