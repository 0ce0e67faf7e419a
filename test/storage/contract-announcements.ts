// What every database must do for new cases that are still to be put into words, with two deliverers at work.
import { describe, expect, test } from 'vitest';
import {
  countAnnouncements,
  noteAnnouncement,
  takeAnnouncement,
  waitingAnnouncements,
} from '../../src/storage/announcements.ts';
import { insertCase } from '../../src/storage/cases.ts';
import type { Database } from '../../src/storage/database.ts';
import { enqueue, record, undelivered } from '../../src/storage/outbox.ts';
import { claim, nextDelivery } from '../../src/storage/outbox-claim.ts';
import { type DatabaseUnderTest, eachOn } from './database-under-test.ts';
import { BUREAU, caseRow, HOUR, NOW, outboxRow } from './rows.ts';

const bureauId = BUREAU;

export const announcementsContract = (kind: string, fresh: () => Promise<DatabaseUnderTest>): void => {
  describe(`announcements on ${kind}`, () => {
    let one: Database;
    let two: Database;
    eachOn(fresh, (...opened) => {
      [one, two] = opened;
    });

    const open = (id: string, at = NOW): Promise<void> =>
      one.transaction(async (q) => {
        await insertCase(q, caseRow({ id, number: `YQ-2026-${id}` }));
        await noteAnnouncement(q, { case_id: id, bureau_id: BUREAU, asker: '{}', via: 'text', at });
      });
    const claimed = async (): Promise<string[]> =>
      (await claim(two.db, { bureauId, now: NOW, leaseMs: 1000, limit: 10 })).map((row) => row.id);

    test('the oldest comes first, and each is taken once', async () => {
      for (const id of ['m3', 'm1', 'm2']) await open(id);
      expect(await waitingAnnouncements(two.db, { bureauId, limit: 2 })).toEqual(['m1', 'm2']);
      expect(await waitingAnnouncements(two.db, { bureauId: 'another', limit: 2 })).toEqual([]);
      const taken = await Promise.all(
        [one, two, one, two].map((d) => d.transaction((q) => takeAnnouncement(q, 'm1'))),
      );
      expect(taken.filter((row) => row !== undefined)).toMatchObject([{ case_id: 'm1', at: NOW }]);
      expect(await waitingAnnouncements(two.db, { bureauId, limit: 9 })).toEqual(['m2', 'm3']);
    });

    test('one that is taken in a transaction that fails is still owed', async () => {
      await open('m1');
      const failing = one.transaction(async (q) => {
        await takeAnnouncement(q, 'm1');
        throw new Error('on the way');
      });
      await expect(failing).rejects.toThrow('on the way');
      expect(await waitingAnnouncements(two.db, { bureauId, limit: 9 })).toEqual(['m1']);
    });

    test('no message overtakes the words of a case that was there before it', async () => {
      await enqueue(one.db, [outboxRow('m1'), outboxRow('m3', { priority: 0 })]);
      await open('m2');
      expect(await claimed()).toEqual([]);
      await enqueue(one.db, [outboxRow('m0', { conversation: 'person:wang' })]);
      expect(await claimed()).toEqual(['m0']);
      await one.transaction(async (q) => {
        await takeAnnouncement(q, 'm2');
        await enqueue(q, [outboxRow('m2-001', { priority: 0 })]);
      });
      const order: string[] = [];
      for (let [next] = await claimed(); next !== undefined; [next] = await claimed()) {
        order.push(next);
        await record(one.db, { id: next, from: 'sending', to: 'sent' });
      }
      expect(order).toEqual(['m2-001', 'm3', 'm1']);
    });

    test('one waits like a message that is queued', async () => {
      expect(await countAnnouncements(one.db, bureauId)).toEqual({ count: 0, oldest: null });
      await enqueue(one.db, [outboxRow('m1', { created_at: NOW, not_before: NOW + HOUR })]);
      await open('m2', NOW - HOUR);
      await open('m3');
      expect(await undelivered(two.db, bureauId)).toMatchObject({
        counts: { queued: 3 },
        oldestQueuedAt: NOW - HOUR,
      });
      expect(await nextDelivery(two.db, bureauId)).toBe(NOW - HOUR);
    });
  });
};
