// What is known of a case and what its grade depends on.
import { shortMoment } from '../../src/core/calendar/shanghai.ts';
import type { Case } from '../../src/core/case.ts';
import { START_TITLES } from '../../src/core/limits.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { withDerived } from '../../src/core/steps.ts';
import { caseName, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { quoted, words } from '../quoting.ts';
import { example, judgementLines } from './judgement.ts';

/** Facts told and not told, moments, then the criteria with what they say now. */
export function situationLines(policy: Policy, c: Case): readonly string[] {
  const known = withDerived(policy, c.facts);
  return [
    `${caseName(c)} 已记的情况`,
    ...policy.facts.map(
      (f) => `${f.title}：${known[f.id] === undefined ? '未填' : words(known[f.id] ?? '', 60)}`,
    ),
    ...momentLines(c),
    ...judgementLines(policy, c),
  ];
}

function momentLines(c: Case): readonly string[] {
  const told = [
    { title: START_TITLES.occurred, moment: c.occurred },
    ...(['posted', 'found', 'received'] as const).map((m) => ({
      title: START_TITLES[m],
      moment: c.moments[m] ?? null,
    })),
  ];
  return told.flatMap(({ title, moment }) =>
    moment === null
      ? []
      : [
          `${title}：${moment.at === null ? '不详' : `${moment.about ? '约 ' : ''}${shortMoment(moment.at)}`}`,
        ],
  );
}

/** The facts there are and how to write them, when what was written names none or says no value. */
export function unknownFactLines(policy: Policy, c: Case, given: string): readonly string[] {
  const n = shortNumber(c.number);
  const told = policy.facts.filter((f) => f.count_of === undefined);
  const named = told.find((f) => f.title === given);
  if (named !== undefined)
    return [`“${named.title}”没有写是什么，没有记。请发：${howTo.fact(n, named.title, example(named))}`];
  return [
    `没有看懂${quoted(given, 20)}说的是哪一项，没有记。可以填：`,
    ...told.map((f) => howTo.fact(n, f.title, example(f))),
  ];
}

/** A form that was sent with everything left open. */
export function nothingFilledIn(number: string): readonly string[] {
  return [`${number} 的卡片上还没有选，没有记。请选好再点“提交情况”；一项都不知道的，不用提交。`];
}

/** A list that was sent without a choice. */
export function nothingChosen(number: string): readonly string[] {
  return [`${number} 的卡片上还没有选结论，没有记。请选一项，再点“提交结论”。`];
}
