// Plain inserts with their SQL kept ready.
import type { Queries } from './dialect.ts';
import { type Executed, execute } from './kept-sql.ts';
import type { Schema } from './schema.ts';

/** More rows are inserted in further statements. */
const MOST_ROWS = 64;

type Insert = { readonly columns: readonly string[]; readonly texts: string[] };

/** Columns and texts, by table and suffix; a row of the schema has every column of its table. */
const kept = new Map<string, Insert>();

const insertOf = (table: string, row: object, suffix: string): Insert => {
  const key = `${table} ${suffix}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made: Insert = { columns: Object.keys(row).sort(), texts: [] };
  kept.set(key, made);
  return made;
};

const textFor = ({ columns, texts }: Insert, table: string, count: number, suffix: string): string => {
  const known = texts[count];
  if (known !== undefined) return known;
  const names = columns.map((column) => `"${column}"`).join();
  const row = `(${columns.map(() => '?').join()})`;
  const text = `insert into "${table}" (${names}) values ${Array(count).fill(row).join()} ${suffix}`;
  texts[count] = text;
  return text;
};

/**
 * Inserts rows. `suffix` is SQL that both databases take, e.g. an `on conflict` clause; `returning` in it costs more
 * than the count of rows that were written.
 */
export const insertRows = async <T extends keyof Schema, R = never>(
  q: Queries,
  table: T,
  rows: readonly Schema[T][],
  suffix = '',
): Promise<Executed<R>> => {
  const returned: R[] = [];
  let changed = 0;
  for (let at = 0; at < rows.length; at += MOST_ROWS) {
    const some = rows.slice(at, at + MOST_ROWS);
    const insert = insertOf(table, some[0] ?? {}, suffix);
    const values: unknown[] = [];
    for (const row of some as readonly Record<string, unknown>[]) {
      for (const column of insert.columns) values.push(row[column]);
    }
    const done = await execute<R>(q, textFor(insert, table, some.length, suffix), values);
    returned.push(...done.rows);
    changed += done.changed;
  }
  return { rows: returned, changed };
};
