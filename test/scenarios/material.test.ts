// Pictures and files: which case they belong to, and what is said when that is not clear.
import { expect, test } from 'vitest';
import { opened, PICTURE, scene } from './cast.ts';

test('群里发编号带图片 → 归入那一件，存得下、要得到；只凭编号交图片的人要不到别人的附件', async () => {
  const { r, stage } = await scene();
  await opened(r);
  await r.says('sun', 'work', '0001', { images: [PICTURE] });
  r.hears('work', /收到 1 个图片或文件，归入 YQ-2026-0001[\s\S]*附件 0001/);
  await r.pass(1_000);
  const { db } = stage.product.world.database;
  expect(await db.selectFrom('attachments').select(['state', 'type']).execute()).toEqual([
    { state: 'stored', type: 'image/png' },
  ]);
  await r.says('he', 'work', '0001', { images: [PICTURE] });
  r.hears('work', /归入 YQ-2026-0001/);
  await r.tells('he', '附件 0001');
  r.hears('he', /您不在其中，没有发/);
  await r.says('sun', 'work', '0001');
  const { text } = r.hears('work', /现状：待定级/);
  expect(text).toMatch(/交来图片或文件 1 个/);
  expect(text).not.toContain('又报');
  r.nothingElse();
});

test('群里只 @ 带图片、没写哪一件 → 说清楚没有存下、怎么发才收得到；不立案', async () => {
  const { r, stage } = await scene();
  await r.says('chen', 'work', '', { images: [PICTURE] });
  r.hears('work', /没写是哪一件[\s\S]*引用它，写上编号[\s\S]*单独发给我：先发图片，接着发编号/);
  r.nothingElse();
  const { db } = stage.product.world.database;
  expect(await db.selectFrom('held_media').selectAll().execute()).toEqual([]);
});
