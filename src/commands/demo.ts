// `npm run demo`: one day of a bureau, played at speed through the same wire as the real thing. Prints the
// conversation; exits 1 on any message that is missing or that nobody expected.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyRecords } from '../app/audit.ts';
import { momentOf } from '../core/calendar/shanghai.ts';
import { createLog } from '../log.ts';
import { playAfternoon } from './demo/afternoon.ts';
import { playMorning } from './demo/morning.ts';
import { createRehearsal } from './rehearsal.ts';
import { openStage } from './stage.ts';
import { createStandingClock } from './stage-clock.ts';
import { createTranscript } from './transcript.ts';

const BUREAU = 'templates/bureaus/demo.yaml';

async function run(): Promise<void> {
  const write = (text: string): void => void process.stdout.write(text);
  const dataDir = mkdtempSync(join(tmpdir(), 'yuqing-demo-'));
  const stage = await openStage({
    bureauFile: BUREAU,
    dataDir,
    // A Monday.
    clock: createStandingClock(momentOf(2026, 11, 23, 8, 40)),
    log: createLog({ level: 'warn' }),
    retryDelaysMs: [0, 0, 0],
  });
  const transcript = createTranscript(BUREAU, write);
  try {
    const rehearsal = createRehearsal(stage, { bureauFile: BUREAU, print: transcript.hear });
    await playMorning(rehearsal, transcript);
    await playAfternoon(rehearsal, transcript);
    transcript.flush();
    const { world } = stage.product;
    const report = await verifyRecords(world.database.db, { ...world, now: world.now() });
    if (report.difference !== null)
      throw new Error(`核对不一致：${report.difference.number} ${report.difference.what}`);
    write(`\n✓ 全部按预期送达，没有多余的消息；${report.cases} 件事项、${report.events} 条事件核对一致。\n`);
  } finally {
    transcript.flush();
    await stage.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`\n✗ 演示没有按预期进行：${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
