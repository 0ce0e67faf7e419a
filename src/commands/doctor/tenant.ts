// What only 企业微信 can say: clock, secret, trusted address, application, members.

import { missingPersonLine } from '../../../templates/texts/missing-people.ts';
import { missingPeople } from '../../app/contacts-check.ts';
import type { Bureau } from '../../core/bureau.ts';
import { type BureauPlan, type Looked, resolvePlan, sourceKey, sourcesOf } from '../../core/bureau-plan.ts';
import type { Contacts } from '../../platforms/platform.ts';
import type { AppCalls, Failure } from '../../platforms/wecom/app-call.ts';
import { appSettings, clockAhead } from '../../platforms/wecom/probe.ts';
import { type Check, type Finding, fine, note, once, wrong } from './check.ts';
import { troubleOf, troubleWords } from './reachable.ts';

export type TenantSide = {
  readonly apiBase: string;
  readonly agentId: number;
  readonly publicUrl: string | undefined;
  readonly calls: AppCalls;
  readonly contacts: Contacts;
  /** Null when the bureau file cannot be used. */
  readonly plan: BureauPlan | null;
  readonly now: () => number;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
};

/** Callbacks ten minutes off are refused; a minute off shows that nobody sets the clock. */
const CLOCK_MS = 60_000;
/** A secret or corp id that is wrong, and an application that is switched off. */
const SECRET_CODES: ReadonlySet<string> = new Set(['40001', '40013', '40091', '41002', '41004']);
/** Nobody listens in between; for trying things out on one machine. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
const UNTRUSTED = '60020';

/** The checks that ask the tenant. What cannot be asked because an earlier check failed says so. */
export function tenantChecks(side: TenantSide): readonly Check[] {
  const app = once(() => appSettings(side.calls, side.agentId));
  return [
    { name: '时钟', run: () => clock(side) },
    { name: '应用密钥', run: async () => secret(await app()) },
    { name: '可信IP', run: async () => trustedAddress(await app()) },
    { name: '应用', run: async () => application(await app(), side) },
    { name: '成员', run: async () => members(await app(), side) },
  ];
}

type App = Awaited<ReturnType<typeof appSettings>>;

const failureWords = ({ reason, hint, code }: Failure): string =>
  `${reason}（${code}）${hint === undefined ? '' : `：${hint}`}`;
const isNetwork = ({ code }: Failure): boolean => code === 'not-connected' || code === 'no-answer';

async function clock(side: TenantSide): Promise<Finding> {
  const name = '时钟';
  let ahead: number | null;
  try {
    ahead = await clockAhead(side);
  } catch (error) {
    const trouble = troubleWords(troubleOf(error));
    return wrong(
      name,
      `连不上企业微信接口：${trouble}；请检查本机能否访问 WECOM_API_BASE（出网、代理、防火墙）`,
    );
  }
  if (ahead === null) return note(name, '企业微信的答复里没有时间，没法比对');
  const seconds = Math.round(Math.abs(ahead) / 1000);
  if (seconds * 1000 <= CLOCK_MS) return fine(name, `与企业微信相差 ${seconds} 秒`);
  return wrong(
    name,
    `比企业微信${ahead > 0 ? '快' : '慢'} ${seconds} 秒：请用 chrony 或 ntpd 校时，差 10 分钟回调就收不进来`,
  );
}

function secret(app: App): Finding {
  const name = '应用密钥';
  if (app.ok) return fine(name, '企业 ID 与 Secret 相符');
  if (SECRET_CODES.has(app.failure.code) || isNetwork(app.failure))
    return wrong(name, failureWords(app.failure));
  // Refused for another reason, so a token was given.
  return fine(name, '企业 ID 与 Secret 相符');
}

const hasToken = (app: App): boolean =>
  app.ok || !(SECRET_CODES.has(app.failure.code) || isNetwork(app.failure));

function trustedAddress(app: App): Finding {
  const name = '可信IP';
  if (!hasToken(app)) return note(name, '没有查：先解决“应用密钥”一项');
  if (app.ok || app.failure.code !== UNTRUSTED) return fine(name, '企业微信接受本机的出口地址');
  return wrong(name, failureWords(app.failure));
}

function application(app: App, { publicUrl }: TenantSide): readonly Finding[] {
  const name = '应用';
  if (!app.ok) {
    const earlier = !hasToken(app) || app.failure.code === UNTRUSTED;
    return [earlier ? note(name, '没有查：先解决上面的问题') : wrong(name, failureWords(app.failure))];
  }
  const { settings } = app;
  const enabled = settings.enabled
    ? fine(name, `“${settings.name}”已启用`)
    : wrong(name, `“${settings.name}”已停用：管理后台 → 应用管理 → 打开应用 → 启用`);
  return [enabled, trustedDomain(settings.trustedDomain, publicUrl)];
}

function trustedDomain(domain: string, publicUrl: string | undefined): Finding {
  const name = '可信域名';
  if (publicUrl === undefined) return note(name, '没有填 PUBLIC_URL，手机网页（/h5/）不可用，其余不受影响');
  const { host, hostname, protocol } = new URL(publicUrl);
  if (protocol === 'http:' && !LOOPBACK.has(hostname))
    return wrong(
      name,
      `PUBLIC_URL 是 http:// 开头，手机网页的登录和群里的图文卡片都要 https：请给域名装好证书，PUBLIC_URL 写 https://${host}`,
    );
  if (domain === host) return fine(name, `${host} 与 PUBLIC_URL 一致`);
  const is = domain === '' ? '没有设' : `是 ${domain}`;
  return wrong(
    name,
    `应用的可信域名${is}，PUBLIC_URL 是 ${host}：应用 → 网页授权及JS-SDK → 设置可信域名，写 ${host}`,
  );
}

async function members(app: App, side: TenantSide): Promise<readonly Finding[]> {
  const name = '成员';
  const { plan, contacts } = side;
  if (plan === null) return [note(name, '没有查：先改好单位文件')];
  if (!app.ok) return [note(name, '没有查：先解决上面的问题')];
  const found = new Map<string, Looked>();
  for (const source of sourcesOf(plan)) found.set(sourceKey(source), await contacts.members(source));
  const { bureau, problems } = resolvePlan(plan, found, 'wecom');
  const missing = await missingPeople(bureau, 'wecom', contacts);
  const bad = [
    ...problems.map((problem) => `${problem}（管理后台 → 通讯录）`),
    ...withoutAccount(bureau),
    ...missing.map(
      (one) => `${missingPersonLine(one)}：请改单位文件，或在管理后台启用账号、加进应用的可见范围`,
    ),
  ].map((text) => wrong(name, text));
  return bad.length > 0 ? bad : [fine(name, `${bureau.people.length} 人都在企业微信里，都收得到`)];
}

function withoutAccount(bureau: Bureau): readonly string[] {
  return bureau.people
    .filter((person) => person.ids.wecom === undefined)
    .map((person) => `${person.name} 没有写企业微信账号，收不到消息：请在单位文件 people 里补 wecom`);
}
