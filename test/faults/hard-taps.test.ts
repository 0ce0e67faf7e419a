// Taps in the moments when something else goes wrong: the code of an update is refused, the process ends in between.
import { expect, test } from 'vitest';
import { wordsOf } from '../../src/commands/heard.ts';
import { openTestStage, type TestStage } from '../harness/stage.ts';
import { cardsOf, copyWith, plainText, post, REPORT, sealed, tap } from './hands.ts';

const UPDATE = '/cgi-bin/message/update_template_card';
const LEADERS = ['wang', 'li', 'zhao'] as const;

async function reported(): Promise<TestStage> {
  const t = await openTestStage();
  t.ignoreRest('everything around the card');
  await t.rehearsal.says('chen', 'work', REPORT);
  return t;
}

async function graded(t: TestStage): Promise<number> {
  const { db } = t.stage.product.world.database;
  const rows = await db.selectFrom('case_events').select('type').where('type', '=', 'case.graded').execute();
  return rows.length;
}

test('the code of the first update is refused as used (42022): the next code changes all copies', async () => {
  const t = await reported();
  t.tenant.faults.next(UPDATE, { kind: 'errcode', errcode: 42022, times: 1 });
  await Promise.all(
    (['wang', 'li'] as const).map((person) =>
      tap(t, person, copyWith(t, person, 'grade:ordinary'), 'grade:ordinary', { unit: ['zf1'] }),
    ),
  );
  await t.stage.settled();
  await t.rehearsal.pass(60_000);
  expect(await graded(t)).toBe(1);
  for (const leader of LEADERS) {
    const [card] = cardsOf(t, leader);
    expect(card?.body).toMatchObject({ state: 'updated' });
    expect(card && wordsOf(card)).toMatch(/王建国|李敏/);
  }
});

test('a tap that the platform repeats after the process was started anew: one decision, no second card', async () => {
  const t = await reported();
  const { db } = t.stage.product.world.database;
  const { card_id: id } = await db.selectFrom('cards').select('card_id').executeTakeFirstOrThrow();
  const message = plainText('app', '', '1', 'limin').replace(
    /<MsgType>.*<\/MsgId>/,
    `<MsgType>event</MsgType><Event>template_card_event</Event><EventKey>grade:ordinary</EventKey><TaskId>${id}</TaskId><ResponseCode>rc-1</ResponseCode><SelectedItems><SelectedItem><QuestionKey>unit</QuestionKey><OptionIds><OptionId>zf1</OptionId></OptionIds></SelectedItem></SelectedItems>`,
  );
  const first = await post(t, 'app', sealed(t, 'app', message));
  await t.stage.settled();
  const cards = cardsOf(t, 'zheng').length;
  await t.restart();
  const again = await post(t, 'app', sealed(t, 'app', message));
  await t.stage.settled();
  expect([first.status, again.status, first.body !== '', again.body !== '']).toEqual([200, 200, true, true]);
  expect([await graded(t), cardsOf(t, 'zheng').length]).toEqual([1, cards]);
  expect(cards).toBe(1);
});
