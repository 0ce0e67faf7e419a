import { expect, test } from 'vitest';
import { openTestStage } from './stage.ts';

test('a message that nobody expected fails the closing', async () => {
  const t = await openTestStage();
  await t.rehearsal.says('chen', 'work', '帮助');
  await expect(t.close()).rejects.toThrow('没有人预料到');
});

test('an error that nobody declared fails the closing, a declared one does not', async () => {
  const a = await openTestStage();
  a.stage.product.world.log.error({}, 'the sky fell');
  await expect(a.close()).rejects.toThrow('the sky fell');
  const b = await openTestStage();
  b.allowError(/the sky fell/);
  b.stage.product.world.log.error({}, 'the sky fell');
  await b.close();
});

test('people, data and expectations outlive a run of the product', async () => {
  const t = await openTestStage();
  await t.rehearsal.says('chen', 'work', '登记 有人打电话反映滨河路夜市油烟');
  await t.restart();
  t.rehearsal.hears('work', /已登记 YQ-2026-0001/);
  await t.rehearsal.says('chen', 'work', '0001');
  t.rehearsal.hears('work', /YQ-2026-0001/);
  t.ignoreRest('the leaders have cards and notices too');
});
