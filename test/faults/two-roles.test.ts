// One person in two places of the approval chain: a card asks one question, however often it is tapped.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadCaseByNumber } from '../../src/app/case-store.ts';
import { openTestStage } from '../harness/stage.ts';

/** The demo bureau, with the 分管领导 of 执法一科 in the office as well. */
function bureauFile(): string {
  const dir = mkdtempSync(join(tmpdir(), 'bureau-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, 'bureau.yaml');
  const text = readFileSync('templates/bureaus/demo.yaml', 'utf8')
    .replace('../policies/zonghe-zhifa.yaml', resolve('templates/policies/zonghe-zhifa.yaml'))
    .replace('goffice: [sun, zhou]', 'goffice: [sun, zhou, zhao]');
  writeFileSync(file, text);
  return file;
}

test('two taps on the card of the first approval agree to the first approval only', async () => {
  const s = await openTestStage({ bureauFile: bureauFile() });
  s.ignoreRest('only the decisions matter here');
  const r = s.rehearsal;
  await r.says('xu', 'work', '夜市占道 https://weibo.com/2803301701/NtW3xvfQ4');
  await r.taps('wang', '0001', 'grade:ordinary', { unit: 'zf1' });
  await r.says('chen', 'work', '书面 0001 已安排值守');
  const first = r.card('zhao', '0001', 'approve');
  const tap = () => s.tenant.tap({ from: 'zhaoqiang', messageId: first.id, key: 'approve', selections: {} });
  await Promise.all([tap(), tap()]);
  await s.stage.settled();
  const { world } = s.stage.product;
  const found = await loadCaseByNumber(world.database.db, world.bureau.id, 'YQ-2026-0001');
  expect(found?.approvals.map((a) => [a.role, a.by, a.decision])).toEqual([['deptlead', 'zhao', 'agreed']]);
  await r.taps('zhao', '0001', 'approve');
  const after = await loadCaseByNumber(world.database.db, world.bureau.id, 'YQ-2026-0001');
  expect(after?.approvals.map((a) => a.role)).toEqual(['deptlead', 'goffice']);
});
