// A right to change a card that is already out: the platform hands one out with each delivery and each tap.
import { addCode } from '../storage/card-codes.ts';
import type { World } from './world.ts';

/** https://developer.work.weixin.qq.com/document/path/94888: a delivered card can be changed for 72 hours. */
const UPDATE_RIGHT_MS = 72 * 3_600_000;

/** Keeps the right for later; the same one twice is kept once. */
export async function keepUpdateRight(
  world: Pick<World, 'bureau' | 'database' | 'now'>,
  right: { readonly cardId: string; readonly code: string },
): Promise<void> {
  const now = world.now();
  await addCode(world.database.db, {
    bureau_id: world.bureau.id,
    code: right.code,
    card_id: right.cardId,
    at: now,
    expires_at: now + UPDATE_RIGHT_MS,
  });
}
