// The product against an emulated tenant: the sandbox, the demo, the bench and the scenario tests all stand here.
import { randomBytes } from 'node:crypto';
import { type ComposeOptions, compose, type Product } from '../compose.ts';
import { readBureauFile } from '../config/bureau-file.ts';
import type { Log } from '../log.ts';
import { createSandboxControl } from '../sandbox/control.ts';
import { createTenant, type Tenant } from '../sandbox/tenant.ts';
import { nextMoment } from '../storage/obligations.ts';
import { nextDelivery } from '../storage/outbox-claim.ts';
import { listSchedules } from '../storage/schedules.ts';
import type { StageClock } from './stage-clock.ts';

export const BOT_NAME = '舆情助手';

export type StageOptions = {
  readonly bureauFile: string;
  readonly dataDir: string;
  readonly clock: StageClock;
  readonly log: Log;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly host?: string;
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

/** Keys of an emulated tenant; new ones each time, so that nothing depends on them. */
function newKeys(): { token: string; aesKey: string } {
  return {
    token: randomBytes(12).toString('hex'),
    aesKey: randomBytes(32).toString('base64').replaceAll(/[+/]/g, 'A').slice(0, 43),
  };
}

export type TenantKeys = {
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  readonly app: { readonly token: string; readonly aesKey: string };
  readonly bot: { readonly token: string; readonly aesKey: string };
};

const keysOf = new WeakMap<Tenant, TenantKeys>();

/** A tenant with the people and groups of a bureau file. */
export function createBureauTenant(options: {
  readonly bureauFile: string;
  readonly now: () => number;
  readonly retryDelaysMs?: readonly number[];
}): Tenant {
  const { bureau, groups } = readBureauFile(options.bureauFile);
  const keys: TenantKeys = {
    corpId: 'wwsandbox00000001',
    agentId: 1_000_002,
    secret: randomBytes(16).toString('hex'),
    app: newKeys(),
    bot: newKeys(),
  };
  const people = bureau.people.map((p) => ({
    id: p.ids.wecom ?? p.id,
    name: p.name,
    ...(p.title === undefined ? {} : { title: p.title }),
  }));
  const idOf = (person: string): string => bureau.people.find((p) => p.id === person)?.ids.wecom ?? person;
  const { group = [], goffice = [] } = bureau.roles;
  // Not every rule has these two roles; every unit has a leader.
  const leaders = new Set([...group, ...goffice, ...bureau.units.map((u) => u.leader)]);
  const leadership = [...leaders].map(idOf);
  const tenant = createTenant({
    now: options.now,
    corpId: keys.corpId,
    app: { agentId: keys.agentId, secret: keys.secret, ...keys.app, callbackUrl: '' },
    bot: { id: 'aib-sandbox', name: BOT_NAME, ...keys.bot, callbackUrl: '' },
    people,
    groups: (['work', 'leadership'] as const).map((name) => ({
      chatId: groups[name].chat ?? name,
      name: groups[name].title,
      members: name === 'work' ? people.map((p) => p.id) : leadership,
      webhookKey: `sandbox-${groups[name].webhook}`,
    })),
    ...(options.retryDelaysMs === undefined ? {} : { retryDelaysMs: options.retryDelaysMs }),
  });
  keysOf.set(tenant, keys);
  return tenant;
}

const bases = new WeakMap<Tenant, string>();

/** Where the tenant's API is served; it listens from the first time somebody asks. */
export async function tenantBase(tenant: Tenant): Promise<string> {
  const known = bases.get(tenant);
  if (known !== undefined) return known;
  const { base } = await tenant.listen(0);
  bases.set(tenant, base);
  return base;
}

/** The secrets of a tenant made by `createBureauTenant`; throws for any other. */
export function tenantKeys(tenant: Tenant): TenantKeys {
  const keys = keysOf.get(tenant);
  if (keys === undefined) throw new Error('not a tenant of createBureauTenant');
  return keys;
}

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
      app: keys.app,
      bot: { name: BOT_NAME, ...keys.bot },
      apiBase,
      links: {},
    },
    secret: (name) => `sandbox-${name}`,
    now,
    log: options.log,
    drill: true,
    heartbeat: options.heartbeat ?? false,
    mounts: [
      { prefix: '/sandbox', handle: createSandboxControl({ tenant, clock: controlClock(clock, stage) }) },
    ],
    ...(options.step === undefined ? {} : { step: options.step }),
    ...(options.deliverOnCommit === undefined ? {} : { deliverOnCommit: options.deliverOnCommit }),
    ...(options.platformTimeoutMs === undefined ? {} : { platformTimeoutMs: options.platformTimeoutMs }),
  });
  const { port } = await product.http.listen({ port: options.port ?? 0, host });
  const url = `http://${host}:${port}`;
  tenant.setCallbacks({ app: `${url}/wecom/app`, bot: `${url}/wecom/bot` });
  stage.pass = (ms) => passTime(product, clock, ms);
  return {
    tenant,
    product,
    url,
    clock,
    pass: stage.pass,
    async settled() {
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
    ...(await listSchedules(database.db, bureau.id)).map((s) => s.next_at),
  ].filter((at) => at !== undefined);
  return moments.length === 0 ? null : Math.min(...moments);
}
