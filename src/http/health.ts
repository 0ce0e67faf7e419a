// Three questions from outside: is the process alive (/healthz), can it do its work (/readyz), how much of what
// (/metrics, Prometheus text format: https://prometheus.io/docs/instrumenting/exposition_formats/).
import { Router } from '@koa/router';
import type { HttpLog } from './http-log.ts';

export type Check = { readonly name: string; readonly ok: boolean; readonly detail: string };

export type HealthCheck = {
  readonly name: string;
  check(): Promise<{ readonly ok: boolean; readonly detail: string }>;
};

export type Metric = {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
};

export type Health = {
  readonly checks: readonly HealthCheck[];
  metrics(): Promise<readonly Metric[]>;
  /** How long one check may take; default 2 s. */
  readonly checkTimeoutMs?: number;
};

/** The routes. `closing` tells that a shutdown has begun: then the instance is alive but not ready. */
export function healthRouter(health: Health, closing: () => boolean, log: HttpLog): Router {
  const router = new Router();
  router.get('/healthz', (ctx) => {
    ctx.body = { ok: true };
  });
  router.get('/readyz', async (ctx) => {
    const timeoutMs = health.checkTimeoutMs ?? 2_000;
    const checks = await Promise.all(health.checks.map((check) => ask(check, timeoutMs, log)));
    if (closing()) checks.push({ name: 'shutdown', ok: false, detail: '正在停止，不再接新请求' });
    const ok = checks.every((check) => check.ok);
    ctx.status = ok ? 200 : 503;
    ctx.body = { ok, checks };
  });
  router.get('/metrics', async (ctx) => {
    ctx.set('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
    ctx.body = prometheusText(await health.metrics());
  });
  return router;
}

async function ask({ name, check }: HealthCheck, timeoutMs: number, log: HttpLog): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((resolve) => {
    timer = setTimeout(() => resolve({ name, ok: false, detail: `${timeoutMs} 毫秒内没有回答` }), timeoutMs);
  });
  // The page is open to whoever reaches the port, so the reason of a failure goes to the log only.
  const answer = (async () => check())().then(
    ({ ok, detail }) => ({ name, ok, detail }),
    (err: unknown) => {
      log.warn({ check: name, err }, '就绪检查出错');
      return { name, ok: false, detail: '检查出错，详见日志' };
    },
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** Prometheus text; the samples of one name stand together under one HELP and TYPE. */
export function prometheusText(metrics: readonly Metric[]): string {
  const families = new Map<string, string[]>();
  for (const { name, help, type, value, labels } of metrics) {
    const family = families.get(name) ?? [`# HELP ${name} ${escapeHelp(help)}`, `# TYPE ${name} ${type}`];
    family.push(`${name}${labelText(labels)} ${valueText(value)}`);
    families.set(name, family);
  }
  return [...families.values()].flat().join('\n').concat('\n');
}

function labelText(labels: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${escapeHelp(value).replaceAll('"', '\\"')}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function valueText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
