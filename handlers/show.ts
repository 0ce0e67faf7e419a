// A bare number: where the case stands, with every limit and how it was computed. With a picture or a file, or after
// one that waits: it belongs to that case.
import type { HandlerContext, Intent, TextGesture } from '../src/app/define-handler.ts';
import { defineHandler } from '../src/app/define-handler.ts';
import { caseFileLines } from '../templates/texts/case-file.ts';
import { unknownNumberLines } from '../templates/texts/unknown.ts';
import { askForNumber } from './ask-for-number.ts';

/** Words that ask how a case stands. */
const ASKS = /[查看吗呢?？]|情况|进展|进度|怎么|怎样|如何|到哪|一步|目前|现在/u;

const help = { usage: '0001', meaning: '进展、时限和依据', group: '查询' } as const;

/** `0001`, `查 0001`. */
export const show = defineHandler({
  name: 'show',
  words: ['查', '查询', '查看'],
  taps: [],
  help,
  onText: async (context: HandlerContext, gesture: TextGesture): Promise<Intent> => {
    const { number, text, pictures, held } = gesture;
    const { bureau, now, desk, person } = context;
    // What waits goes with a bare number; a question about the case is still one.
    const own = pictures - held;
    if (number !== null && (own > 0 || (held > 0 && !ASKS.test(text)))) {
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
