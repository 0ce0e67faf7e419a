// Every limit that an open case is held to, ready to be computed under another calendar.
import type { Bureau } from '../core/bureau.ts';
import type { WorkCalendar } from '../core/calendar/holidays.ts';
import type { RunningLimit } from '../core/calendar/moved-moments.ts';
import type { Case } from '../core/case.ts';
import { isOpen, obligations } from '../core/obligations.ts';
import type { Policy } from '../core/policy/load.ts';
import type { Queries } from '../storage/database.ts';
import { caseOf } from './case-store.ts';
import type { World } from './world.ts';

/** One entry for everything that is owed by a moment, of all open cases: reports, steps, approvals, papers. */
export async function openLimits(
  q: Queries,
  bureau: Bureau,
  policies: World['policies'],
): Promise<readonly RunningLimit[]> {
  const rows = await q
    .selectFrom('cases')
    .selectAll()
    .where('bureau_id', '=', bureau.id)
    .where('state', '=', 'open')
    .orderBy('number')
    .execute();
  const limits: RunningLimit[] = [];
  for (const row of rows) {
    const c = caseOf(row);
    limits.push(...limitsOf(await policies.of(c), bureau, c));
  }
  return limits;
}

function limitsOf(policy: Policy, bureau: Bureau, c: Case): readonly RunningLimit[] {
  const computed = new Map<WorkCalendar, ReadonlyMap<string, number | null>>();
  const dueUnder = (calendar: WorkCalendar): ReadonlyMap<string, number | null> => {
    const known = computed.get(calendar);
    if (known !== undefined) return known;
    const owed = obligations(policy, { ...bureau, calendar }, c);
    const due = new Map(owed.map((o) => [o.key, o.dueAt]));
    computed.set(calendar, due);
    return due;
  };
  return obligations(policy, bureau, c)
    .filter((o) => isOpen(o) && o.dueAt !== null)
    .map(({ key, title }) => ({
      what: `${c.number} ${title}`,
      under(calendar) {
        const at = dueUnder(calendar).get(key) ?? null;
        return at === null ? null : { at };
      },
    }));
}
