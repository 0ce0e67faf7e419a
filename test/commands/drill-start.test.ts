// What somebody sees who starts a drill with a bureau file of their own: the groups work although nobody bound them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStage } from '../../src/commands/stage.ts';
import { createStandingClock } from '../../src/commands/stage-clock.ts';
import { createLog } from '../../src/log.ts';

it('a bureau file without chats: the groups of the drill are the work group and the leadership group', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'drill-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const bureauFile = join(folder, 'bureau.yaml');
  const text = readFileSync('templates/bureaus/demo.yaml', 'utf8')
    .replaceAll(/, chat: \w+/g, '')
    .replace('../policies/', `${resolve('templates/policies')}/`);
  writeFileSync(bureauFile, text);
  const stage = await openStage({
    bureauFile,
    dataDir: folder,
    clock: createStandingClock(Date.parse('2026-11-23T09:00:00+08:00')),
    log: createLog({ level: 'silent' }),
    groupsKnown: true,
  });
  onTestFinished(() => stage.close());
  const { groups } = stage.product.world;
  expect(groups.ofChat('work')).toBe('work');
  expect(groups.ofChat('leadership')).toBe('leadership');
});
