// Prepared statements kept by their text: preparing costs as much as running for the short statements of a commit.
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import type Libsql from 'libsql';

/** More than the product has different statements; those with lists of any length come and go. */
const MOST = 256;

/** A database for Kysely's driver that prepares each text once. */
export const keepingStatements = (database: Libsql.Database): SqliteDatabase => {
  const kept = new Map<string, SqliteStatement>();

  const prepare = (text: string): SqliteStatement => {
    const statement = database.prepare(text);
    /** A statement that failed may still be in progress (see sqlite.ts), so it is not used again. */
    const orForgotten = <T>(use: () => T): T => {
      try {
        return use();
      } catch (error) {
        kept.delete(text);
        throw error;
      }
    };
    return {
      reader: statement.reader,
      all: (parameters) => orForgotten(() => statement.all(parameters)),
      run: (parameters) => orForgotten(() => statement.run(parameters)),
      // A reader that stops halfway would leave the kept statement in progress.
      iterate: (parameters) => database.prepare(text).iterate(parameters) as IterableIterator<unknown>,
    };
  };

  return {
    prepare(text) {
      const known = kept.get(text);
      if (known !== undefined) return known;
      const statement = prepare(text);
      const [oldest] = kept.keys();
      if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest);
      kept.set(text, statement);
      return statement;
    },
    close: () => {
      kept.clear();
      database.close();
    },
  };
};
