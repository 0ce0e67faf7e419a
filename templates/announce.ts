// One commit → everything that is to be said about it, in the order in which it should be read.
import type { Message } from '../src/core/message.ts';
import { announceDecision, announceWithdrawn } from './announce/approving.ts';
import { askMomentsOfSteps } from './announce/ask-moments.ts';
import { announceNextLink } from './announce/asking-approval.ts';
import { announceOutcomeCard } from './announce/asking-outcome.ts';
import { announceExtension, announcePause } from './announce/clock.ts';
import { announceClosed, announceReopened, announceTransferred } from './announce/closing.ts';
import { announceConclusion } from './announce/concluding.ts';
import { announceConsulting, announceOpinion } from './announce/consulting.ts';
import type { AnnounceContext } from './announce/context.ts';
import { announceFactForm } from './announce/fact-form.ts';
import { announceFacts } from './announce/facts.ts';
import { announceAssignOpened, announceHandover } from './announce/handing-over.ts';
import { announceInstruction, announcePolicyMoved, announceRoute } from './announce/moving.ts';
import { announceNextSteps } from './announce/next-steps.ts';
import { announceAttached, announceOpening } from './announce/opening.ts';
import { announcePapersIssued, announcePapersOwed } from './announce/papers.ts';
import { announceCopies, announceNamed, announceRecorded } from './announce/recorded.ts';
import { announceReminders } from './announce/reminding.ts';
import { announceExplained, announceSubmitted } from './announce/reporting.ts';
import { announceGivenBack, announceSigned } from './announce/signing.ts';
import { withTakenAlong } from './announce/taken-along.ts';
import { announceCheckOpened } from './announce/units-called.ts';

export type { AnnounceContext } from './announce/context.ts';

/**
 * All messages of one commit. A card update of a purpose always comes before a new card of the same purpose, so they
 * must be handed on in this order. `asker` is answered in words unless `via` is a tap or the clock.
 */
export function announce(context: AnnounceContext): readonly Message[] {
  return withTakenAlong(context, [
    ...announceOpening(context),
    ...announceFactForm(context),
    ...announceAttached(context),
    ...announceGivenBack(context),
    ...announceHandover(context),
    ...announceSigned(context),
    ...announceFacts(context),
    ...announceInstruction(context),
    ...announcePolicyMoved(context),
    ...announceRoute(context),
    ...announceSubmitted(context),
    ...announceExplained(context),
    ...announceExtension(context),
    ...announcePause(context),
    ...announceOpinion(context),
    ...announceNamed(context),
    ...announceRecorded(context),
    ...announcePapersIssued(context),
    ...announceDecision(context),
    ...announceConclusion(context),
    ...announceClosed(context),
    ...announceTransferred(context),
    ...announceReopened(context),
    ...announceCopies(context),
    ...announceWithdrawn(context),
    ...announceAssignOpened(context),
    ...announceCheckOpened(context),
    ...announceNextLink(context),
    ...announceConsulting(context),
    ...announceNextSteps(context),
    ...announceOutcomeCard(context),
    ...askMomentsOfSteps(context),
    ...announcePapersOwed(context),
    ...announceReminders(context),
  ]);
}
