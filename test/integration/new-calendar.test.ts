// A notice is imported while cases are running: their moments follow it at the next start.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { verifyRecords } from '../../src/app/audit.ts';
import { momentOf } from '../../src/core/calendar/shanghai.ts';
import { openTestStage } from '../harness/stage.ts';

test('an extra day off moves what is owed in workdays, on record and without a gap in the audit', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'calendar-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const policy = join(dir, 'policy.yaml');
  const bureauFile = join(dir, 'bureau.yaml');
  const rule = readFileSync('templates/policies/zonghe-zhifa.yaml', 'utf8');
  writeFileSync(policy, rule.replace('within: {max: 2h}', 'within: {max: 2wd}'));
  const bureau = readFileSync('templates/bureaus/demo.yaml', 'utf8').replace(
    '../policies/zonghe-zhifa.yaml',
    policy,
  );
  writeFileSync(bureauFile, bureau);
  const s = await openTestStage({ bureauFile });
  s.ignoreRest('only the moments matter here');
  await s.rehearsal.says('xu', 'work', '夜市占道 https://weibo.com/2803301701/NtW3xvfQ4');
  await s.rehearsal.taps('wang', '0001', 'grade:ordinary', { unit: 'zf1' });
  const dueAt = async (): Promise<number | null | undefined> => {
    const { db } = s.stage.product.world.database;
    const row = await db
      .selectFrom('obligations')
      .select('due_at')
      .where('deliverable', '=', 'first_written')
      .executeTakeFirst();
    return row?.due_at;
  };
  expect(await dueAt()).toBe(momentOf(2026, 11, 25, 8, 40));
  await s.stop();
  const holiday = "extra_days: [{date: '2026-11-24', name: 本地节日, off: true}]";
  writeFileSync(bureauFile, bureau.replace('extra_days: []', holiday));
  await s.start();
  expect(await dueAt()).toBe(momentOf(2026, 11, 26, 8, 40));
  const { world } = s.stage.product;
  expect(await verifyRecords(world.database.db, { ...world, now: world.now() })).toMatchObject({
    difference: null,
  });
});
