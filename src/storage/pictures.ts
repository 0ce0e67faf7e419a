// Pictures that the product drew itself, by the hash of their bytes. They stand in the database and not among the files
// of cases, so that one is there exactly when the message that shows it is, and nothing else can be taken for one.
import type { Queries } from './dialect.ts';
import { insertRows } from './insert-rows.ts';
import type { PictureRow } from './schema.ts';

/** Keeps a picture; in the transaction of the message that shows it. */
export const keepPicture = async (q: Queries, row: PictureRow): Promise<void> => {
  await insertRows(q, 'pictures', [row]);
};

/** The bytes of a picture; undefined when there is none with this hash. */
export const findPicture = async (
  q: Queries,
  by: { readonly bureauId: string; readonly sha256: string },
): Promise<Uint8Array | undefined> => {
  const row = await q
    .selectFrom('pictures')
    .select('base64')
    .where('bureau_id', '=', by.bureauId)
    .where('sha256', '=', by.sha256)
    .executeTakeFirst();
  return row === undefined ? undefined : Buffer.from(row.base64, 'base64');
};

/** Takes away what was drawn before this moment. */
export const dropPictures = async (
  q: Queries,
  { bureauId, before }: { readonly bureauId: string; readonly before: number },
): Promise<void> => {
  await q.deleteFrom('pictures').where('bureau_id', '=', bureauId).where('at', '<', before).execute();
};
