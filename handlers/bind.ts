// 绑定: tells the bot which of the bureau's groups this one is. Who may is checked where it is carried out.
import { defineHandler } from '../src/app/define-handler.ts';
import type { GroupName } from '../src/core/message.ts';
import { groupWords } from '../templates/texts/binding.ts';
import { unknownLines } from '../templates/texts/unknown.ts';

const NAMES: readonly (readonly [RegExp, GroupName])[] = [
  [/^(?:为|成|到|是|本群为|这个群是)?\s*(?:舆情)?工作群?[\s\p{P}]*$/u, 'work'],
  [/^(?:为|成|到|是|本群为|这个群是)?\s*(?:舆情)?领导(?:小组)?群?[\s\p{P}]*$/u, 'leadership'],
];

/** `绑定 工作群`, `绑定 领导群`. */
export const bind = defineHandler({
  name: 'bind',
  words: ['绑定', '绑定群'],
  taps: [],
  help: {
    usage: '绑定 工作群',
    meaning: '管理员在群里发，告诉我这是哪个群（工作群、领导群）',
    group: '设置',
    rare: true,
  },
  onText: (_, { rest, text }) => {
    const group = NAMES.find(([pattern]) => pattern.test(rest.trim()))?.[1];
    if (group !== undefined) return { kind: 'bind', group };
    return { kind: 'answer', lines: unknownLines(text, [bindUsage('work'), bindUsage('leadership')]) };
  },
});

function bindUsage(group: GroupName): string {
  return `绑定 ${groupWords(group)}`;
}
