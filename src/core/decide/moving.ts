// A case that moves to another version of its rule: on record, by a leader, never by itself.

import { roleOwner } from '../bureau.ts';
import type { Case } from '../case.ts';
import type { Actor } from '../command.ts';
import type { Situation, Verdict } from '../decide.ts';
import { authorise } from './authority.ts';

/** `situation.policy` is the version the case is to move to. */
export function decideMove(situation: Situation, c: Case, actor: Actor): Verdict {
  const { policy } = situation;
  const steps = policy.routes.flatMap((r) => r.steps).filter((s) => s.by !== 'unit');
  const graders = steps.filter((s) => s.do === 'grade');
  // Where the unit judges for itself, whoever hands over leads the matter.
  const leading = graders.length > 0 ? graders : steps.filter((s) => s.do === 'assign');
  const owners = leading.map((s) => roleOwner(policy, s.by, c.unit?.id ?? null));
  const refused = authorise(situation, c, actor.person, owners);
  if (refused) return refused;
  if (c.policyVersion === policy.version && sameAnswers(c.answers, policy.answers))
    return { code: 'same-policy' };
  return [
    {
      type: 'policy.moved',
      policyVersion: policy.version,
      previous: c.policyVersion,
      answers: policy.answers,
    },
  ];
}

function sameAnswers(a: Case['answers'], b: Case['answers']): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => a[key] === b[key]);
}
