// What is known of the matter: moments, facts, marks, whom it is about.
import type { Case } from '../case.ts';
import type { Actor, Command } from '../command.ts';
import type { Situation, Verdict } from '../decide.ts';
import type { CaseEventBody } from '../events.ts';
import { ownerOf } from '../owners.ts';
import { listed, NO, YES } from '../policy/conditions.ts';
import type { Policy } from '../policy/settle.ts';
import type { Refusal } from '../refusal.ts';
import { authorise, ownersOf, unitsOf } from './authority.ts';
import { wholeSecond } from './whole-second.ts';

type FactCommand = Extract<
  Command,
  { kind: 'set-occurred' | 'set-moment' | 'set-fact' | 'set-facts' | 'set-mark' | 'name-subject' }
>;

/** The events that 事发, 发帖, a fact, a mark or 涉及人 makes, or why not. */
export function decideFacts(situation: Situation, c: Case, command: FactCommand, actor: Actor): Verdict {
  const refused = authoriseFacts(situation, c, actor);
  switch (command.kind) {
    case 'set-occurred':
    case 'set-moment': {
      if (refused) return refused;
      const { about } = command;
      const at = command.kind === 'set-occurred' ? command.occurredAt : command.at;
      const which = command.kind === 'set-occurred' ? {} : { moment: command.moment };
      if (at !== null && at > situation.now) return { code: 'in-future', ...which };
      // Nobody can report what has not happened; a later moment would only stretch the limits.
      if (at !== null && wholeSecond(at) > c.openedAt)
        return { code: 'after-report', at: c.openedAt, ...which };
      const told = at === null ? null : wholeSecond(at);
      return command.kind === 'set-occurred'
        ? [{ type: 'occurred.set', occurredAt: told, about }]
        : [{ type: 'moment.set', moment: command.moment, at: told, about }];
    }
    case 'set-fact': {
      if (refused) return refused;
      const fact = situation.policy.facts.find((f) => f.id === command.fact);
      const value = fact === undefined ? null : factValue(fact, command.value);
      if (fact === undefined || value === null) {
        const known = fact === undefined ? situation.policy.facts.map((f) => f.title) : valuesOf(fact);
        return { code: 'unknown-value', what: fact?.title ?? '事实', given: command.value, known };
      }
      return c.facts[fact.id] === value ? [] : [{ type: 'fact.set', fact: fact.id, value }];
    }
    case 'set-facts':
      return setFacts(situation, c, command, actor);
    case 'set-mark':
      return setMark(situation, c, command, actor, refused);
    case 'name-subject': {
      if (refused) return refused;
      return c.subjects.includes(command.person) ? [] : [{ type: 'subject.named', person: command.person }];
    }
  }
}

/** Each part as if it had been written; a form that is sent twice, or by two people, never overwrites. */
function setFacts(
  situation: Situation,
  c: Case,
  { facts, marks }: Extract<FactCommand, { kind: 'set-facts' }>,
  actor: Actor,
): Verdict {
  const [mark, ...more] = marks;
  const parts: readonly FactCommand[] = [
    ...Object.entries(facts).map(([fact, value]) => ({ kind: 'set-fact', fact, value }) as const),
    ...(mark === undefined ? [] : [{ kind: 'set-mark', mark, more, on: true } as const]),
  ];
  const events: CaseEventBody[] = [];
  for (const part of parts) {
    const verdict = decideFacts(situation, c, part, actor);
    if ('code' in verdict) return verdict;
    for (const event of verdict) {
      const known = event.type === 'fact.set' ? c.facts[event.fact] : undefined;
      if (event.type === 'fact.set' && known !== undefined) {
        const fact = situation.policy.facts.find((f) => f.id === event.fact)?.title ?? event.fact;
        return { code: 'already-told', fact, value: known, given: event.value };
      }
    }
    events.push(...verdict);
  }
  return events;
}

function setMark(
  situation: Situation,
  c: Case,
  command: Extract<FactCommand, { kind: 'set-mark' }>,
  actor: Actor,
  refused: Refusal | null,
): Verdict {
  const { policy, bureau } = situation;
  const events: CaseEventBody[] = [];
  for (const id of new Set([command.mark, ...(command.more ?? [])])) {
    const mark = policy.marks.find((m) => m.id === id);
    if (mark === undefined) {
      const known = policy.marks.map((m) => m.title);
      return known.length === 0
        ? { code: 'not-in-rule', what: '标记' }
        : { code: 'unknown-value', what: '标记', given: id, known };
    }
    const markers = mark.by.map((role) => ownerOf(policy, bureau, c, role));
    const narrowed = markers.length === 0 ? refused : authorise(situation, c, actor.person, markers);
    if (narrowed) return narrowed;
    if (c.marks.includes(mark.id) !== command.on) events.push({ type: 'mark.set', mark: id, on: command.on });
  }
  return events;
}

/** What may be written for a fact, as words for people. */
function valuesOf(fact: Policy['facts'][number]): readonly string[] {
  switch (fact.type) {
    case 'bool':
      return [YES, NO];
    case 'number':
      return ['一个数，例如 3'];
    case 'enum':
      return fact.values;
    default:
      return fact.values.length > 0 ? fact.values : ['文字'];
  }
}

/** The value as it is kept, or null when the fact does not take it. */
function factValue(fact: Policy['facts'][number], given: string): string | null {
  const text = given.trim();
  if (text === '' || fact.count_of !== undefined) return null;
  switch (fact.type) {
    case 'bool':
      if (/^(?:是|有|对|属实|yes|true)$/i.test(text)) return YES;
      return /^(?:否|没有|无|不是|不|no|false)$/i.test(text) ? NO : null;
    case 'number':
      return /^\d+(?:\.\d+)?$/.test(text) ? text : null;
    case 'enum':
      return fact.values.includes(text) ? text : null;
    case 'list': {
      const values = listed(text.replaceAll(/[，,;；\s]+/gu, '、'));
      const known = fact.values.length === 0 || values.every((v) => fact.values.includes(v));
      return known ? [...new Set(values)].join('、') : null;
    }
    case 'text':
      return text;
  }
}

/** Facts may be filled in by whoever reported, handles, coordinates or decides the case. */
export function authoriseFacts(situation: Situation, c: Case, actor: Actor): Refusal | null {
  if (actor.person === c.reporter && !c.subjects.includes(actor.person)) return null;
  return authorise(situation, c, actor.person, [
    ...ownersOf(situation, c, 'receive'),
    ...ownersOf(situation, c, 'grade'),
    ...ownersOf(situation, c, 'archive'),
    ...unitsOf(c),
  ]);
}
