// Everything the doctor looks at, put together: what is set, what this machine says, what the tenant says.
import { openGroups } from '../../app/known-groups.ts';
import type { BureauFile } from '../../config/bureau-file.ts';
import { type Env, EnvError, type EnvSource, readEnv } from '../../config/env.ts';
import { readEnvPart } from '../../config/env-part.ts';
import { chatsIn } from '../../config/group-settings.ts';
import { createMemoryTokens } from '../../coordination/memory.ts';
import type { GroupName } from '../../core/message.ts';
import { createAccessToken } from '../../platforms/wecom/access-token.ts';
import { createApi } from '../../platforms/wecom/api.ts';
import { type AppCalls, createAppCalls } from '../../platforms/wecom/app-call.ts';
import { createContacts } from '../../platforms/wecom/contacts.ts';
import type { Database } from '../../storage/database.ts';
import { menuCheck, sendCheck } from './actions.ts';
import { lookAtBureau, lookAtGroups } from './bureau.ts';
import { type Check, type Finding, fine, note, once, runChecks, wrong } from './check.ts';
import { machineChecks, openRecords } from './here.ts';
import { probeChecks } from './probe.ts';
import { type Report, reportOf } from './report.ts';
import { isRunning, serviceChecks } from './running.ts';
import { type TenantSide, tenantChecks } from './tenant.ts';
import { webhookChecks } from './webhooks.ts';

export type DiagnoseOptions = {
  readonly source: EnvSource;
  readonly now: () => number;
  /** Sends a test message through every channel. */
  readonly send: boolean;
  readonly menu: boolean;
  readonly probe: boolean;
  /** For what a person must do while it runs. */
  readonly say: (line: string) => void;
  readonly fetch?: typeof fetch;
  /** How long one request may take, ms; a check may take a little longer. */
  readonly timeoutMs?: number;
  readonly tapMs?: number;
};

type Wecom = NonNullable<Env['wecom']>;

const REQUEST_MS = 5_000;
const CHECK_MS = 12_000;
const TAP_MS = 60_000;

/** Looks at everything at the same time and reports in a fixed order. Never rejects on account of what it finds. */
export async function diagnose(options: DiagnoseOptions): Promise<Report> {
  const { source } = options;
  let env: Env;
  try {
    env = readEnv(source);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    const findings = error.problems.map((problem) =>
      wrong('环境变量', `${problem.replace(/。$/, '')}（改 .env）`),
    );
    return seenSoFar(options, findings);
  }
  const side = lookAtBureau(env.bureauFile, env.wecom === undefined);
  const named = side.file === null ? [] : Object.values(side.file.groups).map((group) => group.webhook);
  const findings = [settings(env), ...side.findings, ...(await asked(options, env, side.file))];
  return reportOf(env.wecom === undefined ? 'drill' : 'live', findings, source, named);
}

/** While `.env` is being filled in: what its right part lets one look at already, as the guide goes. */
async function seenSoFar(options: DiagnoseOptions, refused: readonly Finding[]): Promise<Report> {
  const { source, now, fetch: send = fetch, timeoutMs = REQUEST_MS } = options;
  const part = readEnvPart(source);
  if (part === null) return reportOf('live', refused, source, []);
  const { app, apiBase, drill, publicUrl, secret } = part;
  const side = lookAtBureau(part.bureauFile, drill);
  if (drill) return reportOf('drill', [...refused, ...side.findings], source, []);
  const groups = side.file?.groups;
  const net = { fetch: send, timeoutMs, apiBase, now };
  const plan = side.file?.plan ?? null;
  const found = await runChecks(
    [
      ...(app === undefined ? [] : tenantChecks(tenantSide(net, app, publicUrl, plan))),
      ...(groups === undefined ? [] : webhookChecks({ ...net, groups, secret, send: false })),
    ],
    CHECK_MS,
  );
  const named = groups === undefined ? [] : Object.values(groups).map((group) => group.webhook);
  return reportOf('live', [...refused, ...side.findings, ...found], source, named);
}

function settings({ wecom }: Env): Finding {
  const name = '环境变量';
  if (wecom === undefined) return note(name, '没有企业微信凭据，npm start 会进入演练');
  const bot = wecom.bot.mode === 'websocket' ? '长连接' : '回调';
  const cards = wecom.appCallback === undefined ? '，应用不收回调，卡片由机器人发' : '';
  return fine(name, `企业微信凭据齐全，机器人用${bot}方式${cards}`);
}

async function asked(
  options: DiagnoseOptions,
  env: Env,
  file: BureauFile | null,
): Promise<readonly Finding[]> {
  const records = once(() => openRecords(env));
  try {
    const { wecom } = env;
    const machine = machineChecks(env, records, options.now);
    if (wecom === undefined) return await runChecks(machine, CHECK_MS);
    const groups = once(() => knownGroups(file, records));
    const checks = [...machine, ...liveChecks(options, env, wecom, file, groups)];
    const found = await runChecks(checks, CHECK_MS);
    return [...found, ...(options.probe ? await probed(options, env, wecom, file, { records, groups }) : [])];
  } finally {
    await (await records().catch(() => null))?.close();
  }
}

type ChatOf = (group: GroupName) => string | undefined;

async function knownGroups(
  file: BureauFile | null,
  records: () => Promise<Database | null>,
): Promise<ChatOf> {
  if (file === null) return () => undefined;
  const fromFile = chatsIn(file.groups);
  const database = await records();
  const onlyFile: ChatOf = (group) => fromFile[group];
  if (database === null) return onlyFile;
  // A database that was never started on has no tables yet.
  const known = openGroups({ database, bureauId: file.bureau.id, fromFile });
  return known.then(({ chatOf }) => chatOf).catch(() => onlyFile);
}

function liveChecks(
  options: DiagnoseOptions,
  env: Env,
  wecom: Wecom,
  file: BureauFile | null,
  groups: () => Promise<ChatOf>,
): readonly Check[] {
  const { now, fetch: send = fetch, timeoutMs = REQUEST_MS } = options;
  const { agentId, apiBase } = wecom;
  const net = { fetch: send, timeoutMs, apiBase, now };
  const tenant = tenantSide(net, wecom, env.publicUrl, file?.plan ?? null);
  const { calls } = tenant;
  return [
    ...tenantChecks(tenant),
    ...serviceChecks({ ...net, env, wecom }),
    ...(file === null ? [] : groupChecks(options, env, file, groups, net)),
    ...(options.send && file !== null ? [sendCheck({ calls, agentId, bureau: file.bureau })] : []),
    ...(options.menu ? [menuCheck({ calls, agentId })] : []),
  ];
}

type Net = Pick<TenantSide, 'fetch' | 'timeoutMs' | 'apiBase' | 'now'>;

function tenantSide(
  net: Net,
  wecom: Pick<Wecom, 'corpId' | 'agentId' | 'agentSecret' | 'apiBase'>,
  publicUrl: string | undefined,
  plan: TenantSide['plan'],
): TenantSide {
  const { agentId, corpId } = wecom;
  const { now } = net;
  const tokens = createMemoryTokens(now);
  const calls = appCalls({ ...net, wecom, tokens });
  const contacts = createContacts({ calls, cache: tokens, corpId, now });
  return { ...net, agentId, publicUrl, calls, contacts, plan };
}

function groupChecks(
  options: DiagnoseOptions,
  env: Env,
  file: BureauFile,
  groups: () => Promise<ChatOf>,
  net: { readonly fetch: typeof fetch; readonly timeoutMs: number; readonly apiBase: string },
): readonly Check[] {
  const { secret } = env;
  return [
    { name: '群', run: () => groups().then((chatOf) => lookAtGroups(file, chatOf), noGroups) },
    ...webhookChecks({ ...net, groups: file.groups, secret, send: options.send }),
  ];
}

function noGroups(): Finding {
  return note('群', '没有查：先解决“数据库”一项');
}

function appCalls(options: {
  readonly wecom: Pick<Wecom, 'corpId' | 'agentId' | 'agentSecret' | 'apiBase'>;
  readonly tokens: ReturnType<typeof createMemoryTokens>;
  readonly now: () => number;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
}): AppCalls {
  const { wecom, ...rest } = options;
  const api = createApi(rest);
  return createAppCalls({
    api,
    apiBase: wecom.apiBase,
    token: createAccessToken({ ...rest, ...wecom, api, onRefused: () => {} }),
  });
}

/** After the rest, because it needs people and takes its time. */
async function probed(
  options: DiagnoseOptions,
  env: Env,
  wecom: Wecom,
  file: BureauFile | null,
  known: { readonly records: () => Promise<Database | null>; readonly groups: () => Promise<ChatOf> },
): Promise<readonly Finding[]> {
  if (file === null) return [];
  const { now, say, fetch: send = fetch, timeoutMs = REQUEST_MS, tapMs = TAP_MS } = options;
  const { bot, wsUrl } = wecom;
  const checks = probeChecks({
    bureau: file.bureau,
    database: await known.records(),
    now,
    line: bot.mode === 'websocket' ? { url: wsUrl, id: bot.id, secret: bot.secret } : undefined,
    running: () => isRunning({ env, wecom, now, fetch: send, timeoutMs }),
    workChat: (await known.groups())('work'),
    tapMs,
    say,
  });
  return runChecks(checks, CHECK_MS + REQUEST_MS * 4 + tapMs);
}
