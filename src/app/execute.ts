// Carries out an intent: decide on what is there now, commit, and decide again when somebody was faster.

import { wallClock } from '../core/calendar/shanghai.ts';
import type { Card } from '../core/card.ts';
import type { Case } from '../core/case.ts';
import type { Command } from '../core/command.ts';
import { decide, openCase } from '../core/decide.ts';
import type { ReportContent } from '../core/events.ts';
import type { Message } from '../core/message.ts';
import { openingOf } from '../core/opening.ts';
import { findCard, openCards } from '../storage/cards.ts';
import { nextNumber } from '../storage/counters.ts';
import type { Queries } from '../storage/database.ts';
import { findByCanonical } from '../storage/links.ts';
import { answer, inPlace, type Request } from './answer.ts';
import { bindGroup } from './bind-group.ts';
import { loadCase, loadCaseByNumber } from './case-store.ts';
import { type CaseChange, type Commit, Conflict, commit } from './commit.ts';
import type { Intent } from './define-handler.ts';
import { fullNumber } from './desk.ts';
import { handOverAttachments, handOverTable } from './hand-over.ts';
import { holdMedia, takenAlong } from './held-media.ts';
import { type Opening, sayOpening } from './say-openings.ts';
import type { World } from './world.ts';

/** Attempts against others writing the same case; far more than two leaders and a clock can cause. */
const ATTEMPTS = 8;

/**
 * Resolves when the effect (or the refusal) is committed. Rejects with `Repeated` for a repeat, with `HeldMoved` when
 * what goes along has gone elsewhere.
 */
export async function execute(world: World, intent: Intent, request: Request): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(world, intent, request);
    } catch (error) {
      if (!(error instanceof Conflict) || attempt >= ATTEMPTS) throw error;
    }
  }
}

async function once(world: World, intent: Intent, request: Request): Promise<void> {
  switch (intent.kind) {
    case 'answer':
      return answer(world, request, inPlace(world, request, intent.lines), 'done', null);
    case 'bind':
      return bindGroup(world, intent.group, request);
    case 'report':
      return report(world, intent.report, intent.facts, request);
    case 'table':
      return handOverTable(world, intent, request);
    case 'attachments':
      return handOverAttachments(world, intent.number, request);
    case 'hold-media':
      return holdMedia(world, request);
    case 'show-card':
      return showCard(world, intent.number, request);
    case 'command': {
      const number = fullNumber(intent.number, world.now());
      const found = await loadCaseByNumber(world.database.db, world.bureau.id, number);
      if (found === null) return answer(world, request, world.wording.unknownNumber(number), 'refused', null);
      return onCase(world, found, intent.command, request);
    }
  }
}

async function onCase(world: World, before: Case, command: Command, request: Request): Promise<void> {
  // Looked at on every attempt: a tap that lost the race must not decide the question that came after it.
  if (before.closed === null && (await isReplaced(world, request.cardId))) {
    return answer(world, request, world.wording.staleCard(before.number), 'refused', 'stale-card');
  }
  const pinned = await world.policies.of(before);
  // 换制度 is decided by the rule as it stands now, and its announcement shows what that changes.
  const moves = command.kind === 'move-policy';
  const policy = moves ? world.policies.current : pinned;
  const { bureau } = world;
  const now = world.now();
  const decision = decide({ policy, bureau, now }, before, command, request.actor);
  if (decision.kind === 'refused') {
    const { code } = decision.refusal;
    const why = world.wording.refusal({ policy, bureau, case: before }, decision.refusal);
    const known = bureau.people.some(({ id }) => id === request.actor.person);
    const lines = code === 'not-authorised' && !known ? [...why, ...world.wording.notRecognised()] : why;
    return answer(world, request, lines, 'refused', code);
  }
  if (decision.events.length === 0) {
    return answer(world, request, world.wording.unchanged(before.number), 'done', 'unchanged');
  }
  const { events, after } = decision;
  const change = { policy, before, after, events, ...(moves ? { previousPolicy: pinned } : {}) };
  await commit(world, changeOf(world, request, change, command.kind));
}

async function isReplaced(world: World, cardId: string | null): Promise<boolean> {
  if (cardId === null) return false;
  const card = await findCard(world.database.db, world.bureau.id, cardId);
  return card?.state === 'superseded';
}

/** The same post again attaches to the open case that has it; otherwise a new case opens. */
async function report(
  world: World,
  content: ReportContent,
  facts: Readonly<Record<string, string>>,
  request: Request,
): Promise<void> {
  const { bureau, database } = world;
  const ids = content.links.map((link) => link.canonicalId);
  const seen = await findByCanonical(database.db, bureau.id, ids);
  const open = seen.find((link) => link.state === 'open');
  if (open !== undefined) {
    const before = await loadCase(database.db, open.case_id);
    if (before !== null) return onCase(world, before, { kind: 'attach-report', report: content }, request);
  }
  const policy = world.policies.current;
  const now = world.now();
  const opening = openingOf(policy, facts);
  const opened = (number: string) =>
    openCase(
      { policy, bureau, now },
      world.newId(),
      {
        type: 'case.opened',
        number,
        policyId: policy.policy.id,
        policyVersion: policy.version,
        answers: policy.answers,
        ...opening,
        drill: world.drill,
        reporter: request.actor.person,
        report: content,
        related: [...new Set(seen.map((link) => link.number))],
      },
      request.actor,
    );
  await commit(world, async (q) => {
    const { events, after } = opened(await takeNumber(world, q));
    return {
      inbox: { ...request.inbox, outcome: 'done', detail: 'opened', case_id: after.id },
      change: { policy, before: null, after, events },
      messages: [],
      opening: { asker: askerOf(request), via: request.actor.via },
      ...takenAlong(request),
      dueAt: null,
    };
  });
}

/** The next number of the year, taken in the transaction that uses it, so that the ledger has no gaps. */
async function takeNumber(world: World, q: Queries): Promise<string> {
  const year = wallClock(world.now()).year;
  const count = await nextNumber(q, { bureauId: world.bureau.id, name: `case-${year}` });
  return `YQ-${year}-${String(count).padStart(4, '0')}`;
}

function changeOf(world: World, request: Request, change: CaseChange, detail: string): Commit {
  return {
    inbox: { ...request.inbox, outcome: 'done', detail, case_id: change.after.id },
    change,
    messages: world.wording.announce({
      ...change,
      bureau: world.bureau,
      now: world.now(),
      asker: askerOf(request),
      via: request.actor.via,
    }),
    ...takenAlong(request),
    dueAt: null,
  };
}

function askerOf({ actor, reply, held }: Request): Opening['asker'] {
  return { person: actor.person, reply, ...(held.length === 0 ? {} : { held: held.length }) };
}

/** One more copy of the card that waits for a decision, for a person who has lost theirs. */
async function showCard(world: World, number: string, request: Request): Promise<void> {
  const full = fullNumber(number, world.now());
  const found = await loadCaseByNumber(world.database.db, world.bureau.id, full);
  if (found === null) return answer(world, request, world.wording.unknownNumber(full), 'refused', null);
  const policy = await world.policies.of(found);
  await world.database.transaction((q) => sayOpening(world, q, { opened: found, policy }));
  const card = (await openCards(world.database.db, { caseId: found.id, purpose: 'grade' })).at(-1);
  if (card === undefined) return answer(world, request, world.wording.unchanged(full), 'done', 'show-card');
  const again: Message = {
    kind: 'card',
    to: [request.actor.person],
    cardId: `${found.number}-grade-${world.newId()}`,
    purpose: 'grade',
    card: JSON.parse(card.shown) as Card,
    again: true,
  };
  await commit(world, {
    inbox: { ...request.inbox, outcome: 'done', detail: 'show-card', case_id: found.id },
    change: { policy, before: found, after: found, events: [] },
    messages: [again],
    media: [],
    dueAt: null,
  });
}
