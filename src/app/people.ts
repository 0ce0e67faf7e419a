// The bureau with people in every place. Departments and tags of the bureau file are looked up at start and again every
// hour, never while somebody waits for an answer; the last good answer is kept, so that a restart while the platform is
// away still knows everybody.
import type { Bureau } from '../core/bureau.ts';
import {
  type BureauPlan,
  type Found,
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
const KIND = 'members';

export type People = {
  /** As it is now, with whoever is on duty or whose turn it is; ask again each time. */
  readonly bureau: Bureau;
  /** Looks again when an hour is over; resolves at once otherwise. Never rejects. */
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
  const first = resolvePlan(
    plan,
    sources.length === 0 ? new Map() : await lookAtStart(options, sources),
    platform,
  );
  if (first.problems.length > 0) throw unfit(first.problems);
  let { bureau } = first;
  let lookedAt = now();
  return {
    get bureau() {
      return bureauAt(bureau, now());
    },
    async refresh() {
      if (sources.length === 0 || now() - lookedAt < LOOK_AGAIN_MS) return;
      lookedAt = now();
      try {
        const next = resolvePlan(plan, await look(options, sources), platform);
        // A place that would stand empty is worse than yesterday's people; doctor and the daily check name it.
        if (next.problems.length > 0) log.warn({ problems: next.problems }, 'people were not looked up anew');
        else bureau = next.bureau;
      } catch (err) {
        log.warn({ err }, 'the address book could not be read; the people known so far stay');
      }
    },
  };
}

/** Asks the platform for every source and remembers the answers. Rejects when it cannot be asked. */
async function look(options: Options, sources: readonly MemberSource[]): Promise<Found> {
  const { contacts, database, plan, now } = options;
  const found = new Map<string, readonly Member[] | null>();
  for (const source of sources) found.set(sourceKey(source), await contacts.members(source));
  for (const [key, members] of found) {
    const value = JSON.stringify(members);
    if (members !== null) await learn(database.db, { bureau_id: plan.id, kind: KIND, key, value, at: now() });
  }
  return found;
}

async function lookAtStart(options: Options, sources: readonly MemberSource[]): Promise<Found> {
  try {
    return await look(options, sources);
  } catch (cause) {
    const kept = await listLearned(options.database.db, { bureauId: options.plan.id, kind: KIND });
    const known = new Map(kept.map((row) => [row.key, JSON.parse(row.value) as readonly Member[]]));
    if (!sources.every((source) => known.has(sourceKey(source)))) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw unfit([`读不到企业微信通讯录：${reason}`], cause);
    }
    options.log.warn(
      { err: cause },
      'the address book could not be read; starting with the people known before',
    );
    return known;
  }
}

function unfit(problems: readonly string[], cause?: unknown): BotError {
  return new BotError({
    code: 'contacts-unfit',
    message: problems.join('; '),
    hint: `单位文件按部门或标签写的人有 ${problems.length} 处找不到：\n${problems.map((p) => `· ${p}`).join('\n')}\n请核对管理后台通讯录里的名称和应用的可见范围，或在单位文件里直接写人；先跑 npm run doctor 逐项核对。`,
    ...(cause === undefined ? {} : { cause }),
  });
}
