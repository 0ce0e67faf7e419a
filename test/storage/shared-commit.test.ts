// Transactions that were waiting together share one commit; what each of them sees and leaves must be as if alone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextNumber } from '../../src/storage/counters.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';

const series = { bureauId: 'b', name: 'case' };

/** The last number given out, as this connection sees it. */
async function lastNumber({ db }: Database): Promise<number> {
  const row = await db.selectFrom('counters').select('value').where('name', '=', 'case').executeTakeFirst();
  return row?.value ?? 0;
}

let folder: string;
let database: Database;
let other: Database;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shared-commit-'));
  const file = join(folder, 'records.db');
  database = await openDatabase({ file });
  await database.migrate();
  // A connection of its own sees only what is really committed.
  other = await openDatabase({ file });
});

afterEach(async () => {
  await database.close();
  await other.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('transactions that wait together', () => {
  it('run one after the other and are all on the disk when the first is answered', async () => {
    const take = () => database.transaction((q) => nextNumber(q, series));
    const seen: number[] = [];
    const given = await Promise.all(
      Array.from({ length: 50 }, () =>
        take().then(async (value) => {
          seen.push(await lastNumber(other));
          return value;
        }),
      ),
    );
    expect(given).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    expect(seen.every((committed, index) => committed >= index + 1)).toBe(true);
  });

  it('let those join that come while more are coming, and wait for nobody else', async () => {
    const take = () => database.transaction((q) => nextNumber(q, series));
    setImmediate(() => {
      void take();
      setImmediate(() => void take());
    });
    await take();
    expect(await lastNumber(other)).toBe(3);
    await take();
    expect(await lastNumber(other)).toBe(4);
  });

  it('undo one that fails and keep the others', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 9 }, (_, i) =>
        database.transaction(async (q) => {
          const value = await nextNumber(q, series);
          if (i % 3 === 1) throw new Error('changed its mind');
          return value;
        }),
      ),
    );
    const kept = outcomes.flatMap((o) => (o.status === 'fulfilled' ? [o.value] : []));
    expect(kept).toEqual([1, 2, 3, 4, 5, 6]);
    expect(outcomes.filter((o) => o.status === 'rejected')).toHaveLength(3);
    expect(await lastNumber(other)).toBe(6);
  });

  it('undo one that breaks a unique key, and run the next one afterwards', async () => {
    const row = { bureau_id: 'b', kind: 'k', key: 'x', value: '1', at: 1 };
    const insert = () => database.transaction((q) => q.insertInto('directory').values(row).execute());
    const outcomes = await Promise.allSettled([insert(), insert(), insert()]);
    expect(outcomes.map((o) => o.status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await other.db.selectFrom('directory').selectAll().execute()).toHaveLength(1);
  });

  it('whose commit itself fails takes no other with it, and the next ones go on', async () => {
    const orphan = { bureau_id: 'b', canonical_id: 'c', case_id: 'nobody', url: 'u', at: 1 };
    const outcomes = await Promise.allSettled([
      database.transaction((q) => nextNumber(q, series)),
      database.transaction((q) => q.insertInto('case_links').values(orphan).execute()),
    ]);
    expect(outcomes.map((o) => o.status)).toEqual(['fulfilled', 'rejected']);
    expect(await database.transaction((q) => nextNumber(q, series))).toBe(2);
    expect(await lastNumber(other)).toBe(2);
  });
});
