// 移送: the matter belongs to another organ, and ends here.
import { defineHandler } from '../src/app/define-handler.ts';
import type { Policy } from '../src/core/policy/load.ts';
import { onCase } from './on-case.ts';
import type { NamedList } from './take-name.ts';
import { firstWord, reasonOf, takeNames } from './take-name.ts';

const help = {
  usage: '移送 0001 单位 原因',
  meaning: '不属本单位的，移送有权单位',
  group: '办结',
  rare: true,
} as const;

/** `移送 0001 单位 原因`. */
export const transfer = defineHandler({
  name: 'transfer',
  words: ['移送', '移交'],
  taps: [],
  help,
  applies: (policy) => policy.routes.some((r) => r.steps.some((s) => s.do === 'transfer')),
  onText: onCase(help, ({ policy }, _, { rest }) => {
    const organs = organNames(policy);
    const { found, rest: left } = takeNames(rest, [organs]);
    const known = organs.names.find((o) => o.id === found.get('organ'))?.spellings[0];
    if (known !== undefined) return { kind: 'transfer', to: known, reason: reasonOf(left) };
    const first = firstWord(rest.replace(/^[给至到]\s*/u, ''));
    return first.word === '' ? 'unclear' : { kind: 'transfer', to: first.word, reason: reasonOf(first.rest) };
  }),
});

/** Outside organs that the rule names. */
function organNames(policy: Policy): NamedList {
  const units = policy.units.map((u) => ({ id: u.id, spellings: [u.title, ...u.aliases] }));
  const roles = policy.roles
    .filter((r) => r.kind === 'outside')
    .map((r) => ({ id: r.id, spellings: [r.title] }));
  return { kind: 'organ', names: [...units, ...roles] };
}
