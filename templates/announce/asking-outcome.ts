// The card that asks for the conclusion: sent when its turn comes, closed when somebody has drawn it or its turn is over.
import type { Card } from '../../src/core/card.ts';
import type { Message } from '../../src/core/message.ts';
import { ownerOf } from '../../src/core/owners.ts';
import { openStep } from '../../src/core/steps.ts';
import { askForOutcome, outcomeDecided } from '../cards/outcome-card.ts';
import { stepsBegun } from './begun.ts';
import { type AnnounceContext, actors, card, happened, update } from './context.ts';

/** The update of the old card comes first, as for every purpose. */
export function announceOutcomeCard(context: AnnounceContext): readonly Message[] {
  return [...noLongerAsked(context), ...asked(context)];
}

function noLongerAsked(context: AnnounceContext): readonly Message[] {
  const { policy, previousPolicy, bureau, before, after } = context;
  if (before === null) return [];
  const decided = happened(context, 'outcome.decided').length > 0;
  const asking = before.closed === null && openStep(previousPolicy ?? policy, before, 'find') !== undefined;
  const asks = after.closed === null && openStep(policy, after, 'find') !== undefined;
  const unaskable = asking && asks && movedTo(context) === null;
  if (!decided && (!asking || asks) && !unaskable) return [];
  return update('outcome', outcomeDecided({ policy, bureau, case: after }), true);
}

function asked(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, after } = context;
  const again = happened(context, 'case.reopened').length > 0 ? openStep(policy, after, 'find') : undefined;
  const moved = movedTo(context) === undefined ? undefined : openStep(policy, after, 'find');
  const step = stepsBegun(context).find((s) => s.do === 'find') ?? again ?? moved;
  const shown = step === undefined ? null : askForOutcome({ policy, bureau, case: after });
  if (step === undefined || shown === null) return [];
  const owner = ownerOf(policy, bureau, after, step.by);
  // Who fills no role is told in words with the other steps.
  return actors(context, owner).length === 0 ? [] : card(context, 'outcome', owner, shown);
}

/** What an open card asks under the rule that the case has moved to; undefined where that is what it asked before. */
function movedTo(context: AnnounceContext): Card | null | undefined {
  const { policy, previousPolicy, bureau, before, after } = context;
  if (happened(context, 'policy.moved').length === 0 || before === null || previousPolicy === undefined)
    return undefined;
  const was = askForOutcome({ policy: previousPolicy, bureau, case: before });
  const now = askForOutcome({ policy, bureau, case: after });
  return JSON.stringify(was) === JSON.stringify(now) ? undefined : now;
}
