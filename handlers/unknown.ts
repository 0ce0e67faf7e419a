// Words nobody taught us: the nearest commands, and how to report.
import type { Handler } from '../src/app/define-handler.ts';
import { defineHandler } from '../src/app/define-handler.ts';
import { unknownCardLines } from '../templates/texts/system.ts';
import { unknownLines } from '../templates/texts/unknown.ts';
import { forCase } from './ask-for-number.ts';
import { usageIn } from './example-names.ts';
import { nearestHandlers } from './nearest.ts';

/** Answers everything that no handler understands, texts and taps. */
export function unknownTo(handlers: readonly Handler[]): Handler {
  return defineHandler({
    name: 'unknown',
    words: [],
    taps: [],
    help: null,
    onText: (context, { text, number }) => ({
      kind: 'answer',
      lines: unknownLines(
        text,
        nearestHandlers(handlers, text).flatMap(({ help }) =>
          help === null ? [] : forCase(usageIn(help, context), number ?? '0001'),
        ),
      ),
    }),
    onTap: () => ({ kind: 'answer', lines: unknownCardLines() }),
  });
}
