// Text of a group still carries the @ that woke the bot; the command is what is left.
// https://developer.work.weixin.qq.com/document/path/100719

/** Without the mentions of the bot at the start, however often a thumb added one, or else without one at the end. */
export function stripMention(text: string, botName: string): string {
  const mention = `@${botName}`;
  let start = text.trimStart();
  if (start.startsWith(mention)) {
    while (start.startsWith(mention)) start = start.slice(mention.length).trimStart();
    return start.trim();
  }
  const end = text.trimEnd();
  return end.endsWith(mention) ? end.slice(0, -mention.length).trim() : text;
}
