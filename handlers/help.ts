// 帮助: what one can write.
import type { Handler, NameHere } from '../src/app/define-handler.ts';
import { defineHandler } from '../src/app/define-handler.ts';
import { type Help, helpLines, helpOnLines } from '../templates/texts/help.ts';
import { usageIn } from './example-names.ts';

/** What somebody who only mentioned the bot is told. */
const SHORT: ReadonlySet<string> = new Set(['report', 'show', 'todo']);
const help = { usage: '帮助', meaning: '全部写法；帮助 延期，只看一项', group: '查询' } as const;

/** `帮助`, of what the bureau's rule has; `帮助 延期`, of one word; to a mention without words, the short form. */
export function helpOn(handlers: readonly Handler[]): Handler {
  return defineHandler({
    name: 'help',
    words: ['帮助', '?', '？', 'help', '怎么用', '使用说明'],
    taps: [],
    help,
    onText: ({ policy, bureau }, { word, rest }) => {
      const here = { policy, bureau };
      const asked = rest.replace(/^怎么(?:写|用)|[\s\p{P}]+$/gu, '');
      const about = handlers.filter((h) => h.words.includes(asked) || h.help?.group === asked);
      if (about.length > 0)
        return { kind: 'answer', lines: helpOnLines(about.flatMap((h) => helpOf(h, here))) };
      const there = handlers.filter((h) => h.applies === undefined || h.applies(policy));
      const shown = word === '' ? there.filter((h) => SHORT.has(h.name)) : there;
      const own = { ...help, word: '帮助', rare: false };
      return { kind: 'answer', lines: helpLines([...shown.flatMap((h) => helpOf(h, here)), own]) };
    },
  });
}

function helpOf(handler: Handler, here: Parameters<NameHere>[0]): readonly Help[] {
  const word = handler.words[0] ?? '';
  const own = handler.help;
  if (own === null) return [];
  const { meaning, group, rare = false } = own;
  return [{ word, usage: usageIn(own, here), meaning, group, rare }];
}
