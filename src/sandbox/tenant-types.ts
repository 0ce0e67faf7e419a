// What the emulated 企业微信 tenant is made of, as its users see it.
import type { JsonRecord } from './json-shape.ts';
import type { LineTimers } from './long-connection/patience.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Position, for the person at the drill page; the platform does not use it. */
  readonly title?: string;
}

export interface Group {
  readonly chatId: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly webhookKey: string;
}

export interface Department {
  readonly id: number;
  readonly name: string;
  /** The department above; 1, the root, when left out. */
  readonly parent?: number;
  readonly members: readonly string[];
  readonly leaders: readonly string[];
}

export interface Tag {
  readonly id: number;
  readonly name: string;
  readonly members: readonly string[];
  /** Whole departments that the tag holds beside its members. */
  readonly departments?: readonly number[];
}

export interface AppOptions {
  readonly agentId: number;
  readonly secret: string;
  readonly token: string;
  readonly aesKey: string;
  /** '' when the app has no callback: interactive cards are then refused with 43012. */
  readonly callbackUrl: string;
  /** 企业可信IP: callers of the app's API. Without it any address may call. */
  readonly trustedIps?: readonly string[];
  /** 可信域名: host of the pages that may sign members in. Without it any host may. */
  readonly trustedDomain?: string;
  /** Name shown above the 1:1 conversation. @default 舆情助手 */
  readonly name?: string;
}

export interface BotOptions {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  readonly aesKey: string;
  /** Unused while the bot is on the long connection. */
  readonly callbackUrl: string;
  /** How the product is reached; switching one on disables the other (path/101039). @default 'url' */
  readonly mode?: 'url' | 'websocket';
  /** Secret of the long connection (path/101463). Without one nobody can subscribe. */
  readonly secret?: string;
  /**
   * Whether cards of the bot are shown in groups outside an answer, and taps on them reach the product.
   * The documents contradict each other (path/101463: 仅单聊时支持), so both tenants exist here. @default false
   */
  readonly groupCards?: boolean;
  /** Whether `from.userid` is the plain userid, as for a bot of a super admin (path/101521). @default true */
  readonly plainIds?: boolean;
  /** chatids and userids that have spoken to the bot before this tenant starts. */
  readonly known?: readonly string[];
}

export interface TenantOptions {
  /** Epoch milliseconds; may jump in both directions. */
  readonly now: () => number;
  readonly corpId: string;
  readonly app: AppOptions;
  readonly bot: BotOptions;
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
  readonly departments?: readonly Department[];
  readonly tags?: readonly Tag[];
  /** Pauses before each repeat of an app callback, in real time. Its length is the number of repeats (path/90238). @default [1000, 2000, 4000] */
  readonly retryDelaysMs?: readonly number[];
  /** How long a callback may take, in real time. @default 5000 */
  readonly callbackTimeoutMs?: number;
  /** How long a client of the long connection may go without a ping. @default timers of the machine */
  readonly lineTimers?: LineTimers;
  /** How often one API may be called (path/90312: 10,000 a minute, 150,000 an hour). Without it nobody counts. */
  readonly apiLimits?: { readonly perMinute: number; readonly perHour: number };
  /** 账号上限 of the corp: the app may send 200 times as many person-times a day. Without it nobody counts. */
  readonly accountLimit?: number;
  /** Makes faults by rate come otherwise. @default 1 */
  readonly faultSeed?: number;
  /** Pause between two refreshes of an unfinished stream, in real time. @default 1000 */
  readonly streamPollMs?: number;
}

export type MessageId = string;
export type Card = JsonRecord;
export type ConversationKind = 'group' | 'app' | 'bot';

export type Sender =
  | { readonly kind: 'person'; readonly id: string; readonly name: string }
  | { readonly kind: 'app' | 'bot' | 'webhook'; readonly name: string };

export interface Link {
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly picUrl?: string;
}

export interface Location {
  readonly latitude: number;
  readonly longitude: number;
  readonly scale?: number;
  readonly label: string;
}

/** `mentions` holds userids or '@all' that were really mentioned. */
export type Body =
  | { readonly kind: 'text'; readonly text: string; readonly mentions: readonly string[] }
  | { readonly kind: 'markdown'; readonly text: string; readonly mentions: readonly string[] }
  | {
      readonly kind: 'mixed';
      readonly text: string;
      readonly images: readonly string[];
      readonly mentions: readonly string[];
    }
  | { readonly kind: 'image'; readonly dataUrl: string }
  | { readonly kind: 'voice'; readonly text: string }
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly size: number;
      /** A video is shown as the file it is. */
      readonly video?: true;
    }
  | ({ readonly kind: 'link' } & Link)
  | ({ readonly kind: 'location' } & Location)
  | CardBody
  | { readonly kind: 'recalled' };

export interface CardBody {
  readonly kind: 'card';
  /** template_card exactly as this conversation shows it now. */
  readonly card: Card;
  readonly taskId: string;
  readonly state: 'live' | 'updated';
  /** The text that took the place of the buttons. */
  readonly replaced?: string;
}

export interface Quote {
  readonly messageId?: MessageId;
  readonly from?: string;
  readonly text: string;
}

export interface Message {
  readonly id: MessageId;
  readonly at: number;
  readonly from: Sender;
  readonly body: Body;
  readonly quote?: Quote;
  readonly editedAt?: number;
  /** msgid of message/send, the same for all receivers of one call. */
  readonly msgid?: string;
}

export interface Conversation {
  /** chatid for a group, `app:<userid>` or `bot:<userid>` for a 1:1. */
  readonly id: string;
  readonly kind: ConversationKind;
  readonly title: string;
  readonly members: readonly string[];
  readonly person?: string;
  readonly messages: readonly Message[];
}

export interface TenantView {
  readonly now: number;
  readonly conversations: readonly Conversation[];
}

export interface Change {
  readonly kind: 'added' | 'edited';
  readonly conversationId: string;
  readonly messageId: MessageId;
}

export interface CallbackResult {
  /**
   * not-called: the platform tells the product nothing (no @, no callback URL, or, with a `reason`, too many
   * conversations of the person with the bot at a time).
   * answered: 200 and an answer the platform understood.
   * bad-answer: 200, but the passive answer was refused (see `reason`); nothing of it is shown.
   * lost: every attempt failed; the platform gives up.
   * delivered: written to the long connection, which brings answers when it likes.
   */
  readonly outcome: 'not-called' | 'answered' | 'bad-answer' | 'lost' | 'delivered';
  readonly messageId?: MessageId;
  readonly attempts: number;
  /** msgtype or response_type of the passive answer; 'empty' when there was none. */
  readonly reply?: string;
  readonly reason?: string;
}

export type TapResult =
  | CallbackResult
  | { readonly outcome: 'opened'; readonly url: string; readonly attempts: 0 };
