// Reads that go straight to SQLite's one connection still see nothing that is not committed.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertCase } from '../../src/storage/cases.ts';
import type { Database } from '../../src/storage/database.ts';
import { claimLink, findByCanonical } from '../../src/storage/links.ts';
import { type DatabaseUnderTest, freshSqlite } from './database-under-test.ts';
import { BUREAU, caseRow, NOW } from './rows.ts';

let under: DatabaseUnderTest;
let database: Database;
beforeEach(async () => {
  under = await freshSqlite();
  database = await under.again();
  await database.migrate();
});
afterEach(() => under.remove());

const link = { bureau_id: BUREAU, canonical_id: 'douyin:1', case_id: 'case-1', url: 'u', at: NOW };
const found = async (): Promise<readonly string[]> =>
  (await findByCanonical(database.db, BUREAU, ['douyin:1'])).map((row) => row.case_id);

test('a read during a transaction waits for its end and sees what it left', async () => {
  const during: Promise<readonly string[]>[] = [];
  const write = (fails: boolean) =>
    database.transaction(async (q) => {
      await insertCase(q, caseRow());
      await claimLink(q, link);
      during.push(found());
      await new Promise((resolve) => setImmediate(resolve));
      if (fails) throw new Error('on the way');
    });
  await expect(write(true)).rejects.toThrow('on the way');
  expect(await Promise.all(during)).toEqual([[]]);
  expect(await found()).toEqual([]);
  await write(false);
  expect(await Promise.all(during)).toEqual([[], ['case-1']]);
  expect(await found()).toEqual(['case-1']);
});
