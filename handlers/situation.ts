// 情况: any fact of the rule that a case is judged by; without one, what is known and what the criteria say.
import { defineHandler } from '../src/app/define-handler.ts';
import type { Policy } from '../src/core/policy/load.ts';
import { FACT_SELECTOR, LEFT_OPEN, MARK_SELECTOR } from '../templates/cards/facts-card.ts';
import { nothingFilledIn, situationLines, unknownFactLines } from '../templates/texts/situation.ts';
import { factAndValue } from './example-names.ts';
import { matchValue } from './match-value.ts';
import { factNames, inTerms } from './names.ts';
import { onCase } from './on-case.ts';
import { takeNames } from './take-name.ts';

const help = {
  usage: '情况 0001 首发媒体 自媒体',
  names: { '首发媒体 自媒体': factAndValue },
  meaning: '填写定级要看的情况',
  group: '情况',
} as const;

/** `情况 0001 事实 值`, `情况 0001`, and the form that asks for facts and marks. */
export const situation = defineHandler({
  name: 'situation',
  words: ['情况'],
  taps: ['facts'],
  help,
  everyday: true,
  applies: (policy) => policy.facts.length > 0,
  onText: onCase(help, ({ policy, file }, _, { rest }) => {
    if (file === null) return { kind: 'set-fact', fact: '', value: rest };
    if (rest === '') return { say: situationLines(policy, file.case) };
    const { found, rest: left } = takeNames(rest, [factNames(policy)]);
    const fact = policy.facts.find((f) => f.id === (found.get('fact') ?? begun(policy, rest)?.id));
    if (fact === undefined) return { say: unknownFactLines(policy, file.case, rest) };
    const given = (found.has('fact') ? left : rest.slice(fact.title.length)).replace(
      /^[\s\p{P}]*(?:为|是(?=.))?[\s\p{P}]*/u,
      '',
    );
    if (given === '') return { say: unknownFactLines(policy, file.case, fact.title) };
    return { kind: 'set-fact', fact: fact.id, value: valueFor(policy, fact, given) };
  }),
  onTap: (_, { number, selections }) => {
    const chosen = Object.entries(selections).flatMap(([key, [id = LEFT_OPEN]]) =>
      id === LEFT_OPEN ? [] : [[key, id] as const],
    );
    if (chosen.length === 0) return { kind: 'answer', lines: nothingFilledIn(number) };
    const facts = chosen
      .filter(([key]) => key.startsWith(FACT_SELECTOR))
      .map(([key, id]) => [key.slice(FACT_SELECTOR.length), id] as const);
    const marks = chosen.filter(([key]) => key === MARK_SELECTOR).map(([, id]) => id);
    return {
      kind: 'command',
      number,
      command: { kind: 'set-facts', facts: Object.fromEntries(facts), marks },
    };
  },
});

/** `涉及人数60`: the title with its value glued to it. */
function begun(policy: Policy, text: string): Policy['facts'][number] | undefined {
  return policy.facts
    .toSorted((a, b) => b.title.length - a.title.length)
    .find((f) => f.count_of === undefined && text.startsWith(f.title));
}

function valueFor(policy: Policy, fact: Policy['facts'][number], given: string): string {
  // The list of values as our own messages show it, copied whole, names none of them.
  if (given.includes('/')) return given;
  const text = inTerms(policy, given);
  switch (fact.type) {
    case 'number':
      return /\d+(?:\.\d+)?/.exec(text.replaceAll(/[,，](?=\d{3})/g, ''))?.[0] ?? text;
    case 'enum':
      return (
        fact.values.find((v) => v === text) ?? matchValue(fact.values, text.replaceAll('的', '')) ?? text
      );
    default:
      return text;
  }
}
