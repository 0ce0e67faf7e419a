// What happened, append-only. (case, seq) is the key: of two writers at the same place one fails.
import type { Queries } from './dialect.ts';
import { insertRows } from './insert-rows.ts';
import type { CaseEventRow } from './schema.ts';

/** Adds events to the end; a seq already taken is a unique violation and nothing is written. */
export const appendEvents = async (q: Queries, rows: readonly CaseEventRow[]): Promise<void> => {
  if (rows.length > 0) await insertRows(q, 'case_events', rows);
};

/** All events of the case, the first one first. */
export const readEvents = (q: Queries, caseId: string): Promise<CaseEventRow[]> =>
  q.selectFrom('case_events').selectAll().where('case_id', '=', caseId).orderBy('seq').execute();

/** The event the next one is chained to. */
export const lastEvent = (q: Queries, caseId: string): Promise<CaseEventRow | undefined> =>
  q
    .selectFrom('case_events')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
