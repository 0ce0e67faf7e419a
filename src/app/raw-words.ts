// The words of what a platform sent, whatever else it is: of JSON every text in it, of XML what stands between its tags.

/** One text a line or several; of what is neither JSON nor XML the text as it is. */
export function rawWords(raw: string): readonly string[] {
  try {
    return textsIn(JSON.parse(raw));
  } catch {
    return [raw.replaceAll(/<!\[CDATA\[|\]\]>|<[^>]*>|[{}",]/g, '\n')];
  }
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
