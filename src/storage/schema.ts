// The tables as Kysely sees them. Ids are text, moments are epoch milliseconds, JSON is text, booleans are
// 0 or 1; a row looks the same whichever database it came from.

export type InboxOutcome = 'done' | 'refused' | 'failed' | 'ignored';

/** One inbound event of a platform, kept as it came. */
export type InboxRow = {
  readonly id: string;
  readonly bureau_id: string;
  readonly platform: string;
  readonly channel: string;
  /** What makes a repeat of the same event recognisable; unique with bureau and channel. */
  readonly key: string;
  readonly sender: string;
  readonly received_at: number;
  readonly raw: string | null;
  readonly outcome: InboxOutcome;
  readonly detail: string | null;
  readonly case_id: string | null;
};

export type CaseState = 'open' | 'closed';

export type CaseRow = {
  readonly id: string;
  readonly bureau_id: string;
  readonly number: string;
  readonly state: CaseState;
  readonly grade: string | null;
  readonly unit_id: string | null;
  readonly title: string;
  readonly platform: string | null;
  readonly reporter: string;
  readonly policy_version: string;
  readonly version: number;
  readonly opened_at: number;
  readonly graded_at: number | null;
  readonly closed_at: number | null;
  readonly updated_at: number;
  /** JSON of the whole projection. */
  readonly snapshot: string;
};

export type CaseLinkRow = {
  readonly bureau_id: string;
  readonly canonical_id: string;
  readonly case_id: string;
  readonly url: string;
  readonly at: number;
};

export type CaseEventRow = {
  readonly case_id: string;
  readonly seq: number;
  readonly bureau_id: string;
  readonly type: string;
  readonly at: number;
  readonly actor: string;
  readonly via: string;
  readonly data: string;
  readonly prev_hash: string;
  readonly hash: string;
};

export type ObligationState = 'open' | 'met' | 'cancelled';

export type ObligationRow = {
  readonly case_id: string;
  readonly key: string;
  readonly bureau_id: string;
  readonly number: string;
  readonly deliverable: string;
  readonly title: string;
  /** `unit:zf1`, `role:goffice` or `person:x`. */
  readonly owner: string;
  readonly clause: string;
  readonly basis: string;
  readonly started_at: number | null;
  readonly aim_at: number | null;
  readonly due_at: number | null;
  readonly met_at: number | null;
  readonly state: ObligationState;
  /** When somebody must look at it next; null means nothing more is to be said. */
  readonly next_at: number | null;
  readonly detail: string;
  readonly updated_at: number;
};

/**
 * `queued` waits for its moment. `sending` is leased by one deliverer. `unknown` was handed over without an
 * answer. `failed` was refused and is tried again at `not_before`, the rows behind it waiting. `sent`,
 * `dead` (given up) and `superseded` (another row says it) are final.
 */
export type OutboxState = 'queued' | 'sending' | 'sent' | 'unknown' | 'failed' | 'dead' | 'superseded';

export type OutboxRow = {
  /** Sortable as text: rows of one conversation and priority go out in the order of their ids. */
  readonly id: string;
  readonly bureau_id: string;
  readonly case_id: string | null;
  readonly conversation: string;
  /** The smaller number goes first. */
  readonly priority: number;
  readonly kind: string;
  readonly body: string;
  readonly digest_key: string | null;
  readonly state: OutboxState;
  readonly attempts: number;
  /** How many parts of a long message have gone out. */
  readonly part: number;
  readonly not_before: number;
  readonly lease_until: number | null;
  /** The moment it was owed, for lateness figures. */
  readonly due_at: number | null;
  readonly resent: number;
  readonly created_at: number;
  readonly sent_at: number | null;
  readonly error: string | null;
  readonly result: string | null;
};

/** A new case that is still to be put into words; ids of cases are in the order of their opening. */
export type AnnouncementRow = {
  readonly case_id: string;
  readonly bureau_id: string;
  /** JSON: who asked and where they are answered. */
  readonly asker: string;
  readonly via: string;
  readonly at: number;
};

export type CardState = 'current' | 'superseded' | 'decided';

export type CardRow = {
  readonly bureau_id: string;
  readonly card_id: string;
  readonly case_id: string;
  readonly purpose: string;
  readonly state: CardState;
  readonly receivers: string;
  readonly shown: string;
  readonly outbox_id: string | null;
  readonly created_at: number;
  readonly updated_at: number;
};

/** A one-use permission of the platform to change the copies of a card. */
export type CardCodeRow = {
  readonly bureau_id: string;
  readonly code: string;
  readonly card_id: string;
  readonly at: number;
  readonly expires_at: number;
  readonly used_at: number | null;
};

export type AttachmentState = 'pending' | 'stored' | 'failed';

export type AttachmentRow = {
  readonly id: string;
  readonly bureau_id: string;
  readonly case_id: string;
  readonly seq: number;
  readonly reference: string;
  readonly state: AttachmentState;
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly type: string | null;
  readonly file: string | null;
  readonly attempts: number;
  readonly not_before: number;
  readonly error: string | null;
  readonly created_at: number;
};

/** A picture or file that waits for its sender to say which case it belongs to. */
export type HeldMediaRow = {
  /** Sortable as text: in the order in which they came. */
  readonly id: string;
  readonly bureau_id: string;
  readonly person: string;
  /** JSON of the platform's reference. */
  readonly reference: string;
  /** Past this it belongs to nothing any more. */
  readonly until: number;
  readonly created_at: number;
};

export type DirectoryRow = {
  readonly bureau_id: string;
  readonly kind: string;
  readonly key: string;
  readonly value: string;
  readonly at: number;
};

export type CounterRow = { readonly bureau_id: string; readonly name: string; readonly value: number };

export type PolicyVersionRow = {
  readonly bureau_id: string;
  readonly version: string;
  readonly policy_id: string;
  readonly text: string;
  readonly first_used_at: number;
};

export type ScheduleRow = {
  readonly bureau_id: string;
  readonly name: string;
  readonly next_at: number;
  readonly last_at: number | null;
};

/** A picture that the product drew; `at` is when. */
export type PictureRow = {
  readonly bureau_id: string;
  readonly sha256: string;
  readonly base64: string;
  readonly at: number;
};

export type Schema = {
  inbox: InboxRow;
  cases: CaseRow;
  case_links: CaseLinkRow;
  case_events: CaseEventRow;
  obligations: ObligationRow;
  outbox: OutboxRow;
  announcements: AnnouncementRow;
  cards: CardRow;
  card_codes: CardCodeRow;
  attachments: AttachmentRow;
  held_media: HeldMediaRow;
  directory: DirectoryRow;
  counters: CounterRow;
  policy_versions: PolicyVersionRow;
  schedules: ScheduleRow;
  pictures: PictureRow;
};
