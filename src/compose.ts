// Puts the parts together. Everything that decides how the product is wired is here and nowhere else; main, the
// commands and the tests differ only in what they pass in.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { handlers } from '../handlers/index.ts';
import { wording } from '../templates/wording.ts';
import { fetchAttachments } from './app/attachments.ts';
import { createDeliverer, type Delivery } from './app/deliver.ts';
import { operatingFigures } from './app/figures.ts';
import { fireDue } from './app/fire-due.ts';
import { openPolicies } from './app/policies.ts';
import { createReceive } from './app/receive.ts';
import { reprojectOnNewCalendar } from './app/reproject.ts';
import { createRouter } from './app/route.ts';
import { fireSummaries, planSummary } from './app/summaries.ts';
import { createTraffic } from './app/traffic.ts';
import type { StepName, World } from './app/world.ts';
import { readBureauFile } from './config/bureau-file.ts';
import type { Coordination } from './coordination/coordination.ts';
import { createMemoryCoordination } from './coordination/memory.ts';
import { createRedisCoordination } from './coordination/redis.ts';
import type { Bureau } from './core/bureau.ts';
import { BotError } from './core/errors.ts';
import type { GroupName } from './core/message.ts';
import { unfilledRoles } from './core/policy/lint/bureau-errors.ts';
import { type Policy, parseSource, unanswered } from './core/policy/load.ts';
import { partiesOf } from './core/policy/parties.ts';
import { settle } from './core/policy/settle.ts';
import { createHttpServer, type HttpServer, type Mount } from './http/server.ts';
import type { Log } from './log.ts';
import { createWecom, type WecomConfig } from './platforms/wecom/index.ts';
import { createHeartbeat } from './schedule/heartbeat.ts';
import { createBlobStore } from './storage/blob-store.ts';
import { type Database, openDatabase } from './storage/database.ts';

export type ComposeOptions = {
  readonly bureauFile: string;
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
  /** Everything but the webhook keys, which the bureau file names. */
  readonly wecom: Omit<WecomConfig, 'webhooks'>;
  /** Value of a secret that the bureau file names. */
  readonly secret: (name: string) => string | undefined;
  readonly now: () => number;
  readonly log: Log;
  /** Practice, not the real thing: cases are marked and open questions run on suggestions. */
  readonly drill: boolean;
  /** The heartbeat beats by itself; tests beat by hand. */
  readonly heartbeat: boolean;
  /** Wakes the deliverer after each commit; tests that count steps switch it off. */
  readonly deliverOnCommit?: boolean;
  readonly mounts?: readonly Mount[];
  readonly step?: (name: StepName) => void;
  readonly platformTimeoutMs?: number;
};

export type Product = {
  readonly http: HttpServer;
  readonly world: World;
  /** Blocking questions that run on suggestions because this is a drill. */
  readonly suggested: readonly { readonly question: string; readonly clause?: string | undefined }[];
  /** One beat of the clock: what is due, the summary, files, deliveries. */
  beat(): Promise<void>;
  /** Sends what waits; resolves when nothing more can go out now. */
  deliver(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Puts the product together on a migrated database; nothing listens yet. Throws a BotError when the policy or the
 * bureau file is not fit to run.
 */
export async function compose(options: ComposeOptions): Promise<Product> {
  const { log, now, drill } = options;
  const file = readBureauFile(options.bureauFile);
  const policyText = readFileSync(file.policyFile, 'utf8');
  const source = parseSource(policyText, file.policyFile);
  refuseOpenQuestions(drill, unanswered(source, file.bureau.answers));
  refuseUnfilledRoles(settle(source, file.bureau.answers), file.bureau, options.bureauFile);
  const database = await openDatabase({
    url: options.databaseUrl,
    file: join(options.dataDir, 'records.db'),
    onIdleError: (err) => log.warn({ err }, 'a database connection was lost while idle'),
  });
  await database.migrate();
  const coordination = await openCoordination(options);
  const bureau = file.bureau;
  const policies = await openPolicies({
    database,
    bureauId: bureau.id,
    source,
    answers: file.bureau.answers,
    text: policyText,
    now: now(),
  });
  let wake = (): void => {};
  const world: World = {
    bureau,
    database,
    policies,
    wording,
    router: createRouter(handlers),
    now,
    newId: idsFrom(now),
    log,
    drill,
    groupOfChat: (chatId) => groupWithChat(file.groups, chatId),
    step: options.step ?? (() => {}),
    traffic: createTraffic(),
    wake: () => wake(),
  };
  const platform = createWecom({
    config: { ...options.wecom, webhooks: webhookKeys(file.groups, options.secret) },
    tokens: coordination.tokens,
    now,
    log,
    ...(options.platformTimeoutMs === undefined ? {} : { timeoutMs: options.platformTimeoutMs }),
  });
  const blobs = createBlobStore(join(options.dataDir, 'attachments'));
  const delivery: Delivery = { ...world, platform, budgets: coordination.budgets };
  const deliver = createDeliverer(delivery);
  const beat = async (): Promise<void> => {
    await fireDue(world);
    await fireSummaries(world);
    await fetchAttachments(world, platform, blobs);
    await deliver();
  };
  const moved = await reprojectOnNewCalendar(world, file.calendarMark);
  if (moved > 0) log.info({ cases: moved }, 'the calendar changed: limits of open cases were computed anew');
  await planSummary(world);
  if (options.deliverOnCommit !== false) {
    wake = () => void deliver().catch((err: unknown) => log.error({ err }, 'the deliverer stopped'));
  }
  const heartbeat = createHeartbeat({ beat, log });
  if (options.heartbeat) heartbeat.start();
  const http = createHttpServer({
    routers: [platform.routes(createReceive(world))],
    health: {
      checks: [{ name: 'database', check: () => databaseCheck(database) }],
      metrics: () => operatingFigures(world),
    },
    log,
    ...(options.mounts === undefined ? {} : { mounts: options.mounts }),
  });
  return {
    http,
    world,
    suggested: unanswered(source, file.bureau.answers),
    beat,
    deliver,
    async close() {
      await http.close();
      await heartbeat.stop();
      wake = () => {};
      await deliver();
      await coordination.close();
      await database.close();
    },
  };
}

function refuseOpenQuestions(drill: boolean, open: ReturnType<typeof unanswered>): void {
  if (drill || open.length === 0) return;
  const lines = open.map((q) => `· ${q.id}（${q.clause ?? '—'}）${q.question}`);
  throw new BotError({
    code: 'policy-unanswered',
    message: `blocking questions without an answer: ${open.map((q) => q.id).join(', ')}`,
    hint: `制度有 ${open.length} 个必须先答复的问题，请在 bureau.yaml 的 answers 里写明：\n${lines.join('\n')}`,
  });
}

/** A role that nobody fills would leave cards and reminders without a reader. */
function refuseUnfilledRoles(policy: Policy, bureau: Bureau, file: string): void {
  const used = new Set(partiesOf(policy));
  const empty = unfilledRoles(policy, bureau.roles).filter((r) => used.has(r.id));
  if (empty.length === 0) return;
  const lines = empty.map((r) => `· ${r.id}（${r.title}，${r.clause ?? '—'}）`);
  throw new BotError({
    code: 'role-unfilled',
    message: `roles nobody fills: ${empty.map((r) => r.id).join(', ')}`,
    hint: `制度用到的这些角色还没有人担任，请在 ${file} 的 roles 里写上人员编号：\n${lines.join('\n')}`,
  });
}

function openCoordination(options: ComposeOptions): Promise<Coordination> {
  const { redisUrl, now, log } = options;
  if (redisUrl === undefined) return Promise.resolve(createMemoryCoordination({ now, log }));
  return createRedisCoordination({ url: redisUrl, now, log });
}

type Groups = ReturnType<typeof readBureauFile>['groups'];

function groupWithChat(groups: Groups, chatId: string): GroupName | null {
  if (groups.work.chat === chatId) return 'work';
  return groups.leadership.chat === chatId ? 'leadership' : null;
}

function webhookKeys(groups: Groups, secret: ComposeOptions['secret']): Partial<Record<GroupName, string>> {
  const keys: Partial<Record<GroupName, string>> = {};
  for (const name of ['work', 'leadership'] as const) {
    const variable = groups[name].webhook;
    const key = secret(variable);
    if (key === undefined) {
      throw new BotError({
        code: 'webhook-missing',
        message: `no value for ${variable}`,
        hint: `缺少${groups[name].title}的消息推送 key：请在 .env 里填写 ${variable}（群设置 → 消息推送 → 添加）。`,
      });
    }
    keys[name] = key;
  }
  return keys;
}

async function databaseCheck(database: Database): Promise<{ ok: boolean; detail: string }> {
  await database.db.selectFrom('counters').select('name').limit(1).execute();
  return { ok: true, detail: database.kind };
}

/** Sortable ids: moment, a counter within the process, and chance against other processes. */
function idsFrom(now: () => number): () => string {
  let last = 0;
  let count = 0;
  return () => {
    last = Math.max(last, now());
    count += 1;
    const chance = Math.floor(Math.random() * 36 ** 4).toString(36);
    return [
      last.toString(36).padStart(9, '0'),
      count.toString(36).padStart(6, '0'),
      chance.padStart(4, '0'),
    ].join('');
  };
}
