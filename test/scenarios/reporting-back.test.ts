// 四、口头与书面: who may hand in what, with what, and where it goes.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { all, approved, inHand, OFFICE, opened, PICTURE, plain, scene } from './cast.ts';

test('口头汇报要写明向谁 → 没写就不记，给出写法', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.says('chen', 'work', '口头 0001 已派员到场');
  r.hears('work', /请写明向谁口头汇报，没有记。请发：口头 0001/);
  r.nothingElse();
});

test('引用交办消息再 @ 写“口头…” → 不用写编号', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.says('chen', 'work', '口头 已向孙丽汇报：已派员到场', {
    quote: '【演练】【交办】YQ-2026-0001「…」',
  });
  r.hears('work', /YQ-2026-0001 口头汇报（11-23 08:40，汇报对象：孙丽）/);
  all(r, OFFICE, /已派员到场/);
  r.nothingElse();
});

test('只有一件在办 → 不写编号也知道是哪件；有两件 → 问清楚，什么也不记', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.says('chen', 'work', '口头 孙丽 已派员到场');
  r.hears('work', /YQ-2026-0001 口头汇报/);
  all(r, OFFICE, /已派员到场/);
  await inHand(r, 'zf1', '0002');
  await r.says('chen', 'work', '书面 已处置');
  r.hears('work', /书面 0001 报送内容[\s\S]*书面 0002 报送内容|书面 0002 报送内容[\s\S]*书面 0001 报送内容/);
  r.nothingElse();
});

test('书面带两张图 → 写明张数；原图按哈希存进数据目录，事项里记一笔', async () => {
  const { r, dataDir, stage } = await scene();
  await inHand(r);
  const second = Buffer.concat([PICTURE, Buffer.from([0])]);
  await r.says('chen', 'work', '书面 0001 已清理，前后对比见图', { images: [PICTURE, second] });
  r.hears('work', /书面报送（11-23 08:40，附图 2 张）/);
  all(r, OFFICE, /附图 2 张[\s\S]*前后对比见图/);
  r.hears('zhao', /处置意见/);
  await r.pass(10_000);
  r.nothingElse();
  const { db } = stage.product.world.database;
  const rows = await db.selectFrom('attachments').selectAll().orderBy('seq').execute();
  expect(rows.map((x) => x.state)).toEqual(['stored', 'stored']);
  for (const row of rows) {
    const bytes = readFileSync(join(dataDir, 'attachments', row.file ?? ''));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(row.sha256);
    expect([PICTURE, second].some((p) => p.equals(bytes))).toBe(true);
  }
  const events = await db.selectFrom('case_events').selectAll().execute();
  expect(events.filter((e) => e.type === 'attachment.stored')).toHaveLength(2);
  await r.says('sun', 'work', '0001');
  expect(r.hears('work', /YQ-2026-0001/).text).toMatch(/书面报送「已清理，前后对比见图」，附图 2 张/);
  r.nothingElse();
});

test('只发图片的书面报送也算', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.says('chen', 'work', '书面 0001', { images: [PICTURE] });
  r.hears('work', /书面报送（11-23 08:40，附图 1 张）[\s\S]*已送审核/);
  all(r, OFFICE, /附图 1 张/);
  r.hears('zhao', /处置意见/);
  r.nothingElse();
});

test('书面没有内容 → 不记；别的科室来报 → 不记', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.says('chen', 'work', '书面 0001');
  r.hears('work', /书面报送要有文字或图片，没有记/);
  await r.says('feng', 'work', '书面 0001 我们办了');
  r.hears('work', /这一步由执法一科决定，您不在其中/);
  r.nothingElse();
});

test('还没定级、还没交办就来报 → 说明先要什么', async () => {
  const { r } = await scene();
  await opened(r);
  await r.says('chen', 'work', '书面 0001 已处置');
  r.hears('work', /0001 还没有承办单位|还没有定级/);
  r.nothingElse();
});

test('在应用单聊里报书面 → 答复在应用里，办公室和审核人照常收到，工作群不吵', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.tells('zheng', '书面 0001 已处置，附件另送');
  r.hears('zheng', /书面报送[\s\S]*已送审核/);
  all(r, OFFICE, /已处置，附件另送/);
  r.hears('zhao', /处置意见/);
  r.nothingElse();
});

test('全部报齐、审核通过后再报 → 记为续报，转给办公室', async () => {
  const { r } = await scene();
  await approved(r);
  await r.says('chen', 'work', '书面 0001 三日后回访，摊贩已入市场');
  const { text } = r.hears('work', /续报/);
  expect(plain(text)).not.toContain('迟');
  all(r, OFFICE, /【续报】.*0001[\s\S]*三日后回访/);
  r.nothingElse();
});

test('几段的书面材料原样分段转给办公室', async () => {
  const { r } = await scene();
  await inHand(r);
  await r.says('chen', 'work', '书面 0001 一、经核查属实。\n二、已劝离。\n三、今晚起值守。');
  r.hears('work', /已送审核/);
  all(r, OFFICE, /｜一、经核查属实。\n｜二、已劝离。\n｜三、今晚起值守。/);
  r.hears('zhao', /处置意见/);
  r.nothingElse();
});
