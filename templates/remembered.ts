// One commit says the same words in a dozen messages; cleaning and masking them once is enough.

/** Texts remembered at a time; a commit has a handful. */
const MOST = 128;

/** `clean` with its latest results kept. It must be pure: the same text always gives the same result. */
export function remembered(clean: (text: string) => string): (text: string) => string {
  const kept = new Map<string, string>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const result = clean(text);
    if (kept.size >= MOST) kept.clear();
    kept.set(text, result);
    return result;
  };
}
