// Something throws inside the product: what came is kept or asked for again, and people are told.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { sayOpenings } from '../../src/app/say-openings.ts';
import type { World } from '../../src/app/world.ts';
import { openTestStage, type TestStage } from '../harness/stage.ts';
import { events, logText, plainText, post, REPORT, rowCounts, sealed, secretsOf, seen } from './hands.ts';

const BOOM = 'cannot read properties of a broken thing';
const throwBoom = (): never => {
  throw new Error(BOOM);
};

/** Puts another part into the running product. */
function replace(t: TestStage, parts: Partial<World>): void {
  Object.assign(t.stage.product.world, parts);
}

async function inbox(t: TestStage) {
  return t.stage.product.world.database.db.selectFrom('inbox').selectAll().orderBy('id').execute();
}

test('a handler that throws: kept as it came with the error, sender and administrator told, answered 200', async () => {
  const t = await openTestStage();
  t.allowError(/an event could not be processed/);
  const { router } = t.stage.product.world;
  replace(t, { router: { ...router, routeText: () => Promise.reject(new Error(BOOM)) } });
  const result = await t.rehearsal.says('chen', 'work', REPORT);
  expect(result).toMatchObject({ outcome: 'answered', attempts: 1 });
  const [row, ...more] = await inbox(t);
  expect(more).toEqual([]);
  expect(row).toMatchObject({ outcome: 'failed', sender: 'chenchen', detail: BOOM });
  expect(row?.raw).toContain('夜市摊贩占道');
  t.rehearsal.hears('work', /没能处理。内容已存下，没有丢；已告诉管理员/);
  t.rehearsal.hears('zhou', /没能处理，原文已存[\s\S]*broken thing/);
  expect(await events(t)).toEqual([]);
  // The platform's repeat of it does not tell everybody again.
  replace(t, { router });
  await post(t, 'bot', sealed(t, 'bot', row?.raw ?? ''));
  await t.stage.settled();
  expect((await inbox(t)).length).toBe(1);
});

test('a handler that throws in the 1:1: the sender hears it there', async () => {
  const t = await openTestStage();
  t.allowError(/an event could not be processed/);
  const { router } = t.stage.product.world;
  replace(t, { router: { ...router, routeText: () => Promise.reject(new Error(BOOM)) } });
  expect(await t.rehearsal.tells('chen', REPORT)).toMatchObject({ outcome: 'answered', attempts: 1 });
  t.rehearsal.hears('chen', /没能处理/);
  t.rehearsal.hears('zhou', /没能处理/);
});

test('a tap whose handler throws: the tapper and the administrator are told, nothing is decided', async () => {
  const t = await openTestStage();
  t.allowError(/an event could not be processed/);
  await t.rehearsal.says('chen', 'work', REPORT);
  const before = await events(t);
  const { router } = t.stage.product.world;
  replace(t, { router: { ...router, routeTap: () => Promise.reject(new Error(BOOM)) } });
  const copy = t.tenant.conversation('app', 'limin').messages.find((m) => m.body.kind === 'card');
  await t.tenant.tap({ from: 'limin', messageId: copy?.id ?? '', key: 'grade:major' });
  await t.stage.settled();
  expect(await events(t)).toEqual(before);
  expect(seen(t, 'li').at(-1)).toMatch(/没能处理/);
  expect(seen(t, 'zhou').at(-1)).toMatch(/没能处理/);
  t.ignoreRest('the report before it');
});

test('wording that throws in the middle of a commit: nothing of it is kept but the message itself', async () => {
  const t = await openTestStage();
  t.ignoreRest('the receipt and the cards of the first report');
  t.allowError(/an event could not be processed/);
  await t.rehearsal.says('chen', 'work', REPORT);
  const { wording } = t.stage.product.world;
  const before = await rowCounts(t);
  replace(t, { wording: { ...wording, announce: throwBoom } });
  await t.rehearsal.says('chen', 'work', REPORT);
  const { cases, case_events, case_links, counters } = before;
  expect(await rowCounts(t)).toMatchObject({ cases, case_events, case_links, counters });
  expect((await inbox(t)).map((row) => row.outcome)).toEqual(['done', 'failed']);
  t.rehearsal.hears('work', /没能处理/);
  t.rehearsal.hears('zhou', /没能处理/);
});

test('a new case that cannot be put into words is kept, whoever reported it and an administrator hear, and it holds up nothing', async () => {
  const t = await openTestStage({ deliverOnCommit: false });
  t.allowError(/a new case could not be put into words/);
  const { world } = t.stage.product;
  await post(t, 'bot', sealed(t, 'bot', plainText('bot', REPORT, 'first')));
  await sayOpenings({ ...world, wording: { ...world.wording, announce: throwBoom } });
  await post(t, 'bot', sealed(t, 'bot', plainText('bot', '台账', 'second')));
  await t.stage.settled();
  const counts = await rowCounts(t);
  expect([counts.cases, counts.announcements]).toEqual([1, 0]);
  expect((await inbox(t)).map((row) => row.outcome)).toEqual(['done', 'done']);
  t.rehearsal.hears('work', /没能处理/);
  t.rehearsal.hears('zhou', /（YQ-2026-0001）没有发出去[\s\S]*已登记，但通知没能写出/);
  t.rehearsal.hears('work', /YQ-2026-0001|台账/);
});

test.each(['app', 'bot'] as const)(
  '%s: the database fails: 500, nothing kept; the repeat succeeds, once',
  async (route) => {
    const t = await openTestStage();
    t.ignoreRest('the receipt and cards of the repeat');
    t.allowError(/an event could not be processed/);
    t.allowError(/not kept, asking for it again/);
    const { db } = t.stage.product.world.database;
    const before = await rowCounts(t);
    // Late in the transaction, when nearly everything is written.
    const full = sql`begin select raise(abort, 'database or disk is full'); end`;
    await sql`create trigger full_at_the_end before insert on announcements ${full}`.execute(db);
    await sql`create trigger full before insert on outbox ${full}`.execute(db);
    const message = plainText(route, REPORT, 'db-1');
    expect((await post(t, route, sealed(t, route, message))).status).toBe(500);
    expect(await rowCounts(t)).toEqual(before);
    await sql`drop trigger full`.execute(db);
    await sql`drop trigger full_at_the_end`.execute(db);
    for (const _ of [1, 2]) expect((await post(t, route, sealed(t, route, message))).status).toBe(200);
    await t.stage.settled();
    const counts = await rowCounts(t);
    expect([counts.inbox, counts.cases]).toEqual([1, 1]);
    for (const secret of [...secretsOf(t), '夜市摊贩占道']) expect(logText(t)).not.toContain(secret);
  },
);

test('the database fails for the first attempts and the platform repeats: heard once', async () => {
  const t = await openTestStage();
  t.ignoreRest('the receipt and cards');
  t.allowError(/an event could not be processed|not kept, asking for it again/);
  const { database } = t.stage.product.world;
  let failures = 4;
  replace(t, {
    database: {
      ...database,
      transaction: (work) => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new Error('disk I/O error')) : database.transaction(work);
      },
    },
  });
  // Two transactions an attempt: the work itself, then keeping what failed.
  expect(await t.rehearsal.tells('chen', REPORT)).toMatchObject({ outcome: 'answered', attempts: 3 });
  const counts = await rowCounts(t);
  expect([counts.inbox, counts.cases]).toEqual([1, 1]);
});

test('a reminder that cannot be written keeps the others going, and comes when it can', async () => {
  const t = await openTestStage();
  t.ignoreRest('counted');
  t.allowError(/a due reminder could not be fired/);
  await t.rehearsal.says('chen', 'work', '登记 群众来电：夜市摊贩占道');
  await t.rehearsal.says('chen', 'work', '登记 群众来电：路灯不亮');
  const { wording } = t.stage.product.world;
  replace(t, {
    wording: {
      ...wording,
      announce: (a) => {
        if (a.via === 'clock' && a.after.number === 'YQ-2026-0001') throw new Error(BOOM);
        return wording.announce(a);
      },
    },
  });
  await t.rehearsal.pass(16 * 60_000);
  const told = (number: string): number =>
    t.rehearsal.transcript.filter((h) => h.where === 'wang' && /催办/.test(h.text) && h.text.includes(number))
      .length;
  expect([told('YQ-2026-0001'), told('YQ-2026-0002')]).toEqual([0, 1]);
  replace(t, { wording });
  await t.rehearsal.pass(60_000);
  expect([told('YQ-2026-0001'), told('YQ-2026-0002')]).toEqual([1, 1]);
});

test('what waits goes out also in a beat that fails', async () => {
  const t = await openTestStage({ deliverOnCommit: false });
  const { database } = t.stage.product.world;
  await post(t, 'app', sealed(t, 'app', plainText('app', '帮助', 'm1')));
  expect(seen(t, 'chen')).toEqual([]);
  await database.db.schema.dropTable('schedules').execute();
  await expect(t.stage.product.beat()).rejects.toThrow(/schedules/);
  t.rehearsal.hears('chen', /帮助/);
});
