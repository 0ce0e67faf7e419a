// `policy -- explain` without a bureau counts workdays by the published holidays, not by plain weekends.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runPolicy } from '../../src/commands/policy/run-policy.ts';

it('five workdays from the eve of 国庆节 end after it, over the make-up Saturday', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'explain-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const chapter = readFileSync('README.md', 'utf8').split('### 从零写一份制度')[1] ?? '';
  const example = (/```yaml\n([\s\S]*?)```/.exec(chapter)?.[1] ?? '').replaceAll(/^ {3}/gm, '');
  const policy = join(folder, 'own.yaml');
  writeFileSync(policy, example.replace('within: {max: 2h}', 'within: {max: 5wd}'));
  const facts = join(folder, 'facts.json');
  const events = { found: '2026-09-30T08:40:00+08:00', assigned: '2026-09-30T09:00:00+08:00' };
  writeFileSync(facts, JSON.stringify({ grade: 'high', events, now: '2026-09-30T09:30:00+08:00' }));
  const said: string[] = [];
  const terminal = { out: (text: string) => void said.push(text), err: () => {}, now: 0, ask: null };
  expect(await runPolicy(['explain', policy, '--facts', facts, '--json'], terminal)).toBe(0);
  const paper = JSON.parse(said.join('')).obligations.find(
    (o: { deliverable: string }) => o.deliverable === 'paper',
  );
  expect(paper).toMatchObject({ dueAt: '2026-10-13T09:00:00+08:00' });
  expect(paper.steps.join()).toContain('国庆节');
});
