// The form that asks for facts and marks: when it is sent, and what it shows once they are known.
import type { Message } from '../../src/core/message.ts';
import { ownerOf } from '../../src/core/owners.ts';
import { factsCard } from '../cards/facts-card.ts';
import { type AnnounceContext, actors, groupOf, happened, stepWith, unfilled, update } from './context.ts';

/** Of a new case: one form for the office, and for whoever reported it one to one. Afterwards what is known by now. */
export function announceFactForm(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, before, after } = context;
  const shown = factsCard({ policy, bureau, case: after });
  if (before === null) return shown.form === undefined ? [] : sent(context, shown);
  const told = happened(context, 'fact.set').length + happened(context, 'mark.set').length > 0;
  const ended = before.closed === null && after.closed !== null;
  const moved = happened(context, 'policy.moved').length > 0;
  if (!told && !ended && !moved) return [];
  // A form that asks nothing any more is left as it is: later changes are told in words.
  const was = factsCard({ policy: context.previousPolicy ?? policy, bureau, case: before });
  if (JSON.stringify(was) === JSON.stringify(shown)) return [];
  // The rule a case moves to asks other things: what the old form would send it does not know.
  if (moved && shown.form !== undefined) return sent(context, shown);
  if (was.form === undefined) return [];
  const final = shown.form === undefined;
  return update('facts', shown, final, { minor: !final });
}

function sent(context: AnnounceContext, shown: ReturnType<typeof factsCard>): readonly Message[] {
  const { policy, bureau, after } = context;
  const receive = stepWith(context, 'receive');
  if (receive === undefined) return [];
  const owner = ownerOf(policy, bureau, after, receive.by);
  const office = actors(context, owner);
  const to = [...new Set([...office, ...reporterAlone(context)])];
  const cardId = `${after.number}-facts-${after.version}`;
  return [
    ...(office.length === 0 ? unfilled(context, owner) : []),
    ...(to.length === 0 ? [] : [{ kind: 'card', to, cardId, purpose: 'facts', card: shown } as const]),
  ];
}

/** Whoever reported one to one and may fill in what they reported. */
function reporterAlone({ bureau, after, asker }: AnnounceContext): readonly string[] {
  if (asker?.person !== after.reporter || groupOf(asker.reply) !== null) return [];
  return bureau.people.some((p) => p.id === after.reporter) ? [after.reporter] : [];
}
