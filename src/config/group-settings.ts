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

type Secret = (name: string) => string | undefined;

/**
 * The webhook key of each group. Throws `webhook-missing` naming the variable that has no value, and `webhook-shared`
 * when both groups have the same key.
 */
export function webhookKeys(groups: Groups, secret: Secret): Partial<Record<GroupName, string>> {
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
  const hint = sharedKeyWords(groups, secret);
  if (hint !== null)
    throw new BotError({ code: 'webhook-shared', message: 'one webhook key for both groups', hint });
  return keys;
}

/**
 * What to change when both groups have the same key, naming the variables and never the key; null when they differ.
 * A webhook speaks in one group only, and the platform's limit is on the key while we count by group.
 */
export function sharedKeyWords({ work, leadership }: Groups, secret: Secret): string | null {
  const key = secret(work.webhook);
  if (key === undefined || key !== secret(leadership.webhook)) return null;
  const same = work.webhook === leadership.webhook;
  const both = same ? `都写着 ${work.webhook}` : `${work.webhook} 和 ${leadership.webhook} 的值一样`;
  const where = same
    ? '填进另一个环境变量，写到单位文件 groups 的 leadership 里'
    : `填进 .env 的 ${leadership.webhook}`;
  return `${work.title}和${leadership.title}用了同一个消息推送 key（${both}），给领导的通知会发进工作群：请在${leadership.title}里另加一个消息推送（群设置 → 消息推送 → 添加），把它的 key ${where}。`;
}
