// An emulated tenant with the people and groups of a bureau file, and the secrets that the product needs to enter it.
import { randomBytes } from 'node:crypto';
import { readBureauFile } from '../config/bureau-file.ts';
import { createTenant, type Tenant } from '../sandbox/tenant.ts';
import { type DrillAddressBook, drillAddressBook } from './drill-address-book.ts';

export const BOT_NAME = '舆情助手';
const BOT_ID = 'aib-sandbox';
/** What a group's chat is called in the drill when the bureau file does not say. */
export const DRILL_CHATS = { work: 'work', leadership: 'leadership' } as const;

export type BotMode = 'callback' | 'websocket';

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
  /** The bot's id and secret, when it uses the long connection. */
  readonly line?: { readonly id: string; readonly secret: string };
};

const keysOf = new WeakMap<Tenant, TenantKeys>();

/** A tenant with the people and groups of a bureau file. */
export function createBureauTenant(options: {
  readonly bureauFile: string;
  readonly now: () => number;
  readonly retryDelaysMs?: readonly number[];
  readonly botMode?: BotMode;
  /** Departments and tags; without it those that the bureau file names, with invented people. */
  readonly addressBook?: Partial<DrillAddressBook>;
  /** Shows a card of the bot in a group, and tells its taps. */
  readonly groupCards?: boolean;
  /** 可信域名 of the application; any when left out. */
  readonly trustedDomain?: string;
}): Tenant {
  const { bureau, groups, plan } = readBureauFile(options.bureauFile);
  const { people: more = [], ...book } = options.addressBook ?? drillAddressBook(plan);
  const keys: TenantKeys = {
    corpId: 'wwsandbox00000001',
    agentId: 1_000_002,
    secret: randomBytes(16).toString('hex'),
    app: newKeys(),
    bot: newKeys(),
    ...(options.botMode === 'websocket'
      ? { line: { id: BOT_ID, secret: randomBytes(16).toString('hex') } }
      : {}),
  };
  const named = bureau.people.map((p) => ({
    id: p.ids.wecom ?? p.id,
    name: p.name,
    ...(p.title === undefined ? {} : { title: p.title }),
  }));
  const people = [...named, ...more];
  const idOf = (person: string): string => bureau.people.find((p) => p.id === person)?.ids.wecom ?? person;
  const { group = [], goffice = [] } = bureau.roles;
  // Not every rule has these two roles; every unit has a leader.
  const leaders = new Set([...group, ...goffice, ...bureau.units.map((u) => u.leader)]);
  const leadership = [...leaders].map(idOf);
  const tenant = createTenant({
    now: options.now,
    corpId: keys.corpId,
    app: {
      agentId: keys.agentId,
      secret: keys.secret,
      ...keys.app,
      callbackUrl: '',
      ...(options.trustedDomain === undefined ? {} : { trustedDomain: options.trustedDomain }),
    },
    bot: {
      id: BOT_ID,
      name: BOT_NAME,
      ...keys.bot,
      callbackUrl: '',
      ...(keys.line ? { mode: 'websocket', secret: keys.line.secret } : {}),
      ...(options.groupCards === undefined ? {} : { groupCards: options.groupCards }),
    },
    people,
    ...book,
    groups: (['work', 'leadership'] as const).map((name) => ({
      chatId: groups[name].chat ?? DRILL_CHATS[name],
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
