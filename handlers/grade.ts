// 定级, with the unit in one breath where it is named.
import { defineHandler } from '../src/app/define-handler.ts';
import { chosenUnit } from './chosen-unit.ts';
import { firstUnit, lowestGrade } from './example-names.ts';
import { gradeNames, looksLikeUnit, unitNames } from './names.ts';
import { onCase } from './on-case.ts';
import { firstWord, reasonOf, takeMore, takeNames } from './take-name.ts';
import { whichUnit } from './which-name.ts';

const help = {
  usage: '定级 0001 一般 执法一科',
  names: { 一般: lowestGrade, 执法一科: firstUnit },
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
    const units = unitNames(bureau, policy);
    const lists = [gradeNames(policy), units];
    const first = takeNames(rest, lists);
    const more = first.found.has('unit') ? takeMore(rest, first.rest, units) : { ids: [], rest: first.rest };
    const missing = lists.filter(({ kind }) => !first.found.has(kind));
    const last = more.ids.length === 0 ? null : takeNames(more.rest, missing);
    const found = new Map([...first.found, ...(last?.found ?? [])]);
    const left = last?.rest ?? more.rest;
    if (found.size === 2 && takeNames(left, lists).found.size > 0) return 'unclear';
    const unsure = whichUnit(bureau, [...first.found.values(), ...more.ids]);
    if (unsure !== null) return unsure;
    const named = found.get('grade');
    const unit = found.get('unit') ?? null;
    const others = more.ids.length === 0 ? {} : { with: more.ids };
    if (named === undefined && left === '') return { ask: 'grade-card' };
    const word = firstWord(left);
    if (named === undefined) {
      return { kind: 'grade', grade: word.word, unit, ...others, reason: reasonOf(word.rest) || null };
    }
    if (unit === null && looksLikeUnit(word.word)) {
      return { kind: 'grade', grade: named, unit: word.word, reason: reasonOf(word.rest) || null };
    }
    return { kind: 'grade', grade: named, unit, ...others, reason: reasonOf(left) || null };
  }),
  onTap: (_, { number, argument, selections }) => ({
    kind: 'command',
    number,
    command: { kind: 'grade', grade: argument, unit: chosenUnit(selections), reason: null },
  }),
});
