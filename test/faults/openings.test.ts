// A new case is committed before it is put into words. Whatever comes in between finds the words in their place.
import { expect, test } from 'vitest';
import { undelivered } from '../../src/storage/outbox.ts';
import { nextDelivery } from '../../src/storage/outbox-claim.ts';
import { openTestStage, type TestStage } from '../harness/stage.ts';
import { cardsOf, LINK, outbox, plainText, post, REPORT, rowCounts, sealed, seen } from './hands.ts';

let count = 0;

/** Posts what a person wrote to the app and waits for the answer only, not for anything to be said. */
async function writes(t: TestStage, text: string, from: string): Promise<void> {
  count += 1;
  const { status } = await post(t, 'app', sealed(t, 'app', plainText('app', text, `opening-${count}`, from)));
  expect(status).toBe(200);
}

const silent = async (): Promise<TestStage> => {
  const t = await openTestStage({ deliverOnCommit: false });
  t.ignoreRest('read from the conversations');
  return t;
};

test('until a new case is put into words it counts as waiting to be sent', async () => {
  const t = await silent();
  const { database, bureau } = t.stage.product.world;
  await writes(t, REPORT, 'chenchen');
  expect(await outbox(t)).toEqual([]);
  expect(await rowCounts(t)).toMatchObject({ cases: 1, announcements: 1 });
  const waiting = await undelivered(database.db, bureau.id);
  expect([waiting.counts.queued, waiting.oldestQueuedAt]).toEqual([1, t.clock.now()]);
  expect(await nextDelivery(database.db, bureau.id)).toBe(t.clock.now());
  const metrics = await (await fetch(`${t.stage.url}/metrics`)).text();
  expect(metrics).toMatch(/yuqing_outbox_messages\{state="queued"\} 1\n/);
  await t.stage.settled();
  expect(await rowCounts(t)).toMatchObject({ announcements: 0 });
  expect(await undelivered(database.db, bureau.id)).toMatchObject({
    counts: { queued: 0 },
    oldestQueuedAt: null,
  });
});

test('an answer written after a report is heard after its receipt', async () => {
  const t = await silent();
  await writes(t, REPORT, 'chenchen');
  await writes(t, '台账', 'chenchen');
  await t.stage.settled();
  const heard = seen(t, 'chen');
  expect(heard.length).toBe(2);
  expect(heard[0]).toMatch(/已登记 YQ-2026-0001/);
  expect(heard[1]).not.toMatch(/已登记 YQ-2026-0001/);
});

test('a decision on a case that is not yet announced: the announcement comes first, and its card shows the decision', async () => {
  const t = await silent();
  await writes(t, REPORT, 'chenchen');
  await writes(t, '定级 0001 一般 执法一科', 'limin');
  expect(await rowCounts(t)).toMatchObject({ announcements: 0 });
  await t.stage.settled();
  const work = t.tenant.conversation('group', 'wrDemoWork');
  expect(work.messages.length).toBeGreaterThan(1);
  const [card, ...more] = cardsOf(t, 'wang');
  expect(more).toEqual([]);
  expect(JSON.stringify(card?.body)).not.toContain('"key":"grade:ordinary"');
  const { db } = t.stage.product.world.database;
  const cards = await db.selectFrom('cards').select(['purpose', 'state']).orderBy('purpose').execute();
  expect(cards).toEqual([
    { purpose: 'grade', state: 'decided' },
    { purpose: 'sign', state: 'current' },
  ]);
});

test('the same link again before the first report is announced: the receipt, then that it is known', async () => {
  const t = await silent();
  await writes(t, REPORT, 'chenchen');
  await writes(t, `又看到这个 ${LINK}`, 'chenchen');
  await t.stage.settled();
  const heard = seen(t, 'chen');
  expect(heard[0]).toMatch(/已登记 YQ-2026-0001/);
  expect(heard[1]).toMatch(/这条已由您于/);
  expect(heard.length).toBe(2);
});

test('a leader who asks for the card of a case that is not yet announced gets one that counts', async () => {
  const t = await silent();
  await writes(t, REPORT, 'chenchen');
  await writes(t, '定级 0001', 'limin');
  await t.stage.settled();
  expect(cardsOf(t, 'li').length).toBe(2);
});
