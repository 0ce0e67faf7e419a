// Whether a rule applies to a case.
import type { Condition } from './schema.ts';

/** What conditions may look at. */
export type Situation = {
  readonly grade: string | null;
  readonly facts: Readonly<Record<string, string>>;
};

const oneOf = (wanted: string | readonly string[], value: string | null | undefined): boolean =>
  value !== null &&
  value !== undefined &&
  (typeof wanted === 'string' ? wanted === value : wanted.includes(value));

/** True when every part of the condition holds; no condition always holds. */
export function holds(condition: Condition | undefined, situation: Situation): boolean {
  if (condition === undefined) return true;
  return (
    (condition.grade === undefined || oneOf(condition.grade, situation.grade)) &&
    Object.entries(condition.fact ?? {}).every(([id, wanted]) => oneOf(wanted, situation.facts[id])) &&
    (condition.all ?? []).every((part) => holds(part, situation)) &&
    (condition.any === undefined || condition.any.some((part) => holds(part, situation))) &&
    (condition.not === undefined || !holds(condition.not, situation))
  );
}
