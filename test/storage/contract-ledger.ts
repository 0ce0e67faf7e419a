// What every database must answer for an exported ledger, and for what is asked of rows that went out.
import { describe, expect, test } from 'vitest';
import { attachmentsOf, insertAttachments } from '../../src/storage/attachments.ts';
import { insertCase } from '../../src/storage/cases.ts';
import type { Database } from '../../src/storage/database.ts';
import { casesOpened, limitsKept } from '../../src/storage/ledger.ts';
import { insertObligations } from '../../src/storage/obligations.ts';
import { enqueue, findOutbox, lastSent, record } from '../../src/storage/outbox.ts';
import type { AttachmentRow } from '../../src/storage/schema.ts';
import { type DatabaseUnderTest, eachOn } from './database-under-test.ts';
import { BUREAU, caseRow, HOUR, NOW, outboxRow, owedRow } from './rows.ts';

const bureauId = BUREAU;
const span = { from: NOW, to: NOW + 10 * HOUR };

export const ledgerContract = (kind: string, fresh: () => Promise<DatabaseUnderTest>): void => {
  describe(`the ledger on ${kind}`, () => {
    let one: Database;
    eachOn(fresh, (opened) => {
      one = opened;
    });

    test('cases opened in a span come page by page, the oldest first, the end not included', async () => {
      for (const [id, opened_at] of [
        ['a', NOW - 1],
        ['b', NOW],
        ['c', NOW + HOUR],
        ['d', span.to - 1],
        ['e', span.to],
      ] as const)
        await insertCase(one.db, caseRow({ id, opened_at }));
      const page = async (after: string) =>
        (await casesOpened(one.db, { bureauId, span, after, limit: 2 })).map((row) => row.id);
      expect([await page(''), await page('c'), await page('d')]).toEqual([['b', 'c'], ['d'], []]);
      expect(await casesOpened(one.db, { bureauId: 'another', span, after: '', limit: 9 })).toEqual([]);
    });

    test('limits are counted as kept, late, overdue and running; what has none or is off does not count', async () => {
      await insertCase(one.db, caseRow({ id: 'case-1' }));
      await insertCase(one.db, caseRow({ id: 'outside', opened_at: span.to }));
      const due_at = NOW + HOUR;
      await insertObligations(one.db, {
        now: NOW,
        rows: [
          owedRow({ key: '1', due_at, state: 'met', met_at: due_at }),
          owedRow({ key: '2', due_at, state: 'met', met_at: due_at + 1 }),
          owedRow({ key: '3', due_at: NOW - 1 }),
          owedRow({ key: '4', due_at }),
          owedRow({ key: '5', due_at, state: 'cancelled' }),
          owedRow({ key: '6', due_at: null }),
          owedRow({ case_id: 'outside', key: '1', due_at }),
        ],
      });
      expect(await limitsKept(one.db, { bureauId, span, now: NOW })).toEqual([
        { case_id: 'case-1', kept: 1, late: 1, overdue: 1, running: 1 },
      ]);
    });

    test('the files of one case come in the order in which they were handed in', async () => {
      const file = (id: string, over: Partial<AttachmentRow> = {}): AttachmentRow => ({
        id,
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
        ...over,
      });
      await insertAttachments(one.db, [
        file('f3', { created_at: NOW + 1 }),
        file('f2'),
        file('f1'),
        file('f0', { case_id: 'case-2' }),
      ]);
      expect((await attachmentsOf(one.db, 'case-1')).map((row) => row.id)).toEqual(['f1', 'f2', 'f3']);
    });

    test('the last row under a key that went out is found, and a row by its id', async () => {
      const digest_key = 'card:x';
      await enqueue(
        one.db,
        ['m1', 'm2', 'm3'].map((id) => outboxRow(id, { digest_key })),
      );
      expect(await lastSent(one.db, { bureauId, digestKey: digest_key })).toBeUndefined();
      for (const id of ['m1', 'm2']) await record(one.db, { id, from: 'queued', to: 'sent', sentAt: NOW });
      expect(await lastSent(one.db, { bureauId, digestKey: digest_key })).toMatchObject({ id: 'm2' });
      expect(await lastSent(one.db, { bureauId: 'another', digestKey: digest_key })).toBeUndefined();
      expect(await findOutbox(one.db, 'm3')).toMatchObject({ state: 'queued' });
      expect(await findOutbox(one.db, 'm9')).toBeUndefined();
    });
  });
};
