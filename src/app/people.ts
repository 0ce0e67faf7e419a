// The bureau with people in every place. Departments and tags of the bureau file are looked up at start and again every
// hour, never while somebody waits for an answer; the last good answer is kept, so that a restart while the platform is
// away still knows everybody.
import type { Bureau } from '../core/bureau.ts';
import {
  type BureauPlan,
  type Found,
  isAlike,
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

/** Looks everybody up. Throws `contacts-unfit` when a place stays empty, or nobody has ever been able to look. */
export async function openPeople(options: Options): Promise<People> {
  const { plan, platform, now, log } = options;
  const sources = sourcesOf(plan);
  const { found, unread: atStart } = await lookAtStart(options, sources);
  const first = resolvePlan(plan, found, platform);
  if (first.problems.length > 0) throw unfit(first.problems);
  let { bureau, problems } = first;
  let unread = atStart;
  let lookedAt = now();
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
        const next = resolvePlan(plan, await look(options, sources), platform);
        ({ problems } = next);
        unread = null;
        // A place that would stand empty is worse than yesterday's people; doctor and the daily check name it.
        if (next.problems.length > 0) log.warn({ problems: next.problems }, 'people were not looked up anew');
        else bureau = next.bureau;
      } catch (err) {
        unread = whyUnread(err);
        log.warn({ err }, 'the address book could not be read; the people known so far stay');
      }
    },
  };
}

/** Asks the platform for every source and remembers the answers. Rejects when it cannot be asked. */
async function look(options: Options, sources: readonly MemberSource[]): Promise<Found> {
  const { contacts, database, plan, now } = options;
  const found = new Map<string, Looked>();
  for (const source of sources) found.set(sourceKey(source), await contacts.members(source));
  for (const [key, members] of found) {
    const value = JSON.stringify(members);
    if (members !== null && !isAlike(members))
      await learn(database.db, { bureau_id: plan.id, kind: KIND, key, value, at: now() });
  }
  return found;
}

/** A sentence for an administrator: why the address book could not be read, and what to change. */
export function whyUnread(error: unknown): string {
  return error instanceof BotError ? error.hint : `读不到企业微信通讯录：${String(error)}`;
}

type FirstLook = { readonly found: Found; readonly unread: string | null };

async function lookAtStart(options: Options, sources: readonly MemberSource[]): Promise<FirstLook> {
  try {
    return { found: await look(options, sources), unread: null };
  } catch (cause) {
    const kept = await listLearned(options.database.db, { bureauId: options.plan.id, kind: KIND });
    const known = new Map(kept.map((row) => [row.key, JSON.parse(row.value) as readonly Member[]]));
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
