// Where in a policy file each clause is cited: by a value, a duty, a paper, a question or the reason for its silence.

/** Paths of the places that cite each clause, e.g. `limits.0`. The file's own list of clauses is no citation. */
export function citations(policy: Readonly<Record<string, unknown>>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const walk = (value: unknown, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      if (key === 'clause' && typeof part === 'string')
        found.set(part, [...(found.get(part) ?? []), path.join('.')]);
      else walk(part, [...path, key]);
    }
  };
  for (const [part, value] of Object.entries(policy)) if (part !== 'policy') walk(value, [part]);
  return found;
}
