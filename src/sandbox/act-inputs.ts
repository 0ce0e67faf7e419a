// What people are told to do: words, files, taps.
import type { Link, Location, MessageId } from './tenant-types.ts';

export type QuoteInput = MessageId | { readonly text: string };

export interface FileInput {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface SayInput {
  readonly from: string;
  readonly group: string;
  readonly text?: string;
  readonly quote?: QuoteInput;
  readonly images?: readonly Buffer[];
  /** Shown in the group only: the bot sees a file when it is quoted with an @ (path/100719). */
  readonly file?: FileInput;
  readonly video?: FileInput;
}

export type TellAppInput = { readonly from: string } & (
  | { readonly text: string }
  | { readonly link: Link }
  | { readonly image: Buffer }
  | { readonly location: Location }
  | { readonly voice: Buffer }
  | { readonly video: Buffer }
);

export interface AppEventInput {
  /** A member, or `sys` for what the platform says itself, as its warnings that an app is not used. */
  readonly from: string;
  readonly event: string;
  /** Further elements of the callback. */
  readonly fields?: Readonly<Record<string, string | number>>;
}

export interface TellBotInput {
  readonly from: string;
  readonly text?: string;
  readonly images?: readonly Buffer[];
  readonly quote?: QuoteInput;
  /** What the platform understood of a voice message. */
  readonly voice?: string;
  readonly file?: FileInput;
  readonly video?: FileInput;
}

/** What somebody thinks of an answer of the bot (path/101027). */
export interface FeedbackInput {
  readonly from: string;
  readonly messageId: MessageId;
  readonly opinion: 'good' | 'bad' | 'withdrawn';
  readonly content?: string;
  /** 1 off-topic, 2 incomplete, 3 wrong, 4 analysis error. */
  readonly reasons?: readonly (1 | 2 | 3 | 4)[];
}

/** What a member lets the bot do from now on; nothing takes all of it back. */
export interface RightsInput {
  readonly from: string;
  /** 1 create and edit documents, 2 read documents. */
  readonly rights: readonly (1 | 2)[];
}

export interface TapInput {
  readonly from: string;
  readonly messageId: MessageId;
  readonly key: string;
  readonly selections?: Readonly<Record<string, readonly string[]>>;
}
