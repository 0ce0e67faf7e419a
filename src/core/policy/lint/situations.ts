// Every situation that a 制度 tells apart, each with the route it is led over, the steps that apply and what is owed.
import { comesBefore } from '../../steps-before.ts';
import { holds, type Situation } from '../conditions.ts';
import type { Policy, Route, Step } from '../settle.ts';
import { type Choices, choicesOf, countOf, type FactChoice } from './choices.ts';

/** Situations; a rule with more is checked on a sample, so that lint stays quick. */
const MOST = 1_000;

export type Surveyed = {
  readonly situation: Situation;
  readonly route: Route | undefined;
  /** Those of the route that apply. */
  readonly steps: readonly Step[];
  /** Deliverables, steps and papers that a limit could be on. */
  readonly owed: ReadonlySet<string>;
  /** The same case before it was graded; null for that itself. */
  readonly early: Surveyed | null;
};

export type Survey = {
  readonly policy: Policy;
  /** Whether it is every situation there is: only then does “in none of them” mean never. */
  readonly every: boolean;
  /** Graded cases. */
  readonly graded: readonly Surveyed[];
  /** Cases that have no grade yet. */
  readonly early: readonly Surveyed[];
};

export function surveyOf(policy: Policy): Survey {
  const choices = choicesOf(policy);
  const every = countOf(policy, choices) <= MOST;
  const early: Surveyed[] = [];
  const graded: Surveyed[] = [];
  for (const known of every ? allOf(choices) : sampleOf(choices, policy)) {
    const first = surveyed(policy, { ...known, grade: null, outcome: null }, null);
    early.push(first);
    for (const { id } of policy.grades) {
      const open = surveyed(policy, { ...known, grade: id, outcome: null }, first);
      graded.push(open);
      // Nobody can say how it turned out where no step asks for it.
      if (!open.steps.some((s) => s.do === 'find')) continue;
      for (const outcome of choices.outcomes)
        if (outcome !== null) graded.push(surveyed(policy, { ...known, grade: id, outcome }, first));
    }
  }
  return { policy, every, graded, early };
}

/** Cases that stay as they are unless somebody changes what is known: nothing to grade, nothing to find. */
export function resting({ graded, early }: Survey): readonly Surveyed[] {
  return [
    ...graded.filter((c) => c.situation.outcome !== null || !c.steps.some((s) => s.do === 'find')),
    ...early.filter((c) => !c.steps.some((s) => s.do === 'grade')),
  ];
}

type Known = Pick<Situation, 'facts' | 'marks' | 'instructed'>;

function allOf({ facts, marks, instructed }: Choices): readonly Known[] {
  let all: readonly Known[] = instructed.map((i) => ({ facts: {}, marks: [], instructed: i }));
  for (const { id, values } of facts)
    all = all.flatMap((known) =>
      values.map((v) => ({ ...known, facts: { ...known.facts, ...named(id, v) } })),
    );
  for (const mark of marks)
    all = all.flatMap((known) => [known, { ...known, marks: [...known.marks, mark] }]);
  return all;
}

/** The usual case, and each value, mark and instruction with the others as usual; then two marks, two facts at a time. */
function sampleOf({ facts, marks, outcomes, instructed }: Choices, { grades }: Policy): readonly Known[] {
  const usual = Object.assign({}, ...facts.map((f) => named(f.id, f.usual))) as Known['facts'];
  const base: Known = { facts: usual, marks: [], instructed: false };
  const most = Math.floor(MOST / (grades.length * outcomes.length + 1));
  const one = facts.flatMap((f) => each(f).map((fact) => ({ ...base, facts: { ...usual, ...fact } })));
  const singles = [
    base,
    ...instructed.filter(Boolean).map(() => ({ ...base, instructed: true })),
    ...marks.map((mark) => ({ ...base, marks: [mark] })),
    ...one,
    { ...base, marks },
  ];
  const pairs: Known[] = marks.flatMap((first, i) =>
    marks.slice(i + 1).map((second) => ({ ...base, marks: [first, second] })),
  );
  for (const [i, first] of facts.entries())
    for (const second of facts.slice(i + 1))
      for (const a of each(first))
        for (const b of each(second)) pairs.push({ ...base, facts: { ...usual, ...a, ...b } });
  return [...singles, ...pairs].slice(0, most);
}

const each = ({ id, values }: FactChoice): readonly Known['facts'][] => values.map((v) => named(id, v));

function named(id: string, value: string | null): Known['facts'] {
  return value === null ? {} : { [id]: value };
}

function surveyed(policy: Policy, situation: Situation, early: Surveyed | null): Surveyed {
  const route =
    policy.routes.find((r) => r.when !== undefined && holds(r.when, situation)) ??
    policy.routes.find((r) => r.default);
  const steps = comingNow(
    (route?.steps ?? []).filter((s) => holds(s.when, situation)),
    situation,
  );
  const owes = steps.flatMap((s) => (s.do === 'check' ? s.owes : []));
  const owed = new Set([
    ...steps.map((s) => s.id),
    ...policy.deliverables.filter((d) => owes.includes(d.id) && holds(d.when, situation)).map((d) => d.id),
    ...policy.papers.filter((p) => holds(p.when, situation)).map((p) => p.id),
  ]);
  return { situation, route, steps, owed, early };
}

/** What stands behind the grading comes only when there is a grade, maybe on another route. */
function comingNow(steps: readonly Step[], { grade }: Situation): readonly Step[] {
  const grading = grade === null ? steps.find((s) => s.do === 'grade') : undefined;
  return grading === undefined ? steps : steps.filter((s) => !comesBefore(steps, grading, s));
}
