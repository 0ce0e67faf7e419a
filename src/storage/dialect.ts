// Which of the two databases a query goes to, for the few statements that differ.
import { type Kysely, PostgresAdapter } from 'kysely';
import type { Schema } from './schema.ts';

/** Accepted by every table function: the database itself or a transaction on it. */
export type Queries = Kysely<Schema>;

/** True on PostgreSQL, false on SQLite. */
export const isPostgres = (q: Queries): boolean => q.getExecutor().adapter instanceof PostgresAdapter;

/** Runs `work` in the transaction `q` already is, or in one of its own. */
export const inTransaction = <T>(q: Queries, work: (trx: Queries) => Promise<T>): Promise<T> =>
  q.isTransaction ? work(q) : q.transaction().execute(work);
