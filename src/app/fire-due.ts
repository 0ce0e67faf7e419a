// The heartbeat's work: what is due becomes a command like any other. Cost follows what is due, not what is open.

import type { Case } from '../core/case.ts';
import { decide } from '../core/decide.ts';
import { dueObligations } from '../storage/obligations.ts';
import { loadCase } from './case-store.ts';
import { Conflict, commit } from './commit.ts';
import type { World } from './world.ts';

/** Due rows looked at in one go. */
const BATCH = 200;

/** Fires every reminder that has come due. Returns the number of cases that had something to say. */
export async function fireDue(world: World): Promise<number> {
  let fired = 0;
  const stuck = new Set<string>();
  for (;;) {
    const now = world.now();
    const rows = await dueObligations(world.database.db, { bureauId: world.bureau.id, now, limit: BATCH });
    const earliest = new Map<string, number>();
    for (const row of rows) {
      if (stuck.has(row.case_id)) continue;
      earliest.set(row.case_id, Math.min(earliest.get(row.case_id) ?? now, row.next_at ?? now));
    }
    if (earliest.size === 0) return fired;
    for (const [caseId, dueAt] of earliest) {
      // A case that stays due after its turn waits for the next beat instead of spinning here.
      stuck.add(caseId);
      if (await fireCase(world, caseId, dueAt)) fired += 1;
    }
    if (rows.length < BATCH) return fired;
  }
}

async function fireCase(world: World, caseId: string, dueAt: number): Promise<boolean> {
  try {
    const before = await loadCase(world.database.db, caseId);
    if (before === null) return false;
    return await remind(world, before, dueAt);
  } catch (error) {
    // Another writer was faster: the row is still due and the next beat sees what is there then.
    if (error instanceof Conflict) return false;
    world.log.error({ err: error, caseId }, 'a due reminder could not be fired');
    return false;
  }
}

async function remind(world: World, before: Case, dueAt: number): Promise<boolean> {
  const policy = await world.policies.of(before);
  const { bureau } = world;
  const now = world.now();
  const actor = { person: 'system', via: 'clock', at: now } as const;
  const decision = decide({ policy, bureau, now }, before, { kind: 'remind' }, actor);
  if (decision.kind === 'refused') return false;
  const { events, after } = decision;
  const change = { policy, before, after, events };
  const messages =
    events.length === 0 ? [] : world.wording.announce({ ...change, bureau, now, asker: null, via: 'clock' });
  await commit(world, { inbox: null, change, messages, media: [], dueAt });
  return events.length > 0;
}
