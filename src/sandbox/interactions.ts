// At most three interactions of one user with a bot at a time.
// https://developer.work.weixin.qq.com/document/path/100719
//
// The page does not say when one begins and ends. Inferred: a message is an interaction while its streamed answer is
// being written, for six minutes from the message at the longest (path/101031); a message that got another answer, or
// none yet, does not block anybody. The fourth message is shown in the conversation and the bot is not told of it.

const MAX_OPEN = 3;
/** Longest life of a stream, from the message it answers (path/101031). */
export const STREAM_MS = 6 * 60_000;

export interface Interactions {
  /** A part of the stream `key` was shown, which answers what `person` said at `since`. */
  written(part: {
    readonly person: string;
    readonly key: string;
    readonly since: number;
    readonly finish: boolean;
  }): void;
  /** Whether the person must wait for the end of an answer before the bot hears them again. */
  full(person: string): boolean;
}

/** The interactions of one bot. */
export function createInteractions(now: () => number): Interactions {
  /** Person → open streams with the moment of their message. */
  const open = new Map<string, Map<string, number>>();
  return {
    written({ person, key, since, finish }) {
      const mine = open.get(person) ?? new Map<string, number>();
      open.set(person, mine);
      if (finish) mine.delete(key);
      else if (!mine.has(key)) mine.set(key, since);
    },
    full(person) {
      const starts = [...(open.get(person)?.values() ?? [])];
      return starts.filter((since) => now() - since < STREAM_MS).length >= MAX_OPEN;
    },
  };
}
