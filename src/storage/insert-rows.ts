// Plain inserts with their SQL kept ready. The writes of every commit go through here: building the same statement
// anew each time cost more than running it.
import { CompiledQuery } from 'kysely';
import { isPostgres, type Queries } from './dialect.ts';
import type { Schema } from './schema.ts';

/** Texts kept, by database, table, columns and number of rows; rows beyond are inserted in further statements. */
const kept = new Map<string, string>();
const MOST_ROWS = 64;

/**
 * Inserts rows that all have the same columns. `suffix` is SQL that both databases take, e.g. an `on conflict`
 * clause with `returning`; the rows it returns come back.
 */
export const insertRows = async <T extends keyof Schema, R = unknown>(
  q: Queries,
  table: T,
  rows: readonly Schema[T][],
  suffix = '',
): Promise<readonly R[]> => {
  const returned: R[] = [];
  for (let at = 0; at < rows.length; at += MOST_ROWS) {
    const some = rows.slice(at, at + MOST_ROWS);
    const columns = Object.keys(some[0] ?? {}).sort();
    const text = textOf({ postgres: isPostgres(q), table, columns, count: some.length, suffix });
    const values = some.flatMap((row) => columns.map((column) => (row as Record<string, unknown>)[column]));
    const { rows: back } = await q.executeQuery<R>(CompiledQuery.raw(text, values));
    returned.push(...back);
  }
  return returned;
};

type Shape = {
  readonly postgres: boolean;
  readonly table: string;
  readonly columns: readonly string[];
  readonly count: number;
  readonly suffix: string;
};

const textOf = (shape: Shape): string => {
  const { postgres, table, columns, count, suffix } = shape;
  const key = `${postgres} ${table} ${count} ${columns.join()} ${suffix}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const place = (row: number, column: number): string =>
    postgres ? `$${row * columns.length + column + 1}` : '?';
  const tuple = (_: unknown, row: number): string =>
    `(${columns.map((_c, column) => place(row, column)).join()})`;
  const names = columns.map((column) => `"${column}"`).join();
  const text = `insert into "${table}" (${names}) values ${Array.from({ length: count }, tuple).join()} ${suffix}`;
  kept.set(key, text);
  return text;
};
