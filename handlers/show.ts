// A bare number: where the case stands, with every limit and how it was computed.
import type { HandlerContext, Intent, TextGesture } from '../src/app/define-handler.ts';
import { defineHandler } from '../src/app/define-handler.ts';
import { askNumber, caseFile, noSuchCase } from './answers.ts';

const help = { usage: '0001', meaning: '查看进展、时限和依据', group: '查询' } as const;

/** `0001`, `查 0001`. */
export const show = defineHandler({
  name: 'show',
  words: ['查', '查询', '查看'],
  taps: [],
  help,
  onText: async (context: HandlerContext, { number }: TextGesture): Promise<Intent> => {
    const todo = async () => context.desk.todo(context.person);
    const wanted = number ?? onlyNumber(await todo());
    if (wanted === null) return { kind: 'answer', lines: askNumber(help.usage, await todo()) };
    const file = await context.desk.find(wanted);
    return { kind: 'answer', lines: file === null ? noSuchCase(wanted) : caseFile(context, file) };
  },
});

function onlyNumber(lines: readonly { readonly number: string }[]): string | null {
  const numbers = [...new Set(lines.map((line) => line.number))];
  return numbers.length === 1 ? (numbers[0] ?? null) : null;
}
