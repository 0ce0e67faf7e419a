// Who would be told what about a case that was only rehearsed: the product's own messages, first lines.

import { announce } from '../../../templates/announce.ts';
import type { Bureau } from '../../core/bureau.ts';
import { shortMoment } from '../../core/calendar/shanghai.ts';
import type { Card, CardForm } from '../../core/card.ts';
import type { Message, Recipient } from '../../core/message.ts';
import type { rehearseFacts } from '../../core/policy/explain.ts';

const GROUPS = { work: '工作群', leadership: '领导群' } as const;

/** One line a message, in the order in which they would go out. */
export function toldWords({ policy, bureau, turns }: ReturnType<typeof rehearseFacts>): readonly string[] {
  return turns.flatMap(({ before, after, events, person, at }) =>
    announce({
      policy,
      bureau,
      before,
      after,
      events,
      now: at,
      asker: { person, reply: { kind: 'person', person } },
      via: 'text',
    })
      .flatMap((message) => spoken(bureau, message))
      .map((line) => `${shortMoment(at)} ${line}`),
  );
}

function spoken(bureau: Bureau, message: Message): readonly string[] {
  switch (message.kind) {
    case 'text':
      return [`告诉${to(bureau, message.to)}：${firstWords(message.lines)}`];
    case 'card':
      return [
        `给${message.to.map((person) => name(bureau, person)).join('、')}发卡片：${cardWords(message.card)}`,
      ];
    case 'notice':
      return [`${GROUPS[message.to]}发通知：${cardWords(message.card)}`];
    case 'card-update':
      return [];
  }
}

/** What a card is about and what it lets people do. */
function cardWords({ tag, title, buttons, form }: Card): string {
  const texts = form === undefined ? buttons.map((b) => b.text) : askedIn(form);
  const can = texts.length === 0 ? '' : `（${texts.join('、')}）`;
  return `${tag} ${title}${can}`;
}

function askedIn(form: CardForm): readonly string[] {
  return form.kind === 'choice' ? form.options.map((o) => o.text) : form.selectors.map((s) => s.title);
}

function to(bureau: Bureau, recipient: Recipient): string {
  switch (recipient.kind) {
    case 'person':
      return name(bureau, recipient.person);
    case 'group':
      return GROUPS[recipient.group];
    case 'reply':
      return to(bureau, recipient.otherwise);
  }
}

const name = (bureau: Bureau, person: string): string =>
  bureau.people.find((p) => p.id === person)?.name ?? person;

function firstWords(lines: readonly string[]): string {
  const [first = '', second] = lines.filter((line) => line.trim() !== '');
  return second === undefined ? first : `${first} / ${second}`;
}
