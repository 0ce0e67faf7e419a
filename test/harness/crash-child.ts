// The product in a process of its own, which ends itself with SIGKILL when a named step is reached for the nth time.
// The parent keeps the tenant, the clock and the data directory.
import type { StepName } from '../../src/app/world.ts';
import { BOT_NAME, type TenantKeys } from '../../src/commands/stage.ts';
import { compose } from '../../src/compose.ts';
import { createLog } from '../../src/log.ts';

export type CrashOrders = {
  readonly bureauFile: string;
  readonly dataDir: string;
  readonly apiBase: string;
  readonly keys: TenantKeys;
  /** The clock stands. */
  readonly now: number;
  /** Null: only count. */
  readonly crash: { readonly step: StepName; readonly nth: number } | null;
};

/** What the child says: where it listens, and after each `settle` what it has done so far. */
export type CrashReport =
  | { readonly kind: 'listening'; readonly url: string }
  | { readonly kind: 'settled'; readonly steps: Readonly<Partial<Record<StepName, number>>> };

const orders = JSON.parse(process.argv[2] ?? '') as CrashOrders;
const { keys, crash } = orders;
const steps: Partial<Record<StepName, number>> = {};
const say = (report: CrashReport): void => {
  process.send?.(report, () => {}); // A parent that is gone hears nothing.
};

// A parent that gave up must not leave it behind.
process.once('disconnect', () => process.exit(1));

const product = await compose({
  bureauFile: orders.bureauFile,
  dataDir: orders.dataDir,
  wecom: {
    corpId: keys.corpId,
    agentId: keys.agentId,
    agentSecret: keys.secret,
    app: keys.app,
    bot: { name: BOT_NAME, ...keys.bot },
    apiBase: orders.apiBase,
    links: {},
  },
  secret: (name) => `sandbox-${name}`,
  now: () => orders.now,
  log: createLog({ level: 'error' }),
  drill: true,
  heartbeat: false,
  step(name) {
    const count = (steps[name] ?? 0) + 1;
    steps[name] = count;
    if (crash?.step === name && crash.nth === count) process.kill(process.pid, 'SIGKILL');
  },
});
process.on('message', () => {
  void product.deliver().then(() => say({ kind: 'settled', steps }));
});
const { port } = await product.http.listen({ port: 0, host: '127.0.0.1' });
say({ kind: 'listening', url: `http://127.0.0.1:${port}` });
