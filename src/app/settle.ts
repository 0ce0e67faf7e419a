// What becomes of a row after an attempt. A timeout is unknown, not failed: repeated where the platform drops
// repeats, otherwise once more marked 重发, and then a person is told.
import type { Message } from '../core/message.ts';
import type { SendOutcome } from '../platforms/platform.ts';
import { addCode } from '../storage/card-codes.ts';
import { learn, lookUp } from '../storage/directory.ts';
import { record } from '../storage/outbox.ts';
import type { OutboxRow } from '../storage/schema.ts';
import { personNamed } from './address.ts';
import type { Delivery } from './deliver.ts';
import { conversationOf, enqueueMessages, type OutboxBody } from './enqueue.ts';
import type { Trouble } from './world.ts';

/** https://developer.work.weixin.qq.com/document/path/94888: a delivered card can be changed for 72 hours. */
const UPDATE_RIGHT_MS = 72 * 3_600_000;
/** What is noted in a row's `result` while its fate is open. */
export type Pending = {
  /** The right to update a card that an attempt has used. */
  readonly code?: string;
  /** Since when it may have arrived, and after how many attempts. */
  readonly unknown?: { readonly since: number; readonly times: number };
};

export function pendingOf(row: Pick<OutboxRow, 'result'>): Pending {
  return row.result === null ? {} : (JSON.parse(row.result) as Pending);
}

/** Waits after an attempt whose fate is unknown, ms, by how many there were. */
const UNKNOWN_WAITS = [2_000, 10_000, 60_000, 300_000];
/** An administrator hears of a waiting channel once in this time, ms. */
const ALERT_EVERY_MS = 3_600_000;
/** A message that has waited this long for the platform is worth an alert, ms. */
const WAITING_TOO_LONG_MS = 120_000;

/** Records the outcome of a row in state `sending` (or `unknown` after a crash) and sees to what follows. */
export async function settle(
  delivery: Delivery,
  row: OutboxRow,
  body: OutboxBody,
  outcome: SendOutcome,
  part: { readonly repeatable: boolean; readonly code: string | null } = { repeatable: false, code: null },
): Promise<void> {
  switch (outcome.kind) {
    case 'sent':
      await settleSent(delivery, row, body, outcome);
      break;
    case 'unknown':
      await settleUnknown(delivery, row, body, outcome.reason, part);
      break;
    case 'later': {
      const notBefore = delivery.now() + outcome.afterMs;
      const { code, reason, hint } = outcome;
      await move(delivery, row, { to: 'failed', notBefore, error: `${code} ${reason}` });
      if (hint !== undefined || delivery.now() - row.created_at > WAITING_TOO_LONG_MS) {
        await alert(delivery, row, { kind: 'waiting', code, reason, hint: hint ?? '系统会继续重试。' });
      }
      break;
    }
    case 'refused':
      await settleRefused(delivery, row, body, outcome);
      break;
  }
  delivery.step('recorded');
}

type Sent = Extract<SendOutcome, { kind: 'sent' }>;
type Refused = Extract<SendOutcome, { kind: 'refused' }>;

async function settleSent(delivery: Delivery, row: OutboxRow, body: OutboxBody, sent: Sent): Promise<void> {
  const now = delivery.now();
  const { undelivered, reference = null, updateCode } = sent;
  if (body.kind === 'card' && updateCode !== undefined) {
    await addCode(delivery.database.db, {
      bureau_id: delivery.bureau.id,
      code: updateCode,
      card_id: body.cardId,
      at: now,
      expires_at: now + UPDATE_RIGHT_MS,
    });
  }
  const result = JSON.stringify({ reference, undelivered });
  await move(delivery, row, { to: 'sent', sentAt: now, result, error: null });
  if (undelivered.length > 0) {
    const names = undelivered
      .map((id) => personNamed(delivery.bureau, delivery.platform.name, id))
      .join('、');
    const hint = '请核对这些人的企业微信账号是否有效、是否在应用的可见范围内。';
    const reason = `${names} 没有收到`;
    await alert(delivery, row, { kind: 'partial', code: 'invaliduser', reason, hint });
  }
}

/** App messages, updates and one-use reply addresses are dropped by the platform when repeated; group posts are not. */
function isRepeatable(body: OutboxBody): boolean {
  if (body.kind === 'text') return body.to.kind !== 'group';
  return body.kind !== 'notice';
}

async function settleUnknown(
  delivery: Delivery,
  row: OutboxRow,
  body: OutboxBody,
  reason: string,
  part: { readonly repeatable: boolean; readonly code: string | null },
): Promise<void> {
  const repeatable = part.repeatable || isRepeatable(body);
  const pending = pendingOf(row);
  const times = (pending.unknown?.times ?? 0) + 1;
  const wait = UNKNOWN_WAITS[times - 1];
  const notBefore = delivery.now() + (wait ?? 0);
  if (repeatable && wait !== undefined) {
    const code = part.code ?? pending.code;
    // A row that a dead process held says no more about its attempt than that it was not before `not_before`.
    const unknown = { since: pending.unknown?.since ?? Math.min(row.not_before, delivery.now()), times };
    const result = JSON.stringify({ ...(code === undefined ? {} : { code }), unknown } satisfies Pending);
    await move(delivery, row, { to: 'failed', notBefore, error: reason, result });
  } else if (!repeatable && row.resent === 0) {
    await move(delivery, row, { to: 'failed', notBefore, error: reason, resend: true });
  } else {
    await giveUp(delivery, row, body, 'unknown', reason, '请到群里或本人处确认是否收到。');
  }
}

async function settleRefused(
  delivery: Delivery,
  row: OutboxRow,
  body: OutboxBody,
  outcome: Refused,
): Promise<void> {
  const { scope, code, reason, hint } = outcome;
  const repeated = pendingOf(row).unknown !== undefined;
  if (scope === 'already-done' && repeated) {
    // The earlier attempt whose answer was lost had arrived after all.
    await settleSent(delivery, row, body, { kind: 'sent', undelivered: [] });
    return;
  }
  if (body.kind === 'text' && body.to.kind === 'reply' && scope !== 'channel') {
    await redirect(delivery, row, body, reason);
    return;
  }
  if (scope === 'already-done' && body.kind === 'card-update') {
    await move(delivery, row, { to: 'failed', notBefore: delivery.now(), error: reason, result: null });
    return;
  }
  if (scope === 'channel') {
    const notBefore = delivery.now() + 300_000;
    await move(delivery, row, { to: 'failed', notBefore, error: `${code} ${reason}` });
    await alert(delivery, row, { kind: 'waiting', code, reason, hint });
    return;
  }
  await giveUp(delivery, row, body, code, reason, hint);
}

/** The way back to the question has closed; the answer goes where everybody concerned will see it. */
async function redirect(
  delivery: Delivery,
  row: OutboxRow,
  body: Extract<OutboxBody, { kind: 'text' }>,
  reason: string,
): Promise<void> {
  if (body.to.kind !== 'reply') return;
  const message: Message = { ...body, to: body.to.otherwise };
  await delivery.database.transaction(async (q) => {
    const result = JSON.stringify({ redirected: conversationOf(message.to), reason });
    const moved = await record(q, {
      id: row.id,
      from: ['sending', 'unknown'],
      to: 'superseded',
      result,
      error: reason,
    });
    if (moved) await enqueueMessages(delivery, q, [message], { caseId: row.case_id, dueAt: row.due_at });
  });
}

async function giveUp(
  delivery: Delivery,
  row: OutboxRow,
  body: OutboxBody,
  code: string,
  reason: string,
  hint: string,
): Promise<void> {
  delivery.log.warn({ outbox: row.id, kind: body.kind, code }, 'a message was given up');
  await move(delivery, row, { to: 'dead', error: `${code} ${reason}` });
  await alert(delivery, row, { kind: 'dead', code, reason, hint });
}

type Move = Omit<Parameters<typeof record>[1], 'id' | 'from'>;

async function move(delivery: Delivery, row: OutboxRow, to: Move): Promise<void> {
  await record(delivery.database.db, { id: row.id, from: ['sending', 'unknown'], ...to });
}

/** Tells the administrators; one word per cause and hour, and never about an alert that itself failed. */
async function alert(
  delivery: Delivery,
  row: OutboxRow,
  trouble: Omit<Trouble, 'conversation' | 'number'>,
): Promise<void> {
  const { database, bureau } = delivery;
  if (row.digest_key?.startsWith('alert:')) return;
  const now = delivery.now();
  const key = trouble.kind === 'waiting' ? `${trouble.code}` : `${trouble.code}:${row.id}`;
  const last = await lookUp(database.db, { bureauId: bureau.id, kind: 'alert', key });
  if (last !== undefined && now - Number(last) < ALERT_EVERY_MS) return;
  await learn(database.db, { bureau_id: bureau.id, kind: 'alert', key, value: String(now), at: now });
  const number = /YQ-\d{4}-\d+/.exec(row.body)?.[0] ?? null;
  const lines = delivery.wording.undelivered({ ...trouble, conversation: row.conversation, number });
  const messages = bureau.administrators.map(
    (person): Message => ({
      kind: 'text',
      to: { kind: 'person', person },
      lines,
      mention: [],
      digest: { key: `alert:${row.id}`, heading: '' },
    }),
  );
  await database.transaction((q) => enqueueMessages(delivery, q, messages, { caseId: null, dueAt: null }));
}
