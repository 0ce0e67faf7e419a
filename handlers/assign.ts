// 交办, and 改派 to another unit.
import { defineHandler } from '../src/app/define-handler.ts';
import { chooseUnitLines } from '../templates/texts/unknown.ts';
import { chosenUnit } from './chosen-unit.ts';
import { unitNames } from './names.ts';
import { onCase } from './on-case.ts';
import { firstWord, reasonOf, takeOne } from './take-name.ts';

const help = {
  usage: '交办 0001 执法二科',
  meaning: '交给承办单位；改派的，后面写明原因',
  group: '定级交办',
} as const;

/** `交办 0001 执法二科 [原因]`. */
export const assign = defineHandler({
  name: 'assign',
  words: ['交办', '改派'],
  taps: ['assign'],
  help,
  onText: onCase(help, (_, { bureau }, { rest }) => {
    const taken = takeOne(rest, unitNames(bureau));
    if (taken === 'several') return 'unclear';
    const { found, rest: left } = taken;
    const named = found.get('unit');
    if (named !== undefined) return { kind: 'assign', unit: named, reason: reasonOf(left) || null };
    const first = firstWord(left);
    if (first.word === '') return 'unclear';
    return { kind: 'assign', unit: first.word, reason: reasonOf(first.rest) || null };
  }),
  onTap: async ({ bureau, desk }, { number, selections }) => {
    const unit = chosenUnit(selections);
    const file = unit === null ? await desk.find(number) : null;
    if (file !== null) return { kind: 'answer', lines: chooseUnitLines({ bureau, case: file.case }) };
    return { kind: 'command', number, command: { kind: 'assign', unit: unit ?? '', reason: null } };
  },
});
