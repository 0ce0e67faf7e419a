// What every database must do for the records: one list of sentences, run on SQLite and on PostgreSQL.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addCode, takeCode } from '../../src/storage/card-codes.ts';
import { findCard, insertCard, openCards, setCardState } from '../../src/storage/cards.ts';
import { findCase, findCaseById, insertCase, listCases, saveCase } from '../../src/storage/cases.ts';
import { nextNumber } from '../../src/storage/counters.ts';
import { type Database, isUniqueViolation } from '../../src/storage/database.ts';
import { forget, learn, listLearned, lookUp } from '../../src/storage/directory.ts';
import { appendEvents, lastEvent, readEvents } from '../../src/storage/events.ts';
import { findInbox, markReceived } from '../../src/storage/inbox.ts';
import { claimLink, findByCanonical } from '../../src/storage/links.ts';
import { findPolicyVersion, keepPolicyVersion } from '../../src/storage/policy-versions.ts';
import { advanceSchedule, dueSchedules, ensureSchedule } from '../../src/storage/schedules.ts';
import type { DatabaseUnderTest } from './database-under-test.ts';
import { BUREAU, cardRow, caseRow, eventRow, HOUR, inboxRow, NOW } from './rows.ts';

const bureauId = BUREAU;
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

export const recordsContract = (kind: string, fresh: () => Promise<DatabaseUnderTest>): void => {
  describe(`records on ${kind}`, () => {
    let under: DatabaseUnderTest;
    let one: Database;
    let two: Database;

    beforeEach(async () => {
      under = await fresh();
      [one, two] = [await under.again(), await under.again()];
      await Promise.all([one.migrate(), two.migrate()]);
    });
    afterEach(() => under.remove());

    test('two instances started together and a third one later leave one set of tables', async () => {
      const three = await under.again();
      await three.migrate();
      await three.migrate();
      await insertCase(three.db, caseRow());
      expect(await findCaseById(one.db, 'case-1')).toEqual(caseRow());
    });

    test('what was written is there after closing and opening again', async () => {
      await one.transaction(async (trx) => {
        await insertCase(trx, caseRow({ title: '“引号”与表情 🚧' }));
        await appendEvents(trx, [eventRow()]);
      });
      await one.close();
      const later = await under.again();
      await later.migrate();
      expect((await findCaseById(later.db, 'case-1'))?.title).toBe('“引号”与表情 🚧');
      expect(await readEvents(later.db, 'case-1')).toEqual([eventRow()]);
    });

    test('a transaction that fails leaves nothing behind', async () => {
      const error = await failure(
        one.transaction(async (trx) => {
          await markReceived(trx, inboxRow());
          throw new Error('power cut');
        }),
      );
      expect(error).toHaveProperty('message', 'power cut');
      expect(await findInbox(one.db, { bureauId, channel: 'wecom-app', key: 'msg-1' })).toBeUndefined();
    });

    test('an event received twice, also at the same moment, is accepted once', async () => {
      const answers = await Promise.all(
        [one, two, one, two].map((d, i) => markReceived(d.db, inboxRow({ id: `in-${i}` }))),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await markReceived(one.db, inboxRow({ id: 'in-9', channel: 'wecom-bot' }))).toBe(true);
    });

    test('a body with a zero byte is kept, and a failure can be found with its reason', async () => {
      await markReceived(one.db, inboxRow({ raw: 'a\0b', outcome: 'failed', detail: 'bad XML' }));
      const row = await findInbox(one.db, { bureauId, channel: 'wecom-app', key: 'msg-1' });
      expect(row).toMatchObject({ detail: 'bad XML', case_id: null, received_at: NOW });
      expect(row?.raw).toMatch(/^a.b$/s);
    });

    test('of two writers who read the same version of a case, one is refused', async () => {
      await insertCase(one.db, caseRow());
      const saved = await Promise.all([
        saveCase(one.db, caseRow({ version: 2, grade: '一般' }), 1),
        saveCase(two.db, caseRow({ version: 2, grade: '重大' }), 1),
      ]);
      expect(saved.filter(Boolean)).toHaveLength(1);
      expect((await findCaseById(one.db, 'case-1'))?.grade).toBe(saved[0] ? '一般' : '重大');
    });

    test('a number is given to one case only', async () => {
      await insertCase(one.db, caseRow({ number: 'YQ-1' }));
      const error = await failure(insertCase(two.db, caseRow({ id: 'case-2', number: 'YQ-1' })));
      expect(isUniqueViolation(error)).toBe(true);
      expect(isUniqueViolation(new Error('other'))).toBe(false);
      expect((await findCase(one.db, BUREAU, 'YQ-1'))?.id).toBe('case-1');
    });

    test('cases are listed newest first, page after page, also when opened in the same millisecond', async () => {
      const ids = ['a', 'b', 'c', 'd', 'e'];
      for (const id of ids) await insertCase(one.db, caseRow({ id, state: id === 'b' ? 'closed' : 'open' }));
      const first = await listCases(one.db, { bureauId, limit: 2 });
      const rest = await listCases(one.db, { bureauId, limit: 9, before: { openedAt: NOW, id: 'd' } });
      expect([...first, ...rest].map((row) => row.id)).toEqual(['e', 'd', 'c', 'b', 'a']);
      expect(await listCases(one.db, { bureauId, state: 'closed', limit: 9 })).toHaveLength(1);
    });

    test('numbers given to many at once have no gap, even when one of them gives up', async () => {
      const take = (d: Database, fail: boolean) =>
        failure(
          d.transaction(async (trx) => {
            await nextNumber(trx, { bureauId, name: 'case-2026' });
            if (fail) throw new Error('gave up');
          }),
        );
      await Promise.all(Array.from({ length: 20 }, (_, i) => take(i % 2 ? one : two, i === 7)));
      expect(await nextNumber(one.db, { bureauId, name: 'case-2026' })).toBe(20);
      expect(await nextNumber(one.db, { bureauId, name: 'case-2027' })).toBe(1);
    });

    test('the same place in a case is taken by one event', async () => {
      await insertCase(one.db, caseRow());
      await appendEvents(one.db, [eventRow(), eventRow({ seq: 2, hash: 'h2' })]);
      const error = await failure(appendEvents(two.db, [eventRow({ seq: 3 }), eventRow({ seq: 2 })]));
      expect(isUniqueViolation(error)).toBe(true);
      expect((await lastEvent(one.db, 'case-1'))?.seq).toBe(2);
    });

    test('an event without its case cannot be committed', async () => {
      expect(await failure(appendEvents(one.db, [eventRow({ case_id: 'nobody' })]))).toBeInstanceOf(Error);
      expect(await readEvents(one.db, 'nobody')).toEqual([]);
    });

    test('a post belongs to one open case; after that is closed the next case takes it over', async () => {
      const link = (case_id: string) => ({
        bureau_id: BUREAU,
        canonical_id: 'weibo:1',
        case_id,
        url: 'https://weibo.com/1',
        at: NOW,
      });
      const openWith = (d: Database, id: string) =>
        d.transaction(async (trx) => {
          await insertCase(trx, caseRow({ id }));
          return claimLink(trx, link(id));
        });
      const won = await Promise.all([openWith(one, 'a'), openWith(two, 'b')]);
      expect(won.filter(Boolean)).toHaveLength(1);
      const holder = won[0] ? 'a' : 'b';
      expect(await claimLink(one.db, link(holder))).toBe(true);

      await saveCase(one.db, caseRow({ id: holder, state: 'closed', version: 2 }), 1);
      await insertCase(one.db, caseRow({ id: 'c' }));
      expect(await claimLink(two.db, link('c'))).toBe(true);
      expect(await findByCanonical(one.db, BUREAU, ['weibo:1', 'weibo:2'])).toEqual([
        { ...link('c'), number: 'YQ-2026-c', state: 'open' },
      ]);
    });

    test('a code is spent once, whoever asks at the same time, the one expiring first before others', async () => {
      for (const [code, at] of [['x', 3] as const, ['y', 1] as const, ['z', -1] as const])
        await addCode(one.db, {
          bureau_id: BUREAU,
          code,
          card_id: 'card',
          at: NOW,
          expires_at: NOW + at * HOUR,
        });
      const take = (d: Database) => takeCode(d.db, { bureauId, cardId: 'card', now: NOW });
      const taken = await Promise.all([one, two, one, two].map(take));
      expect(
        taken
          .map((row) => row?.code)
          .filter(Boolean)
          .sort(),
      ).toEqual(['x', 'y']);
    });

    test('the last update code of a card can be kept for what matters more', async () => {
      await insertCard(one.db, cardRow());
      const expiry = { bureau_id: bureauId, card_id: 'card', at: NOW, expires_at: NOW + HOUR };
      await addCode(one.db, { ...expiry, code: 'k' });
      const keeping = { bureauId, cardId: 'card', now: NOW, keep: 1 };
      expect(await takeCode(one.db, keeping)).toBeUndefined();
      await addCode(one.db, { ...expiry, code: 'l' });
      expect((await takeCode(one.db, keeping))?.code).toBe('k');
      expect(await takeCode(two.db, keeping)).toBeUndefined();
      expect((await takeCode(two.db, { ...keeping, keep: 0 }))?.code).toBe('l');
    });

    test('a card is decided once and then no longer open', async () => {
      await insertCard(one.db, cardRow());
      expect(await openCards(one.db, { caseId: 'case-1', purpose: 'grade' })).toHaveLength(1);
      expect(await openCards(one.db, { caseId: 'case-1', purpose: 'assign' })).toEqual([]);
      const decide = (d: Database) =>
        setCardState(d.db, {
          bureauId,
          cardId: cardRow().card_id,
          from: 'current',
          state: 'decided',
          now: NOW,
        });
      expect((await Promise.all([decide(one), decide(two)])).filter(Boolean)).toHaveLength(1);
      expect(await openCards(one.db, { caseId: 'case-1' })).toEqual([]);
      expect((await findCard(one.db, BUREAU, cardRow().card_id))?.state).toBe('decided');
    });

    test('a schedule seen due by two instances is moved on by one', async () => {
      expect(await ensureSchedule(one.db, { bureauId, name: 'evening', nextAt: NOW })).toBe(true);
      expect(await ensureSchedule(two.db, { bureauId, name: 'evening', nextAt: NOW + 1 })).toBe(false);
      expect(await dueSchedules(one.db, { bureauId, now: NOW - 1 })).toEqual([]);
      expect(await dueSchedules(one.db, { bureauId, now: NOW })).toHaveLength(1);
      const move = (d: Database) =>
        advanceSchedule(d.db, {
          bureauId,
          name: 'evening',
          expectedNextAt: NOW,
          nextAt: NOW + HOUR,
          lastAt: NOW,
        });
      expect((await Promise.all([move(one), move(two)])).filter(Boolean)).toHaveLength(1);
    });

    test('the newest word about the tenant wins, and the first text of a 制度 version stays', async () => {
      const entry = { bureau_id: BUREAU, kind: 'chat', key: 'work', value: 'wr1', at: NOW };
      await learn(one.db, entry);
      await learn(two.db, { ...entry, value: 'wr2' });
      expect(await lookUp(one.db, { bureauId, kind: 'chat', key: 'work' })).toBe('wr2');
      await learn(one.db, { ...entry, key: 'leadership', value: 'wr3' });
      const chats = await listLearned(two.db, { bureauId, kind: 'chat' });
      expect(chats.map((row) => [row.key, row.value])).toEqual([
        ['leadership', 'wr3'],
        ['work', 'wr2'],
      ]);
      await forget(two.db, { bureauId, kind: 'chat', key: 'work' });
      expect(await lookUp(one.db, { bureauId, kind: 'chat', key: 'work' })).toBeUndefined();

      const version = { bureau_id: BUREAU, version: '1', policy_id: 'p', text: '甲', first_used_at: NOW };
      expect(await keepPolicyVersion(one.db, version)).toBe(true);
      expect(await keepPolicyVersion(one.db, { ...version, text: '乙' })).toBe(false);
      expect((await findPolicyVersion(one.db, BUREAU, '1'))?.text).toBe('甲');
    });
  });
};
