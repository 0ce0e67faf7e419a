// What a chat platform can do; an adapter declares it, and the rest asks before it sends.

export type Abilities = {
  /** Really notifies the named people in a group. */
  readonly groupMention: boolean;
  readonly groupCardButtons: boolean;
  /** How long a delivered card can be changed, ms. */
  readonly cardUpdateMs: number;
  /** How long a delivered message can be taken back, ms. */
  readonly recallMs: number;
  /** The largest file that can be sent. */
  readonly fileBytes: number;
  readonly maxReceivers: number;
  /** How long after the first attempt the platform still drops a repeat of a message to a person, ms. */
  readonly repeatCheckMs: number;
  /** An answer where the question was asked is seen once, however often it is sent. */
  readonly answersOnce: boolean;
};
