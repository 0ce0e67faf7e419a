// What the bureau file says about the groups, as the rest needs it.
import { BotError } from '../core/errors.ts';
import type { GroupName } from '../core/message.ts';
import type { BureauFile } from './bureau-file.ts';

type Groups = BureauFile['groups'];

/** The groups, in the order in which they are spoken of. */
export const GROUP_NAMES = ['work', 'leadership'] as const satisfies readonly GroupName[];

/** The chat ids that the file names. */
export function chatsIn(groups: Groups): Partial<Record<GroupName, string>> {
  const named = GROUP_NAMES.flatMap((name) => {
    const { chat } = groups[name];
    return chat === undefined ? [] : [[name, chat]];
  });
  return Object.fromEntries(named);
}

/** The webhook key of each group. Throws `webhook-missing` naming the variable that has no value. */
export function webhookKeys(
  groups: Groups,
  secret: (name: string) => string | undefined,
): Partial<Record<GroupName, string>> {
  const keys: Partial<Record<GroupName, string>> = {};
  for (const name of GROUP_NAMES) {
    const variable = groups[name].webhook;
    const key = secret(variable);
    if (key === undefined) {
      throw new BotError({
        code: 'webhook-missing',
        message: `no value for ${variable}`,
        hint: `缺少${groups[name].title}的消息推送 key：请在 .env 里填写 ${variable}（群设置 → 消息推送 → 添加）。`,
      });
    }
    keys[name] = key;
  }
  return keys;
}
