// From a verified event to a committed effect. A repeat changes nothing; what cannot be processed is kept as it came
// and a person is told.

import type { Card } from '../core/card.ts';
import type { Recipient } from '../core/message.ts';
import { findSecretMark } from '../intake/secret-marks.ts';
import type { InboundEvent, MediaRef, Receive, ReceiveResult } from '../platforms/platform.ts';
import { findCard } from '../storage/cards.ts';
import { alertAdministrators } from './alert.ts';
import { answer, type Request } from './answer.ts';
import { loadCase } from './case-store.ts';
import { commit, Repeated } from './commit.ts';
import type { HandlerContext, Intent } from './define-handler.ts';
import { createDesk } from './desk.ts';
import { execute } from './execute.ts';
import { HeldMoved, heldFor } from './held-media.ts';
import { rawWords } from './raw-words.ts';
import { keepUpdateRight } from './update-right.ts';
import type { World } from './world.ts';

/** Messages of one person that all want what waits for them; each time one has got it. */
const ATTEMPTS = 8;

/** The person a platform id belongs to; somebody unknown keeps the platform's id as theirs. */
function personOf(world: Pick<World, 'bureau'>, platform: string, sender: string): string {
  const folded = sender.toLowerCase();
  const person = world.bureau.people.find((p) => p.ids[platform]?.toLowerCase() === folded);
  return person?.id ?? `${platform}:${sender}`;
}

/**
 * Handles one event of a platform: the same event a second time changes nothing, and one that fails is kept with
 * its reason and does not throw. Answers with the card to show at once, if a tap decided one.
 */
export function createReceive(world: World): Receive {
  return async (event, raw) => {
    const leave = world.traffic.enter();
    try {
      await process(world, event, raw);
    } catch (error) {
      // The key of a repeat is in the inbox already: its commit wrote nothing.
      if (!(error instanceof Repeated)) await keepFailed(world, event, raw, error);
    } finally {
      leave();
    }
    return answerAtOnce(world, event);
  };
}

async function process(world: World, event: InboundEvent, raw: string): Promise<void> {
  const request = requestOf(world, event, raw);
  const mark = findSecretMark(saidIn(world, event, raw));
  if (mark !== null) {
    // Nothing of the text is kept, only that something was refused.
    const blank: Request = { ...request, inbox: { ...request.inbox, raw: null }, media: [] };
    if (event.content.kind === 'unreadable') return warn(world, event.content, blank);
    return answer(world, blank, world.wording.secret(mark), 'refused', `secret:${mark}`);
  }
  // The right to update that came with a tap is worth keeping even when the tap itself is refused.
  if (event.content.kind === 'tap' && event.content.updateCode !== undefined) {
    await keepUpdateRight(world, { cardId: event.content.cardId, code: event.content.updateCode });
  }
  if (event.content.kind === 'warning' || event.content.kind === 'unreadable') {
    return warn(world, event.content, request);
  }
  await carryOut(world, event, request);
}

/** Once more from the start when what waited for these words went elsewhere: without it they may mean something else. */
async function carryOut(world: World, event: InboundEvent, blank: Request): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const request = { ...blank, held: await heldFor(world, event, blank.actor.person) };
    const intent = await route(world, event, request);
    world.step('routed');
    if (intent === null) return answer(world, request, [], 'ignored', event.content.kind);
    try {
      return await execute(world, intent, request);
    } catch (error) {
      if (!(error instanceof HeldMoved) || attempt >= ATTEMPTS) throw error;
    }
  }
}

function requestOf(world: World, event: InboundEvent, raw: string): Request {
  const person = personOf(world, event.platform, event.sender);
  const now = world.now();
  return {
    actor: {
      person,
      via: event.content.kind === 'tap' ? 'card' : 'text',
      at: Math.min(event.at, now),
    },
    reply: replyTo(world, event, person),
    inbox: {
      id: world.newId(),
      bureau_id: world.bureau.id,
      platform: event.platform,
      channel: event.channel,
      key: event.key,
      sender: event.sender,
      received_at: now,
      raw,
    },
    media: event.content.kind === 'text' ? event.content.media : ([] as readonly MediaRef[]),
    held: [],
    chatId: event.place.kind === 'group' ? event.place.chatId : null,
    cardId: event.content.kind === 'tap' ? event.content.cardId : null,
  };
}

function replyTo(world: World, event: InboundEvent, person: string): Recipient {
  const { place, replyHandle, content } = event;
  // What a tap comes to concerns nobody else in the group.
  if (content.kind === 'tap' && replyHandle === undefined) return { kind: 'person', person };
  const group = place.kind === 'group' ? world.groups.ofChat(place.chatId) : null;
  if (place.kind === 'group' && group === null) {
    world.log.info({ chatId: place.chatId }, 'a group that is not bound: an administrator says 绑定 in it');
  }
  const otherwise: Recipient = group === null ? { kind: 'person', person } : { kind: 'group', group };
  return replyHandle === undefined ? otherwise : { kind: 'reply', handle: replyHandle, otherwise };
}

/**
 * Every word that would be kept, line by line, those behind a command also as a line of their own, because a mark stands
 * at the head; with the body as it came, which holds more than was read of it.
 */
function saidIn({ router }: World, { content }: InboundEvent, raw: string): string {
  const read =
    content.kind === 'text'
      ? [content.text, ...router.ownWords(content.text), content.quoted ?? '']
      : content.kind === 'link'
        ? [content.title, content.description]
        : [];
  return [...read, ...rawWords(raw)].join('\n');
}

async function route(world: World, event: InboundEvent, request: Request): Promise<Intent | null> {
  const { content } = event;
  const held = request.held.length;
  const context: HandlerContext = {
    now: world.now(),
    bureau: world.bureau,
    policy: world.policies.current,
    person: request.actor.person,
    place: event.place.kind,
    desk: createDesk(world),
  };
  switch (content.kind) {
    case 'text': {
      const quoted = content.quoted ?? null;
      const pictures = content.media.length;
      return world.router.routeText(context, { text: content.text, quoted, pictures, held });
    }
    case 'link': {
      const text = [content.title, content.description, content.url].filter((t) => t !== '').join('\n');
      return world.router.routeText(context, { text, quoted: null, pictures: 0, held });
    }
    case 'tap':
      return routeTap(world, context, content);
    case 'unsupported':
      return { kind: 'answer', lines: world.wording.unsupported(content.what) };
    case 'entered':
    case 'warning':
    case 'unreadable':
      return null;
  }
}

/** What the platform says about itself, or what nobody can read, goes to the administrators, with the inbox mark. */
async function warn(
  world: World,
  content: Extract<InboundEvent['content'], { kind: 'warning' | 'unreadable' }>,
  request: Request,
): Promise<void> {
  const { code, reason, hint } = content;
  const ofSender = content.kind === 'warning' && content.ofSender;
  const read = content.kind === 'unreadable' ? 'failed' : 'done';
  const { person } = request.actor;
  const known = world.bureau.people.find((p) => p.id === person);
  const matters = !ofSender || known !== undefined;
  const about = ofSender ? (known?.name ?? null) : null;
  const original = request.inbox.raw === null ? 'secret' : 'kept';
  const brought = content.kind === 'unreadable' ? ({ original } as const) : {};
  const lines = world.wording.warning({ reason, hint, about, ...brought });
  await commit(world, {
    inbox: { ...request.inbox, outcome: matters ? read : 'ignored', detail: code, case_id: null },
    change: null,
    messages: [],
    media: [],
    dueAt: null,
    also: async (q) => {
      const cause = ofSender ? `${code}:${person}` : code;
      if (matters) await alertAdministrators(world, q, { cause, lines });
    },
  });
}

type Tap = Extract<InboundEvent['content'], { kind: 'tap' }>;

async function routeTap(world: World, context: HandlerContext, tap: Tap): Promise<Intent> {
  const card = await findCard(world.database.db, world.bureau.id, tap.cardId);
  const found = card === undefined ? null : await loadCase(world.database.db, card.case_id);
  if (card === undefined || found === null) return { kind: 'answer', lines: world.wording.unknownCard() };
  // Of a closed case there is no newer card to point to; the command is refused with who closed it and when.
  if (card.state === 'superseded' && found.state === 'open') {
    return { kind: 'answer', lines: world.wording.staleCard(found.number) };
  }
  const [action = '', argument = ''] = tap.action.split(':', 2);
  return world.router.routeTap(context, {
    number: found.number,
    action,
    argument,
    selections: tap.selections,
  });
}

/** What the tapped card shows now, or a greeting for who opens the conversation. */
async function answerAtOnce(world: World, event: InboundEvent): Promise<ReceiveResult> {
  if (event.content.kind === 'entered' && event.content.greets) {
    return { greeting: world.wording.greeting().join('\n') };
  }
  if (event.content.kind !== 'tap') return {};
  const card = await findCard(world.database.db, world.bureau.id, event.content.cardId);
  return card === undefined ? {} : { card: JSON.parse(card.shown) as Card };
}

/** Law 1: kept as it came with the error; the sender and the administrators are told. */
async function keepFailed(world: World, event: InboundEvent, raw: string, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  const request = requestOf(world, event, raw);
  world.log.error({ err: error, channel: event.channel, key: event.key }, 'an event could not be processed');
  const alert = world.wording.failedForAdministrator({ sender: request.actor.person, reason });
  await commit(world, {
    inbox: { ...request.inbox, outcome: 'failed', detail: reason.slice(0, 500), case_id: null },
    change: null,
    messages: [
      { kind: 'text', to: request.reply, lines: world.wording.failed(), mention: [] },
      ...world.bureau.administrators.map((person) => ({
        kind: 'text' as const,
        to: { kind: 'person' as const, person },
        lines: alert,
        mention: [],
      })),
    ],
    media: [],
    dueAt: null,
  });
}
