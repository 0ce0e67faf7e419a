// The ledger of a year or month as lines, for a table that leaves the system.
import type { ExportLine } from '../core/day.ts';
import { obligations } from '../core/obligations.ts';
import { casesOpened, limitsKept } from '../storage/ledger.ts';
import type { Span } from '../storage/summary.ts';
import { caseOf, ledgerLineOf } from './case-store.ts';
import type { World } from './world.ts';

/** Cases read at a time. */
const PAGE = 500;
const NO_LIMITS = { kept: 0, late: 0, overdue: 0, running: 0 };

/** Every case opened in the span, the oldest first. */
export async function exportLines(
  { database, bureau, now, policies }: Pick<World, 'database' | 'bureau' | 'now' | 'policies'>,
  span: Span,
): Promise<readonly ExportLine[]> {
  const bureauId = bureau.id;
  const kept = new Map(
    (await limitsKept(database.db, { bureauId, span, now: now() })).map(
      ({ case_id, ...limits }) => [case_id, limits] as const,
    ),
  );
  const lines: ExportLine[] = [];
  for (let after = ''; ; ) {
    const rows = await casesOpened(database.db, { bureauId, span, after, limit: PAGE });
    for (const row of rows) {
      const c = caseOf(row);
      const { unit, drill } = c;
      const units = unit === null ? [] : [unit.id, ...unit.with];
      const owed = obligations(await policies.of(c), bureau, c);
      const ways = owed.filter(({ steps }) => steps.length > 0);
      lines.push({ ...ledgerLineOf(row), drill, units, limits: kept.get(row.id) ?? NO_LIMITS, ways });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return lines;
    after = last.id;
  }
}
