// The bot's passive answers and response_url bodies, checked by what triggered them.
// https://developer.work.weixin.qq.com/document/path/101031 and /101138
import type { CardContext } from './card-fields.ts';
import { checkCard } from './card-rules.ts';
import { byteLength, filledText, isRecord, type JsonRecord, recordAt } from './json-shape.ts';
import { demand, Refusal } from './refusal.ts';
import type { Body } from './tenant-types.ts';

/** Markdown of a stream or of a response_url answer. */
const MAX_MARKDOWN_BYTES = 20480;
const MAX_FEEDBACK_ID_BYTES = 256;

export type BotTrigger =
  | 'message'
  | 'enter_chat'
  | 'stream'
  | 'template_card_event'
  | 'feedback_event'
  | 'auth_change_event';

export interface StreamPart {
  readonly id: string;
  readonly finish: boolean;
  readonly content: string;
  /** People may say what they think of the answer; it comes back under this id. */
  readonly feedbackId?: string;
}

export interface BotReply {
  readonly kind: string;
  readonly text?: string;
  readonly stream?: StreamPart;
  readonly card?: JsonRecord;
  /** An uploaded file or picture, as clients show it. */
  readonly media?: Body;
  /** Whose copies an update changes; everybody's when absent. */
  readonly userids?: readonly string[];
}

export type PersonCheck = CardContext['isPerson'];

const ALLOWED: Readonly<Record<BotTrigger, readonly string[]>> = {
  message: ['stream', 'template_card', 'stream_with_template_card'],
  enter_chat: ['text', 'template_card'],
  stream: ['stream'],
  template_card_event: ['update_template_card'],
  feedback_event: [],
  // No page says how to answer it; taken as the feedback is (inferred).
  auth_change_event: [],
};

/** Markdown within its limit in bytes (45002). */
export function markdownOf(value: unknown): string {
  demand(typeof value === 'string', 40058, 'content must be a string');
  demand(byteLength(value) <= MAX_MARKDOWN_BYTES, 45002, `content exceeds ${MAX_MARKDOWN_BYTES} bytes`);
  return value;
}

/** A part of a stream: its id, the whole text so far, and whether that is the end. */
export function streamOf(json: JsonRecord): StreamPart {
  const stream = recordAt(json, 'stream');
  const id = filledText(stream?.id);
  demand(stream !== undefined && id !== undefined, 40058, 'missing stream.id');
  const finish = stream.finish ?? false;
  demand(typeof finish === 'boolean', 40058, 'stream.finish must be a boolean');
  demand(finish || stream.msg_item === undefined, 40058, 'msg_item only with finish');
  const content = markdownOf(stream.content ?? '');
  if (stream.feedback === undefined) return { id, finish, content };
  const feedbackId = filledText(recordAt(stream, 'feedback')?.id);
  const legal = feedbackId !== undefined && byteLength(feedbackId) <= MAX_FEEDBACK_ID_BYTES;
  demand(legal, 40058, `feedback.id must hold 1 to ${MAX_FEEDBACK_ID_BYTES} bytes`);
  return { id, finish, content, feedbackId };
}

/** A card to be shown for the first time. */
export function sendCard(json: JsonRecord, isPerson: PersonCheck): JsonRecord {
  return checkCard(json.template_card, { channel: 'bot', purpose: 'send', isPerson });
}

/** A card that takes the place of the tapped one, for everybody or for `userids`. */
export function updateOf(json: JsonRecord, isPerson: PersonCheck): BotReply {
  const card = checkCard(json.template_card, { channel: 'bot', purpose: 'update', isPerson });
  const userids = json.userids;
  const listed = Array.isArray(userids) && userids.every((id) => typeof id === 'string');
  demand(userids === undefined || listed, 40058, 'userids must be strings');
  const whose = listed && userids.length > 0 ? { userids: userids as string[] } : {};
  return { kind: 'update_template_card', card, ...whose };
}

/** Reads a decrypted passive answer, or throws the platform's refusal. */
export function readBotReply(json: unknown, trigger: BotTrigger, isPerson: PersonCheck): BotReply {
  demand(isRecord(json), 40035, 'answer is not a JSON object');
  if (Object.keys(json).length === 0) return { kind: 'empty' };
  const kind = String(json.response_type ?? json.msgtype);
  demand(ALLOWED[trigger].includes(kind), 40008, `${kind} does not answer ${trigger}`);
  switch (kind) {
    case 'stream':
      return { kind, stream: streamOf(json) };
    case 'template_card':
      return { kind, card: sendCard(json, isPerson) };
    case 'stream_with_template_card':
      return { kind, stream: streamOf(json), card: sendCard(json, isPerson) };
    case 'text': {
      const text = filledText(recordAt(json, 'text')?.content);
      demand(text !== undefined, 44004, 'empty content');
      return { kind, text };
    }
    case 'update_template_card':
      return updateOf(json, isPerson);
    default:
      throw new Refusal(40008, 'invalid message type');
  }
}

/** Reads a response_url body: markdown, or a card where the conversation is single. */
export function readActiveReply(json: unknown, single: boolean, isPerson: PersonCheck): BotReply {
  demand(isRecord(json), 40035, 'body must be a JSON object');
  if (json.msgtype === 'markdown' && json.response_type === undefined) {
    const text = markdownOf(recordAt(json, 'markdown')?.content);
    demand(text.trim() !== '', 44004, 'empty content');
    return { kind: 'markdown', text };
  }
  const allowed = json.msgtype === 'template_card' && json.response_type === undefined && single;
  demand(allowed, 40008, 'invalid message type');
  return { kind: 'template_card', card: sendCard(json, isPerson) };
}
