// From what is to be said to rows of the outbox, and the cards they concern.
import { createHash } from 'node:crypto';
import type {
  CardMessage,
  CardUpdateMessage,
  FileMessage,
  Message,
  NoticeMessage,
  Recipient,
  TextMessage,
} from '../core/message.ts';
import { insertCard, retireCards, setCardState, standingCards } from '../storage/cards.ts';
import type { Queries } from '../storage/database.ts';
import { countRecent, enqueue, type NewOutboxRow, supersede } from '../storage/outbox.ts';
import type { OutboxRow } from '../storage/schema.ts';
import type { World } from './world.ts';

/** What an outbox row holds; a card update names the very card it changes. */
export type OutboxBody = (
  | (TextMessage & { readonly joined?: true; readonly mayRepeat?: true })
  | CardMessage
  | NoticeMessage
  | (CardUpdateMessage & { readonly cardId: string })
  | FileMessage
  | RecallBody
) & { readonly first?: boolean };

/** What is to be said, or handed over. */
export type Enqueued = Message | (FileMessage & { readonly first?: boolean });

/** Takes every copy of a card back; `reference` is what sending the card gave. */
export type RecallBody = { readonly kind: 'recall'; readonly cardId: string; readonly reference: string };

/** What the row says. */
export function bodyOf(row: Pick<OutboxRow, 'body'>): OutboxBody {
  return JSON.parse(row.body) as OutboxBody;
}

/** Smaller goes first: files take long, and words in the same conversation must not wait for them or for a picture. */
const PRIORITY = { first: 0, card: 1, text: 2, file: 3 } as const;

/** Messages of one conversation keep their order; this names the conversation. */
export function conversationOf(to: Recipient): string {
  switch (to.kind) {
    case 'person':
      return `person:${to.person}`;
    case 'group':
      return `group:${to.group}`;
    case 'reply':
      return `reply:${createHash('sha256').update(to.handle).digest('hex').slice(0, 24)}`;
  }
}

/**
 * The platform drops the same words to the same person for this long, which makes repeating safe and saying the
 * same thing twice impossible. https://developer.work.weixin.qq.com/document/path/90236
 */
const SAME_WORDS_MS = 1_800_000;

/** `fresh`: the case opens with these messages, so nothing was said or shown about it before. */
type EnqueueContext = {
  readonly caseId: string | null;
  readonly dueAt: number | null;
  readonly fresh?: boolean;
};

type Enqueuing = Pick<World, 'bureau' | 'newId' | 'now' | 'wording'>;

/** Writes rows for messages, inside the transaction of the facts they report. */
export async function enqueueMessages(
  world: Enqueuing,
  q: Queries,
  messages: readonly Enqueued[],
  context: EnqueueContext,
): Promise<void> {
  const rows: NewOutboxRow[] = [];
  const now = world.now();
  const add = (conversation: string, body: OutboxBody, digestKey: string | null): string => {
    const id = world.newId();
    const kind = body.kind;
    const pictured = kind === 'notice' && body.card.picture !== undefined;
    const usual = kind === 'text' || kind === 'file' ? PRIORITY[kind] : PRIORITY[pictured ? 'file' : 'card'];
    const priority = body.first === true ? PRIORITY.first : usual;
    rows.push({
      id,
      bureau_id: world.bureau.id,
      case_id: context.caseId,
      conversation,
      priority,
      kind,
      body: JSON.stringify(body),
      digest_key: digestKey,
      not_before: now,
      created_at: now,
      due_at: context.dueAt,
    });
    return id;
  };
  const said = new Map<string, number>();
  for (const message of messages) {
    if (message.kind === 'text' && message.to.kind === 'person' && message.digest === undefined) {
      const key = sameWordsKey(message);
      const before = said.get(key) ?? (context.fresh === true ? 0 : await timesSaid(world, q, key));
      const times = before + 1;
      said.set(key, times);
      const lines = times === 1 ? message.lines : [...message.lines, world.wording.saidAgain(times)];
      add(conversationOf(message.to), { ...message, lines }, key);
    } else if (message.kind === 'text') {
      add(conversationOf(message.to), message, message.digest?.key ?? null);
    } else if (message.kind === 'file') {
      add(conversationOf(message.to), message, null);
    } else if (message.kind === 'notice') {
      add(`group:${message.to}`, message, null);
    } else if (message.kind === 'card') {
      const id = add(`card:${message.cardId}`, message, null);
      if (message.again !== true && context.fresh !== true) {
        const caseId = context.caseId ?? '';
        await retireCards(q, { bureauId: world.bureau.id, caseId, purpose: message.purpose, now });
      }
      await sendCard(world, q, message, context.caseId ?? '', id, now);
    } else {
      await updateCards(world, q, message, context.caseId ?? '', now, add);
    }
  }
  await enqueue(q, rows);
}

/** The row of a recall, in the conversation of its card. */
export function recallRow(
  world: Pick<World, 'newId' | 'now'>,
  row: Pick<OutboxRow, 'bureau_id' | 'case_id'>,
  body: RecallBody,
): NewOutboxRow {
  const now = world.now();
  return {
    id: world.newId(),
    bureau_id: row.bureau_id,
    case_id: row.case_id,
    conversation: `card:${body.cardId}`,
    priority: PRIORITY.card,
    kind: body.kind,
    body: JSON.stringify(body),
    not_before: now,
    created_at: now,
  };
}

function sameWordsKey(message: TextMessage): string {
  const words = [conversationOf(message.to), ...message.lines].join('\n');
  return `same:${createHash('sha256').update(words).digest('hex').slice(0, 32)}`;
}

async function timesSaid(world: Enqueuing, q: Queries, key: string): Promise<number> {
  return countRecent(q, { bureauId: world.bureau.id, digestKey: key, since: world.now() - SAME_WORDS_MS });
}

async function sendCard(
  world: Pick<World, 'bureau'>,
  q: Queries,
  message: CardMessage,
  caseId: string,
  outboxId: string,
  now: number,
): Promise<void> {
  await insertCard(q, {
    bureau_id: world.bureau.id,
    card_id: message.cardId,
    case_id: caseId,
    purpose: message.purpose,
    state: 'current',
    receivers: JSON.stringify(message.to),
    shown: JSON.stringify(message.card),
    outbox_id: outboxId,
    created_at: now,
    updated_at: now,
  });
}

async function updateCards(
  world: Pick<World, 'bureau'>,
  q: Queries,
  message: CardUpdateMessage,
  caseId: string,
  now: number,
  add: (conversation: string, body: OutboxBody, digestKey: string | null) => string,
): Promise<void> {
  for (const card of await standingCards(q, { caseId, purpose: message.purpose })) {
    const key = `card:${card.card_id}`;
    await setCardState(q, {
      bureauId: world.bureau.id,
      cardId: card.card_id,
      state: message.final ? 'decided' : 'current',
      shown: JSON.stringify(message.card),
      now,
    });
    const by = add(key, { ...message, cardId: card.card_id }, key);
    await supersede(q, { bureauId: world.bureau.id, kind: 'card-update', digestKey: key, by });
  }
}
