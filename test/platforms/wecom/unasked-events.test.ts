// What the platform reports and nobody asked the bot, as far as it can be kept and answered.
import { expect, test } from 'vitest';
import { openTestStage } from '../../harness/stage.ts';

test.each(['callback', 'websocket'] as const)(
  'a change of what the bot may do with documents is kept, acknowledged and told to nobody (%s)',
  async (botMode) => {
    const t = await openTestStage({ botMode });
    await expect.poll(() => botMode === 'callback' || t.tenant.line.connected()).toBe(true);
    for (const rights of [[1, 2], []] as const) {
      const result = await t.tenant.changeRights({ from: 'chenchen', rights });
      expect(result).toMatchObject(
        botMode === 'callback' ? { outcome: 'answered', reply: 'empty' } : { outcome: 'delivered' },
      );
      await t.stage.settled();
    }
    const kept = await t.stage.product.world.database.db
      .selectFrom('inbox')
      .select(['channel', 'outcome'])
      .execute();
    expect(kept).toEqual(Array(2).fill({ channel: 'wecom.bot', outcome: 'ignored' }));
    expect(t.tenant.log.filter(({ path }) => /respond|send|reply:bot|response/.test(path))).toEqual([]);
    expect(t.logged.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
  },
);
