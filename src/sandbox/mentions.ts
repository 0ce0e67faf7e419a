// Who is really mentioned. https://developer.work.weixin.qq.com/document/path/99110

/**
 * `<@userid>` marks that name a member (or all). A real mention in webhook markdown;
 * in webhook text it is counted too, so that careless text is caught by tests.
 */
export function markedMentions(text: string, members: readonly string[]): string[] {
  const marks = [...text.matchAll(/<@([^<>\s]+)>/g)].map((match) => match[1] ?? '');
  return resolveMentions(marks, members);
}

/** Keeps `@all` and the ids of members, each once; ids compare case-insensitively. */
export function resolveMentions(ids: readonly string[], members: readonly string[]): string[] {
  const found = ids.map((id) => {
    if (id === '@all' || id === 'all') return '@all';
    return members.find((member) => member.toLowerCase() === id.toLowerCase());
  });
  return [...new Set(found.filter((id) => id !== undefined))];
}

/** What a person typed: `@姓名` of a member, or `@所有人`. */
export function typedMentions(
  text: string,
  members: readonly { readonly id: string; readonly name: string }[],
): string[] {
  const ids = members.filter((member) => text.includes(`@${member.name}`)).map((member) => member.id);
  return text.includes('@所有人') ? ['@all', ...ids] : ids;
}
