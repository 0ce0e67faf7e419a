// Text of a group still carries the @ that woke the bot; the command is what is left.
// https://developer.work.weixin.qq.com/document/path/100719

/** Without one mention of the bot at the start, or else at the end. */
export function stripMention(text: string, botName: string): string {
  const mention = `@${botName}`;
  const start = text.trimStart();
  if (start.startsWith(mention)) return start.slice(mention.length).trim();
  const end = text.trimEnd();
  return end.endsWith(mention) ? end.slice(0, -mention.length).trim() : text;
}
