// Cases that were opened and are still to be put into words. A row is written with its case and taken away with the
// words that it becomes, so that whatever stands here is owed and nothing is said twice.
import type { Queries } from './dialect.ts';
import { insertRows } from './insert-rows.ts';
import type { AnnouncementRow } from './schema.ts';

/** Notes that a new case is to be announced; in the transaction that opens it. */
export const noteAnnouncement = async (q: Queries, row: AnnouncementRow): Promise<void> => {
  await insertRows(q, 'announcements', [row]);
};

/** The cases that wait to be announced, the oldest first. */
export const waitingAnnouncements = async (
  q: Queries,
  by: { readonly bureauId: string; readonly limit: number },
): Promise<readonly string[]> => {
  const rows = await q
    .selectFrom('announcements')
    .select('case_id')
    .where('bureau_id', '=', by.bureauId)
    .orderBy('case_id')
    .limit(by.limit)
    .execute();
  return rows.map((row) => row.case_id);
};

/**
 * Takes the case's announcement away, for whoever writes its words in the same transaction; undefined when there is
 * none or somebody else has taken it. Another one who asks meanwhile waits until this transaction is over.
 */
export const takeAnnouncement = (q: Queries, caseId: string): Promise<AnnouncementRow | undefined> =>
  q.deleteFrom('announcements').where('case_id', '=', caseId).returningAll().executeTakeFirst();

/** How many cases wait to be announced, and since when the first of them. */
export const countAnnouncements = async (
  q: Queries,
  bureauId: string,
): Promise<{ readonly count: number; readonly oldest: number | null }> =>
  q
    .selectFrom('announcements')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('at').as('oldest')])
    .where('bureau_id', '=', bureauId)
    .executeTakeFirstOrThrow();
