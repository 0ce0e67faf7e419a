// Statements with a fixed text, for the reads and writes of every commit: building the same SQL anew each time, and
// carrying it through the query builder's layers, cost more than running it.
import { CompiledQuery, type SqliteDatabase } from 'kysely';
import { isPostgres, type Queries } from './dialect.ts';

export type Executed<R> = {
  readonly rows: readonly R[];
  /** Rows written by a statement that returns none. */
  readonly changed: number;
};

/** SQLite's open transactions: what is asked inside goes to the one connection without waiting in line for it. */
const inside = new WeakMap<Queries, SqliteDatabase>();

/** Statements asked of `trx` go straight to `database`, which must be in that transaction until `trx` is over. */
export const goStraightTo = (trx: Queries, database: SqliteDatabase): void => {
  inside.set(trx, database);
};

/** PostgreSQL's spelling of the same texts. */
const numbered = new Map<string, string>();

const inNumbers = (text: string): string => {
  const known = numbered.get(text);
  if (known !== undefined) return known;
  let place = 0;
  const spelled = text.replaceAll('?', () => {
    place += 1;
    return `$${place}`;
  });
  numbered.set(text, spelled);
  return spelled;
};

/**
 * Runs SQL that both databases take, with `?` for each of `values` and nowhere else. The text must be one of few: it
 * is kept, as is its prepared statement.
 */
export const execute = async <R = never>(
  q: Queries,
  text: string,
  values: readonly unknown[],
): Promise<Executed<R>> => {
  const database = inside.get(q);
  if (database !== undefined) {
    const statement = database.prepare(text);
    if (statement.reader) return { rows: statement.all(values) as R[], changed: 0 };
    return { rows: [], changed: Number(statement.run(values).changes) };
  }
  const query = CompiledQuery.raw(isPostgres(q) ? inNumbers(text) : text, [...values]);
  const { rows, numAffectedRows } = await q.executeQuery<R>(query);
  return { rows, changed: Number(numAffectedRows ?? 0) };
};
