// An open step that must not end before somebody has given an opinion on it.
import { ownerTitle } from '../bureau.ts';
import type { Case } from '../case.ts';
import type { Situation } from '../decide.ts';
import { missingOpinions } from '../opinions.ts';
import { ownerOf } from '../owners.ts';
import type { Step } from '../policy/settle.ts';
import type { Refusal } from '../refusal.ts';

/** Names whose opinion is awaited; null where the step may end. What was done before stays done. */
export function awaitsOpinion({ policy, bureau }: Situation, c: Case, step: Step): Refusal | null {
  if (c.steps[step.id]?.state !== 'open') return null;
  const missing = missingOpinions(policy, c, step);
  if (missing.length === 0) return null;
  const from = missing.map(({ who }) => ownerTitle(policy, bureau, ownerOf(policy, bureau, c, who)));
  return { code: 'need-opinion', from };
}
