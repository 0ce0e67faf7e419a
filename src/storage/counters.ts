// Numbers in a row. Taken inside the transaction that uses it, a number is given back when that fails, so
// the series has no gaps.
import type { Queries } from './dialect.ts';
import { insertRows } from './insert-rows.ts';

/** The next number of this series, beginning with 1. */
export const nextNumber = async (
  q: Queries,
  { bureauId, name }: { readonly bureauId: string; readonly name: string },
): Promise<number> => {
  const { rows } = await insertRows<'counters', { readonly value: number }>(
    q,
    'counters',
    [{ bureau_id: bureauId, name, value: 1 }],
    'on conflict (bureau_id, name) do update set value = counters.value + 1 returning value',
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`no number was given out for ${name}`);
  return row.value;
};
