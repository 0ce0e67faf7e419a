// Puts the parts together. Everything that decides how the product is wired is here and nowhere else; main, the
// commands and the tests differ only in what they pass in.
import { join } from 'node:path';
import { handlers } from '../handlers/index.ts';
import { wording } from '../templates/wording.ts';
import { createFetcher } from './app/attachments.ts';
import { createChannels } from './app/channels.ts';
import { alertOfTrouble } from './app/connection.ts';
import { planContactsCheck } from './app/contacts-check.ts';
import { createDeliverer, type Delivery } from './app/deliver.ts';
import { healthOf } from './app/health.ts';
import { idsFrom } from './app/ids.ts';
import { openGroups } from './app/known-groups.ts';
import { knownIds } from './app/known-ids.ts';
import { openPeople } from './app/people.ts';
import { createPeopleWatch } from './app/people-watch.ts';
import { openPolicies } from './app/policies.ts';
import { raiseDue } from './app/raise-due.ts';
import { createReceive } from './app/receive.ts';
import { reprojectOnNewCalendar } from './app/reproject.ts';
import { createRouter } from './app/route.ts';
import { planSummary } from './app/summaries.ts';
import { planTableRemoval } from './app/tables.ts';
import { createTraffic } from './app/traffic.ts';
import { picturesOf } from './app/week-picture.ts';
import type { StepName, World } from './app/world.ts';
import { pagesOf } from './compose-pages.ts';
import { chatsIn, webhookKeys } from './config/group-settings.ts';
import { readRuleFiles } from './config/rule-file.ts';
import { openCoordination } from './coordination/open.ts';
import { pictureAddress, pictureRoutes } from './http/picture-routes.ts';
import { createHttpServer, type HttpServer, type Mount } from './http/server.ts';
import type { Log } from './log.ts';
import type { Connection } from './platforms/platform.ts';
import { createWecom, type WecomConfig } from './platforms/wecom/index.ts';
import type { LongConnectionParts } from './platforms/wecom/long-connection/bot.ts';
import { createAlarm } from './schedule/alarm.ts';
import { createHeartbeat } from './schedule/heartbeat.ts';
import { createBlobStore, createPassingStore } from './storage/blob-store.ts';
import { openDatabase } from './storage/database.ts';
import { hasAbility } from './storage/directory.ts';

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
  /** Practice: cases are marked, open questions run on suggestions; `chats` are groups the file need not name. */
  readonly drill: boolean;
  readonly chats?: ReturnType<typeof chatsIn>;
  /** The heartbeat beats by itself; tests beat by hand. */
  readonly heartbeat: boolean;
  /** Wakes the deliverer after each commit; tests that count steps switch it off. */
  readonly deliverOnCommit?: boolean;
  readonly mounts?: readonly Mount[];
  readonly step?: (name: StepName) => void;
  readonly platformTimeoutMs?: number;
  /** Time and network of the bot's long connection, where a test holds them in hand. */
  readonly longConnection?: Pick<LongConnectionParts, 'timers' | 'dial' | 'random'>;
};

export type Product = {
  readonly http: HttpServer;
  readonly world: World;
  /** Blocking questions that run on suggestions because this is a drill. */
  readonly suggested: readonly { readonly question: string; readonly clause?: string | undefined }[];
  /** One beat of the clock: what is due, the summary, files, deliveries. */
  beat(): Promise<void>;
  deliver(): Promise<void>;
  /** Resolves when every event that came over the bot's connection is committed. */
  received(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Puts the product together on a migrated database. No port is open yet, but a bot in websocket mode connects.
 * Throws a BotError when the policy or the bureau file is not fit to run.
 */
export async function compose(options: ComposeOptions): Promise<Product> {
  const { log, now, drill } = options;
  const { file, source, text, suggested } = readRuleFiles(options.bureauFile, { drill });
  const database = await openDatabase({
    url: options.databaseUrl,
    file: join(options.dataDir, 'records.db'),
    onIdleError: (err) => log.warn({ err }, 'a database connection was lost while idle'),
  });
  await database.migrate();
  const coordination = await openCoordination(options);
  const bureauId = file.bureau.id;
  const blobs = createBlobStore(join(options.dataDir, 'attachments'));
  const tables = createPassingStore(join(options.dataDir, 'exports'));
  const platform = createWecom({
    config: { ...options.wecom, webhooks: webhookKeys(file.groups, options.secret) },
    tokens: coordination.tokens,
    now,
    log,
    groupCards: await hasAbility(database.db, { bureauId, key: 'group-card' }),
    chatOf: (group) => groups.chatOf(group),
    ids: knownIds({ database, bureauId, now }),
    bytesOf: async (sha256) =>
      (await blobs.get(sha256)) ?? (await tables.get(sha256)) ?? picturesOf(world)(sha256),
    longConnection: {
      lease: coordination.lease,
      random: Math.random,
      alert: (trouble) => alertOfTrouble(world, trouble),
      notKept: wording.notKept().join('\n'),
      onReady: () => wake(),
      ...options.longConnection,
    },
    ...(options.platformTimeoutMs === undefined ? {} : { timeoutMs: options.platformTimeoutMs }),
  });
  const people = await openPeople({
    plan: file.plan,
    platform: platform.name,
    contacts: platform.contacts,
    database,
    now,
    log,
  }).catch(async (error: unknown) => {
    await coordination.close();
    await database.close();
    throw error;
  });
  const policies = await openPolicies({
    database,
    bureauId,
    source,
    answers: file.bureau.answers,
    text,
    now: now(),
  });
  const groups = await openGroups({
    database,
    bureauId,
    fromFile: { ...options.chats, ...chatsIn(file.groups) },
  });
  let wake = (): void => {};
  const world: World = {
    get bureau() {
      return people.bureau;
    },
    database,
    policies,
    wording,
    router: createRouter(handlers),
    now,
    newId: idsFrom(now, Math.random),
    log,
    drill,
    groups,
    step: options.step ?? (() => {}),
    channels: createChannels(),
    traffic: createTraffic(),
    blobs,
    tables,
    abilities: platform.abilities,
    pictureUrl: pictureAddress(options.wecom.links.publicUrl),
    wake: () => wake(),
  };
  const alarm = createAlarm(() => wake());
  const delivery: Delivery = {
    ...world,
    get bureau() {
      return people.bureau;
    },
    platform,
    budgets: coordination.budgets,
    soon: (ms) => (options.heartbeat ? alarm.inMs(ms) : undefined),
  };
  let connection: Connection | undefined;
  const send = createDeliverer(delivery);
  // Only the instance with the bot's connection has every way out.
  const deliver = async (): Promise<void> => (connection?.standby() ? undefined : send());
  const files = createFetcher(world, platform, blobs);
  const watch = createPeopleWatch(world, people, platform);
  // What waits goes out also when what is due cannot be raised: the beat fails all the same, and is logged.
  const beat = async (): Promise<void> => {
    try {
      await raiseDue(world);
      await files.now();
      await watch.now();
    } finally {
      await deliver();
    }
  };
  const moved = await reprojectOnNewCalendar(world, file.calendarMark);
  if (moved > 0) log.info({ cases: moved }, 'the calendar changed: limits were computed anew');
  await planSummary(world);
  await planContactsCheck(world);
  await planTableRemoval(world);
  if (options.deliverOnCommit !== false) {
    wake = () => void deliver().catch((err: unknown) => log.error({ err }, 'the deliverer stopped'));
  }
  const heartbeat = createHeartbeat({
    async beat() {
      files.now().catch((err: unknown) => log.error({ err }, 'fetching files stopped'));
      void watch.now();
      try {
        await raiseDue(world);
      } finally {
        await deliver();
      }
    },
    log,
  });
  if (options.heartbeat) heartbeat.start();
  const receive = createReceive(world);
  connection = platform.connect(receive);
  const http = createHttpServer({
    routers: [
      platform.routes(receive, (trouble) => alertOfTrouble(world, trouble)),
      pagesOf(world, platform, coordination, options.wecom.links.publicUrl),
      pictureRoutes(picturesOf(world)),
    ],
    health: healthOf(world, connection),
    log,
    ...(options.mounts === undefined ? {} : { mounts: options.mounts }),
  });
  return {
    http,
    world,
    suggested,
    beat,
    deliver,
    received: async () => connection?.settled(),
    async close() {
      await http.close();
      await heartbeat.stop();
      alarm.stop();
      await files.idle();
      await watch.idle();
      wake = () => {};
      await deliver();
      await connection?.stop(); // What it still took is committed; its answers wait for the next start.
      for (const part of [coordination, database]) await part.close();
    },
  };
}
