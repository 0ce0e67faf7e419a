// What the product wants said, before any platform is asked. Rows of the outbox hold these as JSON.
import type { Card } from './card.ts';
import type { KeptFile } from './kept-file.ts';

/** A group of the bureau, as named in bureau.yaml. */
export type GroupName = 'work' | 'leadership';

export type Recipient =
  | { readonly kind: 'person'; readonly person: string }
  | { readonly kind: 'group'; readonly group: GroupName }
  /** An answer where the question was asked; when that way has closed, the message goes to `otherwise`. */
  | { readonly kind: 'reply'; readonly handle: string; readonly otherwise: Recipient };

/**
 * `digest` marks messages that may be joined: rows waiting for the same recipient under the same key
 * become one message, one heading and the lines of each.
 */
export type TextMessage = {
  readonly kind: 'text';
  readonly to: Recipient;
  readonly lines: readonly string[];
  /** Person ids that are really mentioned (@) where the platform can. */
  readonly mention: readonly string[];
  readonly digest?: { readonly key: string; readonly heading: string };
  /** A page to read: its first line is a heading, and a line that ends in `：` begins a section. Calls nobody. */
  readonly page?: true;
};

/** What a card asks for; a case has at most one current card of each purpose. */
export type CardPurpose = 'grade' | 'sign' | 'approve' | 'facts' | 'outcome';

/**
 * An interactive card, the same for every person in `to`; `cardId` is stable and unique (`YQ-2026-0001-grade-3`).
 * Sending it retires an earlier card of the same purpose.
 */
export type CardMessage = {
  readonly kind: 'card';
  readonly to: readonly string[];
  readonly cardId: string;
  readonly purpose: CardPurpose;
  readonly card: Card;
  /** One more copy beside those already out, which stay current. */
  readonly again?: boolean;
};

/** Every copy of the case's current card of this purpose changes; `final` when nothing more is asked by it. */
export type CardUpdateMessage = {
  readonly kind: 'card-update';
  readonly purpose: CardPurpose;
  readonly card: Card;
  readonly final: boolean;
  /** Progress only: not worth the last right to change the card, which belongs to its final state. */
  readonly minor?: boolean;
};

/**
 * A card without buttons for a group. `asks` is a card that goes to people at the same time: where a group can have
 * buttons, a copy of it stands there instead, and a tap on the copy is one on that card.
 */
export type NoticeMessage = {
  readonly kind: 'notice';
  readonly to: GroupName;
  readonly card: Card;
  readonly asks?: Pick<CardMessage, 'cardId' | 'card'>;
};

/** A kept picture or file, for one person or a group. The row names it; its bytes are handed over with it. */
export type FileMessage = {
  readonly kind: 'file';
  readonly to: Exclude<Recipient, { kind: 'reply' }>;
  readonly file: KeptFile;
};

/** `first` goes out before everything else that waits: the first notice of a new case. */
export type Message = (TextMessage | CardMessage | CardUpdateMessage | NoticeMessage) & {
  readonly first?: boolean;
};
