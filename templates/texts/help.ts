// 帮助: what can be written, grouped by who needs it.
import { CALL } from '../how-to.ts';

export type Help = { readonly usage: string; readonly meaning: string; readonly group: string };

/** One block a group in the order in which the groups first appear; entries without help stay out. */
export function helpLines(help: readonly (Help | null)[]): readonly string[] {
  const shown = help.filter((h) => h !== null);
  const groups = [...new Set(shown.map((h) => h.group))];
  return [
    '我是舆情助手，照本单位的制度登记、提醒、留痕。',
    `在群里请先写 ${CALL}，单聊直接写。`,
    ...groups.flatMap((group) => [
      `【${group}】`,
      ...shown.filter((h) => h.group === group).map((h) => `${h.usage}　${h.meaning}`),
    ]),
    '定级、交办、签收、审核也可以直接点应用里的卡片。',
  ];
}
