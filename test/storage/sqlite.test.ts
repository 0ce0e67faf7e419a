// What only the SQLite file promises: how safely it is written and which questions an index answers.
import { sql } from 'kysely';
import Libsql from 'libsql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { heldOf, heldTooLong } from '../../src/storage/held-media.ts';
import { dueObligations, nextMoment } from '../../src/storage/obligations.ts';
import { claim } from '../../src/storage/outbox-claim.ts';
import { dueSchedules } from '../../src/storage/schedules.ts';
import { type DatabaseUnderTest, freshSqlite } from './database-under-test.ts';
import { BUREAU, NOW } from './rows.ts';

let under: DatabaseUnderTest;
let database: Database;
beforeAll(async () => {
  under = await freshSqlite();
  database = await under.again();
  await database.migrate();
});
afterAll(() => under.remove());

/** The query plans of every statement `ask` sends. */
const plansOf = async (ask: () => Promise<unknown>): Promise<string> => {
  const prepare = vi.spyOn(Libsql.prototype, 'prepare');
  await ask();
  const statements = prepare.mock.calls
    .map(([text]) => text)
    .filter((text) => /^\s*(select|update)/.test(text));
  prepare.mockRestore();
  const plans: string[] = [];
  for (const statement of statements) {
    const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(statement)}`.execute(
      database.db,
    );
    plans.push(...rows.map((row) => row.detail));
  }
  return plans.join('\n');
};

test('every commit is on the disk before it is answered, and readers do not block the writer', async () => {
  const pragma = async (name: string) =>
    Object.values(
      (await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(database.db)).rows[0] ?? {},
    )[0];
  expect(await pragma('journal_mode')).toBe('wal');
  expect(await pragma('synchronous')).toBe(2);
  expect(await pragma('foreign_keys')).toBe(1);
  expect(await pragma('busy_timeout')).toBe(20);
});

test('a heartbeat looks only at what is due, however much is open', async () => {
  const due = await plansOf(() => dueObligations(database.db, { bureauId: BUREAU, now: NOW, limit: 50 }));
  expect(due).toMatch(/SEARCH obligations USING INDEX \S+ \(bureau_id=\? AND state=\? AND next_at<\?\)/);
  expect(due).not.toContain('SCAN');
  const next = await plansOf(() => nextMoment(database.db, BUREAU));
  expect(next).toMatch(/SEARCH obligations USING COVERING INDEX/);
  expect(next).not.toContain('TEMP B-TREE');
  const schedules = await plansOf(() => dueSchedules(database.db, { bureauId: BUREAU, now: NOW }));
  expect(schedules).toMatch(/SEARCH schedules USING INDEX/);
});

test('a deliverer looks only at what waits, however much has been sent', async () => {
  const plan = await plansOf(() => claim(database.db, { bureauId: BUREAU, now: NOW, leaseMs: 1, limit: 10 }));
  expect(plan).toMatch(/SEARCH outbox USING INDEX \S+ \(bureau_id=\? AND state=\?/);
  expect(plan).not.toMatch(/SCAN outbox/);
});

test('pictures that wait are found by their person, and those too late by their time', async () => {
  const { db } = database;
  const own = await plansOf(() => heldOf(db, { bureauId: BUREAU, person: 'chen', now: NOW }));
  expect(own).toMatch(/SEARCH held_media USING INDEX \S+ \(bureau_id=\? AND person=\? AND until>/);
  const late = await plansOf(() => heldTooLong(db, { bureauId: BUREAU, now: NOW, limit: 9 }));
  expect(late).toMatch(/SEARCH late USING INDEX \S+ \(bureau_id=\? AND until</);
  expect(late).toMatch(/SEARCH other USING .*INDEX \S+ \(bureau_id=\? AND person=\? AND until>/);
});

test('without a place to keep records it says so at once', async () => {
  await expect(openDatabase({})).rejects.toThrow(/PostgreSQL url or a SQLite file/);
  await expect(openDatabase({ url: 'mysql://x' })).rejects.toThrow(/postgres:\/\//);
  await expect(openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toThrow();
});
