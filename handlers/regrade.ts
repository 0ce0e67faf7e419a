// 改级: another grade, with the reason.
import { defineHandler } from '../src/app/define-handler.ts';
import { highestGrade } from './example-names.ts';
import { gradeNames } from './names.ts';
import { onCase } from './on-case.ts';
import { firstWord, reasonOf, takeOne } from './take-name.ts';

const help = {
  usage: '改级 0001 重大 原因',
  names: { 重大: highestGrade },
  meaning: '改变等级',
  group: '定级交办',
} as const;

/** `改级 0001 重大 原因`. */
export const regrade = defineHandler({
  name: 'regrade',
  words: ['改级', '重新定级'],
  taps: [],
  help,
  onText: onCase(help, ({ policy }, _, { rest }) => {
    const taken = takeOne(rest, gradeNames(policy));
    if (taken === 'several') return 'unclear';
    const { found, rest: left } = taken;
    const named = found.get('grade');
    if (named !== undefined) return { kind: 'regrade', grade: named, reason: reasonOf(left) };
    const first = firstWord(left);
    if (first.word === '') return 'unclear';
    return { kind: 'regrade', grade: first.word, reason: reasonOf(first.rest) };
  }),
});
