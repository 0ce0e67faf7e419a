// Words nobody taught us: the nearest commands, and how to report.
import type { Handler } from '../src/app/define-handler.ts';
import { defineHandler } from '../src/app/define-handler.ts';
import { unknownCardLines } from '../templates/texts/system.ts';
import { unknownLines } from '../templates/texts/unknown.ts';
import { forCase } from './ask-for-number.ts';
import { nearestHandlers } from './nearest.ts';

/** Answers everything that no handler understands, texts and taps. */
export function unknownTo(handlers: readonly Handler[]): Handler {
  return defineHandler({
    name: 'unknown',
    words: [],
    taps: [],
    help: null,
    onText: (_, { text, number }) => ({
      kind: 'answer',
      lines: unknownLines(
        text,
        nearestHandlers(handlers, text).flatMap(({ help }) =>
          help === null ? [] : number === null ? help.usage : forCase(help.usage, number),
        ),
      ),
    }),
    onTap: () => ({ kind: 'answer', lines: unknownCardLines() }),
  });
}
