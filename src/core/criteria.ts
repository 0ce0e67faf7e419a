// What the written criteria say about a case: met, not met, or still unknown because a fact is. The machine proposes.
import type { Case } from './case.ts';
import { factsIn, holds, holdsSoFar } from './policy/conditions.ts';
import type { Policy } from './policy/settle.ts';
import { situationOf } from './steps.ts';

type Grade = Policy['grades'][number];
export type Criterion = {
  readonly grade: Grade;
  readonly title: string;
  readonly clause: string | null;
  readonly standing: 'holds' | 'fails' | 'unknown';
};

export type Judgement = {
  readonly criteria: readonly Criterion[];
  /** The highest grade with a criterion that is met, one higher where the rule says so; null when none is. */
  readonly suggested: Grade | null;
  /** Why one grade higher is suggested. */
  readonly raised: readonly { readonly title: string; readonly clause: string | null }[];
  /** Facts that criteria look at and nobody has told. */
  readonly unknown: readonly Policy['facts'][number][];
};

/** Only criteria with a condition can be judged; the others are for people to read. */
export function judge(policy: Policy, c: Case): Judgement {
  const situation = situationOf(policy, c);
  const grades = policy.grades.toSorted((a, b) => b.rank - a.rank);
  const criteria = grades.flatMap((grade) =>
    grade.criteria
      .filter((one) => one.when !== undefined)
      .map((one) => ({
        grade,
        title: one.title,
        clause: one.clause ?? grade.clause ?? null,
        standing: holdsSoFar(one.when, situation),
      })),
  );
  const raised = policy.grading.raise
    .filter(({ when }) => when !== undefined && holds(when, situation))
    .map(({ title, clause }) => ({ title, clause: clause ?? policy.grading.clause ?? null }));
  const met = criteria.find((one) => one.standing === 'holds')?.grade ?? null;
  const present = c.grade === null ? null : (grades.find((g) => g.id === c.grade?.id) ?? null);
  const from = met ?? present;
  const higher = from === null ? undefined : grades.filter((g) => g.rank > from.rank).at(-1);
  const open = new Set(
    grades.flatMap((g) =>
      g.criteria
        .filter((one) => one.when !== undefined && holdsSoFar(one.when, situation) === 'unknown')
        .flatMap((one) => factsIn(one.when)),
    ),
  );
  return {
    criteria,
    suggested: raised.length > 0 ? (higher ?? from) : met,
    raised,
    unknown: policy.facts.filter((f) => open.has(f.id) && situation.facts[f.id] === undefined),
  };
}

/** Every criterion of this grade is known not to be met. A grade without judgeable criteria never is. */
export function isAgainstCriteria(policy: Policy, c: Case, grade: string): boolean {
  const own = judge(policy, c).criteria.filter((one) => one.grade.id === grade);
  return own.length > 0 && own.every((one) => one.standing === 'fails');
}

/** The grade that the criteria suggest, where it is higher than this one; null otherwise. */
export function suggestedAbove(policy: Policy, c: Case, grade: string): Grade | null {
  const { suggested } = judge(policy, c);
  const rank = policy.grades.find((g) => g.id === grade)?.rank;
  return suggested !== null && rank !== undefined && rank < suggested.rank ? suggested : null;
}
