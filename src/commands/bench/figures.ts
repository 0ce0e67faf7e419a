// What the bench answers, and the bar each figure has to meet.

export type Figures = {
  readonly ack: { readonly ratio: number; readonly p99Ms: number; readonly perSecond: number };
  readonly tap: { readonly p99Ms: number };
  readonly due: { readonly p99Ms: number };
  readonly heartbeat: { readonly ratio: number };
  readonly summary: { readonly ms: number };
  /** `rssMb` is null where the system does not tell (no /proc). */
  readonly boot: { readonly ms: number; readonly rssMb: number | null };
  /** Reading and linting a 制度; one command with its obligations, at 200 events and against 2,000. */
  readonly rule: { readonly lintMs: number; readonly decideMs: number; readonly growth: number };
};

type Bar = {
  readonly what: string;
  readonly of: (figures: Figures) => number | null;
  readonly unit: string;
  readonly atLeast?: number;
  readonly atMost?: number;
};

const bars: readonly Bar[] = [
  { what: '回调→入库→200，与裸 Koa 之比', of: (f) => f.ack.ratio, unit: '', atLeast: 0.5 },
  { what: '回调→入库→200，每秒 100 次时 p99', of: (f) => f.ack.p99Ms, unit: 'ms', atMost: 50 },
  { what: '回调→入库→200，满负荷', of: (f) => f.ack.perSecond, unit: '次/秒' },
  { what: '点卡片→应答里的新卡片，p99', of: (f) => f.tap.p99Ms, unit: 'ms', atMost: 100 },
  { what: '到时限→交给平台，p99（1 万项未办）', of: (f) => f.due.p99Ms, unit: 'ms', atMost: 1000 },
  { what: '心跳：未办 10 万项与 1 千项之比', of: (f) => f.heartbeat.ratio, unit: '', atMost: 1.5 },
  { what: '10 万件时的舆情日报', of: (f) => f.summary.ms, unit: 'ms', atMost: 200 },
  { what: '读入并检查制度', of: (f) => f.rule.lintMs, unit: 'ms', atMost: 50 },
  { what: '一条指令加应办事项（200 条记录）', of: (f) => f.rule.decideMs, unit: 'ms', atMost: 1 },
  { what: '同上：2000 条与 200 条之比', of: (f) => f.rule.growth, unit: '', atMost: 12 },
  { what: '冷启动', of: (f) => f.boot.ms, unit: 'ms', atMost: 1500 },
  { what: '空闲内存 RSS', of: (f) => f.boot.rssMb, unit: 'MB', atMost: 150 },
];

function meets(bar: Bar, value: number | null): boolean | null {
  if (value === null || (bar.atLeast === undefined && bar.atMost === undefined)) return null;
  return value >= (bar.atLeast ?? -Infinity) && value <= (bar.atMost ?? Infinity);
}

/** The bars that were missed, in words. */
export function missed(figures: Figures): readonly string[] {
  return bars.flatMap((bar) => {
    const value = bar.of(figures);
    return meets(bar, value) === false ? [`${bar.what}：${value}${bar.unit}，要求 ${barWords(bar)}`] : [];
  });
}

/** One line a figure, with its bar and whether it is met. */
export function table(figures: Figures): string {
  return bars
    .map((bar) => {
      const value = bar.of(figures);
      const verdict = meets(bar, value);
      const mark = verdict === null ? '　' : verdict ? '✓' : '✗';
      const shown = value === null ? '本机读不到' : `${value}${bar.unit === '' ? '' : ` ${bar.unit}`}`;
      return `${mark} ${pad(bar.what, 42)}${pad(shown, 16)}${barWords(bar)}`.trimEnd();
    })
    .join('\n');
}

function barWords({ atLeast, atMost, unit }: Bar): string {
  if (atLeast !== undefined) return `≥ ${atLeast}${unit}`;
  return atMost === undefined ? '' : `≤ ${atMost}${unit === '' ? '' : ` ${unit}`}`;
}

/** Pads to columns; a wide character takes two. */
function pad(text: string, columns: number): string {
  const width = [...text].reduce((sum, c) => sum + (/[\u2e80-\uffef]/u.test(c) ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, columns - width));
}

/** The value below which `share` of the sorted values lie (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('没有测到任何值');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length, Math.max(1, Math.ceil(share * sorted.length))) - 1] ?? 0;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));
