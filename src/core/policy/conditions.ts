// Whether a rule applies to a case.
import type { Condition, FactTest } from './schema.ts';

/** What conditions may look at. Facts are kept as people write them: 是/否, numbers, several values with 、. */
export type Situation = {
  readonly grade: string | null;
  readonly facts: Readonly<Record<string, string>>;
  readonly marks: readonly string[];
  readonly outcome: string | null;
  readonly instructed: boolean;
};

/** A case of which nothing is known but some facts. */
export const nothingKnown: Omit<Situation, 'facts'> = {
  grade: null,
  marks: [],
  outcome: null,
  instructed: false,
};

export const YES = '是';
export const NO = '否';

const names = (wanted: string | readonly string[]): readonly string[] =>
  typeof wanted === 'string' ? [wanted] : wanted;

const oneOf = (wanted: string | readonly string[], value: string | null | undefined): boolean =>
  value !== null && value !== undefined && names(wanted).includes(value);

/** True when every part of the condition holds; no condition always holds. */
export function holds(condition: Condition | undefined, situation: Situation): boolean {
  if (condition === undefined) return true;
  return (
    (condition.grade === undefined || oneOf(condition.grade, situation.grade)) &&
    (condition.mark === undefined || names(condition.mark).some((m) => situation.marks.includes(m))) &&
    (condition.outcome === undefined || oneOf(condition.outcome, situation.outcome)) &&
    (condition.instructed === undefined || condition.instructed === situation.instructed) &&
    Object.entries(condition.fact ?? {}).every(([id, wanted]) => factHolds(wanted, situation.facts[id])) &&
    (condition.all ?? []).every((part) => holds(part, situation)) &&
    (condition.any === undefined || condition.any.some((part) => holds(part, situation))) &&
    (condition.not === undefined || !holds(condition.not, situation))
  );
}

function factHolds(wanted: FactTest, value: string | undefined): boolean {
  if (value === undefined) return false;
  if (typeof wanted === 'boolean') return value === (wanted ? YES : NO);
  if (typeof wanted === 'string' || Array.isArray(wanted))
    return listed(value).some((one) => oneOf(wanted, one));
  const number = Number(value);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = wanted as {
    min?: number;
    max?: number;
  };
  return !Number.isNaN(number) && number >= min && number <= max;
}

/** The values of a fact that may have several. */
export function listed(value: string): readonly string[] {
  return value.split('、').filter((one) => one !== '');
}

/** Ids of the facts a condition looks at. */
export function factsIn(condition: Condition | undefined): readonly string[] {
  if (condition === undefined) return [];
  const parts = [...(condition.all ?? []), ...(condition.any ?? []), condition.not];
  return [...Object.keys(condition.fact ?? {}), ...parts.flatMap(factsIn)];
}

/** Whether a condition holds when some facts are not known yet: `unknown` while it depends on one of them. */
export function holdsSoFar(
  condition: Condition | undefined,
  situation: Situation,
): 'holds' | 'fails' | 'unknown' {
  if (condition === undefined) return 'holds';
  const { grade, mark, outcome, instructed } = condition;
  const parts: ('holds' | 'fails' | 'unknown')[] = [
    ...Object.entries(condition.fact ?? {}).map(([id, wanted]) => {
      const value = situation.facts[id];
      if (value === undefined) return 'unknown' as const;
      return factHolds(wanted, value) ? ('holds' as const) : ('fails' as const);
    }),
    holds({ grade, mark, outcome, instructed }, situation) ? 'holds' : 'fails',
    ...(condition.all ?? []).map((part) => holdsSoFar(part, situation)),
  ];
  if (condition.any !== undefined) {
    const some = condition.any.map((part) => holdsSoFar(part, situation));
    parts.push(some.includes('holds') ? 'holds' : some.includes('unknown') ? 'unknown' : 'fails');
  }
  if (condition.not !== undefined) {
    const not = holdsSoFar(condition.not, situation);
    parts.push(not === 'unknown' ? 'unknown' : not === 'holds' ? 'fails' : 'holds');
  }
  return parts.includes('fails') ? 'fails' : parts.includes('unknown') ? 'unknown' : 'holds';
}
