// 交办, and 改派 to another unit.
import { defineHandler } from '../src/app/define-handler.ts';
import { chooseUnitLines } from '../templates/texts/unknown.ts';
import { chosenUnit } from './chosen-unit.ts';
import { secondUnit } from './example-names.ts';
import { unitNames } from './names.ts';
import { onCase } from './on-case.ts';
import { firstWord, reasonOf, takeMore, takeNames, takeOne } from './take-name.ts';
import { whichUnit } from './which-name.ts';

const help = {
  usage: '交办 0001 执法二科',
  names: { 执法二科: secondUnit },
  meaning: '交给承办单位；改派写明原因',
  group: '定级交办',
} as const;

/** `交办 0001 执法二科 [原因]`. */
export const assign = defineHandler({
  name: 'assign',
  words: ['交办', '改派'],
  taps: ['assign'],
  help,
  onText: onCase(help, ({ policy }, { bureau }, { rest }) => {
    const units = unitNames(bureau, policy);
    const first = takeNames(rest, [units]);
    const more = takeMore(rest, first.rest, units);
    const taken = more.ids.length > 0 ? { found: first.found, rest: more.rest } : takeOne(rest, units);
    if (taken === 'several') return 'unclear';
    const named = taken.found.get('unit');
    if (named !== undefined) {
      const unsure = whichUnit(bureau, [named, ...more.ids]);
      if (unsure !== null) return unsure;
      const others = more.ids.length === 0 ? {} : { with: more.ids };
      return { kind: 'assign', unit: named, ...others, reason: reasonOf(taken.rest) || null };
    }
    const word = firstWord(taken.rest);
    if (word.word === '') return 'unclear';
    return { kind: 'assign', unit: word.word, reason: reasonOf(word.rest) || null };
  }),
  onTap: async ({ bureau, desk }, { number, selections }) => {
    const unit = chosenUnit(selections);
    const file = unit === null ? await desk.find(number) : null;
    if (file !== null) return { kind: 'answer', lines: chooseUnitLines({ bureau, case: file.case }) };
    return { kind: 'command', number, command: { kind: 'assign', unit: unit ?? '', reason: null } };
  },
});
