// Numbers in a row. Taken inside the transaction that uses it, a number is given back when that fails, so
// the series has no gaps.
import { sql } from 'kysely';
import type { Queries } from './dialect.ts';

/** The next number of this series, beginning with 1. */
export const nextNumber = async (
  q: Queries,
  { bureauId, name }: { readonly bureauId: string; readonly name: string },
): Promise<number> => {
  const { value } = await q
    .insertInto('counters')
    .values({ bureau_id: bureauId, name, value: 1 })
    .onConflict((c) => c.columns(['bureau_id', 'name']).doUpdateSet({ value: sql`counters.value + 1` }))
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
};

/** The last number given out; 0 when there is none. */
export const currentNumber = async (
  q: Queries,
  { bureauId, name }: { readonly bureauId: string; readonly name: string },
): Promise<number> => {
  const row = await q
    .selectFrom('counters')
    .select('value')
    .where('bureau_id', '=', bureauId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value ?? 0;
};
