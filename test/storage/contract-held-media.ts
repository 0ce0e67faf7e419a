// What every database must do for pictures that wait: keep them by person and in order, give each away once, and find
// those whose time has run out.
import { describe, expect, test } from 'vitest';
import type { Database } from '../../src/storage/database.ts';
import {
  dropHeld,
  heldOf,
  heldTooLong,
  insertHeld,
  lockHeld,
  nextHeldTooLong,
  takeHeld,
} from '../../src/storage/held-media.ts';
import type { HeldMediaRow } from '../../src/storage/schema.ts';
import { type DatabaseUnderTest, eachOn } from './database-under-test.ts';
import { BUREAU, HOUR, NOW } from './rows.ts';

const bureauId = BUREAU;

const row = (id: string, over: Partial<HeldMediaRow> = {}): HeldMediaRow => ({
  id,
  bureau_id: BUREAU,
  person: 'chen',
  reference: '{}',
  until: NOW + HOUR,
  created_at: NOW,
  ...over,
});

export const heldMediaContract = (kind: string, fresh: () => Promise<DatabaseUnderTest>): void => {
  describe(`held media on ${kind}`, () => {
    let one: Database;
    let two: Database;
    eachOn(fresh, (...opened) => {
      [one, two] = opened;
    });

    const ids = async (person = 'chen', now = NOW, bureau = bureauId): Promise<readonly string[]> =>
      (await heldOf(two.db, { bureauId: bureau, person, now })).map(({ id }) => id);

    test('a person has their own, in the order in which they came, until their time is over', async () => {
      await insertHeld(one.db, []);
      await insertHeld(one.db, [row('b', { until: NOW + 1 }), row('a'), row('c', { person: 'feng' })]);
      expect(await ids()).toEqual(['a', 'b']);
      expect(await ids('feng')).toEqual(['c']);
      expect(await ids('chen', NOW + 1)).toEqual(['a']);
      expect(await ids('chen', NOW, 'another')).toEqual([]);
      expect(await heldOf(two.db, { bureauId, person: 'feng', now: NOW })).toEqual([
        row('c', { person: 'feng' }),
      ]);
    });

    test('of several who want the same at the same time one gets it, and all of it', async () => {
      await insertHeld(one.db, [row('a'), row('b')]);
      const take = (d: Database): Promise<boolean> =>
        d.transaction(async (q) => {
          if (!(await takeHeld(q, ['a', 'b']))) throw new Error('elsewhere');
          return true;
        });
      const all = await Promise.allSettled([one, two, one, two].map(take));
      expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await ids()).toEqual([]);
    });

    test('one that is taken in a transaction that fails still waits, and so do the others', async () => {
      await insertHeld(one.db, [row('a')]);
      const failing = one.transaction(async (q) => {
        if (!(await takeHeld(q, ['a', 'gone']))) throw new Error('elsewhere');
      });
      await expect(failing).rejects.toThrow('elsewhere');
      expect(await ids()).toEqual(['a']);
    });

    test('pictures that come at the same time count each other', async () => {
      const counted = await Promise.all(
        ['a', 'b', 'c', 'd'].map((id, n) =>
          (n % 2 === 0 ? one : two).transaction(async (q) => {
            await lockHeld(q, { bureauId, person: 'chen' });
            const before = (await heldOf(q, { bureauId, person: 'chen', now: NOW })).length;
            await insertHeld(q, [row(id)]);
            return before + 1;
          }),
        ),
      );
      expect([...counted].sort()).toEqual([1, 2, 3, 4]);
    });

    test('people are found when the last of theirs has run out, and only what has run out is dropped', async () => {
      expect(await nextHeldTooLong(one.db, bureauId)).toBeUndefined();
      await insertHeld(one.db, [
        row('a', { until: NOW }),
        row('b', { until: NOW + 1 }),
        row('c', { person: 'feng', until: NOW }),
        row('d', { person: 'xu', until: NOW + HOUR }),
        row('e', { person: 'wu', until: NOW, bureau_id: 'another' }),
      ]);
      const late = (now: number, limit = 9) => heldTooLong(two.db, { bureauId, now, limit });
      expect(await late(NOW)).toEqual(['feng']);
      expect([...(await late(NOW + 1))].sort()).toEqual(['chen', 'feng']);
      expect(await late(NOW + 1, 1)).toHaveLength(1);
      expect(await nextHeldTooLong(two.db, bureauId)).toBe(NOW);
      expect(await dropHeld(one.db, { bureauId, person: 'feng', now: NOW })).toBe(1);
      expect(await nextHeldTooLong(two.db, bureauId)).toBe(NOW + 1);
      expect(await dropHeld(one.db, { bureauId, person: 'chen', now: NOW })).toBe(1);
      expect(await ids()).toEqual(['b']);
      expect(await late(NOW)).toEqual([]);
    });
  });
};
