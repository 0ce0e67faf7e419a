// The exact text of every 制度 a case was opened under, so that an old case can be explained for ever.
import type { Queries } from './dialect.ts';
import type { PolicyVersionRow } from './schema.ts';

/** Keeps this version's text; false when it is already kept. */
export const keepPolicyVersion = async (q: Queries, row: PolicyVersionRow): Promise<boolean> => {
  const inserted = await q
    .insertInto('policy_versions')
    .values(row)
    .onConflict((c) => c.columns(['bureau_id', 'version']).doNothing())
    .returning('version')
    .executeTakeFirst();
  return inserted !== undefined;
};

/** The text kept for this version, if any. */
export const findPolicyVersion = (
  q: Queries,
  bureauId: string,
  version: string,
): Promise<PolicyVersionRow | undefined> =>
  q
    .selectFrom('policy_versions')
    .selectAll()
    .where('bureau_id', '=', bureauId)
    .where('version', '=', version)
    .executeTakeFirst();
