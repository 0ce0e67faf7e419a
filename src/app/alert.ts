// A word to the administrators: one per cause and hour, in the transaction of the fact it is about.
import type { Message } from '../core/message.ts';
import type { Queries } from '../storage/database.ts';
import { learn, lookUp } from '../storage/directory.ts';
import type { OutboxRow } from '../storage/schema.ts';
import { enqueueMessages } from './enqueue.ts';
import type { World } from './world.ts';

/** Administrators hear of one cause once in this time, ms. */
const ALERT_EVERY_MS = 3_600_000;
/** Under what kind it is remembered when a cause was last told, epoch ms. */
export const ALERTED = 'alert';
/** How rows that are alerts begin their digest key. */
const ALERT = 'alert:';

/** Whether the row is itself a word to administrators about trouble. */
export function isAlert(row: Pick<OutboxRow, 'digest_key'>): boolean {
  return row.digest_key?.startsWith(ALERT) ?? false;
}

export type Alerting = Pick<World, 'bureau' | 'newId' | 'now' | 'wording'>;

/** Queues `lines` for every administrator, unless they heard of `cause` within the hour. */
export async function alertAdministrators(
  world: Alerting,
  q: Queries,
  { cause, lines }: { readonly cause: string; readonly lines: readonly string[] },
): Promise<void> {
  const { bureau } = world;
  const now = world.now();
  const last = await lookUp(q, { bureauId: bureau.id, kind: ALERTED, key: cause });
  if (last !== undefined && now - Number(last) < ALERT_EVERY_MS) return;
  await learn(q, { bureau_id: bureau.id, kind: ALERTED, key: cause, value: String(now), at: now });
  const messages = bureau.administrators.map(
    (person): Message => ({
      kind: 'text',
      to: { kind: 'person', person },
      lines,
      mention: [],
      digest: { key: `${ALERT}${cause}`, heading: '' },
    }),
  );
  await enqueueMessages(world, q, messages, { caseId: null, dueAt: null });
}
