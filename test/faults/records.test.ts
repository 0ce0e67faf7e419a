// What the records prove: a played life verifies, and a change anywhere in it is named with case and place.
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { type AuditReport, verifyRecords } from '../../src/app/audit.ts';
import { openTestStage, type TestStage } from '../harness/stage.ts';
import { playToClosed } from './hands.ts';

let t: TestStage;

beforeEach(async () => {
  t = await openTestStage();
  t.ignoreRest('a whole life');
});

/** A closed case and a second one in hand, each with everything owed. */
async function lives(): Promise<void> {
  await playToClosed(t);
  await t.rehearsal.says('chen', 'work', '登记 群众来电：解放路垃圾两天没清运');
  await t.rehearsal.says('wang', 'work', '定级 0002 一般 执法一科');
  expect(await audit()).toMatchObject({ cases: 2, difference: null });
}

function audit(): Promise<AuditReport> {
  const { world } = t.stage.product;
  return verifyRecords(world.database.db, { ...world, now: world.now() });
}

const run = (statement: ReturnType<typeof sql>): Promise<unknown> =>
  statement.execute(t.stage.product.world.database.db);

const caseId = (number: string) => sql`(select id from cases where number = ${number})`;
const one = caseId('YQ-2026-0001');
const two = caseId('YQ-2026-0002');

const TAMPERED: readonly [string, ReturnType<typeof sql>, AuditReport['difference']][] = [
  [
    'one character of an event',
    sql`update case_events set data = replace(data, '夜市', '夜巿') where case_id = ${one} and seq = 1`,
    { number: 'YQ-2026-0001', where: 'chain', what: expect.stringMatching(/第 1 条.*内容与散列不符/) },
  ],
  [
    'who did it',
    sql`update case_events set actor = 'wang' where case_id = ${one} and type = 'case.graded'`,
    { number: 'YQ-2026-0001', where: 'chain', what: expect.stringMatching(/第 \d+ 条.*内容与散列不符/) },
  ],
  [
    'when it was done, by one millisecond',
    sql`update case_events set at = at - 1 where case_id = ${two} and type = 'case.graded'`,
    { number: 'YQ-2026-0002', where: 'chain', what: expect.stringMatching(/内容与散列不符/) },
  ],
  [
    'a hash',
    sql`update case_events set hash = replace(hash, substr(hash, 1, 1), case substr(hash, 1, 1) when 'a' then 'b' else 'a' end) where case_id = ${one} and seq = 3`,
    { number: 'YQ-2026-0001', where: 'chain', what: expect.stringMatching(/第 [34] 条/) },
  ],
  [
    'the link to the event before',
    sql`update case_events set prev_hash = hash where case_id = ${two} and seq = 2`,
    { number: 'YQ-2026-0002', where: 'chain', what: expect.stringMatching(/第 2 条.*接不上/) },
  ],
  [
    'an event taken out',
    sql`delete from case_events where case_id = ${one} and seq = 4`,
    { number: 'YQ-2026-0001', where: 'chain', what: expect.stringMatching(/第 [45] 条.*缺失/) },
  ],
  [
    'the last event taken out',
    sql`delete from case_events where case_id = ${one} and seq = (select max(seq) from case_events where case_id = ${one})`,
    { number: 'YQ-2026-0001', where: 'chain', what: expect.stringMatching(/事件却有/) },
  ],
  [
    'all events taken out',
    sql`delete from case_events where case_id = ${two}`,
    { number: 'YQ-2026-0002', where: 'chain', what: expect.stringMatching(/却有 0 条/) },
  ],
  [
    'two events changed places',
    sql`update case_events set seq = case seq when 2 then -3 else -2 end where case_id = ${one} and seq in (2, 3)`,
    { number: 'YQ-2026-0001', where: 'chain', what: expect.stringMatching(/第 [12] 条|缺失或顺序不对/) },
  ],
  [
    'the snapshot',
    sql`update cases set snapshot = replace(snapshot, '"reporter":"chen"', '"reporter":"xu"') where number = 'YQ-2026-0001'`,
    { number: 'YQ-2026-0001', where: 'projection', what: expect.stringMatching(/快照的 reporter/) },
  ],
  [
    'a column of the ledger',
    sql`update cases set grade = 'major' where number = 'YQ-2026-0002'`,
    { number: 'YQ-2026-0002', where: 'case-row', what: expect.stringMatching(/grade 列/) },
  ],
  [
    'the title in the ledger',
    sql`update cases set title = '无事' where number = 'YQ-2026-0002'`,
    { number: 'YQ-2026-0002', where: 'case-row', what: expect.stringMatching(/title 列/) },
  ],
  [
    'when the ledger says that it was opened',
    sql`update cases set opened_at = opened_at + 1 where number = 'YQ-2026-0001'`,
    { number: 'YQ-2026-0001', where: 'case-row', what: expect.stringMatching(/opened_at 列/) },
  ],
  [
    'a limit moved by a minute',
    sql`update obligations set due_at = due_at + 60000 where case_id = ${two} and due_at is not null`,
    { number: 'YQ-2026-0002', where: 'obligation', what: expect.stringMatching(/due_at/) },
  ],
  [
    'an obligation called done',
    sql`update obligations set state = 'met', met_at = started_at where case_id = ${two} and state = 'open'`,
    { number: 'YQ-2026-0002', where: 'obligation', what: expect.stringMatching(/met_at|state/) },
  ],
  [
    'an obligation taken out',
    sql`delete from obligations where case_id = ${two} and state = 'open'`,
    { number: 'YQ-2026-0002', where: 'obligation', what: expect.stringMatching(/缺失/) },
  ],
  [
    'reminders switched off',
    sql`update obligations set next_at = null where case_id = ${two}`,
    { number: 'YQ-2026-0002', where: 'obligation', what: expect.stringMatching(/next_at/) },
  ],
];

test.each(TAMPERED)('changed by hand: %s', async (_, statement, difference) => {
  await lives();
  await run(statement);
  if (statement.compile(t.stage.product.world.database.db).sql.includes('case seq when')) {
    await run(sql`update case_events set seq = -seq where seq < 0`);
  }
  expect((await audit()).difference).toEqual(difference);
});

test('a whole case taken out, events and all, is missed in the numbers', async () => {
  await lives();
  await t.rehearsal.says('xu', 'work', '登记 群众来电：路灯不亮');
  for (const table of ['case_events', 'obligations', 'case_links', 'cards', 'card_codes']) {
    await run(
      table === 'card_codes'
        ? sql`delete from card_codes`
        : sql`delete from ${sql.table(table)} where case_id = ${two}`,
    );
  }
  await run(sql`delete from cases where number = 'YQ-2026-0002'`);
  expect((await audit()).difference).toMatchObject({ number: 'YQ-2026-0002', where: 'number' });
});

test('the newest case taken out is missed too', async () => {
  await t.rehearsal.says('xu', 'work', '登记 群众来电：路灯不亮');
  for (const table of ['case_events', 'obligations', 'cases'])
    await run(sql`delete from ${sql.table(table)}`);
  expect((await audit()).difference).toMatchObject({ number: 'YQ-2026-0001', where: 'number' });
});
