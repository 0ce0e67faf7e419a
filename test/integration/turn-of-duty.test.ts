// A role that is filled in turn: the card of yesterday's turn decides nothing today.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { verifyRecords } from '../../src/app/audit.ts';
import { DAY } from '../../src/core/calendar/shanghai.ts';
import { openTestStage } from '../harness/stage.ts';

test('a grade belongs to whose turn it is today; todo, card and records follow the turn', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'turn-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const bureauFile = join(dir, 'bureau.yaml');
  const bureau = readFileSync('test/fixtures/bureaus/wide.yaml', 'utf8')
    .replace('policy: ../policies/wide.yaml', `policy: ${process.cwd()}/test/fixtures/policies/wide.yaml`)
    .replace('  chief: [wang]\n', '')
    .replace(
      'administrators:',
      "rotas:\n  chief: { from: '2026-11-23', every: day, order: [[wang], [li]] }\nadministrators:",
    );
  writeFileSync(bureauFile, bureau);
  const s = await openTestStage({ bureauFile });
  s.ignoreRest('only who may decide matters here');
  const r = s.rehearsal;
  await r.says('chen', 'work', '登记 群众反映夜市扰民');
  r.hears('wang', /YQ-2026-0001[\s\S]*\[一般\] \[重大\]/);
  await r.pass(DAY);
  await r.taps('wang', '0001', 'grade:ordinary', { unit: 'zf1' });
  const grade = async (): Promise<string | null | undefined> =>
    (await s.stage.product.world.database.db.selectFrom('cases').select('grade').executeTakeFirst())?.grade;
  expect(await grade()).toBeNull();
  await r.says('li', 'work', '待办');
  r.hears('work', /您有 1 件待办[\s\S]*YQ-2026-0001/);
  await r.says('li', 'work', '定级 0001 一般 执法一科');
  expect(await grade()).toBe('ordinary');
  const { world } = s.stage.product;
  const report = await verifyRecords(world.database.db, { ...world, now: world.now() });
  expect(report).toMatchObject({ cases: 1, difference: null });
});
