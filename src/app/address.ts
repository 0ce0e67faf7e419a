// From our names for people and groups to the platform's ids.
import type { Bureau } from '../core/bureau.ts';
import type { Recipient } from '../core/message.ts';
import type { Destination, Outgoing } from '../platforms/platform.ts';
import type { OutboxBody } from './enqueue.ts';

/** Why a message has nobody to go to. */
export class NoAddress extends Error {}

/** The platform's id of a person; null for somebody without one. */
export function platformId(bureau: Bureau, platform: string, person: string): string | null {
  const known = bureau.people.find((p) => p.id === person);
  if (known !== undefined) return known.ids[platform] ?? null;
  return person.startsWith(`${platform}:`) ? person.slice(platform.length + 1) : null;
}

/** Who a platform id stands for; somebody not in the bureau file keeps the id as their name. */
export function somebody(
  bureau: Bureau,
  platform: string,
  id: string,
): { readonly id: string; readonly name: string; readonly title: string } {
  const folded = id.toLowerCase();
  const person = bureau.people.find((p) => p.ids[platform]?.toLowerCase() === folded);
  return { id: person?.id ?? `${platform}:${id}`, name: person?.name ?? id, title: person?.title ?? '' };
}

/** The person a platform id belongs to, for telling people who was not reached. */
export function personNamed(bureau: Bureau, platform: string, id: string): string {
  const folded = id.toLowerCase();
  return bureau.people.find((p) => p.ids[platform]?.toLowerCase() === folded)?.name ?? id;
}

/** Turns a row's message into what the platform sends. Throws `NoAddress`. `code` is a right to update a card. */
export function outgoingOf(
  bureau: Bureau,
  platform: string,
  body: OutboxBody,
  code: string | null,
): Outgoing {
  switch (body.kind) {
    case 'text':
      return {
        kind: 'text',
        to: destinationOf(bureau, platform, body.to),
        text: body.lines.join('\n'),
        mention: idsOf(bureau, platform, body.mention),
        ...(body.page === true ? { page: true } : {}),
      };
    case 'card': {
      const ids = idsOf(bureau, platform, body.to);
      if (ids.length === 0) throw new NoAddress(body.to.join('、'));
      return { kind: 'card', to: { kind: 'users', ids }, cardId: body.cardId, card: body.card };
    }
    case 'notice':
      return {
        kind: 'notice',
        to: { kind: 'group', group: body.to },
        card: body.card,
        ...(body.asks === undefined ? {} : { asks: body.asks }),
      };
    case 'card-update':
      if (code === null) throw new NoAddress(body.cardId);
      return { kind: 'card-update', cardId: body.cardId, card: body.card, code };
    case 'file':
      return { kind: 'file', to: destinationOf(bureau, platform, body.to), file: body.file };
    case 'recall':
      return { kind: 'recall', reference: body.reference };
  }
}

function idsOf(bureau: Bureau, platform: string, people: readonly string[]): readonly string[] {
  const ids = people.map((person) => platformId(bureau, platform, person));
  return [...new Set(ids.filter((id) => id !== null))];
}

function destinationOf(bureau: Bureau, platform: string, to: Recipient): Destination {
  if (to.kind === 'group') return { kind: 'group', group: to.group };
  if (to.kind === 'reply') return { kind: 'reply', handle: to.handle };
  const id = platformId(bureau, platform, to.person);
  if (id === null) throw new NoAddress(to.person);
  return { kind: 'users', ids: [id] };
}
