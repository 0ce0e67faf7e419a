// From the start of the process to the address it prints, and the memory it rests at.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loader, ownFile } from './child.ts';
import { type Figures, median, rounded } from './figures.ts';
import type { Sizes } from './sizes.ts';

/** A start that takes longer has failed. */
const PATIENCE_MS = 30_000;

export async function measureBoot(
  options: { readonly bureauFile: string; readonly dataDir: string },
  sizes: Sizes['boot'],
): Promise<Figures['boot']> {
  const times: number[] = [];
  let rssMb: number | null = null;
  for (let start = 1; start <= sizes.starts; start += 1) {
    const last = start === sizes.starts;
    const { ms, rss } = await startOnce(options, last ? sizes.idleMs : null);
    times.push(ms);
    if (last) rssMb = rss;
  }
  return { ms: Math.round(median(times)), rssMb };
}

async function startOnce(
  options: { readonly bureauFile: string; readonly dataDir: string },
  idleMs: number | null,
): Promise<{ readonly ms: number; readonly rss: number | null }> {
  // A folder of its own, and nothing of this machine's environment or .env.
  const cwd = mkdtempSync(join(options.dataDir, 'start-'));
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...loader, ownFile('../../main')], {
    cwd,
    env: { PORT: '0', DATA_DIR: cwd, BUREAU_FILE: resolve(options.bureauFile), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  try {
    await Promise.race([
      addressPrinted(child.stdout),
      exited.then(() => Promise.reject(new Error('程序没有启动就退出了'))),
      pause(PATIENCE_MS, undefined, { ref: false }).then(() => Promise.reject(new Error('程序迟迟没有启动'))),
    ]);
    const ms = performance.now() - startedAt;
    if (idleMs === null) return { ms, rss: null };
    await pause(idleMs);
    return { ms, rss: residentMb(child.pid) };
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
}

function addressPrinted(output: NodeJS.ReadableStream): Promise<void> {
  let printed = '';
  return new Promise((done) => {
    output.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      if (/http:\/\/\S+\/sandbox/.test(printed)) done();
    });
  });
}

/** Resident memory as the kernel counts it; null where there is no /proc. */
function residentMb(pid: number | undefined): number | null {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : rounded(Number(kilobytes) / 1024);
  } catch {
    return null;
  }
}
