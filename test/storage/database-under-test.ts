// A fresh database for each contract run: a temporary SQLite file, or a PostgreSQL schema of its own that
// is dropped afterwards. `again()` opens the same records a second time, as another instance would.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach } from 'vitest';
import { type Database, openDatabase } from '../../src/storage/database.ts';

export type DatabaseUnderTest = {
  /** Another instance on the same records; closed by `remove`. */
  again(): Promise<Database>;
  remove(): Promise<void>;
};

const instances = (open: () => Promise<Database>, drop: () => Promise<void>): DatabaseUnderTest => {
  const opened: Database[] = [];
  return {
    async again() {
      const database = await open();
      opened.push(database);
      return database;
    },
    async remove() {
      for (const database of opened) await database.close();
      await drop();
    },
  };
};

export const freshSqlite = async (): Promise<DatabaseUnderTest> => {
  const folder = mkdtempSync(join(tmpdir(), 'yuqing-storage-'));
  const file = join(folder, 'data', 'records.sqlite');
  return instances(
    () => openDatabase({ file }),
    async () => rmSync(folder, { recursive: true, force: true }),
  );
};

export const freshPostgres = async (serverUrl: string): Promise<DatabaseUnderTest> => {
  const name = `yuqing_test_${randomBytes(6).toString('hex')}`;
  const asAdmin = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await asAdmin(`create schema ${name}`);
  const url = new URL(serverUrl);
  url.searchParams.set('options', `-c search_path=${name}`);
  return instances(
    () => openDatabase({ url: url.href }),
    () => asAdmin(`drop schema ${name} cascade`),
  );
};

/** Before each test: two instances on the same empty records, given to `take`; both are gone after it. */
export const eachOn = (
  fresh: () => Promise<DatabaseUnderTest>,
  take: (one: Database, two: Database) => void,
): void => {
  let under: DatabaseUnderTest;
  beforeEach(async () => {
    under = await fresh();
    const [one, two] = [await under.again(), await under.again()];
    await one.migrate();
    take(one, two);
  });
  afterEach(() => under.remove());
};
