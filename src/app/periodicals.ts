// Papers of the day, the week, the month, and patrols: told to whoever owes them, with the matters they are about.
import type { Case } from '../core/case.ts';
import type { Message } from '../core/message.ts';
import { papersDueBetween, patrolsOn } from '../core/periodicals.ts';
import { holds } from '../core/policy/conditions.ts';
import type { Policy } from '../core/policy/load.ts';
import { situationOf } from '../core/steps.ts';
import { caseOf } from './case-store.ts';
import type { World } from './world.ts';

/** Matters listed in one paper; more are named by their number in 台账. */
const MOST = 200;

/**
 * What the rule asks for on the days from `first` to the one that begins at `day`, as messages: more than one day after
 * an outage, when papers of the days between are told together and patrols of the last day only.
 */
export async function periodicalsOf(world: World, first: number, day: number): Promise<readonly Message[]> {
  const { bureau, drill } = world;
  const policy = world.policies.current;
  // A word without a number (实时) never becomes an alarm.
  const patrols = patrolsOn(policy, bureau, day).filter(({ times }) => times !== null);
  const due = papersDueBetween(policy, bureau, first, day);
  if (due.length === 0 && patrols.length === 0) return [];
  const papers = await Promise.all(
    due.map(async (paper) => ({ ...paper, cases: await casesOf(world, policy, paper) })),
  );
  return world.wording.periodicals({ policy, bureau, papers, patrols, drill });
}

async function casesOf(
  world: World,
  policy: Policy,
  due: ReturnType<typeof papersDueBetween>[number],
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
