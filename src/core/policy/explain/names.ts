// Names as people give them: by id, by title, by another name, by a synonym of the rule.
import { NO, YES } from '../conditions.ts';
import type { PolicySource } from '../settle.ts';

export type Named = { readonly id: string } | { readonly problem: string };

type Known = { readonly id: string; readonly words: readonly string[] };

export function idNamed(policy: PolicySource, key: 'grade' | 'marks' | 'outcome', given: string): Named {
  const lists: Readonly<Record<typeof key, readonly Known[]>> = {
    grade: policy.grades.map(({ id, name, aliases }) => ({ id, words: [name, ...aliases] })),
    marks: policy.marks.map(({ id, title, aliases }) => ({ id, words: [title, ...aliases] })),
    outcome: policy.outcomes.map(({ id, title, aliases }) => ({ id, words: [title, ...aliases] })),
  };
  const known = lists[key];
  const word = policy.terms[given] ?? given;
  const found = known.find((k) => k.id === given) ?? known.find((k) => k.words.includes(word));
  if (found !== undefined) return { id: found.id };
  const offer = known.map((k) => `${k.id}（${k.words[0] ?? ''}）`).join('、') || '（无）';
  return { problem: `${key} 写了没有声明的“${given}”，可用：${offer}` };
}

/** The value as a case keeps it: 是/否, a number in digits, several values with 、. */
export function factNamed(
  policy: PolicySource,
  id: string,
  given: string | boolean | number | readonly string[],
): Named {
  const fact = policy.facts.find((f) => f.id === id);
  if (fact === undefined) {
    const offer = policy.facts.map((f) => f.id).join('、') || '（无）';
    return { problem: `facts 写了没有声明的“${id}”，可用：${offer}` };
  }
  if (fact.count_of !== undefined) return { problem: `facts.${id} 由 ${fact.count_of} 得出，不用写` };
  const values = (typeof given === 'object' ? given : [given]).map((value) =>
    typeof value === 'boolean' ? (value ? YES : NO) : String(value),
  );
  const wrong = (what: string): Named => ({
    problem: `facts.${id} 写了没有声明的“${values.join('、')}”，可用：${what}`,
  });
  const [first = ''] = values;
  switch (fact.type) {
    case 'bool':
      return values.length === 1 && (first === YES || first === NO) ? { id: first } : wrong('true、false');
    case 'number':
      return values.length === 1 && /^\d+(?:\.\d+)?$/.test(first) ? { id: first } : wrong('一个数');
    case 'enum':
      return values.length === 1 && fact.values.includes(first)
        ? { id: first }
        : wrong(fact.values.join('、'));
    case 'list': {
      const several = values.flatMap((value) => value.split('、'));
      const all = fact.values.length === 0 || several.every((value) => fact.values.includes(value));
      return all ? { id: several.join('、') } : wrong(fact.values.join('、'));
    }
    case 'text':
      return { id: values.join('、') };
  }
}
