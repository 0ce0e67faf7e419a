// The bureau with people in every place. Departments and tags of the bureau file are looked up at start and again every
// hour, never while somebody waits for an answer. The last good answer for each of them is kept and stands in while the
// platform is away or knows it no more; everybody else follows the address book meanwhile.
import type { Bureau } from '../core/bureau.ts';
import {
  type BureauPlan,
  type Found,
  type Looked,
  type Member,
  type MemberSource,
  resolvePlan,
  sourceKey,
  sourcesOf,
} from '../core/bureau-plan.ts';
import { BotError } from '../core/errors.ts';
import { bureauAt } from '../core/roster.ts';
import type { Contacts } from '../platforms/platform.ts';
import type { Database } from '../storage/database.ts';
import { learn, listLearned } from '../storage/directory.ts';
import type { Log } from './world.ts';

/** How often departments and tags are looked at again, ms. */
export const LOOK_AGAIN_MS = 60 * 60_000;
/** How soon after a look that could not be made, ms. */
const TRY_AGAIN_MS = 10 * 60_000;
const KIND = 'members';

export type People = {
  /** As it is now, with whoever is on duty or whose turn it is; ask again each time. */
  readonly bureau: Bureau;
  /** What the last look could not fill, in Chinese; the people known before stay in those places. */
  readonly problems: readonly string[];
  /** Why the last look could not be made, in a sentence for an administrator; null when it could. */
  readonly unread: string | null;
  /** Looks again when an hour is over, sooner when the last look failed; resolves at once otherwise. Never rejects. */
  refresh(): Promise<void>;
};

type Options = {
  readonly plan: BureauPlan;
  readonly platform: string;
  readonly contacts: Contacts;
  readonly database: Database;
  readonly now: () => number;
  readonly log: Log;
};

/** Looks everybody up. Throws `contacts-unfit` when a place would stay empty whose people were never known. */
export async function openPeople(options: Options): Promise<People> {
  const { plan, now, log } = options;
  const sources = sourcesOf(plan);
  let known: Found = sources.length === 0 ? new Map() : await remembered(options);
  const atStart = await lookAtStart(options, sources, known);
  const first = fill(options, atStart.found, known);
  if (first.empty) throw unfit(first.problems);
  let { bureau, problems } = first;
  let { unread } = atStart;
  let lookedAt = now();
  const keep = async (filled: Filled): Promise<void> => {
    ({ bureau, problems, known } = filled);
    if (problems.length > 0) log.warn({ problems }, 'some departments or tags keep the people known before');
    await remember(options, filled.fresh);
  };
  if (unread === null) await keep(first);
  return {
    get bureau() {
      return bureauAt(bureau, now());
    },
    get problems() {
      return problems;
    },
    get unread() {
      return unread;
    },
    async refresh() {
      const every = unread === null ? LOOK_AGAIN_MS : TRY_AGAIN_MS;
      if (sources.length === 0 || now() - lookedAt < every) return;
      lookedAt = now();
      try {
        await keep(fill(options, await look(options, sources), known));
        unread = null;
      } catch (err) {
        unread = whyUnread(err);
        log.warn({ err }, 'the address book could not be read; the people known so far stay');
      }
    },
  };
}

type Filled = {
  readonly bureau: Bureau;
  /** Of the look itself, whatever stands in. */
  readonly problems: readonly string[];
  /** Nothing known before stands in for one of them. */
  readonly empty: boolean;
  readonly known: Found;
  /** The answers that fit. */
  readonly fresh: Found;
};

/** A place that would stand empty keeps the people known before; doctor and the daily check name it. */
function fill({ plan, platform }: Options, looked: Found, before: Found): Filled {
  const { problems, unfit } = resolvePlan(plan, looked, platform);
  const fresh = new Map([...looked].filter(([key]) => !unfit.has(key)));
  const known = new Map([...before, ...fresh]);
  const { bureau, problems: left } = resolvePlan(plan, known, platform);
  return { bureau, problems, empty: left.length > 0, known, fresh };
}

/** Asks the platform for every source. Rejects when it cannot be asked. */
async function look({ contacts }: Options, sources: readonly MemberSource[]): Promise<Found> {
  const found = new Map<string, Looked>();
  for (const source of sources) found.set(sourceKey(source), await contacts.members(source));
  return found;
}

async function remember({ database, plan, now }: Options, found: Found): Promise<void> {
  for (const [key, members] of found) {
    const value = JSON.stringify(members);
    await learn(database.db, { bureau_id: plan.id, kind: KIND, key, value, at: now() });
  }
}

async function remembered({ database, plan }: Options): Promise<Found> {
  const kept = await listLearned(database.db, { bureauId: plan.id, kind: KIND });
  return new Map(kept.map((row) => [row.key, JSON.parse(row.value) as readonly Member[]]));
}

/** A sentence for an administrator: why the address book could not be read, and what to change. */
export function whyUnread(error: unknown): string {
  return error instanceof BotError ? error.hint : `读不到企业微信通讯录：${String(error)}`;
}

type FirstLook = { readonly found: Found; readonly unread: string | null };

async function lookAtStart(
  options: Options,
  sources: readonly MemberSource[],
  known: Found,
): Promise<FirstLook> {
  try {
    return { found: await look(options, sources), unread: null };
  } catch (cause) {
    if (!sources.every((source) => known.has(sourceKey(source)))) throw unfit([whyUnread(cause)], cause);
    options.log.warn(
      { err: cause },
      'the address book could not be read; starting with the people known before',
    );
    return { found: known, unread: whyUnread(cause) };
  }
}

function unfit(problems: readonly string[], cause?: unknown): BotError {
  return new BotError({
    code: 'contacts-unfit',
    message: problems.join('; '),
    hint: `单位文件按部门或标签写的人有 ${problems.length} 处对不上：\n${problems.map((p) => `· ${p}`).join('\n')}\n请核对管理后台通讯录里的名称和应用的可见范围，或在单位文件里直接写人；先跑 npm run doctor 逐项核对。`,
    ...(cause === undefined ? {} : { cause }),
  });
}
