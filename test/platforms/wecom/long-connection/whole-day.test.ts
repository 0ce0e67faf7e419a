// The product over the long connection, from the report to the close, on real parts: once with the application's
// callbacks beside it, once with nothing that reaches us from outside.
import { expect, test } from 'vitest';
import {
  agreedByLeader,
  agreedByOffice,
  closed,
  graded,
  opened,
  PICTURE,
  signed,
  written,
} from '../../../scenarios/cast.ts';
import { online, spaced } from './online.ts';

test('报送 → 点卡片定级 → 签收 → 书面 → 审批 → 办结，群里的话都走长连接', async () => {
  const t = await online();
  const r = spaced(t.rehearsal);
  await opened(r, '0001');
  await graded(r, '0001', 'ordinary', 'zf1');
  r.sees('wang', '0001', /定级：李敏 11-23 08:40/);
  await signed(r, '0001', 'zf1');
  await written(r, '0001', 'zf1');
  await agreedByLeader(r, '0001', 'zf1');
  await agreedByOffice(r, '0001', 'zf1');
  await closed(r);
  expect(t.tenant.line.connected()).toBe(true);
});

test('什么都进不来时：卡片由机器人发到单聊，点了在 5 秒内变样，别人再点会知道已经定了', async () => {
  const t = await online({ outboundOnly: true });
  const r = spaced(t.rehearsal);
  for (const person of t.stage.product.world.bureau.people) {
    await t.tenant.tellBot({ from: person.ids.wecom ?? person.id, text: '帮助' });
    await t.stage.settled();
    r.hears(person.id, /怎么说|登记/);
  }
  await r.pass(3_000);
  await opened(r, '0001');
  expect(r.card('wang', '0001', 'grade:ordinary').from.kind).toBe('bot');
  await graded(r, '0001', 'ordinary', 'zf1');
  r.sees('li', '0001', /定级：李敏 11-23 08:4\d/);
  // The bot can change a card only in answer to a tap: the other copies still ask.
  r.sees('wang', '0001', /\[一般\] \[重大\]/);
  await r.taps('wang', '0001', 'grade:major', { unit: 'zf2' });
  r.hears('wang', /李敏/);
  r.sees('wang', '0001', /定级：李敏 11-23 08:4\d/);
  await signed(r, '0001', 'zf1');
  await written(r, '0001', 'zf1');
  await agreedByLeader(r, '0001', 'zf1');
  await r.pass(3_000);
  await agreedByOffice(r, '0001', 'zf1');
  await r.taps('sun', '0001', 'outcome', { outcome: 'partly' });
  r.sees('sun', '0001', /结论：部分属实\n核定：孙丽/);
  // 周涛's copy still asks; the first answer stands.
  await r.taps('zhou', '0001', 'outcome', { outcome: 'untrue' });
  r.hears('zhou', /0001 已由孙丽于 11-23 08:4\d 核定为部分属实，这次没有改动。要改请发：核实 0001 属实/);
  r.sees('zhou', '0001', /结论：部分属实\n核定：孙丽/);
  await closed(r);
});

test('群里的图片、引用的文件、单聊的语音都从长连接来：各用自己的密钥解开，按内容存下', async () => {
  const t = await online();
  const r = spaced(t.rehearsal);
  await r.says('chen', 'work', '登记 群众来电：第 1 处摊点扰民', { images: [PICTURE] });
  await r.pass(3_000);
  const file = { name: '现场记录.pdf', bytes: Buffer.from('%PDF-1.7 现场记录') };
  const { messageId = '' } = await t.tenant.say({ from: 'chenchen', group: 'wrDemoWork', file });
  await t.stage.settled();
  await t.tenant.say({
    from: 'chenchen',
    group: 'wrDemoWork',
    text: '@舆情助手 登记 第 2 处',
    quote: messageId,
  });
  await t.stage.settled();
  await r.pass(3_000);
  const stored = await t.stage.product.world.database.db
    .selectFrom('attachments')
    .select(['state', 'type', 'bytes'])
    .orderBy('seq')
    .execute();
  expect(stored).toEqual([
    { state: 'stored', type: 'image/png', bytes: PICTURE.length },
    { state: 'stored', type: 'application/pdf', bytes: file.bytes.length },
  ]);
  await t.tenant.tellBot({ from: 'chenchen', voice: '0001' });
  await t.stage.settled();
  expect(r.hears('chen', /YQ-2026-0001/).channel).toBe('bot');
  t.ignoreRest('what a new case makes people hear is told elsewhere');
});
