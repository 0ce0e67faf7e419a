// Which case a post belongs to. One open case a post: the same link sent twice leads to the case it has.
import type { Queries } from './dialect.ts';
import { insertRows } from './insert-rows.ts';
import { execute } from './kept-sql.ts';
import type { CaseLinkRow, CaseState } from './schema.ts';

export type LinkedCase = CaseLinkRow & { readonly number: string; readonly state: CaseState };

/** The cases these posts belong to. */
export const findByCanonical = async (
  q: Queries,
  bureauId: string,
  ids: readonly string[],
): Promise<readonly LinkedCase[]> => {
  if (ids.length === 0) return [];
  const text = `select case_links.*, cases.number, cases.state
    from case_links inner join cases on cases.id = case_links.case_id
    where case_links.bureau_id = ? and case_links.canonical_id in (${ids.map(() => '?').join()})
    order by case_links.canonical_id`;
  return (await execute<LinkedCase>(q, text, [bureauId, ...ids])).rows;
};

/**
 * Gives the post to the case; takes it over when the case that has it is closed. False when another open
 * case has it. Two statements on purpose: the second must see a case that another instance committed while
 * the first waited for it.
 */
export const claimLink = async (q: Queries, row: CaseLinkRow): Promise<boolean> => {
  const { changed } = await insertRows(
    q,
    'case_links',
    [row],
    'on conflict (bureau_id, canonical_id) do nothing',
  );
  if (changed > 0) return true;

  const taken = await q
    .updateTable('case_links')
    .set({ case_id: row.case_id, url: row.url, at: row.at })
    .where('bureau_id', '=', row.bureau_id)
    .where('canonical_id', '=', row.canonical_id)
    .where((eb) =>
      eb.or([
        eb('case_id', '=', row.case_id),
        eb.exists(
          eb
            .selectFrom('cases')
            .select('cases.id')
            .whereRef('cases.id', '=', 'case_links.case_id')
            .where('cases.state', '=', 'closed'),
        ),
      ]),
    )
    .returning('case_id')
    .executeTakeFirst();
  return taken !== undefined;
};
