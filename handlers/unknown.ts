// Words nobody taught us: the nearest commands, and how to report.
import type { Handler } from '../src/app/define-handler.ts';
import { defineHandler } from '../src/app/define-handler.ts';
import { strayTap, unknown as unknownAnswer } from './answers.ts';
import { nearestHandlers } from './nearest.ts';

/** Answers everything that no handler understands, texts and taps. */
export function unknownTo(handlers: readonly Handler[]): Handler {
  return defineHandler({
    name: 'unknown',
    words: [],
    taps: [],
    help: null,
    onText: (context, { text }) => ({
      kind: 'answer',
      lines: unknownAnswer(context, text, nearestHandlers(handlers, text)),
    }),
    onTap: () => ({ kind: 'answer', lines: strayTap() }),
  });
}
