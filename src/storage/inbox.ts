// Inbound events as they came, and what became of each. The unique key is what makes a platform's retry
// harmless.
import type { Queries } from './dialect.ts';
import { insertRows } from './insert-rows.ts';
import type { InboxRow } from './schema.ts';

/** PostgreSQL has no text with a zero byte; a hostile body must still be kept. */
const storable = (raw: string | null): string | null => raw?.replaceAll('\0', '\uFFFD') ?? null;

/** Writes the event down; false when the same event is already there. */
export const markReceived = async (q: Queries, row: InboxRow): Promise<boolean> => {
  const { changed } = await insertRows(
    q,
    'inbox',
    [{ ...row, raw: storable(row.raw) }],
    'on conflict (bureau_id, channel, key) do nothing',
  );
  return changed > 0;
};

/** The event with this key, if it has been received. */
export const findInbox = (
  q: Queries,
  by: { readonly bureauId: string; readonly channel: string; readonly key: string },
): Promise<InboxRow | undefined> =>
  q
    .selectFrom('inbox')
    .selectAll()
    .where('bureau_id', '=', by.bureauId)
    .where('channel', '=', by.channel)
    .where('key', '=', by.key)
    .executeTakeFirst();

/** Who was heard on a channel last, each once. */
export const newestSenders = async (
  q: Queries,
  by: { readonly bureauId: string; readonly channel: string; readonly limit: number },
): Promise<readonly string[]> => {
  const rows = await q
    .selectFrom('inbox')
    .select('sender')
    .where('bureau_id', '=', by.bureauId)
    .where('channel', '=', by.channel)
    .orderBy('received_at', 'desc')
    .limit(by.limit)
    .execute();
  return [...new Set(rows.map((row) => row.sender))];
};
