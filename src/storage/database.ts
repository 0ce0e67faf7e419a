// The one door to the records: SQLite by default, PostgreSQL when a URL is given; everything behind it is
// the same tables and the same queries.
import { Kysely } from 'kysely';
import type { Queries } from './dialect.ts';
import { readStraightFrom } from './kept-sql.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { postgresDialect } from './postgres.ts';
import type { Schema } from './schema.ts';
import { sharingCommits } from './shared-commit.ts';
import { sqliteDialect } from './sqlite.ts';

export type { Queries } from './dialect.ts';
export { isRetryable, isUniqueViolation } from './errors.ts';

export type Database = {
  readonly db: Queries;
  readonly kind: 'sqlite' | 'postgres';
  /** Brings the tables up to this program's version; two instances may start it together. */
  migrate(): Promise<void>;
  /**
   * All of `work` or nothing. Inside, use only `trx`: SQLite has one connection, and a query on `db` would
   * wait for the transaction it is part of.
   */
  transaction<T>(work: (trx: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  /** `postgres://…`; wins over `file`. */
  readonly url?: string | undefined;
  /** The SQLite file. */
  readonly file?: string | undefined;
  /** Hears of PostgreSQL connections lost while idle; the pool replaces them. */
  readonly onIdleError?: ((error: Error) => void) | undefined;
};

const dialectOf = ({ url, file, onIdleError }: DatabaseOptions) => {
  if (url !== undefined && url !== '') {
    if (!/^postgres(ql)?:\/\//.test(url)) throw new Error('DATABASE_URL must begin with postgres://');
    return { kind: 'postgres', dialect: postgresDialect(url, onIdleError ?? (() => {})) } as const;
  }
  if (file === undefined || file === '')
    throw new Error('openDatabase needs a PostgreSQL url or a SQLite file');
  return { kind: 'sqlite', ...sqliteDialect(file) } as const;
};

/** Opens the database and proves that it answers; call `migrate()` before anything else. */
export const openDatabase = async (options: DatabaseOptions): Promise<Database> => {
  const opened = dialectOf(options);
  const db = new Kysely<Schema>({ dialect: opened.dialect });
  if (opened.kind === 'sqlite') readStraightFrom(db, opened.statements, opened.inTransaction);
  try {
    await db.connection().execute(async () => {});
  } catch (error) {
    await db.destroy();
    throw error;
  }

  return {
    db,
    kind: opened.kind,
    migrate: () => migrate(db, migrations),
    transaction:
      opened.kind === 'sqlite'
        ? sharingCommits(db, opened.statements)
        : (work) => db.transaction().execute(work),
    close: () => db.destroy(),
  };
};
