// What the platform says about the application itself reaches the administrators, once, and nobody else.
import { expect, test } from 'vitest';
import { HOUR_MS, openTestStage, type TestStage } from '../harness/stage.ts';
import { outbox, post, sealed, seen } from './hands.ts';

const event = (name: string, from: string, at = 1): string =>
  [
    `<xml><ToUserName>wwsandbox00000001</ToUserName><FromUserName>${from}</FromUserName>`,
    `<CreateTime>${at}</CreateTime><MsgType>event</MsgType><Event>${name}</Event></xml>`,
  ].join('');

async function happens(t: TestStage, message: string): Promise<void> {
  expect((await post(t, 'app', sealed(t, 'app', message))).status).toBe(200);
  await t.stage.settled();
}

test('a right about to be lost: the administrator hears what to do, once an hour', async () => {
  const t = await openTestStage();
  await happens(t, event('low_active_alert', 'sys'));
  t.rehearsal.hears('zhou', /接口权限将被收回[\s\S]*怎么办/);
  await happens(t, event('low_active_alert', 'sys', 2));
  expect(seen(t, 'zhou')).toHaveLength(1);
  await t.rehearsal.pass(HOUR_MS);
  await happens(t, event('low_active_alert', 'sys', 3));
  t.rehearsal.hears('zhou', /接口权限将被收回/);
});

test('a member of bureau.yaml who can no longer be reached is named; a stranger is not worth a word', async () => {
  const t = await openTestStage();
  await happens(t, event('unsubscribe', 'zhaoqiang'));
  t.rehearsal.hears('zhou', /赵强：此人已看不到应用[\s\S]*bureau\.yaml/);
  await happens(t, event('unsubscribe', 'somebody'));
  expect(await outbox(t)).toHaveLength(1);
});

test('opening the application, joining it, reporting a place or an event of tomorrow changes and says nothing', async () => {
  const t = await openTestStage();
  for (const name of ['enter_agent', 'subscribe', 'LOCATION']) await happens(t, event(name, 'chenchen'));
  for (const name of ['new_event', 'share_agent_change']) await happens(t, event(name, 'sys'));
  expect(await outbox(t)).toHaveLength(0);
});

test.each([
  ['file', '文件'],
  ['miniprogram', '这种消息'],
])(
  'a message that cannot be read (%s) is called by its name, and by no word of the wire',
  async (type, name) => {
    const t = await openTestStage();
    const message = event('', 'chenchen').replace(
      '<MsgType>event</MsgType><Event></Event>',
      `<MsgType>${type}</MsgType><MsgId>1</MsgId>`,
    );
    await happens(t, message);
    const { text } = t.rehearsal.hears('chen', new RegExp(`暂时读不了${name}，没有登记`));
    expect(text).not.toMatch(/[a-z]/i);
  },
);

test('a menu button does what its words do', async () => {
  const t = await openTestStage();
  const click = event('click', 'chenchen').replace('</xml>', '<EventKey><![CDATA[待办]]></EventKey></xml>');
  await happens(t, click);
  t.rehearsal.hears('chen', /没有|待办/);
});
