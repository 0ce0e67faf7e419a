// Steps that somebody carries out, and papers that the case calls for.
import type { Obligation } from '../obligations.ts';
import { ownerOf } from '../owners.ts';
import { holds } from '../policy/conditions.ts';
import type { Step } from '../policy/settle.ts';
import { situationOf } from '../steps.ts';
import { met, timing, unlimited, type View } from './timing.ts';

export function stepObligation(view: View, step: Step): Obligation {
  const { policy, bureau, c } = view;
  const state = c.steps[step.id];
  const own = { clause: step.clause, basis: step.basis, startedAt: state?.openedAt ?? c.openedAt };
  return {
    ...unlimited,
    key: `step:${step.id}:r${state?.round ?? 1}`,
    kind: 'step',
    title: step.title,
    owner: ownerOf(policy, bureau, c, step.by),
    ...timing(view, step.id, own),
    metAt: state?.doneAt ?? null,
    metBy: state?.doneBy ?? null,
  };
}

/** Papers that this case calls for: by what it is, or because somebody asked for one. */
export function paperObligations(view: View): readonly Obligation[] {
  const { policy, bureau, c } = view;
  const situation = situationOf(policy, c);
  return policy.papers.flatMap((paper): Obligation[] => {
    const ordered = c.papers.ordered[paper.id];
    const called =
      paper.trigger === 'decision'
        ? ordered !== undefined
        : paper.trigger === 'event' && paper.when !== undefined && holds(paper.when, situation);
    const issued = c.papers.issued[paper.id];
    // A matter that has ended calls for nothing more.
    if (!called || paper.from === null || (c.closed !== null && issued === undefined)) return [];
    const startedAt = ordered?.at ?? c.grade?.at ?? c.openedAt;
    return [
      {
        ...unlimited,
        key: `paper:${paper.id}`,
        kind: 'paper',
        title: paper.title,
        owner: ownerOf(policy, bureau, c, paper.from),
        ...timing(view, paper.id, { clause: paper.clause, basis: paper.basis, startedAt }),
        ...met(issued?.first ?? issued),
      },
    ];
  });
}
