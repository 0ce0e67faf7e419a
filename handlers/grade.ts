// 定级, with the unit in one breath where it is named.
import { defineHandler } from '../src/app/define-handler.ts';
import { chosenUnit } from './chosen-unit.ts';
import { gradeNames, looksLikeUnit, unitNames } from './names.ts';
import { onCase } from './on-case.ts';
import { firstWord, reasonOf, takeNames } from './take-name.ts';

const help = {
  usage: '定级 0001 一般 执法一科',
  meaning: '确定等级，可同时交办',
  group: '定级交办',
} as const;

/** `定级 0001 一般 执法一科 [原因]`; without a grade the grading card comes again. */
export const grade = defineHandler({
  name: 'grade',
  words: ['定级'],
  taps: ['grade'],
  help,
  onText: onCase(help, ({ policy }, { bureau }, { rest }) => {
    const lists = [gradeNames(policy), unitNames(bureau)];
    const { found, rest: left } = takeNames(rest, lists);
    if (found.size === 2 && takeNames(left, lists).found.size > 0) return 'unclear';
    const named = found.get('grade');
    if (named === undefined && left === '') return { ask: 'grade-card' };
    const first = firstWord(left);
    if (named === undefined) {
      const unit = found.get('unit') ?? null;
      return { kind: 'grade', grade: first.word, unit, reason: reasonOf(first.rest) || null };
    }
    if (!found.has('unit') && looksLikeUnit(first.word)) {
      return { kind: 'grade', grade: named, unit: first.word, reason: reasonOf(first.rest) || null };
    }
    return { kind: 'grade', grade: named, unit: found.get('unit') ?? null, reason: reasonOf(left) || null };
  }),
  onTap: (_, { number, argument, selections }) => ({
    kind: 'command',
    number,
    command: { kind: 'grade', grade: argument, unit: chosenUnit(selections), reason: null },
  }),
});
