// One row a case: what lists and figures need as columns, the whole projection as `snapshot`.
import type { Queries } from './dialect.ts';
import { insertRows } from './insert-rows.ts';
import type { CaseRow, CaseState } from './schema.ts';

/** Writes a new case; a number already taken is a unique violation. */
export const insertCase = async (q: Queries, row: CaseRow): Promise<void> => {
  await insertRows(q, 'cases', [row]);
};

/** Writes the case when it is still at `expectedVersion`; false when somebody else was faster. */
export const saveCase = async (q: Queries, row: CaseRow, expectedVersion: number): Promise<boolean> => {
  const { id, ...rest } = row;
  const saved = await q
    .updateTable('cases')
    .set(rest)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('id')
    .executeTakeFirst();
  return saved !== undefined;
};

/** The case with this full number, if there is one. */
export const findCase = (q: Queries, bureauId: string, number: string): Promise<CaseRow | undefined> =>
  q
    .selectFrom('cases')
    .selectAll()
    .where('bureau_id', '=', bureauId)
    .where('number', '=', number)
    .executeTakeFirst();

/** The case with this id, if there is one. */
export const findCaseById = (q: Queries, id: string): Promise<CaseRow | undefined> =>
  q.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst();

/** Where a list of cases goes on: the last row of the page before. */
export type CasePosition = { readonly openedAt: number; readonly id: string };

/** Cases, the newest first; pass the last row's `{ openedAt, id }` as `before` for the next page. */
export const listCases = (
  q: Queries,
  by: {
    readonly bureauId: string;
    readonly state?: CaseState | undefined;
    readonly limit: number;
    readonly before?: CasePosition | undefined;
  },
): Promise<CaseRow[]> => {
  const { bureauId, state, limit, before } = by;
  return q
    .selectFrom('cases')
    .selectAll()
    .where('bureau_id', '=', bureauId)
    .$if(state !== undefined, (s) => s.where('state', '=', state ?? 'open'))
    .$if(before !== undefined, (s) =>
      s.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('opened_at', 'id'), '<', tuple(before?.openedAt ?? 0, before?.id ?? '')),
      ),
    )
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
};
