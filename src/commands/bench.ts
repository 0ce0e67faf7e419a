// `npm run bench [-- --json]`: the figures of the built product, each beside its bar. Exit 1 when a bar is missed.
// `--quick` runs every part at a tiny size to prove that it works; its figures mean nothing and no bar counts.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readBureauFile } from '../config/bureau-file.ts';
import { measureAck } from './bench/ack.ts';
import { measureBoot } from './bench/boot.ts';
import { measureDue } from './bench/due.ts';
import { type Figures, missed, table } from './bench/figures.ts';
import { measureHeartbeat } from './bench/heartbeat.ts';
import { measureRule } from './bench/rule.ts';
import { fullSizes, quickSizes } from './bench/sizes.ts';
import { measureSummary } from './bench/summary.ts';
import { measureTap } from './bench/tap.ts';

const EXAMPLE = 'templates/bureaus/demo.yaml';

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

async function measure(room: string, quick: boolean): Promise<Figures> {
  const sizes = quick ? quickSizes : fullSizes;
  const bureauFile = resolve(EXAMPLE);
  const { bureau, groups } = readBureauFile(bureauFile);
  const group = groups.work.chat ?? 'work';
  const idOf = (person: string): string => bureau.people.find((p) => p.id === person)?.ids.wecom ?? person;
  const leaders = (bureau.roles.group ?? []).map(idOf);
  const units = bureau.units.map((unit) => unit.id);
  const part = async <T>(what: string, name: string, work: (dataDir: string) => Promise<T>): Promise<T> => {
    const dataDir = join(room, name);
    mkdirSync(dataDir);
    const startedAt = performance.now();
    const figure = await work(dataDir);
    tell(`· ${what}：量了 ${((performance.now() - startedAt) / 1000).toFixed(1)} 秒`);
    return figure;
  };
  // One after the other: each has the machine to itself.
  return {
    ack: await part('回调', 'ack', (dataDir) => measureAck({ bureauFile, dataDir, group }, sizes.ack)),
    tap: await part('点卡片', 'tap', (dataDir) =>
      measureTap({ bureauFile, dataDir, group, leaders, units }, sizes.tap),
    ),
    due: await part('到时限', 'due', (dataDir) => measureDue({ bureauFile, dataDir }, sizes.due)),
    heartbeat: await part('心跳', 'heartbeat', (dataDir) =>
      measureHeartbeat({ bureauFile, dataDir }, sizes.heartbeat),
    ),
    summary: await part('日报', 'summary', (dataDir) =>
      measureSummary({ bureauFile, dataDir }, sizes.summary),
    ),
    rule: await part('制度', 'rule', async () => measureRule({ bureauFile }, sizes.rule)),
    boot: await part('启动', 'boot', (dataDir) => measureBoot({ bureauFile, dataDir }, sizes.boot)),
  };
}

async function main(args: readonly string[]): Promise<number> {
  const quick = args.includes('--quick');
  const room = mkdtempSync(join(tmpdir(), 'yuqing-bench-'));
  try {
    const figures = await measure(room, quick);
    process.stdout.write(args.includes('--json') ? `${JSON.stringify(figures)}\n` : `${table(figures)}\n`);
    if (figures.boot.rssMb === null) tell('本机没有 /proc，空闲内存没有量。');
    if (quick) return 0;
    const misses = missed(figures);
    for (const miss of misses) tell(`✗ 没有达到：${miss}`);
    return misses.length === 0 ? 0 : 1;
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 2;
  },
);
