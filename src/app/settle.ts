// What becomes of a row after an attempt. A timeout is unknown, not failed: repeated where the platform drops
// repeats, otherwise once more marked 重发, and then a person is told.
import type { SendOutcome } from '../platforms/platform.ts';
import type { OutboxRow } from '../storage/schema.ts';
import { personNamed, platformId } from './address.ts';
import { isAlert } from './alert.ts';
import { RECHECK_MS } from './channels.ts';
import type { Delivery } from './deliver.ts';
import type { OutboxBody } from './enqueue.ts';
import { callElsewhere, isOut } from './fall-over.ts';
import { notThere, withoutButtons } from './group-cards.ts';
import { type Pending, pendingOf } from './pending.ts';
import { notTakenBack, takeBack } from './recall.ts';
import { redirect } from './redirect.ts';
import { anew, giveUp, withheld } from './say-otherwise.ts';
import { type Move, move, moveAndTell } from './tell.ts';
import { keepUpdateRight } from './update-right.ts';

/** Waits after an attempt whose fate is unknown, ms, by how many there were; inside the platform's repeat check. */
const UNKNOWN_WAITS = [2_000, 10_000, 60_000, 300_000, 300_000, 300_000, 300_000];
/** Wait before the one repeat that the platform will not drop, ms: long enough for a gateway to come back. */
const RESEND_WAIT_MS = 60_000;
/** An alert is the last resort: it is repeated, marked, for this long. */
const ALERT_LIFETIME_MS = 24 * 3_600_000;
/** Longest wait after a “later” that is about one message, ms. */
const LONGEST_LATER_MS = 60_000;
/** A person waits for an answer: past this it takes another way, ms. */
const REPLY_PATIENCE_MS = 30_000;
/** A message that has waited this long for the platform is worth an alert, ms. */
const WAITING_TOO_LONG_MS = 120_000;

/** What is known of the attempt: nothing but the row's body after a crash. */
type Attempted = {
  readonly repeatable?: boolean;
  readonly code: string | null;
  /** The same words can go another way at once. */
  readonly elsewhere?: boolean;
  /** The way it should go. */
  readonly channel?: string;
  /** It went another way, because its own was closed. */
  readonly other?: boolean;
};

/** Records the outcome of a row in state `sending` (or `unknown` after a crash) and sees to what follows. */
export async function settle(
  delivery: Delivery,
  row: OutboxRow,
  body: OutboxBody,
  outcome: SendOutcome,
  part: Attempted = { code: null },
): Promise<void> {
  const why = notThere(row, outcome);
  if (why !== null && (await withoutButtons(delivery, row, body, why))) return delivery.step('recorded');
  switch (outcome.kind) {
    case 'sent':
      await settleSent(delivery, row, body, outcome, part);
      break;
    case 'unknown':
      await settleUnknown(delivery, row, body, outcome.reason, part);
      break;
    case 'later':
      await settleLater(delivery, row, body, outcome, part);
      break;
    case 'refused':
      await settleRefused(delivery, row, body, outcome, part);
      break;
  }
  delivery.step('recorded');
}

type Later = Extract<SendOutcome, { kind: 'later' }>;

async function settleLater(
  delivery: Delivery,
  row: OutboxRow,
  body: OutboxBody,
  outcome: Later,
  { code: right, channel }: Attempted,
): Promise<void> {
  const { code, reason, hint } = outcome;
  const waited = delivery.now() - row.created_at;
  const pending = pendingOf(row);
  const times = pending.later ?? 0;
  let wait = laterWait(outcome, times, row.id);
  if (body.kind === 'text' && body.to.kind === 'reply') {
    if (waited >= REPLY_PATIENCE_MS) return redirect(delivery, row, body, reason);
    wait = Math.min(wait, REPLY_PATIENCE_MS - waited);
  }
  const notBefore = delivery.now() + wait;
  const noted: Pending = { ...pending, ...(right === null ? {} : { code: right }), later: times + 1 };
  const result = JSON.stringify(noted);
  const step: Move = { to: 'failed', notBefore, error: `${code} ${reason}`, result };
  const out = outcome.scope === 'channel' && isOut(delivery, channel);
  const worrying = hint !== undefined || waited > WAITING_TOO_LONG_MS || out;
  const trouble = { kind: 'waiting', code, reason, hint: hint ?? '系统会继续重试。' } as const;
  if (!worrying) return move(delivery, row, step);
  await moveAndTell(delivery, row, step, trouble, async (q) => {
    if (out) await callElsewhere(delivery, q, { row, body, state: step.to, noted, why: code });
  });
}

/** A channel is asked when it said; a message four times as long each time, and never quite together with others. */
function laterWait({ scope, afterMs }: Later, times: number, id: string): number {
  if (scope === 'channel') return afterMs;
  const grown = Math.max(afterMs, Math.min(afterMs * 4 ** times, LONGEST_LATER_MS));
  const spread = [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1000, 0);
  return Math.round(grown * (1 + spread / 5000));
}

type Sent = Extract<SendOutcome, { kind: 'sent' }>;
type Refused = Extract<SendOutcome, { kind: 'refused' }>;

async function settleSent(
  delivery: Delivery,
  row: OutboxRow,
  body: OutboxBody,
  sent: Sent,
  { channel, other = false }: Partial<Attempted> = {},
): Promise<void> {
  const now = delivery.now();
  const { undelivered, reference = null, updateCode } = sent;
  if (body.kind === 'card' && updateCode !== undefined) {
    await keepUpdateRight(delivery, { cardId: body.cardId, code: updateCode });
  }
  const { fellOver } = pendingOf(row);
  const result = JSON.stringify({
    reference,
    undelivered,
    ...(fellOver === undefined ? {} : { fellOver }),
    ...(other ? { insteadOf: channel } : {}),
  });
  const step: Move = { to: 'sent', sentAt: now, result, error: null };
  const missed = [
    ...undelivered.map((id) => personNamed(delivery.bureau, delivery.platform.name, id)),
    ...withoutAddress(delivery, body),
  ];
  if (missed.length === 0) return move(delivery, row, step);
  const hint =
    sent.hint ?? '请在 bureau.yaml 里核对这些人的企业微信账号，并确认账号有效、在应用的可见范围内。';
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

/** App messages and updates are dropped by the platform when repeated, group posts and files are not, answers it depends. */
function isRepeatable({ platform }: Delivery, body: OutboxBody): boolean {
  if (body.kind === 'text' && body.to.kind === 'reply') return platform.abilities.answersOnce;
  if (body.kind === 'text') return body.to.kind !== 'group';
  if (body.kind === 'notice') return body.asks !== undefined;
  return body.kind !== 'file';
}

async function settleUnknown(
  delivery: Delivery,
  row: OutboxRow,
  body: OutboxBody,
  reason: string,
  part: Attempted,
): Promise<void> {
  const repeatable = part.repeatable ?? isRepeatable(delivery, body);
  const pending = pendingOf(row);
  const now = delivery.now();
  const times = (pending.unknown?.times ?? 0) + 1;
  // A row that a dead process held says no more about its attempt than that it was not before `not_before`.
  const since = pending.unknown?.since ?? Math.min(row.not_before, now);
  const notBefore = repeatable ? nextRepeat(delivery, row, { since, times }) : now + RESEND_WAIT_MS;
  if (notBefore === null || (!repeatable && row.resent > 0)) {
    const hint = '请到群里或本人处确认是否收到。';
    await giveUp(delivery, row, body, { code: 'unknown', reason, hint });
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
  { elsewhere = false }: Attempted,
): Promise<void> {
  const { scope, code, reason, hint } = outcome;
  const pending = pendingOf(row);
  const repeated = pending.unknown !== undefined;
  if (scope === 'already-done' && repeated) {
    // The earlier attempt whose answer was lost had arrived after all.
    await settleSent(delivery, row, body, { kind: 'sent', undelivered: [] });
    return;
  }
  if (body.kind === 'text' && body.to.kind === 'reply') {
    const lasts = scope === 'place' || scope === 'channel';
    await redirect(delivery, row, body, reason, lasts ? outcome : undefined);
    return;
  }
  if (scope === 'already-done' && body.kind === 'card-update') {
    await move(delivery, row, { to: 'failed', notBefore: delivery.now(), error: reason, result: null });
    return;
  }
  if (scope === 'channel') {
    const notBefore = delivery.now() + (elsewhere ? 0 : RECHECK_MS);
    const step: Move = { to: 'failed', notBefore, error: `${code} ${reason}` };
    await moveAndTell(delivery, row, step, { kind: 'waiting', code, reason, hint }, async (q) => {
      if (!elsewhere)
        await callElsewhere(delivery, q, { row, body, state: step.to, noted: pending, why: code });
    });
    return;
  }
  if (scope === 'content') return withheld(delivery, row, body, outcome);
  if (body.kind === 'recall') return notTakenBack(delivery, row, body, outcome);
  if (scope === 'gone' && body.kind === 'card-update') {
    if (!body.final) return anew(delivery, row, body, reason);
    if (await takeBack(delivery, row, body, reason)) return;
  }
  await giveUp(delivery, row, body, { code, reason, hint });
}
