// SQLite through libsql: one file, one connection, every commit on the disk before it is answered.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { CompiledQuery, type DatabaseConnection, type Driver, SqliteDialect, SqliteDriver } from 'kysely';
import Libsql from 'libsql';

/** How long a writer waits for another process before SQLITE_BUSY. */
const BUSY_MS = 5_000;

const PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  `busy_timeout = ${BUSY_MS}`,
];

/**
 * Transactions begin as writers: one that first reads and then writes would otherwise fail, without waiting,
 * when another process wrote in between.
 */
class ImmediateDriver extends SqliteDriver implements Driver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** Opens the file, creating it and the folders above it. */
export const sqliteDialect = (file: string): SqliteDialect => {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new Libsql(file, { timeout: BUSY_MS });
  for (const pragma of PRAGMAS) database.pragma(pragma);
  const dialect = new SqliteDialect({ database });
  dialect.createDriver = () => new ImmediateDriver({ database });
  return dialect;
};
