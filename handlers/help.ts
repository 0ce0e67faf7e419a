// 帮助: what one can write.
import type { Handler } from '../src/app/define-handler.ts';
import { defineHandler } from '../src/app/define-handler.ts';
import { helpLines } from '../templates/texts/help.ts';

/** What somebody who only mentioned the bot is told. */
const SHORT: ReadonlySet<string> = new Set(['report', 'show', 'todo']);
const help = { usage: '帮助', meaning: '全部写法', group: '查询' } as const;

/** `帮助`, of what the bureau's rule has; to a mention without words, the short form. */
export function helpOn(handlers: readonly Handler[]): Handler {
  return defineHandler({
    name: 'help',
    words: ['帮助', '?', '？', 'help', '怎么用', '使用说明'],
    taps: [],
    help,
    onText: ({ policy }, { word }) => {
      const there = handlers.filter((h) => h.applies === undefined || h.applies(policy));
      const shown = word === '' ? there.filter((h) => SHORT.has(h.name)) : there;
      return { kind: 'answer', lines: helpLines([...shown.map((h) => h.help), help]) };
    },
  });
}
