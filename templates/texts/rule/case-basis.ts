// 依据 0001: everything owed on a case, each with its clause and how its moment came about, from the case's own rule.
import { ownerTitle } from '../../../src/core/bureau.ts';
import type { Case } from '../../../src/core/case.ts';
import { isOpen, obligations } from '../../../src/core/obligations.ts';
import { routeOf } from '../../../src/core/steps.ts';
import { caseName, gradeName } from '../../case-words.ts';
import { basisWords, dueWords, wayWords } from '../../owed-words.ts';
import type { Rule } from './words.ts';

/** Two lines an obligation: what and on which clause; the way to the moment. */
export function caseBasisLines(rule: Rule & { readonly case: Case }): readonly string[] {
  const { policy, bureau, case: c } = rule;
  const route = routeOf(policy, c);
  const owed = obligations(policy, bureau, c);
  return [
    `${caseName(c)} 的依据`,
    `制度：《${policy.policy.name}》版本 ${policy.version.slice(0, 8)}（立案时或换制度时定下）`,
    `路线：${route.title}（${basisWords(route.clause ?? null, route.basis)}）`,
    ...(c.grade === null ? [] : [`等级：${gradeName(policy, c.grade.id)}（${gradeBasis(rule)}）`]),
    ...owed.flatMap((o) => [
      `· ${ownerTitle(policy, bureau, o.owner)} ${o.title}：${dueWords(o)}（${basisWords(o.clause, o.basis)}）${isOpen(o) ? '' : '，已完成'}`,
      ...(o.steps.length === 0 ? [] : [`　${wayWords(o)}`]),
    ]),
  ];
}

function gradeBasis({ policy, case: c }: Rule & { readonly case: Case }): string {
  const grade = policy.grades.find((g) => g.id === c.grade?.id);
  return basisWords(grade?.clause ?? null, grade?.basis ?? 'text');
}
