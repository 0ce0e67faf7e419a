// What every database must do for the picture of the week: count the days, keep what was drawn, let the old ones go.
import { describe, expect, test } from 'vitest';
import { DAY, startOfDay } from '../../src/core/calendar/shanghai.ts';
import { insertCase } from '../../src/storage/cases.ts';
import type { Database } from '../../src/storage/database.ts';
import { dropPictures, findPicture, keepPicture } from '../../src/storage/pictures.ts';
import { movementByDay } from '../../src/storage/summary.ts';
import { type DatabaseUnderTest, eachOn } from './database-under-test.ts';
import { BUREAU, caseRow, NOW } from './rows.ts';

const bureauId = BUREAU;

export const picturesContract = (kind: string, fresh: () => Promise<DatabaseUnderTest>): void => {
  describe(`pictures on ${kind}`, () => {
    let one: Database;
    eachOn(fresh, (opened) => {
      one = opened;
    });

    test('cases are counted on the day on which they were opened and on that on which they were closed', async () => {
      const from = startOfDay(NOW);
      for (const [id, opened_at, closed_at] of [
        ['before', from - 1, from],
        ['first', from, from + DAY - 1],
        ['second', from + DAY, null],
        ['again', from + 2 * DAY - 1, from + 3 * DAY - 1],
        ['after', from + 3 * DAY, from + 3 * DAY],
      ] as const)
        await insertCase(one.db, caseRow({ id, opened_at, closed_at }));
      await insertCase(one.db, caseRow({ id: 'other', bureau_id: 'another', opened_at: from }));
      expect(await movementByDay(one.db, { bureauId, from, days: 3 })).toEqual([
        { day: from, opened: 1, closed: 2 },
        { day: from + DAY, opened: 2, closed: 0 },
        { day: from + 2 * DAY, opened: 0, closed: 1 },
      ]);
    });

    test('a picture is found by its hash in its bureau, until it is dropped', async () => {
      const bytes = Buffer.from([0x89, 0, 255]);
      const row = { bureau_id: BUREAU, base64: bytes.toString('base64') };
      await keepPicture(one.db, { ...row, sha256: 'aa', at: NOW - 1 });
      await keepPicture(one.db, { ...row, sha256: 'bb', at: NOW });
      const found = async (sha256: string, bureau = bureauId) =>
        (await findPicture(one.db, { bureauId: bureau, sha256 }))?.join();
      expect([await found('aa'), await found('aa', 'another'), await found('cc')]).toEqual([
        '137,0,255',
        undefined,
        undefined,
      ]);
      await dropPictures(one.db, { bureauId: 'another', before: NOW });
      expect(await found('aa')).toBe('137,0,255');
      await dropPictures(one.db, { bureauId, before: NOW });
      expect([await found('aa'), await found('bb')]).toEqual([undefined, '137,0,255']);
    });
  });
};
