// The one interface between the product and a chat platform. An adapter declares what it can do; the rest asks
// before it sends. Ids in this file are the platform's own (userid, chatid); the app layer translates.
import type { Abilities } from '../core/abilities.ts';
import type { Looked, MemberSource } from '../core/bureau-plan.ts';
import type { Card } from '../core/card.ts';
import type { KeptFile } from '../core/kept-file.ts';
import type { GroupName, NoticeMessage } from '../core/message.ts';

/** A picture or file that a member sent; fetched after the event is committed. */
export type MediaRef = {
  readonly channel: string;
  readonly kind: 'image' | 'file' | 'voice' | 'video';
  /** Opaque to everyone but the adapter: a media id, or a short-lived address with what opens it. */
  readonly handle: string;
  /** The platform hands it out until then, epoch ms; with a margin. */
  readonly fetchableUntil: number;
};

export type InboundContent =
  | {
      readonly kind: 'text';
      /** Without the leading mention of the bot. */
      readonly text: string;
      readonly media: readonly MediaRef[];
      /** The text of the quoted message, when there is one. */
      readonly quoted?: string;
    }
  | { readonly kind: 'link'; readonly title: string; readonly description: string; readonly url: string }
  | {
      readonly kind: 'tap';
      /** The card's id as we sent it. */
      readonly cardId: string;
      readonly action: string;
      readonly selections: Readonly<Record<string, readonly string[]>>;
      /** A fresh right to update the card, where the platform hands one out per tap. */
      readonly updateCode?: string;
    }
  /** Nothing to do: somebody opened the conversation, or the platform reports what the product does not use. */
  | {
      readonly kind: 'entered';
      /** The platform takes a greeting as the answer. */
      readonly greets?: true;
    }
  /** What the platform itself has to say to the administrators, in plain words and with the setting to change. */
  | {
      readonly kind: 'warning';
      readonly code: string;
      readonly reason: string;
      readonly hint: string;
      /** It is about the sender, and matters only when bureau.yaml names them. */
      readonly ofSender: boolean;
    }
  /** It came from the platform and says nothing we understand: kept for whoever mends that. */
  | { readonly kind: 'unreadable'; readonly code: string; readonly reason: string; readonly hint: string }
  /** `what` it was: `tap`, or the kind of message (`voice`, `file`), which may be one that nobody knows. */
  | { readonly kind: 'unsupported'; readonly what: string };

/** Why a medium cannot be had, in words that may be shown; `final` when trying again would not help. */
export class MediaUnavailable extends Error {
  readonly final: boolean;
  constructor(reason: string, options: { readonly final: boolean }) {
    super(reason);
    this.name = 'MediaUnavailable';
    this.final = options.final;
  }
}

/** One thing a person did on the platform, verified and parsed. */
export type InboundEvent = {
  readonly platform: string;
  readonly channel: string;
  /** Equal for two deliveries of the same event. */
  readonly key: string;
  /** Epoch ms by the platform's clock, or ours when it gives none. */
  readonly at: number;
  readonly sender: string;
  readonly place: { readonly kind: 'group'; readonly chatId: string } | { readonly kind: 'single' };
  /** Opaque right to answer in place (e.g. a response address), when the platform gave one. */
  readonly replyHandle?: string;
  readonly content: InboundContent;
};

/** What may be answered at once: the committed state of the card that was tapped, or a greeting. */
export type ReceiveResult = { readonly card?: Card; readonly greeting?: string };

/**
 * Hands a verified event to the product. Resolves only after its effect is committed; a rejection means that
 * nothing was kept and the platform must be told to send it again. `raw` is the decrypted body as it came.
 */
export type Receive = (event: InboundEvent, raw: string) => Promise<ReceiveResult>;

export type Destination =
  | { readonly kind: 'users'; readonly ids: readonly string[] }
  | { readonly kind: 'group'; readonly group: GroupName }
  | { readonly kind: 'reply'; readonly handle: string };

export type Outgoing =
  | {
      readonly kind: 'text';
      readonly to: Destination;
      readonly text: string;
      readonly mention: readonly string[];
      /** A page to read: heading first, sections after lines that end in `：`. */
      readonly page?: true;
    }
  | { readonly kind: 'card'; readonly to: Destination; readonly cardId: string; readonly card: Card }
  /** `asks` only where `groupCardButtons`. */
  | ({ readonly kind: 'notice'; readonly to: Destination } & Pick<NoticeMessage, 'card' | 'asks'>)
  | {
      readonly kind: 'card-update';
      readonly cardId: string;
      readonly card: Card;
      /** A right to update, from sending or from a tap. */
      readonly code: string;
    }
  | { readonly kind: 'file'; readonly to: Destination; readonly file: KeptFile }
  /** Takes a message back from all who have it; `reference` is what sending it gave. */
  | { readonly kind: 'recall'; readonly reference: string };

/** One call to the platform; `body` is plain JSON. A long text becomes several, no sooner than `apartMs` after each other. */
export type Part = {
  readonly endpoint: string;
  readonly body: unknown;
  /** True when the platform itself drops a repeat of the same part. */
  readonly repeatable: boolean;
  readonly budgets: readonly Budget[];
  readonly apartMs?: number;
  /** Handed over before the call, which then names it. */
  readonly file?: KeptFile;
};

/** At most `limit` calls per `windowMs` under `key`. */
export type Budget = { readonly key: string; readonly limit: number; readonly windowMs: number };

export type SendOutcome =
  | {
      readonly kind: 'sent';
      /** Platform user ids that the platform says did not get it. */
      readonly undelivered: readonly string[];
      /** What to do about those, when the platform gives a reason. */
      readonly hint?: string;
      readonly updateCode?: string;
      readonly reference?: string;
    }
  /** No answer: it may have arrived. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /**
   * Not now; try again after `afterMs`. With a `hint` when an administrator must act for it to heal. `channel` means
   * that nothing else through the same channel can go before then either.
   */
  | {
      readonly kind: 'later';
      readonly scope?: 'channel';
      readonly afterMs: number;
      readonly code: string;
      readonly reason: string;
      readonly hint?: string;
    }
  /**
   * Never in this form. `content`: what it says is not allowed here, something neutral may be. `gone`: what it should
   * change is not there any more. `already-done`: an earlier attempt has had its effect. `place`: the chat takes
   * nothing this way until somebody changes that there. `channel`: the whole channel is down until a setting changes.
   */
  | {
      readonly kind: 'refused';
      readonly scope: 'message' | 'content' | 'gone' | 'already-done' | 'place' | 'channel';
      readonly code: string;
      readonly reason: string;
      readonly hint: string;
    };

export type Platform = {
  readonly name: string;
  readonly abilities: Abilities;
  /** Pure. `resent` marks the text as a possible repeat (重发). Throws when the message cannot be expressed. */
  render(outgoing: Outgoing, options: { readonly resent: boolean }): readonly Part[];
  /** The channel a part goes through: what is down, or told to wait, is down or waits for all parts of it. */
  channelOf(part: Part): string;
  /** The same words through another channel, when the platform has one and the part can be said there. */
  otherWay(part: Part): Part | undefined;
  /** Never rejects. */
  send(part: Part): Promise<SendOutcome>;
  /** Bytes of a medium and what they are by their content; rejects with `MediaUnavailable`. */
  fetchMedia(ref: MediaRef): Promise<{ readonly bytes: Uint8Array; readonly type: string }>;
};

/** `gone`: the platform does not know the id, or the person has left. */
export type Standing = 'active' | 'not-activated' | 'disabled' | 'not-visible' | 'gone';

/** The platform's address book. Rejects with a BotError that says why when it cannot be read. */
export type Contacts = {
  /** A name or a number; a number that exists is never taken for a name. */
  members(source: MemberSource): Promise<Looked>;
  standing(ids: readonly string[]): Promise<ReadonlyMap<string, Standing>>;
};

/** Who a one-time code stands for. */
export type Visitor =
  | { readonly kind: 'member'; readonly id: string }
  /** `outsider`: not a member of this organisation. `bad-code`: used, too old, or never a code. */
  | { readonly kind: 'outsider' }
  | { readonly kind: 'bad-code' }
  | { readonly kind: 'unavailable'; readonly reason: string; readonly hint: string };

/** Tells who opens a web page. */
export type Identity = {
  /** Where the client is sent; it comes back to `redirectUri` with a code and the state (at most 128 bytes). */
  authorizeUrl(options: { readonly redirectUri: string; readonly state: string }): string;
  /** Never rejects. A code answers once. */
  visitor(code: string): Promise<Visitor>;
};

/** Bytes of a kept file by their hash; undefined when they are lost or not the same any more. */
export type BytesOf = (sha256: string) => Promise<Uint8Array | undefined>;

/** Tokens that instances share. `load` runs once however many ask at the same time. */
export type TokenCache = {
  get(
    name: string,
    load: () => Promise<{ readonly value: string; readonly expiresAt: number }>,
  ): Promise<string>;
  /** Forgets `value` if it is still the one kept. */
  drop(name: string, value: string): Promise<void>;
};

/** Something that heals only when an administrator acts; told once in a while for each `cause`. */
export type Trouble = { readonly cause: string; readonly reason: string; readonly hint: string };

/** A standing connection to the platform, where it does not call us. */
export type Connection = {
  /** Whether events flow; another instance that sees to it counts. */
  check(): { readonly ok: boolean; readonly detail: string };
  /** Another instance has the connection, and with it the way out. */
  standby(): boolean;
  figures(): { readonly connected: boolean; readonly reconnects: number; readonly evictions: number };
  /** Resolves when every event that has come is committed or given up. */
  settled(): Promise<void>;
  /** Ends it in good order, so that another instance may take over at once. */
  stop(): Promise<void>;
};

/** Held until `ttlMs` after the last renewal. */
export type Lease = {
  /** False when somebody else has it now: stop the work it covered. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
};

/** Takes a lease that at most one instance holds; undefined when another one has it. Never rejects. */
export type TakeLease = (name: string, ttlMs: number) => Promise<Lease | undefined>;
