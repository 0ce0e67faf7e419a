// What was learned about the tenant while running: chat ids, id mappings. The newest word wins.
import type { Queries } from './dialect.ts';
import type { DirectoryRow } from './schema.ts';

/** Writes the entry, over an older one. */
export const learn = async (q: Queries, row: DirectoryRow): Promise<void> => {
  await q
    .insertInto('directory')
    .values(row)
    .onConflict((c) => c.columns(['bureau_id', 'kind', 'key']).doUpdateSet({ value: row.value, at: row.at }))
    .execute();
};

/** The newest value of the entry, if it was learned. */
export const lookUp = async (
  q: Queries,
  by: { readonly bureauId: string; readonly kind: string; readonly key: string },
): Promise<string | undefined> => {
  const row = await q
    .selectFrom('directory')
    .select('value')
    .where('bureau_id', '=', by.bureauId)
    .where('kind', '=', by.kind)
    .where('key', '=', by.key)
    .executeTakeFirst();
  return row?.value;
};

/** Everything learned of one kind. */
export const listLearned = (
  q: Queries,
  by: { readonly bureauId: string; readonly kind: string },
): Promise<DirectoryRow[]> =>
  q
    .selectFrom('directory')
    .selectAll()
    .where('bureau_id', '=', by.bureauId)
    .where('kind', '=', by.kind)
    .orderBy('key')
    .execute();

const ABILITY = 'ability';

/** Keeps what trying has shown about the tenant. */
export const learnAbility = (
  q: Queries,
  it: { readonly bureauId: string; readonly key: string; readonly has: boolean; readonly now: number },
): Promise<void> =>
  learn(q, {
    bureau_id: it.bureauId,
    kind: ABILITY,
    key: it.key,
    value: it.has ? 'yes' : 'no',
    at: it.now,
  });

/** Whether trying has shown that the tenant can do it; false while nobody has tried. */
export const hasAbility = async (
  q: Queries,
  by: { readonly bureauId: string; readonly key: string },
): Promise<boolean> => (await lookUp(q, { ...by, kind: ABILITY })) === 'yes';

/** Takes the entry away; nothing happens when there is none. */
export const forget = async (
  q: Queries,
  by: { readonly bureauId: string; readonly kind: string; readonly key: string },
): Promise<void> => {
  await q
    .deleteFrom('directory')
    .where('bureau_id', '=', by.bureauId)
    .where('kind', '=', by.kind)
    .where('key', '=', by.key)
    .execute();
};
