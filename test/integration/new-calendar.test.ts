// A notice is imported while cases are running: their moments follow it at the next start.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { verifyRecords } from '../../src/app/audit.ts';
import { openLimits } from '../../src/app/open-limits.ts';
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

/** The rule and the bureau of the fixture, in files that may be changed. */
function wideCopy(...changes: readonly (readonly [string, string])[]): {
  readonly bureauFile: string;
  readonly bureau: string;
} {
  const dir = mkdtempSync(join(tmpdir(), 'calendar-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const policy = join(dir, 'policy.yaml');
  let rule = readFileSync('test/fixtures/policies/wide.yaml', 'utf8');
  for (const [from, to] of changes) {
    expect(rule).toContain(from);
    rule = rule.replace(from, to);
  }
  writeFileSync(policy, rule);
  const bureau = readFileSync('test/fixtures/bureaus/wide.yaml', 'utf8').replace(
    'policy: ../policies/wide.yaml',
    `policy: ${policy}`,
  );
  const bureauFile = join(dir, 'bureau.yaml');
  writeFileSync(bureauFile, bureau);
  return { bureauFile, bureau };
}
const HOLIDAY = "extra_days: [{date: '2026-11-24', name: 本地节日, off: true}]\n";

test('before a notice is taken over, steps, approvals and papers that would move are shown as well', async () => {
  const { bureauFile } = wideCopy(
    ['within: {aim: 4h, max: 24h}', 'within: {max: 2wd}'],
    ['from: {step: meet}, within: {max: 1d}', 'from: {step: meet}, within: {max: 3wd}'],
    ['from: {ask: q-report}, within: {max: 24h}', 'from: found, within: {max: 4wd}'],
  );
  const s = await openTestStage({ bureauFile });
  s.ignoreRest('only the moments matter here');
  const r = s.rehearsal;
  await r.says('chen', 'work', '登记 群众反映夜市扰民');
  await r.says('sun', 'work', '标记 0001 敏感');
  await r.says('wang', 'work', '定级 0001 一般');
  await r.says('wang', 'work', '要求 0001 舆情专报');
  const { world } = s.stage.product;
  const { bureau, database, policies } = world;
  const closed = { ...bureau.calendar, isWorkday: (at: number) => at >= momentOf(2026, 12, 1) };
  const moved = async (): Promise<readonly string[]> =>
    (await openLimits(database.db, bureau, policies))
      .filter(({ under }) => under(bureau.calendar)?.at !== under(closed)?.at)
      .map(({ what }) => what);
  expect(await moved()).toEqual(['YQ-2026-0001 会商', 'YQ-2026-0001 舆情专报']);
  await r.says('tang', 'work', '意见 0001 无');
  await r.says('sun', 'work', '会商 0001 一致');
  await r.says('sun', 'work', '同意 0001 第3次会议纪要');
  expect(await moved()).toEqual(['YQ-2026-0001 审核预控意见', 'YQ-2026-0001 舆情专报']);
});

test('an extra day off leaves no gap in the audit of a case that has ended', async () => {
  const { bureauFile, bureau } = wideCopy();
  const s = await openTestStage({ bureauFile });
  s.ignoreRest('only the records matter here');
  const r = s.rehearsal;
  await r.says('chen', 'work', '登记 群众反映夜市扰民');
  await r.says('wang', 'work', '定级 0001 一般 执法一科');
  await r.says('chen', 'work', '书面 0001 已查明情况');
  await r.says('wang', 'work', '办结 0001 当面解决');
  await s.stop();
  writeFileSync(bureauFile, bureau + HOLIDAY);
  await s.start();
  const { world } = s.stage.product;
  expect(await verifyRecords(world.database.db, { ...world, now: world.now() })).toMatchObject({
    cases: 1,
    difference: null,
  });
});
