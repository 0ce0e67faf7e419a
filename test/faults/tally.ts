// What was to be said against what people see: what is missing, and what they see twice without a word that it may be so.
import type { OutboxBody } from '../../src/app/enqueue.ts';
import { wordsOf } from '../../src/commands/heard.ts';
import { cardAsText } from '../../src/platforms/wecom/template-card.ts';
import type { Message } from '../../src/sandbox/tenant-types.ts';
import type { OutboxRow } from '../../src/storage/schema.ts';
import type { TestStage } from '../harness/stage.ts';
import { cardsOf, taskOf, userid } from './hands.ts';

const WORK = 'wrDemoWork';
const LEADERSHIP = 'wrDemoLeadership';

/** What only letters, digits and 汉字 say: markdown, quotes and part numbers come and go on the way. */
const bare = (text: string): string =>
  text
    .replaceAll('【重发】', '')
    .replace(/（\d+\/\d+）/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');

const PART = /（\d+\/\d+）/;
const isMarked = (message: Message): boolean => wordsOf(message).includes('【重发】');

/** Where the row's words are seen. */
function placeOf(t: TestStage, body: OutboxBody): readonly Message[] {
  if (body.kind === 'text' && body.to.kind === 'person') return ofProduct(t, 'app', userid(body.to.person));
  const group = body.kind === 'notice' ? body.to : groupOf(body);
  return ofProduct(t, 'group', group === 'leadership' ? LEADERSHIP : WORK);
}

function groupOf(body: OutboxBody): string {
  if (body.kind !== 'text') return '';
  const to = body.to.kind === 'reply' ? body.to.otherwise : body.to;
  return to.kind === 'group' ? to.group : '';
}

const ofProduct = (t: TestStage, kind: 'app' | 'group', id: string): readonly Message[] =>
  t.tenant.conversation(kind, id).messages.filter((m) => m.from.kind !== 'person');

function wordsIn(body: OutboxBody): string {
  if (body.kind === 'text') return bare(body.lines.join('\n'));
  return body.kind === 'card' || body.kind === 'notice' ? bare(cardAsText(body.card)) : '';
}

export type Tally = { lost: number; told: number; marked: number; unmarked: number };

/** Compares what was to be said with what people see. */
export function compare(t: TestStage, rows: readonly OutboxRow[]): Tally {
  const tally: Tally = { lost: 0, told: 0, marked: 0, unmarked: 0 };
  const alerts = [...ofProduct(t, 'app', userid('zhou')), ...ofProduct(t, 'group', WORK)]
    .map(wordsOf)
    .join('\n');
  const byPlace = new Map<string, { readonly seen: readonly Message[]; readonly words: string[] }>();
  for (const row of rows) {
    const body = JSON.parse(row.body) as OutboxBody;
    if (row.state === 'superseded' || body.kind === 'card-update') continue;
    if (row.state === 'dead') {
      if (/没有发出去|只送到一部分人/.test(alerts)) tally.told += 1;
      else tally.lost += 1;
    }
    if (body.kind === 'card') {
      for (const person of body.to) {
        const copies = cardsOf(t, person).filter((m) => taskOf(m) === body.cardId).length;
        if (copies === 0) tally.lost += 1;
        if (copies > 1) tally.unmarked += copies - 1;
      }
      continue;
    }
    const seen = placeOf(t, body);
    const key = seen[0]?.id ?? 'nothing';
    const place = byPlace.get(key) ?? { seen, words: [] };
    place.words.push(wordsIn(body));
    byPlace.set(key, place);
    const arrived = seen.some((m) => says(wordsIn(body), m));
    if (row.state === 'sent' && !arrived) tally.lost += 1;
  }
  for (const { seen, words } of byPlace.values()) {
    tally.marked += seen.filter(isMarked).length;
    const groups = grouped(
      seen.filter((m) => !isMarked(m) && m.body.kind !== 'card'),
      (m) => `${PART.exec(wordsOf(m))?.[0] ?? ''}${bareOf(m)}`,
    );
    for (const [one, ...more] of groups.values()) {
      const meant = words.filter((text) => one !== undefined && says(text, one)).length;
      tally.unmarked += Math.max(0, 1 + more.length - meant);
    }
  }
  return tally;
}

/** Without what the platform puts in front of an answer that quotes. */
const bareOf = (message: Message): string => bare(wordsOf(message).replace(/^〔引用〕[^\n]*\n/, ''));

/** Whether the message is these words, or one part of them. */
const says = (words: string, message: Message): boolean =>
  PART.test(wordsOf(message)) ? words.includes(bareOf(message)) : words === bareOf(message);

export function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
