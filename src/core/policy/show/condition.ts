// A condition in words: `等级为一般，且有“负面”标记，且不是（舆情来源为信息员发现）`.
import type { Condition, FactTest, PolicyFile } from '../schema.ts';

export function spokenCondition(policy: PolicyFile, when: Condition): string {
  const list = (
    wanted: string | readonly string[] | undefined,
    title: (id: string) => string | undefined,
  ): string =>
    [wanted ?? []]
      .flat()
      .map((id) => title(id) ?? id)
      .join('或');
  const grades = list(when.grade, (id) => policy.grades.find((g) => g.id === id)?.name);
  const marks = list(when.mark, (id) => policy.marks.find((m) => m.id === id)?.title);
  const outcomes = list(when.outcome, (id) => policy.outcomes.find((o) => o.id === id)?.title);
  const part = (inner: Condition): string => `（${spokenCondition(policy, inner)}）`;
  return [
    ...(grades === '' ? [] : [`等级为${grades}`]),
    ...(marks === '' ? [] : [`有“${marks}”标记`]),
    ...Object.entries(when.fact ?? {}).map(([id, test]) =>
      factWords(policy.facts.find((f) => f.id === id)?.title ?? id, test),
    ),
    ...(outcomes === '' ? [] : [`结论为${outcomes}`]),
    ...(when.instructed === undefined ? [] : [when.instructed ? '领导有批示' : '领导没有批示']),
    ...(when.all ?? []).map(part),
    ...(when.any === undefined ? [] : [`以下之一${when.any.map(part).join('、')}`]),
    ...(when.not === undefined ? [] : [`不是${part(when.not)}`]),
  ].join('，且');
}

function factWords(title: string, test: FactTest): string {
  if (typeof test === 'boolean') return `${title}为${test ? '是' : '否'}`;
  if (typeof test === 'string') return `${title}为${test}`;
  if (Array.isArray(test)) return `${title}为${test.join('或')}`;
  const { min, max } = test as { readonly min?: number; readonly max?: number };
  return [
    ...(min === undefined ? [] : [`${title}不少于 ${min}`]),
    ...(max === undefined ? [] : [`${title}不多于 ${max}`]),
  ].join('，且');
}

export const always = (policy: PolicyFile, when: Condition | undefined): string =>
  when === undefined ? '总是' : spokenCondition(policy, when);
