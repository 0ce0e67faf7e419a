// Brings the tables up to date in one transaction, on both databases: a migration is there whole or not at
// all, and of several instances that start together one works while the others wait. (Kysely's Migrator
// gives neither on SQLite.)
import { type Migration, sql } from 'kysely';
import { isPostgres, type Queries } from './dialect.ts';

/** Any number nobody else takes an advisory lock on. */
const LOCK = 7_260_411;

/** Runs the migrations that this database has not seen, in the order of the list. */
export const migrate = (db: Queries, migrations: Readonly<Record<string, Migration>>): Promise<void> =>
  db.transaction().execute(async (trx) => {
    if (isPostgres(trx)) await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx);
    await sql`create table if not exists migrations (name text not null primary key)`.execute(trx);
    const { rows } = await sql<{ name: string }>`select name from migrations`.execute(trx);
    const applied = new Set(rows.map((row) => row.name));

    const stranger = [...applied].find((name) => migrations[name] === undefined);
    if (stranger !== undefined)
      throw new Error(`the database was written by a newer version of this program (migration ${stranger})`);

    for (const [name, migration] of Object.entries(migrations)) {
      if (applied.has(name)) continue;
      await migration.up(trx);
      await sql`insert into migrations (name) values (${name})`.execute(trx);
    }
  });
