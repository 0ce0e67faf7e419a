// A bare number: where the case stands, with every limit and how it was computed. With a picture or a file: it belongs to
// that case.
import type { HandlerContext, Intent, TextGesture } from '../src/app/define-handler.ts';
import { defineHandler } from '../src/app/define-handler.ts';
import { caseFileLines } from '../templates/texts/case-file.ts';
import { unknownNumberLines } from '../templates/texts/unknown.ts';
import { askForNumber } from './ask-for-number.ts';

const help = { usage: '0001', meaning: '进展、时限和依据', group: '查询' } as const;

/** `0001`, `查 0001`. */
export const show = defineHandler({
  name: 'show',
  words: ['查', '查询', '查看'],
  taps: [],
  help,
  onText: async (context: HandlerContext, gesture: TextGesture): Promise<Intent> => {
    const { number, text, pictures } = gesture;
    const { bureau, now, desk, person } = context;
    if (number !== null && pictures > 0) {
      const report = { text: '', title: null, links: [], pictures };
      return { kind: 'command', number, command: { kind: 'attach-report', report } };
    }
    const wanted = number ?? onlyNumber(await desk.todo(person));
    if (wanted === null) {
      return { kind: 'answer', lines: await askForNumber(context, { text, usage: help.usage }) };
    }
    const file = await desk.find(wanted);
    const lines = file === null ? unknownNumberLines(wanted) : caseFileLines({ ...file, bureau, now });
    return { kind: 'answer', lines };
  },
});

function onlyNumber(lines: readonly { readonly number: string }[]): string | null {
  const numbers = [...new Set(lines.map((line) => line.number))];
  return numbers.length === 1 ? (numbers[0] ?? null) : null;
}
