// What the written criteria say about a case: which are met, which are not, which cannot be judged yet and what to tell.
// A suggestion and never a decision: the grade is a person's.
import type { Case } from '../../src/core/case.ts';
import { type Criterion, judge } from '../../src/core/criteria.ts';
import { NO, YES } from '../../src/core/policy/conditions.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { markName, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { words } from '../quoting.ts';

type Fact = Policy['facts'][number];

export const SIGNS: Readonly<Record<Criterion['standing'], string>> = {
  holds: '✓',
  fails: '✗',
  unknown: '？',
};

/** `建议定为重大：符合“中央媒体首发”（依据三(一)）；由人决定`; null where the rule has no criteria to judge by. */
export function suggestionLine(policy: Policy, c: Case): string | null {
  const { criteria, suggested, raised, unknown } = judge(policy, c);
  if (criteria.length === 0) return null;
  if (suggested === null) {
    return unknown.length > 0
      ? `还缺${unknownFacts(policy, c)
          .map((f) => f.title)
          .join('、')}，暂不能建议等级；由人决定。`
      : '按已记的情况，没有一条标准符合；由人决定。';
  }
  const met = criteria.filter((one) => one.standing === 'holds' && one.grade.id === suggested.id);
  const why = [...met, ...raised].map((one) => `“${one.title}”${cited(one.clause)}`);
  const because =
    why.length === 0 ? '' : `：${raised.length > 0 && met.length === 0 ? '' : '符合'}${why.join('、')}`;
  return `建议定为${suggested.name}${because}；由人决定。`;
}

/** `重大：✓中央媒体首发（三(一)）`, then facts still unknown with what to type, marks, and the suggestion. */
export function judgementLines(policy: Policy, c: Case): readonly string[] {
  const { criteria, unknown } = judge(policy, c);
  const n = shortNumber(c.number);
  const suggestion = suggestionLine(policy, c);
  return [
    ...(suggestion === null ? [] : [suggestion]),
    ...criteria.map(
      (one) =>
        `${SIGNS[one.standing]} ${one.grade.name}：${one.title}${cited(one.clause)}${standingWords(one)}`,
    ),
    ...policy.grades.flatMap((grade) =>
      grade.criteria
        .filter((one) => one.when === undefined)
        .map((one) => `· ${grade.name}：${one.title}${cited(one.clause ?? grade.clause ?? null)}，由人判断`),
    ),
    ...(unknown.length === 0 ? [] : ['还不知道，知道的请发：']),
    ...[...new Set(unknown.map((f) => told(policy, f)))].map((f) => howTo.fact(n, f.title, example(f))),
    ...markLines(policy, c, n),
  ];
}

/** Facts of a case that nobody has told and that its criteria look at. */
export function unknownFacts(policy: Policy, c: Case): readonly Fact[] {
  return [...new Set(judge(policy, c).unknown.map((fact) => told(policy, fact)))];
}

/** A fact that is worked out is told by the one it comes from. */
function told(policy: Policy, fact: Fact): Fact {
  return policy.facts.find((f) => f.id === fact.count_of) ?? fact;
}

/** What may be written for a fact. */
export function example(fact: Fact): string {
  switch (fact.type) {
    case 'bool':
      return `${YES}或${NO}`;
    case 'number':
      return '数字';
    case 'enum':
      return fact.values.join('/');
    case 'list':
      return fact.values.length === 0 ? '几个，用顿号隔开' : fact.values.join('/');
    case 'text':
      return '文字';
  }
}

function markLines(policy: Policy, c: Case, n: string): readonly string[] {
  if (policy.marks.length === 0) return [];
  const set = c.marks.map((id) => markName(policy, id));
  const open = policy.marks.filter((m) => !c.marks.includes(m.id)).map((m) => m.title);
  return [
    `标记：${set.length === 0 ? '无' : set.join('、')}${open.length === 0 ? '' : `；需要时请发：${howTo.mark(n, words(open.join('/'), 40))}`}`,
  ];
}

function standingWords({ standing }: Criterion): string {
  return { holds: '，符合', fails: '，不符合', unknown: '，未知' }[standing];
}

function cited(clause: string | null): string {
  return clause === null ? '' : `（依据${clause}）`;
}
