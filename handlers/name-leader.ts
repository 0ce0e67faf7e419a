// 指定: one of several leaders is to decide for all.
import { defineHandler } from '../src/app/define-handler.ts';
import { nameableName } from './example-names.ts';
import { personNames } from './names.ts';
import { onCase } from './on-case.ts';
import { firstWord, takeNames } from './take-name.ts';
import { whichPerson } from './which-name.ts';

const help = {
  usage: '指定 0001 李敏',
  names: { 李敏: nameableName },
  meaning: '指定由哪一位审核',
  group: '审核',
  rare: true,
} as const;

/** `指定 0001 姓名`. */
export const nameLeader = defineHandler({
  name: 'name',
  words: ['指定', '指定牵头'],
  taps: [],
  help,
  applies: (policy) => policy.approvals.some((a) => a.chain.some((l) => l.mode === 'named')),
  onText: onCase(help, (_, { bureau }, { rest }) => {
    const named = takeNames(rest, [personNames(bureau)]).found.get('person') ?? firstWord(rest).word;
    const unsure = whichPerson(bureau, named);
    if (unsure !== null) return unsure;
    return named === '' ? 'unclear' : { kind: 'name-person', person: named };
  }),
});
