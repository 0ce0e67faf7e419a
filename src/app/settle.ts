// What becomes of a row after an attempt. A timeout is unknown, not failed: repeated where the platform drops
// repeats, otherwise once more marked 重发, and then a person is told.
import type { Message } from '../core/message.ts';
import type { SendOutcome } from '../platforms/platform.ts';
import { record } from '../storage/outbox.ts';
import type { OutboxRow } from '../storage/schema.ts';
import { personNamed, platformId } from './address.ts';
import { isAlert } from './alert.ts';
import type { Delivery } from './deliver.ts';
import { conversationOf, enqueueMessages, type OutboxBody } from './enqueue.ts';
import { type Move, move, moveAndTell } from './tell.ts';
import { keepUpdateRight } from './update-right.ts';

/** What is noted in a row's `result` while its fate is open. */
export type Pending = {
  /** The right to update a card that an attempt has used. */
  readonly code?: string;
  /** Since when it may have arrived, and after how many attempts. */
  readonly unknown?: { readonly since: number; readonly times: number };
};

/** What the row's `result` notes; empty when nothing is noted. */
export function pendingOf(row: Pick<OutboxRow, 'result'>): Pending {
  return row.result === null ? {} : (JSON.parse(row.result) as Pending);
}

/** Waits after an attempt whose fate is unknown, ms, by how many there were; inside the platform's repeat check. */
const UNKNOWN_WAITS = [2_000, 10_000, 60_000, 300_000, 300_000, 300_000, 300_000];
/** Wait before the one repeat that the platform will not drop, ms: long enough for a gateway to come back. */
const RESEND_WAIT_MS = 60_000;
/** An alert is the last resort: it is repeated, marked, for this long. */
const ALERT_LIFETIME_MS = 24 * 3_600_000;
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
      const step: Move = { to: 'failed', notBefore, error: `${code} ${reason}` };
      const worrying = hint !== undefined || delivery.now() - row.created_at > WAITING_TOO_LONG_MS;
      const trouble = { kind: 'waiting', code, reason, hint: hint ?? '系统会继续重试。' } as const;
      await (worrying ? moveAndTell(delivery, row, step, trouble) : move(delivery, row, step));
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
    await keepUpdateRight(delivery, { cardId: body.cardId, code: updateCode });
  }
  const result = JSON.stringify({ reference, undelivered });
  const step: Move = { to: 'sent', sentAt: now, result, error: null };
  const missed = [
    ...undelivered.map((id) => personNamed(delivery.bureau, delivery.platform.name, id)),
    ...withoutAddress(delivery, body),
  ];
  if (missed.length === 0) return move(delivery, row, step);
  const hint = '请在 bureau.yaml 里核对这些人的企业微信账号，并确认账号有效、在应用的可见范围内。';
  const reason = `${missed.join('、')} 没有收到`;
  await moveAndTell(delivery, row, step, { kind: 'partial', code: 'invaliduser', reason, hint });
}

/** Receivers of a card whom bureau.yaml gives no id on the platform: nobody else would notice. */
function withoutAddress({ bureau, platform }: Delivery, body: OutboxBody): readonly string[] {
  if (body.kind !== 'card') return [];
  return body.to
    .filter((person) => platformId(bureau, platform.name, person) === null)
    .map((person) => bureau.people.find((p) => p.id === person)?.name ?? person);
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
  const now = delivery.now();
  const times = (pending.unknown?.times ?? 0) + 1;
  // A row that a dead process held says no more about its attempt than that it was not before `not_before`.
  const since = pending.unknown?.since ?? Math.min(row.not_before, now);
  const notBefore = repeatable ? nextRepeat(delivery, row, { since, times }) : now + RESEND_WAIT_MS;
  if (notBefore === null || (!repeatable && row.resent > 0)) {
    await giveUp(delivery, row, 'unknown', reason, '请到群里或本人处确认是否收到。');
    return;
  }
  if (!repeatable) {
    await move(delivery, row, { to: 'failed', notBefore, error: reason, resend: true });
    return;
  }
  const code = part.code ?? pending.code;
  const noted: Pending = { ...(code === undefined ? {} : { code }), unknown: { since, times } };
  await move(delivery, row, { to: 'failed', notBefore, error: reason, result: JSON.stringify(noted) });
}

/** While the platform drops repeats often, then once marked 重发; null when that was it. */
function nextRepeat(
  { platform, now }: Delivery,
  row: OutboxRow,
  { since, times }: { readonly since: number; readonly times: number },
): number | null {
  const checkEnds = since + platform.abilities.repeatCheckMs;
  const next = now() + (UNKNOWN_WAITS[times - 1] ?? Number.POSITIVE_INFINITY);
  if (next < checkEnds) return next;
  if (now() < checkEnds) return checkEnds;
  const tired = now() - row.created_at > ALERT_LIFETIME_MS;
  return isAlert(row) && !tired ? now() + platform.abilities.repeatCheckMs : null;
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
    const step: Move = { to: 'failed', notBefore, error: `${code} ${reason}` };
    await moveAndTell(delivery, row, step, { kind: 'waiting', code, reason, hint });
    return;
  }
  await giveUp(delivery, row, code, reason, hint);
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
  code: string,
  reason: string,
  hint: string,
): Promise<void> {
  const step: Move = { to: 'dead', error: `${code} ${reason}` };
  await moveAndTell(delivery, row, step, { kind: 'dead', code, reason, hint });
}
