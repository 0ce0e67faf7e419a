// 帮助: what can be written, grouped by who needs it. What is rarely needed is only named; its own 帮助 explains it.
import { CALL } from '../how-to.ts';

export type Help = {
  /** The chat word itself. */
  readonly word: string;
  readonly usage: string;
  readonly meaning: string;
  readonly group: string;
  readonly rare: boolean;
};

/** One block a group in the order in which the groups first appear. */
export function helpLines(help: readonly Help[]): readonly string[] {
  const groups = [...new Set(help.map((h) => h.group))];
  const rare = help.find((h) => h.rare);
  return [
    `我是舆情助手。在群里请先写 ${CALL}，单聊直接写。`,
    ...groups.flatMap((group) => blockLines(group, help)),
    ...(rare === undefined ? [] : [`“另有”的写法请发词本身，如：帮助 ${rare.word}`]),
    '能点卡片的，直接点就行。',
  ];
}

function blockLines(group: string, help: readonly Help[]): readonly string[] {
  const own = help.filter((h) => h.group === group);
  const rare = own.filter((h) => h.rare).map((h) => h.word);
  return [
    `【${group}】`,
    ...own.filter((h) => !h.rare).map(usageLine),
    ...(rare.length === 0 ? [] : [`另有：${rare.join('、')}`]),
  ];
}

/** `帮助 延期`, `帮助 审核`: only what was asked for. */
export function helpOnLines(help: readonly Help[]): readonly string[] {
  return help.map(usageLine);
}

function usageLine({ usage, meaning }: Help): string {
  return `${usage}　${meaning}`;
}
