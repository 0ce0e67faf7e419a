// The product against an emulated tenant: the sandbox, the demo, the bench and the scenario tests all stand here.
import { type ComposeOptions, compose, type Product } from '../compose.ts';
import type { Log } from '../log.ts';
import { createSandboxControl } from '../sandbox/control.ts';
import type { Tenant } from '../sandbox/tenant.ts';
import { nextHeldTooLong } from '../storage/held-media.ts';
import { nextMoment } from '../storage/obligations.ts';
import { nextDelivery } from '../storage/outbox-claim.ts';
import { listSchedules } from '../storage/schedules.ts';
import {
  BOT_NAME,
  type BotMode,
  createBureauTenant,
  DRILL_CHATS,
  tenantBase,
  tenantKeys,
} from './bureau-tenant.ts';
import type { StageClock } from './stage-clock.ts';

export { BOT_NAME, createBureauTenant, type TenantKeys, tenantBase, tenantKeys } from './bureau-tenant.ts';

export type StageOptions = {
  readonly bureauFile: string;
  readonly dataDir: string;
  readonly clock: StageClock;
  readonly log: Log;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Address under which people open our pages. */
  readonly publicUrl?: string;
  /** The heartbeat beats by itself. */
  readonly heartbeat?: boolean;
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
  readonly retryDelaysMs?: readonly number[];
  readonly platformTimeoutMs?: number;
  readonly deliverOnCommit?: boolean;
  readonly step?: ComposeOptions['step'];
  /** A tenant that outlives one run of the product. */
  readonly tenant?: Tenant;
  /** How the bot of a new tenant is connected. @default 'callback' */
  readonly botMode?: BotMode;
  /** Nothing reaches the product from outside: no callbacks, so the bot needs its long connection. */
  readonly outboundOnly?: boolean;
  /** Another secret than the tenant's, as a mistake in the settings. */
  readonly botSecret?: string;
  readonly longConnection?: ComposeOptions['longConnection'];
  /** The groups of the drill are known although nobody has bound them and the bureau file names no chat. */
  readonly groupsKnown?: boolean;
};

export type Stage = {
  readonly tenant: Tenant;
  readonly product: Product;
  readonly url: string;
  readonly clock: StageClock;
  /** Lets time pass: stops at every moment at which something is due. Resolves when all of it was delivered. */
  pass(ms: number): Promise<void>;
  /** Everything that can go out now has gone out. */
  settled(): Promise<void>;
  /** Stops the product; the tenant too unless it was passed in. */
  close(): Promise<void>;
};

/** The product against the emulated tenant, listening and reachable by callbacks. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { clock, host = '127.0.0.1' } = options;
  const now = (): number => clock.now();
  const tenant = options.tenant ?? createBureauTenant({ ...options, now });
  const keys = tenantKeys(tenant);
  const apiBase = await tenantBase(tenant);
  const stage: { pass: Stage['pass'] } = { pass: async () => {} };
  const product = await compose({
    bureauFile: options.bureauFile,
    dataDir: options.dataDir,
    databaseUrl: options.databaseUrl,
    redisUrl: options.redisUrl,
    wecom: {
      corpId: keys.corpId,
      agentId: keys.agentId,
      agentSecret: keys.secret,
      app: options.outboundOnly === true ? undefined : keys.app,
      bot: keys.line
        ? {
            mode: 'websocket',
            name: BOT_NAME,
            id: keys.line.id,
            secret: options.botSecret ?? keys.line.secret,
            url: apiBase.replace(/^http/, 'ws'),
          }
        : { name: BOT_NAME, ...keys.bot },
      apiBase,
      links: options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl },
    },
    secret: (name) => `sandbox-${name}`,
    now,
    log: options.log,
    drill: true,
    ...(options.groupsKnown === true ? { chats: DRILL_CHATS } : {}),
    heartbeat: options.heartbeat ?? false,
    mounts: [
      { prefix: '/sandbox', handle: createSandboxControl({ tenant, clock: controlClock(clock, stage) }) },
    ],
    ...(options.step === undefined ? {} : { step: options.step }),
    ...(options.deliverOnCommit === undefined ? {} : { deliverOnCommit: options.deliverOnCommit }),
    ...(options.longConnection === undefined ? {} : { longConnection: options.longConnection }),
    ...(options.platformTimeoutMs === undefined ? {} : { platformTimeoutMs: options.platformTimeoutMs }),
  });
  const { port } = await product.http.listen({ port: options.port ?? 0, host });
  const url = `http://${host}:${port}`;
  if (options.outboundOnly !== true)
    tenant.setCallbacks({ app: `${url}/wecom/app`, bot: `${url}/wecom/bot` });
  stage.pass = (ms) => passTime(product, clock, ms);
  return {
    tenant,
    product,
    url,
    clock,
    pass: stage.pass,
    async settled() {
      await product.received();
      await product.deliver();
      await tenant.settled();
    },
    async close() {
      await product.close();
      if (options.tenant === undefined) await tenant.close();
    },
  };
}

/** The drill page moves time like time itself: nothing that falls due on the way is skipped. */
function controlClock(clock: StageClock, stage: { readonly pass: Stage['pass'] }) {
  return {
    now: () => clock.now(),
    advance: (ms: number) => stage.pass(ms),
    set: (at: number) => stage.pass(at - clock.now()),
  };
}

async function passTime(product: Product, clock: StageClock, ms: number): Promise<void> {
  const target = clock.now() + Math.max(0, ms);
  await product.beat();
  for (let before = -1; ; ) {
    const next = await nextDue(product);
    if (next === null || next > target) break;
    // What stays due after its beat must not hold the clock.
    const at = next > before ? next : before + 1000;
    if (at > target) break;
    before = at;
    clock.moveTo(at);
    await product.beat();
  }
  clock.moveTo(target);
  await product.beat();
}

async function nextDue(product: Product): Promise<number | null> {
  const { database, bureau } = product.world;
  const moments = [
    await nextMoment(database.db, bureau.id),
    await nextDelivery(database.db, bureau.id),
    await nextHeldTooLong(database.db, bureau.id),
    ...(await listSchedules(database.db, bureau.id)).map((s) => s.next_at),
  ].filter((at) => at !== undefined);
  return moments.length === 0 ? null : Math.min(...moments);
}
