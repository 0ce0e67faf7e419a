// 涉及人: somebody of ours whom the matter is about, who must neither handle nor review it.
import { defineHandler } from '../src/app/define-handler.ts';
import { unknownPersonLines } from '../templates/texts/unknown.ts';
import { personNames } from './names.ts';
import { onCase } from './on-case.ts';
import { firstWord, takeNames } from './take-name.ts';
import { whichPerson } from './which-name.ts';

const help = {
  usage: '涉及人 0001 姓名',
  meaning: '反映的是本单位的人：其不得经办和审核',
  group: '情况',
  rare: true,
} as const;

/** `涉及人 0001 姓名`. */
export const subject = defineHandler({
  name: 'subject',
  words: ['涉及人', '涉事人', '被反映人'],
  taps: [],
  help,
  onText: onCase(help, (_, { bureau }, { rest }) => {
    const named = takeNames(rest, [personNames(bureau)]).found.get('person');
    const unsure = named === undefined ? null : whichPerson(bureau, named);
    if (unsure !== null) return unsure;
    if (named !== undefined) return { kind: 'name-subject', person: named };
    const { word } = firstWord(rest);
    return word === '' ? 'unclear' : { say: unknownPersonLines(word) };
  }),
});
