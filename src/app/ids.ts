// Ids of rows: unique, and later ones sort after earlier ones.

/** Sortable ids: moment, a counter within the process, and chance against other processes. */
export function idsFrom(now: () => number, random: () => number): () => string {
  let last = 0;
  let count = 0;
  return () => {
    last = Math.max(last, now());
    count += 1;
    const chance = Math.floor(random() * 36 ** 4).toString(36);
    return [
      last.toString(36).padStart(9, '0'),
      count.toString(36).padStart(6, '0'),
      chance.padStart(4, '0'),
    ].join('');
  };
}
