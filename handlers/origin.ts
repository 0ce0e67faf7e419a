// 来源: who handed the matter to us and wants an answer.
import { defineHandler } from '../src/app/define-handler.ts';
import type { Policy } from '../src/core/policy/load.ts';
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
  applies: (policy) => anySource(policy) !== undefined,
  onText: onCase(help, ({ policy, file }, _, { rest }) => {
    const fact = sourceFact(policy, file?.case.route ?? null) ?? anySource(policy);
    const { word } = firstWord(rest.replace(/^[为是]/u, ''));
    if (word === '') return 'unclear';
    const value = fact === undefined ? null : matchValue(fact.values, rest);
    return { kind: 'set-fact', fact: fact?.id ?? help.usage.slice(0, 2), value: value ?? word };
  }),
});

/** The fact that a step answers to; a rule that answers nobody may still have one that is called a source. */
function anySource(policy: Policy): Policy['facts'][number] | undefined {
  return sourceFact(policy, null) ?? policy.facts.find((f) => /来源|来路/u.test(f.title));
}
