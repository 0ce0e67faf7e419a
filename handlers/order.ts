// 要求: a leader wants a paper that is only written when somebody asks for it.
import { defineHandler } from '../src/app/define-handler.ts';
import { orderedPaper } from './example-names.ts';
import { paperNames } from './names.ts';
import { onCase } from './on-case.ts';
import { firstWord, takeNames } from './take-name.ts';

const help = {
  usage: '要求 0001 舆情专报',
  names: { 舆情专报: orderedPaper },
  rare: true,
  meaning: '要求写专报一类的材料',
  group: '定级交办',
} as const;

/** `要求 0001 [写] 舆情专报`. */
export const order = defineHandler({
  name: 'order',
  words: ['要求'],
  taps: [],
  help,
  everyday: true,
  applies: (policy) => policy.papers.some((p) => p.trigger === 'decision'),
  onText: onCase(help, ({ policy }, _, { rest }) => {
    const wanted = rest.replace(/^(?:请)?(?:报送|报|写|出|提供)?(?:一份|一篇|一期)?\s*/u, '');
    const named = takeNames(wanted, [paperNames(policy)]).found.get('paper');
    const { word } = firstWord(wanted);
    if (named === undefined && word === '') return 'unclear';
    return { kind: 'order-paper', paper: named ?? word };
  }),
});
