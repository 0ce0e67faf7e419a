// Approvals, opinions that they wait for, and answers to requests for more time.
import { linksOf, marksOn, openLinks } from '../approvals.ts';
import { computeLimit, isOfThisRun, limitOn } from '../limits.ts';
import type { Obligation } from '../obligations.ts';
import { consultedOn, opinionOn } from '../opinions.ts';
import { linkOwner, ownerOf } from '../owners.ts';
import type { Step } from '../policy/settle.ts';
import { isReady, openSteps, situationOf, stepsOf } from '../steps.ts';
import { met, thingOf, timing, unlimited, type View } from './timing.ts';

export function approvalObligations(view: View, step: Step): readonly Obligation[] {
  const { policy, bureau, c } = view;
  const state = c.steps[step.id];
  const approval = policy.approvals.find((a) => a.thing === step.thing);
  if (!state || !approval) return [];
  const situation = situationOf(policy, c);
  const current = openLinks(policy, c, openSteps(policy, c), situation).find((l) => l.step.id === step.id);
  const links = linksOf(approval, situation);
  return links.flatMap(({ rule, link }): Obligation[] => {
    const marks = marksOn(c, approval.thing, state.round, link, rule);
    const mark = marks.find((a) => a.last || a.decision === 'returned');
    if (mark === undefined && current?.link !== link) return [];
    const earlier = c.approvals.findLast(
      (a) => a.thing === approval.thing && a.round === state.round && a.link < link,
    );
    const own = {
      clause: rule.clause ?? approval.clause,
      basis: rule.basis,
      startedAt: earlier?.at ?? state.openedAt,
    };
    return [
      {
        ...unlimited,
        key: `approve:${approval.thing}:r${state.round}:l${link}`,
        kind: 'approve',
        title: `审核${approval.title}`,
        owner: linkOwner(policy, bureau, c, rule),
        // A limit on the approval is one on its last link.
        ...(link === links.at(-1)?.link
          ? { of: step.id, ...timing(view, step.id, own) }
          : timing(view, '', own)),
        ...met(mark),
      },
    ];
  });
}

/** Opinions that something waits for, and those that were given to it. */
export function opinionObligations(view: View, step: Step): readonly Obligation[] {
  const { policy, bureau, c } = view;
  const state = c.steps[step.id];
  if (state === undefined) return [];
  // Only while it is the step's turn: before and after, an opinion on it cannot be given.
  const waits = state.state === 'open' && isReady(stepsOf(policy, c), c, step);
  return consultedOn(policy, c, step)
    .filter((who) => who.blocks)
    .flatMap((consulted): readonly Obligation[] => {
      const given = opinionOn(c, step, consulted.who);
      if (given === undefined && !waits) return [];
      const opinion: Obligation = {
        ...unlimited,
        key: `opinion:${step.id}:${consulted.who}:r${state.round}`,
        kind: 'opinion',
        title: `对${step.title}提出意见`,
        owner: ownerOf(policy, bureau, c, consulted.who),
        clause: step.clause ?? null,
        basis: consulted.basis,
        startedAt: state.openedAt,
        ...met(given),
      };
      return [opinion];
    });
}

/** `open`: what else is owed; a request for more time for what was handed in meanwhile needs no answer. */
export function extensionObligations(
  { policy, bureau, c }: View,
  open: readonly Obligation[],
): readonly Obligation[] {
  return c.extensions.flatMap((e, n): Obligation[] => {
    const limit = limitOn(policy, c, e.of);
    if (limit === undefined || limit.extend === null) return [];
    if (e.decided === null) {
      // A matter that has ended needs no more time, nor does a limit that started anew since.
      const { startedAt } = computeLimit(policy, bureau, c, limit);
      const runs = isOfThisRun(e, startedAt) && open.some((o) => thingOf(o) === e.of);
      if (c.closed !== null || !runs) return [];
    }
    return [
      {
        ...unlimited,
        key: `extension:${e.of}:${n + 1}`,
        kind: 'extension',
        title: '答复延期申请',
        owner: ownerOf(policy, bureau, c, limit.extend.by),
        clause: limit.extend.clause ?? limit.clause ?? null,
        basis: limit.basis,
        startedAt: e.at,
        ...met(e.decided),
      },
    ];
  });
}
