// What the parts of one tenant share.
import type { AccessTokens } from './access-token.ts';
import type { AddressBook } from './address-book.ts';
import type { CallDraft, CallLog } from './call-log.ts';
import type { Conversations } from './conversations.ts';
import type { MediaStore } from './media.ts';
import type { MessageId, TenantOptions } from './tenant-types.ts';

/** One card of the app: every receiver has a copy of their own. */
export interface IssuedCard {
  readonly taskId: string;
  readonly copies: Map<string, MessageId>;
}

export interface Site {
  readonly options: TenantOptions;
  readonly book: AddressBook;
  readonly talk: Conversations;
  readonly log: CallLog;
  readonly tokens: AccessTokens;
  readonly media: MediaStore;
  readonly callbacks: { app: string; bot: string };
  /** Conversations in which somebody has spoken to the bot: only there it may push (path/101463). */
  readonly known: Set<string>;
  /** Where the product reaches this tenant. */
  base(): string;
  /** The platform's clock as the product sees it: timestamps of callbacks and the Date of answers. */
  wireNow(): number;
}

export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  /** Address of the caller. */
  readonly from: string;
  readonly body: Buffer;
  readonly record: CallDraft;
}

export type Answer =
  | { readonly kind: 'json'; readonly value: Readonly<Record<string, unknown>> }
  | {
      readonly kind: 'bytes';
      readonly contentType: string;
      readonly filename: string;
      readonly bytes: Buffer;
    }
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'status'; readonly status: number };

export type ApiHandler = (call: ApiCall) => Answer;

/** The answer to a call that worked: errcode 0 and these fields. */
export function ok(fields: Readonly<Record<string, unknown>> = {}): Answer {
  return { kind: 'json', value: { errcode: 0, errmsg: 'ok', ...fields } };
}
