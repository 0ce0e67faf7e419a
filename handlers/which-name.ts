// Two units or two persons of one name: nobody guesses which was meant.
import type { Bureau } from '../src/core/bureau.ts';
import { sameNameLines, samePersonLines } from '../templates/texts/unknown.ts';
import { peopleSharing, unitsSharing } from './names.ts';

/** The question which of several units of one name was meant; null when every id is one unit. */
export function whichUnit(
  bureau: Bureau,
  ids: readonly string[],
): { readonly say: readonly string[] } | null {
  const shared = ids.map((id) => unitsSharing(bureau, id)).find((names) => names !== null);
  return shared === undefined || shared === null ? null : { say: sameNameLines(shared) };
}

/** The question which of several persons of one name was meant; null when the id is one person. */
export function whichPerson(bureau: Bureau, id: string): { readonly say: readonly string[] } | null {
  const people = peopleSharing(bureau, id);
  return people === null ? null : { say: samePersonLines(people) };
}
