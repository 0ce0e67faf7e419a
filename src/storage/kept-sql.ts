// Statements with a fixed text, for the reads and writes of every commit: building the same SQL anew each time, and
// carrying it through the query builder's layers, cost more than running it.
import { CompiledQuery, type SqliteDatabase } from 'kysely';
import { isPostgres, type Queries } from './dialect.ts';

export type Executed<R> = {
  readonly rows: readonly R[];
  /** Rows written by a statement that returns none. */
  readonly changed: number;
};

/** The one connection of SQLite, for those who need not wait in line for it. */
type Straight = { readonly database: SqliteDatabase; readonly mayRun: (text: string) => boolean };

const straight = new WeakMap<Queries, Straight>();

/** What is asked of `trx` goes straight to `database`, which must be in that transaction until `trx` is over. */
export const goStraightTo = (trx: Queries, database: SqliteDatabase): void => {
  straight.set(trx, { database, mayRun: () => true });
};

/** What is read from `db` goes straight to `database` while no transaction is open, whose rows nobody may see yet. */
export const readStraightFrom = (db: Queries, database: SqliteDatabase, isOpen: () => boolean): void => {
  straight.set(db, { database, mayRun: (text) => text.startsWith('select ') && !isOpen() });
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
  const direct = straight.get(q);
  if (direct?.mayRun(text)) {
    const statement = direct.database.prepare(text);
    if (statement.reader) return { rows: statement.all(values) as R[], changed: 0 };
    return { rows: [], changed: Number(statement.run(values).changes) };
  }
  const query = CompiledQuery.raw(isPostgres(q) ? inNumbers(text) : text, [...values]);
  const { rows, numAffectedRows } = await q.executeQuery<R>(query);
  return { rows, changed: Number(numAffectedRows ?? 0) };
};
