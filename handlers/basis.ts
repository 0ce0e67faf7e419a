// 依据: on which clause everything owed on a case stands, and how each moment came about.
import { defineHandler } from '../src/app/define-handler.ts';
import { caseBasisLines } from '../templates/texts/rule/case-basis.ts';
import { clauseLines, clauseListLines } from '../templates/texts/rule/clauses.ts';
import { unknownNumberLines } from '../templates/texts/unknown.ts';

/** `依据 0001`; without a number the clauses there are, or what stands on one. */
export const basis = defineHandler({
  name: 'basis',
  words: ['依据'],
  taps: [],
  help: { usage: '依据 0001', meaning: '每一项的条款和时间怎么算的', group: '查询' },
  onText: async ({ desk, policy, bureau }, { number, rest }) => {
    if (number === null) {
      const about = { policy, bureau };
      return { kind: 'answer', lines: rest === '' ? clauseListLines(about) : clauseLines(about, rest) };
    }
    const file = await desk.find(number);
    return {
      kind: 'answer',
      lines: file === null ? unknownNumberLines(number) : caseBasisLines({ ...file, bureau }),
    };
  },
});
