// Which case a post belongs to. One open case a post: the same link sent twice leads to the case it has.
import type { Queries } from './dialect.ts';
import { insertRows } from './insert-rows.ts';
import type { CaseLinkRow, CaseState } from './schema.ts';

export type LinkedCase = CaseLinkRow & { readonly number: string; readonly state: CaseState };

/** The cases these posts belong to. */
export const findByCanonical = async (
  q: Queries,
  bureauId: string,
  ids: readonly string[],
): Promise<LinkedCase[]> => {
  if (ids.length === 0) return [];
  return q
    .selectFrom('case_links')
    .innerJoin('cases', 'cases.id', 'case_links.case_id')
    .selectAll('case_links')
    .select(['cases.number', 'cases.state'])
    .where('case_links.bureau_id', '=', bureauId)
    .where('case_links.canonical_id', 'in', ids)
    .orderBy('case_links.canonical_id')
    .execute();
};

/**
 * Gives the post to the case; takes it over when the case that has it is closed. False when another open
 * case has it. Two statements on purpose: the second must see a case that another instance committed while
 * the first waited for it.
 */
export const claimLink = async (q: Queries, row: CaseLinkRow): Promise<boolean> => {
  const inserted = await insertRows(
    q,
    'case_links',
    [row],
    'on conflict (bureau_id, canonical_id) do nothing returning case_id',
  );
  if (inserted.length > 0) return true;

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
