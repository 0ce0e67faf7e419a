// 核实: what the facts turned out to be.
import { defineHandler } from '../src/app/define-handler.ts';
import { OUTCOME_CHOICE } from '../templates/cards/outcome-card.ts';
import { nothingChosen } from '../templates/texts/situation.ts';
import { outcomeTitle } from './example-names.ts';
import { outcomeNames } from './names.ts';
import { onCase } from './on-case.ts';
import { firstWord, takeNames } from './take-name.ts';

const help = {
  usage: '核实 0001 属实',
  names: { 属实: outcomeTitle },
  meaning: '核定事实结论，后面可写说明',
  group: '办结',
} as const;

/** `核实 0001 属实 [说明]`, and the card that asks for the conclusion. */
export const outcome = defineHandler({
  name: 'outcome',
  words: ['核实', '结论', '经核实'],
  taps: ['outcome'],
  help,
  applies: (policy) => policy.outcomes.length > 0,
  onText: onCase(help, ({ policy }, _, { rest }) => {
    const { found, rest: note } = takeNames(rest, [outcomeNames(policy)]);
    const named = found.get('outcome');
    if (named !== undefined) return { kind: 'decide-outcome', outcome: named, note };
    const first = firstWord(note);
    if (first.word === '') return 'unclear';
    return { kind: 'decide-outcome', outcome: first.word, note: first.rest };
  }),
  onTap: (_, { number, selections }) => {
    const [chosen] = selections[OUTCOME_CHOICE] ?? [];
    if (chosen === undefined) return { kind: 'answer', lines: nothingChosen(number) };
    return {
      kind: 'command',
      number,
      command: { kind: 'decide-outcome', outcome: chosen, note: '', asked: true },
    };
  },
});
