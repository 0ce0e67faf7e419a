// What the app layer is given to work with. Wording, clock, ids and platform come in by argument, so that the same
// code runs against the real thing, the emulated tenant and a clock in the hand of a test.
import type { Abilities } from '../core/abilities.ts';
import type { Bureau } from '../core/bureau.ts';
import type { Card, CardPicture } from '../core/card.ts';
import type { Case } from '../core/case.ts';
import type { Day, DayCount } from '../core/day.ts';
import type { CaseEvent, Via } from '../core/events.ts';
import type { GroupName, Message, Recipient } from '../core/message.ts';
import type { PaperDue, PatrolDue } from '../core/periodicals.ts';
import type { Policy } from '../core/policy/load.ts';
import type { Refusal } from '../core/refusal.ts';
import type { BlobStore, PassingStore } from '../storage/blob-store.ts';
import type { Database } from '../storage/database.ts';
import type { Binding } from './bind-group.ts';
import type { Channels } from './channels.ts';
import type { Missing } from './contacts-check.ts';
import type { HandlerContext, Intent, TapGesture } from './define-handler.ts';
import type { KnownGroups } from './known-groups.ts';
import type { Traffic } from './traffic.ts';

export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** One commit as templates see it. */
export type Announcement = {
  readonly policy: Policy;
  /** What the case was pinned to until now, when it has just moved to `policy`. */
  readonly previousPolicy?: Policy | undefined;
  readonly bureau: Bureau;
  readonly before: Case | null;
  readonly after: Case;
  readonly events: readonly CaseEvent[];
  readonly now: number;
  /** Who asked and where they are answered; null for the clock. */
  readonly asker: {
    readonly person: string;
    readonly reply: Recipient;
    /** Pictures and files sent before on their own that went along. */
    readonly held?: number;
  } | null;
  readonly via: Via;
};

/** Every sentence the app layer needs; implemented by templates. */
export type Wording = {
  announce(announcement: Announcement): readonly Message[];
  refusal(
    context: { readonly policy: Policy; readonly bureau: Bureau; readonly case: Case },
    refusal: Refusal,
  ): readonly string[];
  /** Added to a refusal for somebody whom bureau.yaml does not name. */
  notRecognised(): readonly string[];
  unknownNumber(number: string): readonly string[];
  unchanged(number: string): readonly string[];
  /** Sets a message apart from the same words sent a short while ago. */
  saidAgain(times: number): string;
  secret(mark: string): readonly string[];
  staleCard(number: string): readonly string[];
  unknownCard(): readonly string[];
  failed(): readonly string[];
  /** For somebody who opens the conversation with the bot. */
  greeting(): readonly string[];
  unsupported(what: string): readonly string[];
  failedForAdministrator(failure: { readonly sender: string; readonly reason: string }): readonly string[];
  undelivered(trouble: Trouble): readonly string[];
  /**
   * What the platform says about itself, or brought without our understanding it, for administrators; `about` is the
   * person concerned, `original` what became of what it brought.
   */
  warning(warning: {
    readonly reason: string;
    readonly hint: string;
    readonly about: string | null;
    readonly original?: 'kept' | 'secret';
  }): readonly string[];
  /** For the work group: something waits for the people mentioned, because the way to them is down. */
  fellOver(number: string | null): { readonly heading: string; readonly line: string };
  /** In place of words that the platform does not let through. */
  withheld(number: string | null): readonly string[];
  /** A file that could not be had, for the person who sent it. */
  fileLost(file: { readonly number: string; readonly reason: string }): readonly string[];
  /** The daily look at the address book: why it could not be read, places and people that are missing; or nothing. */
  addressBook(look: {
    readonly unread: string | null;
    readonly places: readonly string[];
    readonly missing: readonly Missing[];
  }): readonly string[];
  /** For whoever asked for the files of a case: how many come, and what is missing and why. */
  attachments(asked: {
    readonly number: string;
    readonly sent: number;
    /** Not fetched yet; could not be had; not there any more; larger than the platform takes. */
    readonly waiting: number;
    readonly failed: number;
    readonly lost: number;
    readonly tooLarge: number;
    readonly inGroup: boolean;
  }): readonly string[];
  /** For whoever sent pictures or files without a word: how many wait, until when, and what to send. */
  held(held: {
    readonly kept: number;
    readonly waiting: number;
    readonly refused: number;
    readonly late: number;
    readonly until: number;
    readonly most: number;
    readonly now: number;
  }): readonly string[];
  heldForMembers(): readonly string[];
  /** Time is over for so many of theirs. */
  heldTooLong(count: number): readonly string[];
  /** Added to a refusal: so many of theirs still wait. */
  stillHeld(count: number): string;
  /** The name under which the n-th file of a case is shown. */
  attachmentName(number: string, n: number, type: string): string;
  tableTooLarge(): readonly string[];
  tableForMembers(): readonly string[];
  /** For whoever waits for a file that did not go out, or perhaps did. */
  fileNotSent(file: {
    readonly name: string;
    readonly unknown: boolean;
    readonly reason: string;
  }): readonly string[];
  /** In place of a card that should have been taken back and could not. */
  cardOver(number: string): readonly string[];
  /** What became of a 绑定. */
  binding(bureau: Bureau, binding: Binding): readonly string[];
  /** Added to an answer in a group that is not one of the bureau's. */
  unboundGroup(): readonly string[];
  evening(context: {
    readonly policy: Policy;
    readonly bureau: Bureau;
    readonly day: Day;
    readonly now: number;
    readonly group: GroupName;
    readonly late: boolean;
  }): readonly string[];
  /** Papers and patrols that the rule asks for on this day, each told to whoever owes it. */
  periodicals(context: {
    readonly policy: Policy;
    readonly bureau: Bureau;
    readonly papers: readonly (PaperDue & { readonly cases: readonly Case[] })[];
    readonly patrols: readonly PatrolDue[];
    readonly drill: boolean;
  }): readonly Message[];
  /** The notice that shows the last fourteen days. */
  weekCard(context: {
    readonly bureau: Bureau;
    readonly drill: boolean;
    readonly days: readonly DayCount[];
    readonly picture: CardPicture;
  }): Card;
  /** The name under which it is kept on a phone; `date` as `2026-11-27`. */
  pictureName(date: string): string;
};

/** A message that did not go out as it should have, for an administrator. */
export type Trouble = {
  /** `redirected`: it could not be said where it was asked and went to `conversation` instead. */
  readonly kind: 'dead' | 'partial' | 'waiting' | 'redirected';
  readonly conversation: string;
  /** Names of those whom a card or a private message was for. */
  readonly receivers?: readonly string[];
  readonly number: string | null;
  readonly code: string;
  readonly reason: string;
  readonly hint: string;
};

export type Router = {
  /**
   * Where somebody's own words may begin: behind a mention, the command word and number, and the names behind them.
   * Longest first; the text itself is not among them.
   */
  ownWords(text: string): readonly string[];
  routeText(
    context: HandlerContext,
    text: {
      readonly text: string;
      readonly quoted: string | null;
      /** That came with the text. */
      readonly pictures: number;
      /** That came before it and wait for what it says. */
      readonly held?: number;
    },
  ): Promise<Intent>;
  routeTap(context: HandlerContext, tap: TapGesture): Promise<Intent>;
};

/** Points between which a crash must lose nothing and repeat nothing; tests stop the process at each. */
export type StepName =
  | 'routed'
  | 'inbox-marked'
  | 'events-appended'
  | 'case-saved'
  | 'obligations-saved'
  | 'outbox-written'
  | 'committed'
  | 'openings-said'
  | 'openings-committed'
  | 'claimed'
  | 'rendered'
  | 'handed-over'
  | 'recorded';

export type World = {
  readonly bureau: Bureau;
  readonly database: Database;
  readonly policies: {
    readonly current: Policy;
    /** The policy a case is pinned to, with the answers it opened under. Throws when its text was never kept. */
    of(c: Pick<Case, 'policyVersion' | 'answers'>): Promise<Policy>;
  };
  readonly wording: Wording;
  readonly router: Router;
  readonly now: () => number;
  /** Unique and sortable: later ids sort after earlier ones. */
  readonly newId: () => string;
  readonly log: Log;
  readonly drill: boolean;
  /** Which chat is which of the bureau's groups. */
  readonly groups: KnownGroups;
  readonly step: (name: StepName) => void;
  /** Which ways out are closed. */
  readonly channels: Channels;
  /** Callbacks that wait for their answer. */
  readonly traffic: Traffic;
  /** What the platform can do. */
  readonly abilities: Abilities;
  /** Pictures and files by their hash. */
  readonly blobs: BlobStore;
  /** Tables on their way to whoever asked for them. */
  readonly tables: PassingStore;
  /** Where a picture of ours is found from outside; undefined where it cannot be. */
  readonly pictureUrl: ((sha256: string) => string) | undefined;
  /** Something waits to be delivered. */
  readonly wake: () => void;
};
