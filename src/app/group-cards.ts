// A card with buttons in a group, beside the copies of those who are asked. It is planned only where platform and group
// can have one; when it does not go out after all, the group has the notice it would have had.
import type { GroupName, Message } from '../core/message.ts';
import type { SendOutcome } from '../platforms/platform.ts';
import { record } from '../storage/outbox.ts';
import type { OutboxRow } from '../storage/schema.ts';
import type { Delivery } from './deliver.ts';
import { enqueueMessages, type OutboxBody } from './enqueue.ts';
import { pendingOf } from './pending.ts';
import type { World } from './world.ts';

type Able = Pick<World, 'abilities' | 'groups'>;

const canAsk = ({ abilities, groups }: Able, group: GroupName): boolean =>
  abilities.groupCardButtons && groups.chatOf(group) !== undefined;

/** The messages with buttons in a group only where they can stand. */
export function planned(world: Able, messages: readonly Message[]): readonly Message[] {
  return messages.map((message) => {
    if (message.kind !== 'notice' || canAsk(world, message.to)) return message;
    const { asks: _, ...notice } = message;
    return notice;
  });
}

/** The buttons were planned, and since then the group's chat or the ability has gone. */
export function cannotAsk(world: Able, body: OutboxBody): boolean {
  return body.kind === 'notice' && body.asks !== undefined && !canAsk(world, body.to);
}

/** Why what was to go out is not on the platform and need not be waited for; null when it is there or may be. */
export function notThere(row: Pick<OutboxRow, 'result'>, outcome: SendOutcome): string | null {
  switch (outcome.kind) {
    case 'later':
      return pendingOf(row).unknown === undefined ? `${outcome.code} ${outcome.reason}` : null;
    case 'refused': {
      const other = outcome.scope === 'content' || outcome.scope === 'already-done';
      return other ? null : `${outcome.code} ${outcome.reason}`;
    }
    default:
      return null;
  }
}

/** Puts the notice in the place of its card with buttons; false, and nothing is written, for any other message. */
export async function withoutButtons(
  delivery: Delivery,
  row: OutboxRow,
  body: OutboxBody,
  reason: string,
): Promise<boolean> {
  if (body.kind !== 'notice' || body.asks === undefined) return false;
  const { asks, ...notice } = body;
  delivery.log.warn(
    { outbox: row.id, card: asks.cardId, reason },
    'no buttons in the group, only the notice',
  );
  await delivery.database.transaction(async (q) => {
    const result = JSON.stringify({ withoutButtons: reason });
    const moved = await record(q, { id: row.id, from: ['sending', 'unknown'], to: 'superseded', result });
    if (moved) await enqueueMessages(delivery, q, [notice], { caseId: row.case_id, dueAt: row.due_at });
  });
  return true;
}
