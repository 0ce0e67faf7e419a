// How the product itself is doing, as people who depend on it may ask. Moments are epoch ms.

/** A way out that nothing goes through at the moment. */
export type ClosedWay = {
  /** `app`, `webhook:work`, `webhook:leadership`, `bot`. */
  readonly channel: string;
  readonly since: number;
  readonly code: string;
  readonly reason: string;
  /** Down until a setting changes; otherwise the platform asked to wait. */
  readonly down: boolean;
};

/** A message that was given up. */
export type Missed = {
  readonly at: number;
  /** As the outbox names it: `person:chen`, `group:work`, `card:…`. */
  readonly conversation: string;
  readonly number: string | null;
  readonly reason: string;
};

export type WellBeing = {
  /** Messages that wait to be sent, and when the longest waiting one was written. */
  readonly waiting: { readonly count: number; readonly oldestAt: number | null };
  /** Sent without an answer. */
  readonly unknown: number;
  /** Given up since `since`: how many, and the latest. */
  readonly missed: { readonly since: number; readonly count: number; readonly latest: readonly Missed[] };
  readonly closed: readonly ClosedWay[];
  /** When something last came in; null when nothing ever did. */
  readonly heardAt: number | null;
  readonly files: { readonly pending: number; readonly failed: number };
};
