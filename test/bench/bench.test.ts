// The bench as a command: every part runs, at a tiny size, and its one JSON value has the promised shape. Nothing here
// looks at how fast anything was.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Figures, missed, percentile, table } from '../../src/commands/bench/figures.ts';

const root = join(import.meta.dirname, '../..');

describe('npm run bench -- --json', () => {
  let run: ReturnType<typeof spawnSync>;
  beforeAll(() => {
    const args = ['--import', 'tsx', 'src/commands/bench.ts', '--quick', '--json'];
    run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', timeout: 110_000 });
  }, 120_000);

  it('ends well and prints exactly one JSON value', () => {
    expect(run.stderr).not.toContain('Error');
    expect(run.status).toBe(0);
    expect(String(run.stdout).trim().split('\n')).toHaveLength(1);
  });

  it('answers every figure', () => {
    const figures = JSON.parse(String(run.stdout)) as Figures;
    const figure = expect.any(Number);
    expect(figures).toEqual({
      ack: { ratio: figure, p99Ms: figure, perSecond: figure },
      tap: { p99Ms: figure },
      due: { p99Ms: figure },
      heartbeat: { ratio: figure },
      summary: { ms: figure },
      rule: { lintMs: figure, decideMs: figure, growth: figure },
      boot: { ms: figure, rssMb: figures.boot.rssMb === null ? null : figure },
    });
  });
});

describe('the bars', () => {
  const good: Figures = {
    ack: { ratio: 0.5, p99Ms: 50, perSecond: 1 },
    tap: { p99Ms: 100 },
    due: { p99Ms: 1000 },
    heartbeat: { ratio: 1.5 },
    summary: { ms: 200 },
    rule: { lintMs: 50, decideMs: 1, growth: 12 },
    boot: { ms: 1500, rssMb: 150 },
  };

  it('are met at the very bar', () => {
    expect(missed(good)).toEqual([]);
    expect(table(good)).not.toContain('✗');
  });

  it('name what was missed', () => {
    const bad: Figures = { ...good, ack: { ...good.ack, ratio: 0.49 }, summary: { ms: 201 } };
    expect(missed(bad)).toEqual([
      '回调→入库→200，与裸 Koa 之比：0.49，要求 ≥ 0.5',
      '10 万件时的舆情日报：201ms，要求 ≤ 200 ms',
    ]);
    expect(table(bad).match(/✗/g)).toHaveLength(2);
  });

  it('do not count memory that this system does not tell', () => {
    const unknown: Figures = { ...good, boot: { ms: 1, rssMb: null } };
    expect(missed(unknown)).toEqual([]);
    expect(table(unknown)).toContain('本机读不到');
  });
});

describe('percentiles', () => {
  it('are values that were measured', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(percentile(values, 0.99)).toBe(99);
    expect(percentile(values, 0.5)).toBe(50);
    expect(percentile([7], 0.99)).toBe(7);
    expect(() => percentile([], 0.5)).toThrow();
  });
});
