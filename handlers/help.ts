// 帮助: what one can write.
import type { Handler } from '../src/app/define-handler.ts';
import { defineHandler } from '../src/app/define-handler.ts';
import { help as helpAnswer, shortHelp } from './answers.ts';

/** `帮助`; to a mention without words, the short form. */
export function helpOn(handlers: readonly Handler[]): Handler {
  return defineHandler({
    name: 'help',
    words: ['帮助', '?', '？', 'help', '怎么用', '使用说明'],
    taps: [],
    help: null,
    onText: (context, { word }) => ({
      kind: 'answer',
      lines: word === '' ? shortHelp(context) : helpAnswer(context, handlers),
    }),
  });
}
