// One commit → everything that is to be said about it, in the order in which it should be read.
import type { Message } from '../src/core/message.ts';
import { announceDecision, announceNextLink, announceWithdrawn } from './announce/approving.ts';
import { announceClosed, announceReopened } from './announce/closing.ts';
import { announceConclusion, announceNextSteps } from './announce/concluding.ts';
import type { AnnounceContext } from './announce/context.ts';
import { announceFacts } from './announce/facts.ts';
import { announceHandover } from './announce/handing-over.ts';
import { announceAttached, announceOpening } from './announce/opening.ts';
import { announceReminders } from './announce/reminding.ts';
import { announceExplained, announceSubmitted } from './announce/reporting.ts';
import { announceGivenBack, announceSigned } from './announce/signing.ts';

export type { AnnounceContext } from './announce/context.ts';

/**
 * All messages of one commit. A card update of a purpose always comes before a new card of the same purpose, so they
 * must be handed on in this order. `asker` is answered in words unless `via` is a tap or the clock.
 */
export function announce(context: AnnounceContext): readonly Message[] {
  return [
    ...announceOpening(context),
    ...announceAttached(context),
    ...announceGivenBack(context),
    ...announceHandover(context),
    ...announceSigned(context),
    ...announceFacts(context),
    ...announceSubmitted(context),
    ...announceExplained(context),
    ...announceDecision(context),
    ...announceConclusion(context),
    ...announceClosed(context),
    ...announceReopened(context),
    ...announceWithdrawn(context),
    ...announceNextLink(context),
    ...announceNextSteps(context),
    ...announceReminders(context),
  ];
}
