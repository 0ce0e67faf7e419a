// Which commands somebody may have meant: the smallest edit distance between their words and ours.
import type { Handler } from '../src/app/define-handler.ts';

const AT_MOST = 3;

/** At most three handlers with help whose words come nearest to the beginning of the text. */
export function nearestHandlers(handlers: readonly Handler[], text: string): readonly Handler[] {
  const pieces = text
    .slice(0, 200)
    .replace(/[\d#]+/g, ' ')
    .split(/[\s\p{P}]+/u)
    .filter((piece) => piece !== '')
    .slice(0, 1);
  return handlers
    .filter((handler) => handler.help !== null)
    .map((handler) => ({ handler, apart: Math.min(...handler.words.map((w) => distanceTo(w, pieces))) }))
    .filter(({ apart }) => apart <= 1)
    .sort((a, b) => a.apart - b.apart)
    .slice(0, AT_MOST)
    .map(({ handler }) => handler);
}

/** Words of one character are near to everything and count only when they are there. */
function distanceTo(word: string, pieces: readonly string[]): number {
  const distances = pieces.flatMap((piece) =>
    [word.length - 1, word.length, word.length + 1]
      .filter((length) => length > 0)
      .map((length) => editDistance(word, piece.slice(0, length))),
  );
  const nearest = Math.min(...distances, word.length);
  return word.length < 2 && nearest > 0 ? Number.POSITIVE_INFINITY : nearest;
}

/** Levenshtein distance, by code unit. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
