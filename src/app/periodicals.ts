// Papers of the day, the week, the month, and patrols: told to whoever owes them, with the matters they are about.
import type { Case } from '../core/case.ts';
import type { Message } from '../core/message.ts';
import { papersDueOn, patrolsOn } from '../core/periodicals.ts';
import { holds } from '../core/policy/conditions.ts';
import type { Policy } from '../core/policy/load.ts';
import { situationOf } from '../core/steps.ts';
import { caseOf } from './case-store.ts';
import type { World } from './world.ts';

/** Matters listed in one paper; more are named by their number in 台账. */
const MOST = 200;

/** What the rule asks for on the day that begins at `day`, as messages; none for a rule without such things. */
export async function periodicalsOf(world: World, day: number): Promise<readonly Message[]> {
  const { bureau, drill } = world;
  const policy = world.policies.current;
  // A word without a number (实时) never becomes an alarm.
  const patrols = patrolsOn(policy, bureau, day).filter(({ times }) => times !== null);
  const due = papersDueOn(policy, bureau, day);
  if (due.length === 0 && patrols.length === 0) return [];
  const papers = await Promise.all(
    due.map(async (paper) => ({ ...paper, cases: await casesOf(world, policy, paper) })),
  );
  return world.wording.periodicals({ policy, bureau, papers, patrols, drill });
}

async function casesOf(
  world: World,
  policy: Policy,
  due: ReturnType<typeof papersDueOn>[number],
): Promise<readonly Case[]> {
  const rows = await world.database.db
    .selectFrom('cases')
    .selectAll()
    .where('bureau_id', '=', world.bureau.id)
    .where('opened_at', '>=', due.from)
    .where('opened_at', '<', due.to)
    .orderBy('opened_at')
    .limit(MOST)
    .execute();
  return rows.map(caseOf).filter((c) => holds(due.paper.when, situationOf(policy, c)));
}
