// Recognises a value of a closed list in loose wording: `网信办` is 市委网信办交办.

/**
 * The one value that shares the longest run of characters with `text`: at least two, and at least three when the
 * text is longer than the run. Null when none or several do.
 */
export function matchValue(values: readonly string[], text: string): string | null {
  const given = text
    .replace(/[\s\p{P}]/gu, '')
    .replaceAll('其它', '其他')
    .slice(0, 60);
  if (values.includes(given)) return given;
  const scored = values
    .map((value) => ({ value, run: longestRun(value, given) }))
    .sort((a, b) => b.run - a.run);
  const [best, second] = scored;
  if (best === undefined || best.run < (best.run === given.length ? 2 : 3)) return null;
  return second !== undefined && second.run === best.run ? null : best.value;
}

function longestRun(a: string, b: string): number {
  for (let length = Math.min(a.length, b.length); length > 1; length -= 1) {
    for (let at = 0; at + length <= a.length; at += 1) {
      if (b.includes(a.slice(at, at + length))) return length;
    }
  }
  return 0;
}
