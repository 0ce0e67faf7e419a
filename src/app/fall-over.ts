// A way to a person is down: the message keeps waiting for it, and the work group, where the person can really be
// mentioned, says that it waits. What the message says stays between the person and the application.
import type { Message, TextMessage } from '../core/message.ts';
import type { Queries } from '../storage/database.ts';
import { learn, lookUp } from '../storage/directory.ts';
import { record } from '../storage/outbox.ts';
import type { OutboxRow, OutboxState } from '../storage/schema.ts';
import { type Alerting, isAlert } from './alert.ts';
import { enqueueMessages, type OutboxBody } from './enqueue.ts';
import type { Pending } from './pending.ts';
import type { World } from './world.ts';

/** Somebody is called once in this time, ms. */
const CALL_EVERY_MS = 3_600_000;
/** A channel that has only been told to wait, but for this long, keeps people from their messages all the same, ms. */
const OUT_AFTER_MS = 120_000;
const KIND = 'fell-over';

/** Whether people must hear elsewhere that something waits for them: the channel is down, or closed for long. */
export function isOut(
  { channels, now }: Pick<World, 'channels' | 'now'>,
  channel: string | undefined,
): boolean {
  const closed = channels.closed().find((one) => one.channel === channel);
  return closed !== undefined && (closed.down || now() - closed.since >= OUT_AFTER_MS);
}

/** Calls the people of a row that waits in `state`, once for each row, and notes that and `why` on it. */
export async function callElsewhere(
  world: Alerting,
  q: Queries,
  waiting: {
    readonly row: OutboxRow;
    readonly body: OutboxBody;
    readonly state: OutboxState;
    readonly noted: Pending;
    readonly why: string;
  },
): Promise<void> {
  const { row, body, state, noted, why } = waiting;
  if (noted.fellOver !== undefined || !(await fallOver(world, q, row, body))) return;
  const result = JSON.stringify({ ...noted, fellOver: why });
  await record(q, { id: row.id, from: state, to: state, result });
}

/** Calls those whom the row would have reached; answers whether anybody was to be called. */
async function fallOver(world: Alerting, q: Queries, row: OutboxRow, body: OutboxBody): Promise<boolean> {
  if (body.kind === 'text' && isAlert(row)) {
    // The administrators must learn of it now: an alert says nothing about what anybody wrote.
    const called = await due(world, q, [row.digest_key ?? row.id]);
    if (called.length > 0) await post(world, q, { lines: body.lines, mention: world.bureau.administrators });
    return called.length > 0;
  }
  const people = await due(world, q, receiversOf(body));
  if (people.length === 0) return false;
  const number = /YQ-\d{4}-\d+/.exec(row.body)?.[0] ?? null;
  const { heading, line } = world.wording.fellOver(number);
  await post(world, q, { lines: [line], mention: people, digest: { key: KIND, heading } });
  return true;
}

function receiversOf(body: OutboxBody): readonly string[] {
  if (body.kind === 'card') return body.to;
  return body.kind === 'text' && body.to.kind === 'person' ? [body.to.person] : [];
}

/** Those of `keys` that were not called within the hour; notes that they are now. */
async function due(world: Alerting, q: Queries, keys: readonly string[]): Promise<readonly string[]> {
  const now = world.now();
  const bureauId = world.bureau.id;
  const fresh: string[] = [];
  for (const key of new Set(keys)) {
    const last = await lookUp(q, { bureauId, kind: KIND, key });
    if (last !== undefined && now - Number(last) < CALL_EVERY_MS) continue;
    await learn(q, { bureau_id: bureauId, kind: KIND, key, value: String(now), at: now });
    fresh.push(key);
  }
  return fresh;
}

async function post(
  world: Alerting,
  q: Queries,
  said: Pick<TextMessage, 'lines' | 'mention' | 'digest'>,
): Promise<void> {
  const message: Message = { kind: 'text', to: { kind: 'group', group: 'work' }, ...said };
  await enqueueMessages(world, q, [message], { caseId: null, dueAt: null });
}
