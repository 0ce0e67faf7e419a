// What is owed, and the evening's figures over it, on every database.
import { describe, expect, test } from 'vitest';
import { dueAttachments, insertAttachments, recordAttachment } from '../../src/storage/attachments.ts';
import { insertCase } from '../../src/storage/cases.ts';
import type { Database } from '../../src/storage/database.ts';
import {
  dueObligations,
  nextMoment,
  ofCase,
  openByOwners,
  replaceObligations,
} from '../../src/storage/obligations.ts';
import {
  countByGrade,
  lamps,
  limitsBetween,
  movement,
  nearCases,
  overdueCases,
} from '../../src/storage/summary.ts';
import { type DatabaseUnderTest, eachOn } from './database-under-test.ts';
import { BUREAU, caseRow, HOUR, NOW, owedRow } from './rows.ts';

const bureauId = BUREAU;

export const obligationsContract = (kind: string, fresh: () => Promise<DatabaseUnderTest>): void => {
  describe(`obligations on ${kind}`, () => {
    let one: Database;
    eachOn(fresh, (opened) => {
      one = opened;
    });

    const owe = (caseId: string, rows: Partial<ReturnType<typeof owedRow>>[], now = NOW) =>
      replaceObligations(one.db, {
        caseId,
        rows: rows.map((row) => owedRow({ case_id: caseId, ...row })),
        now,
      });

    test('only differences are written, and what is no longer owed is cancelled, not deleted', async () => {
      await insertCase(one.db, caseRow());
      expect(await owe('case-1', [{ key: 'oral' }, { key: 'written' }, { key: 'sign', state: 'met' }])).toBe(
        3,
      );
      expect(await owe('case-1', [{ key: 'oral' }, { key: 'written' }], NOW + 1)).toBe(0);
      expect(await owe('case-1', [{ key: 'oral', due_at: NOW + 2 * HOUR }], NOW + 2)).toBe(2);
      expect(await ofCase(one.db, 'case-1')).toMatchObject([
        { key: 'oral', state: 'open', due_at: NOW + 2 * HOUR, updated_at: NOW + 2 },
        { key: 'sign', state: 'met', updated_at: NOW },
        { key: 'written', state: 'cancelled', next_at: null, updated_at: NOW + 2 },
      ]);
    });

    test('what is due comes oldest first; met and silent rows never come', async () => {
      await insertCase(one.db, caseRow());
      await owe('case-1', [
        { key: 'b', next_at: NOW },
        { key: 'a', next_at: NOW - HOUR },
        { key: 'later', next_at: NOW + 1 },
        { key: 'met', next_at: NOW - HOUR, state: 'met' },
        { key: 'silent', next_at: null, due_at: null },
      ]);
      const keys = async (limit: number) =>
        (await dueObligations(one.db, { bureauId, now: NOW, limit })).map((row) => row.key);
      expect(await keys(10)).toEqual(['a', 'b']);
      expect(await keys(1)).toEqual(['a']);
      expect(await nextMoment(one.db, BUREAU)).toBe(NOW - HOUR);
      expect(await nextMoment(one.db, 'other')).toBeUndefined();
      expect((await openByOwners(one.db, { bureauId, owners: ['unit:zf1'] })).at(-1)?.key).toBe('silent');
    });

    test('a person sees what they, their unit and their roles owe', async () => {
      await insertCase(one.db, caseRow());
      await owe('case-1', [
        { key: 'a', owner: 'unit:zf1', due_at: NOW + 3 },
        { key: 'b', owner: 'person:wang', due_at: NOW + 1 },
        { key: 'c', owner: 'role:goffice' },
      ]);
      const mine = await openByOwners(one.db, { bureauId, owners: ['unit:zf1', 'person:wang'] });
      expect(mine.map((row) => row.key)).toEqual(['b', 'a']);
      expect(await openByOwners(one.db, { bureauId, owners: [] })).toEqual([]);
    });

    test('the evening figures agree with a count by hand', async () => {
      const day = { from: NOW - 8 * HOUR, to: NOW };
      const put = (id: string, over: Parameters<typeof caseRow>[0] = {}) =>
        insertCase(one.db, caseRow({ id, opened_at: NOW - HOUR, ...over }));
      await put('late', { grade: '重大', graded_at: NOW - HOUR });
      await put('soon', { grade: '一般', graded_at: day.from });
      await put('aimed', { grade: '一般', graded_at: NOW, opened_at: day.from });
      await put('calm', { opened_at: day.from - 1 });
      await put('idle', { opened_at: day.to });
      await put('done', { state: 'closed', closed_at: NOW - 1, grade: '较大', graded_at: day.from - 1 });
      await put('foreign', { bureau_id: 'other' });
      await owe('late', [
        { key: 'a', due_at: NOW - 2 * HOUR },
        { key: 'b', due_at: NOW - 1 },
        { key: 'c', due_at: NOW + HOUR },
        { key: 'met', due_at: NOW - 9 * HOUR, state: 'met' },
      ]);
      await owe('soon', [{ key: 'a', started_at: NOW - 4 * HOUR, due_at: NOW + HOUR }]);
      await owe('aimed', [{ key: 'a', due_at: NOW + 20 * HOUR, aim_at: NOW - HOUR / 2 }]);
      await owe('calm', [{ key: 'a', due_at: NOW + 20 * HOUR }]);
      await owe('done', [{ key: 'a', due_at: NOW - HOUR }]);
      await owe('foreign', [{ key: 'a', due_at: NOW - HOUR, bureau_id: 'other' }]);

      expect(await movement(one.db, BUREAU, day)).toEqual({
        opened: 4,
        graded: [
          { grade: '一般', count: 1 },
          { grade: '重大', count: 1 },
        ],
        closed: 1,
      });
      const at = { bureauId, now: NOW, limit: 10 };
      expect(await lamps(one.db, at)).toEqual({ open: 5, overdue: 1, near: 2, onTime: 2 });
      expect(await overdueCases(one.db, at)).toMatchObject([{ case_id: 'late', key: 'a', count: 2 }]);
      expect(await nearCases(one.db, at)).toMatchObject([
        { case_id: 'soon', moment: NOW + HOUR, count: 1, basis: '交办后 1 小时' },
        { case_id: 'aimed', moment: NOW + 20 * HOUR },
      ]);
      const tomorrow = { bureauId, from: NOW + 2 * HOUR, to: NOW + 24 * HOUR, limit: 10 };
      expect((await limitsBetween(one.db, tomorrow)).map((row) => row.case_id)).toEqual(['aimed', 'calm']);
      const grades = await countByGrade(one.db, BUREAU);
      expect(new Map(grades.map((row) => [row.grade, row.count]))).toEqual(
        new Map([
          [null, 2],
          ['一般', 2],
          ['重大', 1],
        ]),
      );
    });

    test('an empty bureau has figures too', async () => {
      const at = { bureauId, now: NOW, limit: 3 };
      expect(await lamps(one.db, at)).toEqual({ open: 0, overdue: 0, near: 0, onTime: 0 });
      expect(await movement(one.db, BUREAU, { from: 0, to: NOW })).toEqual({
        opened: 0,
        graded: [],
        closed: 0,
      });
    });

    test('a file is fetched until it is stored, and stored once', async () => {
      await insertAttachments(one.db, [
        {
          id: 'f1',
          bureau_id: BUREAU,
          case_id: 'case-1',
          seq: 1,
          reference: '{}',
          state: 'pending',
          sha256: null,
          bytes: null,
          type: null,
          file: null,
          attempts: 0,
          not_before: NOW,
          error: null,
          created_at: NOW,
        },
      ]);
      await recordAttachment(one.db, { id: 'f1', state: 'pending', not_before: NOW + 5, error: 'timeout' });
      expect(await dueAttachments(one.db, { bureauId, now: NOW, limit: 5 })).toEqual([]);
      expect(await dueAttachments(one.db, { bureauId, now: NOW + 5, limit: 5 })).toHaveLength(1);
      const store = () =>
        recordAttachment(one.db, {
          id: 'f1',
          state: 'stored',
          sha256: 'ab',
          bytes: 3_000_000_000,
          error: null,
        });
      expect([await store(), await store()]).toEqual([true, false]);
      expect(await one.db.selectFrom('attachments').selectAll().execute()).toMatchObject([
        { attempts: 2, bytes: 3_000_000_000 },
      ]);
    });
  });
};
