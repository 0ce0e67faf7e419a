// What was heard after one act, whole: every message expected, and nothing else.
import type { Rehearsal } from '../../../src/commands/rehearsal.ts';

/** Where (a group or a person), the words, and whom it really mentions where that matters. */
export type Expected = readonly [where: string, words: RegExp, mentions?: readonly string[]];

/** Exactly these were heard since the last quiet moment; throws with what is missing or too much. */
export function heard(r: Rehearsal, ...expected: readonly Expected[]): void {
  for (const [where, words, mentions] of expected) r.hears(where, words, mentions);
  r.nothingElse();
}

/** The same words to each of several. */
export const each = (people: readonly string[], words: RegExp): readonly Expected[] =>
  people.map((person) => [person, words]);
