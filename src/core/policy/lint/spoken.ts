// In which cases something is so, in as few words as tell them from the others.
import type { Situation } from '../conditions.ts';
import type { Policy } from '../settle.ts';
import type { Surveyed } from './situations.ts';

/** `等级 一般、舆情来源 其他、标记 敏感`: one case, all that is known of it. */
function spokenCase(policy: Policy, situation: Situation): string {
  const { grade, facts, marks, outcome, instructed } = situation;
  const on = policy.marks.filter((m) => marks.includes(m.id)).map((m) => m.title);
  return [
    gradeWords(policy, [grade]),
    ...policy.facts.flatMap((f) => (facts[f.id] === undefined ? [] : [`${f.title} ${facts[f.id]}`])),
    ...(on.length === 0 ? [] : [`标记 ${on.join('和')}`]),
    ...(outcome === null ? [] : [outcomeWords(policy, [outcome])]),
    ...(instructed ? ['有领导批示'] : []),
  ].join('、');
}

/** More than this nobody takes in; one example then says it better. */
const MOST_WORDS = 4;

const sizeOf = ({ facts, marks }: Situation): number => Object.keys(facts).length + marks.length;

type Told = { readonly words: string; readonly fits: (s: Situation) => boolean };

/** `some` are cases of `among`; what is the same in both is left out. */
export function spoken(policy: Policy, some: readonly Surveyed[], among: readonly Surveyed[]): string {
  const here = some.map((c) => c.situation);
  const all = among.map((c) => c.situation);
  const differ = <V>(of: (s: Situation) => V, words: (values: readonly V[]) => string): readonly Told[] => {
    const values = [...new Set(here.map(of))];
    if (values.length === new Set(all.map(of)).size) return [];
    return [{ words: words(values), fits: (s) => values.includes(of(s)) }];
  };
  const told: readonly Told[] = [
    ...differ(
      (s) => s.grade,
      (grades) => gradeWords(policy, grades),
    ),
    ...policy.facts.flatMap((f) =>
      differ(
        (s) => s.facts[f.id],
        (values) => `${f.title} ${values.map((v) => v ?? '没有填').join('或')}`,
      ),
    ),
    ...policy.marks.flatMap((m) =>
      differ(
        (s) => s.marks.includes(m.id),
        ([on]) => `${on === true ? '' : '没有'}标记 ${m.title}`,
      ),
    ),
    ...differ(
      (s) => s.outcome,
      (outcomes) => outcomeWords(policy, outcomes),
    ),
    ...differ(
      (s) => s.instructed,
      ([on]) => (on === true ? '有领导批示' : '没有领导批示'),
    ),
  ];
  // Words that would also tell of other cases are too few: then one case stands for all.
  const exact = all.filter((s) => told.every((t) => t.fits(s))).length === here.length;
  const [plainest] = here.toSorted((a, b) => sizeOf(a) - sizeOf(b));
  if ((!exact || told.length > MOST_WORDS) && plainest !== undefined) return spokenCase(policy, plainest);
  return told.length === 0 ? '所有情形' : told.map((t) => t.words).join('、');
}

function gradeWords(policy: Policy, grades: readonly (string | null)[]): string {
  const names = grades.map((id) => (id === null ? null : policy.grades.find((g) => g.id === id)?.name));
  const known = names.filter((name) => name !== null && name !== undefined);
  return [known.length === 0 ? [] : [`等级 ${known.join('或')}`], names.includes(null) ? ['还没有定级'] : []]
    .flat()
    .join('或');
}

function outcomeWords(policy: Policy, outcomes: readonly (string | null)[]): string {
  const names = outcomes.map((id) =>
    id === null ? '还没有' : (policy.outcomes.find((o) => o.id === id)?.title ?? id),
  );
  return `结论 ${names.join('或')}`;
}
