// What every database must do for outgoing messages, with two deliverers at work.
import { describe, expect, test } from 'vitest';
import type { Database } from '../../src/storage/database.ts';
import { enqueue, record, setPart, supersede, takeDigest, undelivered } from '../../src/storage/outbox.ts';
import { claim, nextDelivery, reclaimExpired, unknownRows } from '../../src/storage/outbox-claim.ts';
import { type DatabaseUnderTest, eachOn } from './database-under-test.ts';
import { BUREAU, HOUR, NOW, outboxRow } from './rows.ts';

const bureauId = BUREAU;
const LEASE = 60_000;

export const outboxContract = (kind: string, fresh: () => Promise<DatabaseUnderTest>): void => {
  describe(`outbox on ${kind}`, () => {
    let one: Database;
    let two: Database;
    eachOn(fresh, (...opened) => {
      [one, two] = opened;
    });

    const claimed = async (d: Database, now = NOW, limit = 10): Promise<string[]> =>
      (await claim(d.db, { bureauId, now, leaseMs: LEASE, limit })).map((row) => row.id);
    const rowOf = (id: string) =>
      one.db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst();
    const sent = (id: string) => record(one.db, { id, from: 'sending', to: 'sent', sentAt: NOW });

    test('one conversation goes out in order, one row at a time; others go out beside it', async () => {
      await enqueue(one.db, [
        outboxRow('m1'),
        outboxRow('m2'),
        outboxRow('m3', { priority: 1 }),
        outboxRow('n1', { conversation: 'person:wang' }),
      ]);
      expect(await claimed(one)).toEqual(['m3', 'n1']);
      expect(await claimed(two)).toEqual([]);
      await sent('m3');
      expect(await claimed(two)).toEqual(['m1']);
      await sent('m1');
      expect(await claimed(one)).toEqual(['m2']);
    });

    test('a more urgent row does not overtake one that is in the air', async () => {
      await enqueue(one.db, [outboxRow('m1')]);
      await claimed(one);
      await enqueue(one.db, [outboxRow('m0', { priority: 0 })]);
      expect(await claimed(two)).toEqual([]);
    });

    test('a row waits for its moment and lets others pass', async () => {
      await enqueue(one.db, [outboxRow('m1', { not_before: NOW + HOUR }), outboxRow('m2')]);
      expect(await claimed(one)).toEqual(['m2']);
      await sent('m2');
      expect(await nextDelivery(one.db, BUREAU)).toBe(NOW + HOUR);
      expect(await claimed(one, NOW + HOUR)).toEqual(['m1']);
    });

    test('a message of which a part is out keeps its conversation until the next part, if that is soon', async () => {
      await enqueue(one.db, [outboxRow('m1'), outboxRow('n1', { conversation: 'person:wang' })]);
      await claimed(one);
      await enqueue(one.db, [outboxRow('m2', { priority: 0 })]);
      const waits = async (ms: number) => {
        await setPart(one.db, { id: 'm1', part: 1 });
        await record(one.db, { id: 'm1', from: 'sending', to: 'queued', notBefore: NOW + ms });
      };
      await waits(3_000);
      expect(await claimed(two)).toEqual([]);
      expect(await nextDelivery(one.db, BUREAU)).toBe(NOW);
      expect(await claimed(two, NOW + 3_000)).toEqual(['m1']);
      await waits(60_000);
      expect(await claimed(two)).toEqual(['m2']);
    });

    test('claimers running at the same time never get the same row or the same conversation', async () => {
      const conversations = 7;
      await enqueue(
        one.db,
        Array.from({ length: 140 }, (_, i) =>
          outboxRow(`m${String(i).padStart(3, '0')}`, {
            conversation: `c${i % conversations}`,
            priority: i % 3,
          }),
        ),
      );
      const inTheAir = new Set<string>();
      const went: string[] = [];
      const deliverer = async (d: Database): Promise<void> => {
        for (;;) {
          const rows = await claim(d.db, { bureauId, now: NOW, leaseMs: LEASE, limit: 3 });
          for (const row of rows) {
            expect(inTheAir.has(row.conversation)).toBe(false);
            inTheAir.add(row.conversation);
          }
          for (const row of rows) {
            went.push(row.id);
            inTheAir.delete(row.conversation);
            expect(await record(d.db, { id: row.id, from: 'sending', to: 'sent', sentAt: NOW })).toBe(true);
          }
          if (rows.length === 0 && (await undelivered(d.db, BUREAU)).counts.queued === 0) return;
        }
      };
      await Promise.all([one, two, one, two, one, two].map(deliverer));
      expect(went).toHaveLength(140);
      expect(new Set(went).size).toBe(140);
      const rank = (id: string) => [Number(id.slice(1)) % 3, Number(id.slice(1))] as const;
      for (let c = 0; c < conversations; c++) {
        const order = went.filter((id) => Number(id.slice(1)) % conversations === c);
        const right = [...order].sort((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1]);
        expect(order).toEqual(right);
      }
    });

    test('a lease that ran out makes the row unknown, and its conversation waits for the decision', async () => {
      await enqueue(one.db, [outboxRow('m1'), outboxRow('m2')]);
      await claimed(one);
      expect(await reclaimExpired(two.db, { bureauId, now: NOW + LEASE })).toEqual([]);
      const later = NOW + LEASE + 1;
      const both = await Promise.all([one, two].map((d) => reclaimExpired(d.db, { bureauId, now: later })));
      expect(both.flat()).toMatchObject([{ id: 'm1', state: 'unknown', attempts: 1, lease_until: null }]);
      expect(await claimed(two, later)).toEqual([]);
      expect(await unknownRows(two.db, { bureauId, limit: 5 })).toHaveLength(1);

      // The late answer of the first deliverer still counts when it says what happened.
      expect(await sent('m1')).toBe(false);
      await record(one.db, { id: 'm1', from: 'unknown', to: 'queued', resend: true });
      expect(await claimed(two, later)).toEqual(['m1']);
      expect(await rowOf('m1')).toMatchObject({ resent: 1, attempts: 2 });
    });

    test('a refused row is tried again at its moment, before what stands behind it', async () => {
      await enqueue(one.db, [outboxRow('m1'), outboxRow('m2')]);
      await claimed(one);
      await record(one.db, {
        id: 'm1',
        from: 'sending',
        to: 'failed',
        notBefore: NOW + HOUR,
        error: '45009',
      });
      expect(await claimed(one)).toEqual([]);
      expect(await claimed(one, NOW + HOUR)).toEqual(['m1']);
      await record(one.db, { id: 'm1', from: 'sending', to: 'dead', error: '45009' });
      expect(await claimed(one, NOW + HOUR)).toEqual(['m2']);
    });

    test('final states stay as they are', async () => {
      await enqueue(one.db, [outboxRow('m1')]);
      await claimed(one);
      expect(await setPart(one.db, { id: 'm1', part: 1 })).toBe(true);
      await sent('m1');
      expect(await record(two.db, { id: 'm1', from: ['sending', 'unknown'], to: 'failed' })).toBe(false);
      expect(await setPart(one.db, { id: 'm1', part: 2 })).toBe(false);
      expect(await rowOf('m1')).toMatchObject({ state: 'sent', sent_at: NOW, part: 1 });
    });

    test('reminders waiting for one person become one message, taken once', async () => {
      const digest_key = 'remind:wang';
      await enqueue(one.db, [
        outboxRow('m1', { digest_key }),
        outboxRow('m2', { digest_key }),
        outboxRow('m3', { digest_key, not_before: NOW + HOUR }),
        outboxRow('m4', { digest_key, conversation: 'person:li' }),
        outboxRow('m5'),
      ]);
      const [row] = await claim(one.db, { bureauId, now: NOW, leaseMs: LEASE, limit: 1 });
      if (row === undefined) throw new Error('nothing claimed');
      expect((await takeDigest(one.db, { row, now: NOW })).map((r) => r.id)).toEqual(['m2']);
      expect(await takeDigest(two.db, { row, now: NOW })).toEqual([]);
      expect((await rowOf('m2'))?.state).toBe('superseded');
    });

    test('a newer refresh of a card makes the waiting older ones pointless', async () => {
      const refresh = { kind: 'card-update', digest_key: 'card-1' };
      await enqueue(one.db, [
        outboxRow('m1', refresh),
        outboxRow('m2', { ...refresh, kind: 'text' }),
        outboxRow('m3', { ...refresh, digest_key: 'card-2' }),
        outboxRow('m4', refresh),
      ]);
      const by = { bureauId, kind: 'card-update', digestKey: 'card-1', by: 'm4' };
      expect(await supersede(one.db, by)).toBe(1);
      expect((await rowOf('m1'))?.state).toBe('superseded');
      expect(await undelivered(one.db, BUREAU)).toEqual({
        counts: { queued: 3, sending: 0, unknown: 0, failed: 0, dead: 0 },
        oldestQueuedAt: NOW,
      });
    });

    test('one bureau never claims the messages of another', async () => {
      await enqueue(one.db, [outboxRow('m1', { bureau_id: 'other' })]);
      expect(await claimed(one)).toEqual([]);
      expect(await nextDelivery(one.db, BUREAU)).toBeUndefined();
    });
  });
};
