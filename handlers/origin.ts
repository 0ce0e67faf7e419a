// 来源: who handed the matter to us and wants an answer.
import { defineHandler } from '../src/app/define-handler.ts';
import { matchValue } from './match-value.ts';
import { onCase } from './on-case.ts';
import { sourceFact } from './source-fact.ts';
import { firstWord } from './take-name.ts';

const help = { usage: '来源 0001 网信办', meaning: '填写舆情来源', group: '情况' } as const;

/** `来源 0001 网信办`; a value the policy does not know is refused with those it knows. */
export const origin = defineHandler({
  name: 'origin',
  words: ['来源', '舆情来源'],
  taps: [],
  help,
  applies: (policy) => sourceFact(policy, null) !== undefined,
  onText: onCase(help, ({ policy, file }, _, { rest }) => {
    const fact = sourceFact(policy, file?.case.route ?? null) ?? sourceFact(policy, null);
    const { word } = firstWord(rest.replace(/^[为是]/u, ''));
    if (word === '') return 'unclear';
    const value = fact === undefined ? null : matchValue(fact.values, rest);
    return { kind: 'set-fact', fact: fact?.id ?? help.usage.slice(0, 2), value: value ?? word };
  }),
});
