// SQLite through libsql: one file, one connection, every commit on the disk before it is answered.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import Libsql from 'libsql';
import { isRetryable } from './errors.ts';
import { keepingStatements } from './kept-statements.ts';

/** How long a writer waits for another process before SQLITE_BUSY, and how often it looks. */
const BUSY_MS = 5_000;
const LOOK_EVERY_MS = 20;

/**
 * SQLite's own busy_timeout sleeps inside the call and would hold up every other request; so it is short and
 * the rest of the waiting is done in `begin`.
 */
const PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  `busy_timeout = ${LOOK_EVERY_MS}`,
];

/**
 * Begins as a writer: a transaction that first reads and then writes would otherwise fail, without waiting,
 * when another process wrote in between. Through `exec`, because libsql leaves a prepared statement that met
 * SQLITE_BUSY in progress until it is garbage, and no commit succeeds before that.
 */
const begin = async (database: Libsql.Database): Promise<void> => {
  for (let waited = 0; ; waited += 2 * LOOK_EVERY_MS) {
    try {
      database.exec('begin immediate');
      return;
    } catch (error) {
      if (!isRetryable(error) || waited >= BUSY_MS) throw error;
      await pause(LOOK_EVERY_MS);
    }
  }
};

const readsOnly = ({ sql }: CompiledQuery): boolean => /^\s*(select|explain|pragma)\b/i.test(sql);

/** A single write is a transaction too, so that it waits for its turn like any other. */
const writingInTurn = (database: Libsql.Database, connection: DatabaseConnection): DatabaseConnection => ({
  async executeQuery(query) {
    if (database.inTransaction || readsOnly(query)) return connection.executeQuery(query);
    await begin(database);
    try {
      const result = await connection.executeQuery<never>(query);
      database.exec('commit');
      return result;
    } catch (error) {
      if (database.inTransaction) database.exec('rollback');
      throw error;
    }
  },
  streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
});

const createDriver = (database: Libsql.Database, statements: SqliteDatabase): SqliteDriver => {
  const driver = new SqliteDriver({ database: statements });
  const acquire = driver.acquireConnection.bind(driver);
  return Object.assign(driver, {
    acquireConnection: async () => writingInTurn(database, await acquire()),
    beginTransaction: () => begin(database),
    commitTransaction: async () => {
      database.exec('commit');
    },
    rollbackTransaction: async () => {
      if (database.inTransaction) database.exec('rollback');
    },
  });
};

/** Opens the file, creating it and the folders above it; `statements` go straight to its one connection. */
export const sqliteDialect = (
  file: string,
): {
  readonly dialect: SqliteDialect;
  readonly statements: SqliteDatabase;
  readonly inTransaction: () => boolean;
} => {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  // Switching to WAL needs the file for itself for a moment, before any query can wait.
  const database = new Libsql(file, { timeout: BUSY_MS });
  for (const pragma of PRAGMAS) database.pragma(pragma);
  const statements = keepingStatements(database);
  const createOurs = () => createDriver(database, statements);
  return {
    dialect: Object.assign(new SqliteDialect({ database }), { createDriver: createOurs }),
    statements,
    inTransaction: () => database.inTransaction,
  };
};
