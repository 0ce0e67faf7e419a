// What is owed now: a projection of the case, kept as rows so that a heartbeat can ask what is due.
import type { Queries } from './dialect.ts';
import { insertRows } from './insert-rows.ts';
import type { ObligationRow } from './schema.ts';

/** An obligation as the core computed it; `updated_at` is set when the row really changes. */
export type OwedRow = Omit<ObligationRow, 'updated_at'>;

const ofState = (q: Queries, bureauId: string) =>
  q.selectFrom('obligations').selectAll().where('bureau_id', '=', bureauId).where('state', '=', 'open');

const differs = (row: OwedRow, known: ObligationRow): boolean =>
  (Object.keys(row) as (keyof OwedRow)[]).some((column) => row[column] !== known[column]);

/** The first rows of a case; nothing is there to compare with. */
export const insertObligations = async (
  q: Queries,
  to: { readonly rows: readonly OwedRow[]; readonly now: number },
): Promise<void> => {
  await insertRows(
    q,
    'obligations',
    to.rows.map((row) => ({ ...row, updated_at: to.now })),
  );
};

/**
 * Makes the case's rows these, writing only what differs. Open rows that are no longer owed become
 * `cancelled`; nothing is deleted. Answers with the number of rows written.
 */
export const replaceObligations = async (
  q: Queries,
  to: { readonly caseId: string; readonly rows: readonly OwedRow[]; readonly now: number },
): Promise<number> => {
  const known = new Map((await ofCase(q, to.caseId)).map((row) => [row.key, row]));
  const changed = to.rows
    .filter((row) => {
      const before = known.get(row.key);
      return before === undefined || differs(row, before);
    })
    .map((row) => ({ ...row, updated_at: to.now }));
  const owed = new Set(to.rows.map((row) => row.key));
  const gone = [...known.values()].filter((row) => row.state === 'open' && !owed.has(row.key));

  if (changed.length > 0)
    await q
      .insertInto('obligations')
      .values(changed)
      .onConflict((c) =>
        c.columns(['case_id', 'key']).doUpdateSet((eb) => ({
          number: eb.ref('excluded.number'),
          deliverable: eb.ref('excluded.deliverable'),
          title: eb.ref('excluded.title'),
          owner: eb.ref('excluded.owner'),
          clause: eb.ref('excluded.clause'),
          basis: eb.ref('excluded.basis'),
          started_at: eb.ref('excluded.started_at'),
          aim_at: eb.ref('excluded.aim_at'),
          due_at: eb.ref('excluded.due_at'),
          met_at: eb.ref('excluded.met_at'),
          state: eb.ref('excluded.state'),
          next_at: eb.ref('excluded.next_at'),
          detail: eb.ref('excluded.detail'),
          updated_at: eb.ref('excluded.updated_at'),
        })),
      )
      .execute();
  if (gone.length > 0)
    await q
      .updateTable('obligations')
      .set({ state: 'cancelled', next_at: null, updated_at: to.now })
      .where('case_id', '=', to.caseId)
      .where(
        'key',
        'in',
        gone.map((row) => row.key),
      )
      .execute();
  return changed.length + gone.length;
};

/** Open obligations somebody must look at by now, the longest waiting first. */
export const dueObligations = (
  q: Queries,
  by: { readonly bureauId: string; readonly now: number; readonly limit: number },
): Promise<ObligationRow[]> =>
  ofState(q, by.bureauId)
    .where('next_at', '<=', by.now)
    .orderBy('next_at')
    .orderBy('case_id')
    .orderBy('key')
    .limit(by.limit)
    .execute();

/** When `dueObligations` will next have something; undefined when nothing waits. */
export const nextMoment = async (q: Queries, bureauId: string): Promise<number | undefined> => {
  const row = await q
    .selectFrom('obligations')
    .select('next_at')
    .where('bureau_id', '=', bureauId)
    .where('state', '=', 'open')
    .where('next_at', 'is not', null)
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_at ?? undefined;
};

/** What these owners still owe, the nearest limit first, those without a limit last. */
export const openByOwners = async (
  q: Queries,
  by: { readonly bureauId: string; readonly owners: readonly string[] },
): Promise<ObligationRow[]> => {
  if (by.owners.length === 0) return [];
  return ofState(q, by.bureauId)
    .where('owner', 'in', by.owners)
    .orderBy('due_at', (o) => o.asc().nullsLast())
    .orderBy('number')
    .orderBy('key')
    .execute();
};

/** Everything the case ever owed. */
export const ofCase = (q: Queries, caseId: string): Promise<ObligationRow[]> =>
  q.selectFrom('obligations').selectAll().where('case_id', '=', caseId).orderBy('key').execute();
