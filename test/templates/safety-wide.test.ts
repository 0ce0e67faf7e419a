// Hostile text under the rule that has every feature: every announcement, every refusal, every page.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import type { OwedLine } from '../../src/core/day.ts';
import type { Message } from '../../src/core/message.ts';
import { papersDueOn, patrolsOn } from '../../src/core/periodicals.ts';
import { eveningLines } from '../../templates/summaries/evening.ts';
import { periodicalMessages } from '../../templates/summaries/periodicals.ts';
import { bindingLines } from '../../templates/texts/binding.ts';
import { caseFileLines } from '../../templates/texts/case-file.ts';
import { ledgerLines } from '../../templates/texts/ledger.ts';
import { addressBookLines } from '../../templates/texts/missing-people.ts';
import { moveQuestionLines } from '../../templates/texts/move-question.ts';
import { caseBasisLines } from '../../templates/texts/rule/case-basis.ts';
import { clauseLines } from '../../templates/texts/rule/clauses.ts';
import { situationLines, unknownFactLines } from '../../templates/texts/situation.ts';
import { statusLines } from '../../templates/texts/status.ts';
import { failedInboxLines, undeliveredLines } from '../../templates/texts/system.ts';
import { todoLines } from '../../templates/texts/todo.ts';
import { unknownLines, unknownNumberLines, unknownPersonLines } from '../../templates/texts/unknown.ts';
import { harmlessLines, harmlessMessages, letters, toSeveral, wild } from './hostile.ts';
import { bureau, openWide, policy, revised, type WideLife } from './wide-life.ts';
import { deferredLife, ordinaryLife, sensitiveLife, transferredLife } from './wide-lives.ts';

const LIVES = [ordinaryLife, sensitiveLife, transferredLife, deferredLife];
const worded = wild.map((text) => (text.trim() === '' ? '空' : text));
const said = (text: string): readonly Message[] => LIVES.flatMap((live) => live(text).said);

/** What a person can ask to see of a case, or of all of them, when `text` is wherever words can be. */
function pagesOf(life: WideLife, text: string): readonly (readonly string[])[] {
  const file = { policy, bureau, case: life.case(), events: life.events, now: life.now() };
  const at = life.now();
  const owed: OwedLine = {
    number: 'YQ-2026-0001',
    title: text,
    owed: '会商',
    owner: 'role:goffice',
    clause: '五',
    basis: 'text',
    dueAt: at,
    lamp: 'near',
  };
  const line = { ...owed, platform: text, grade: text, unit: text, openedAt: at, closedAt: null };
  const ledger = [{ ...line, state: 'open' as const }];
  const lamps = { 'on-time': 0, near: 1, overdue: 0 };
  const day = {
    ...{
      drill: false,
      from: at,
      to: at,
      opened: 1,
      closed: 0,
      open: 1,
      ungraded: 0,
      undelivered: 0,
      lamps,
      newest: ledger,
    },
    ...{ graded: [{ grade: text, count: 1 }], overdue: [owed], near: [owed], tomorrow: [owed] },
  };
  const closed = [{ channel: text, since: at, code: text, reason: text, down: true }];
  const latest = [{ at, conversation: `person:${text}`, number: 'YQ-2026-0001', reason: text }];
  const wellBeing = {
    ...{ waiting: { count: 1, oldestAt: at }, unknown: 1, missed: { since: at, count: 1, latest }, closed },
    ...{ heardAt: at, files: { pending: 1, failed: 1 } },
  };
  const people = [{ id: 'x', name: text, ids: {} }];
  const trouble = { kind: 'dead' as const, conversation: `person:${text}`, number: null, hint: '重发' };
  return [
    caseFileLines(file),
    caseBasisLines(file),
    situationLines(policy, file.case),
    unknownFactLines(policy, file.case, text),
    moveQuestionLines({ bureau, from: file, to: { policy: revised, case: file.case } }),
    eveningLines({ policy, bureau, day, now: at }),
    todoLines({ owed: [owed], now: at }),
    ledgerLines({ policy, bureau, ledger }),
    statusLines({ bureau, wellBeing, now: at }),
    clauseLines({ policy, bureau }, text),
    // Blanks and quotation marks make no other clause, and are not repeated either.
    clauseLines({ policy, bureau }, '“五\n（一）”'),
    addressBookLines({
      ...{ unread: text, places: [text] },
      missing: [{ name: text, standing: 'gone', places: [text] }],
    }),
    bindingLines({ ...bureau, people, administrators: ['x'] }, { kind: 'not-administrator' }),
    unknownLines(text, []),
    unknownNumberLines(text),
    unknownPersonLines(text),
    failedInboxLines({ sender: text, reason: text }),
    undeliveredLines({ ...trouble, code: text, reason: text }),
  ];
}

/** Names of things that the rule does not know, as `text`. */
function refusalsOf(text: string): readonly (readonly string[])[] {
  const life = openWide('夜市');
  const { refused } = life;
  const commands: readonly Command[] = [
    { kind: 'set-fact', fact: 'media', value: text },
    { kind: 'set-fact', fact: text, value: text },
    { kind: 'set-mark', mark: text, on: true },
    { kind: 'grade', grade: text, unit: null, reason: null },
    { kind: 'grade', grade: 'ordinary', unit: text, reason: null },
    { kind: 'order-paper', paper: text },
    { kind: 'name-person', person: text },
    { kind: 'record-step', step: text, text, pictures: 0 },
    { kind: 'approve', thing: text },
    { kind: 'transfer', to: text, reason: text },
  ];
  return commands.map((command) => refused('wang', command));
}

describe('whatever people write under a rule that has everything', () => {
  it('is shown as text: no announcement mentions, hides, leaves its line or outgrows its card', () => {
    fc.assert(
      fc.property(worded, (text) => {
        const messages = said(text);
        harmlessMessages(messages);
        // Nobody's words begin a line as the system's.
        for (const m of messages)
          if (m.kind === 'text') for (const line of m.lines) expect(line).not.toMatch(/^【系统】/);
      }),
      { numRuns: 25 },
    );
  });

  it('is shown as text on every page and in every refusal', () => {
    const lives = LIVES.map((live) => live('夜市'));
    fc.assert(
      fc.property(worded, (text) => {
        const life = ordinaryLife(text);
        for (const lines of [...pagesOf(life, text), ...refusalsOf(text)]) harmlessLines(lines);
        const cases = [life.case(), ...lives.map((one) => one.case())];
        const papers = papersDueOn(policy, bureau, life.now()).map((due) => ({ ...due, cases }));
        const patrols = patrolsOn(policy, bureau, life.now());
        harmlessMessages(periodicalMessages({ policy, bureau, papers, patrols, drill: true }));
      }),
      { numRuns: 20 },
    );
    for (const life of lives) for (const lines of pagesOf(life, '<@all>')) harmlessLines(lines);
  });

  it('plays everything that can happen to a case, but for what only files and other rules bring', () => {
    const types = new Set(LIVES.flatMap((live) => live('x').events.map((e) => e.body.type)));
    expect(types.size).toBe(35);
    for (const elsewhere of ['source.replied', 'attachment.stored'] as const)
      expect(types.has(elsewhere)).toBe(false);
  });

  it('calls only people whose turn it is, never somebody named in the words', () => {
    const called = (text: string) => said(text).flatMap((m) => (m.kind === 'text' ? m.mention : []));
    expect(called('<@wujing> <@all> @所有人 吴静')).toEqual(called('夜市'));
  });

  it('shows no phone or ID number to a group, in a summary or on a page', () => {
    const number = /12345678|1234\D{0,2}5678|87654321|199001011234/;
    for (const text of [
      '联系人138 1234 5678，座机0571-87654321，身份证330106199001011234',
      '138\u200b1234\u200b5678',
      '1\u2060381234\u200d5678',
      '１３８１２３４５６７８',
    ]) {
      const groups = said(text).flatMap((m) =>
        m.kind === 'notice' ? [JSON.stringify(m.card)] : m.kind === 'text' && toSeveral(m) ? m.lines : [],
      );
      expect(groups.length).toBeGreaterThan(60);
      const pages = [...pagesOf(ordinaryLife(text), text), ...refusalsOf(text)].flat();
      for (const line of [...groups, ...pages]) expect(line.normalize('NFKC')).not.toMatch(number);
    }
  });

  it('passes on the beginning of a text that is far too long, and says so', () => {
    const long = '夜市油烟扰民，'.repeat(2858);
    expect(letters(long)).toBeGreaterThan(20_000);
    for (const m of said(long)) if (m.kind === 'text') expect(letters(m.lines.join('\n'))).toBeLessThan(2400);
    harmlessMessages(said(long));
    const paragraphs = '夜市油烟扰民\n'.repeat(2858);
    for (const m of said(paragraphs))
      if (m.kind === 'text') expect(letters(m.lines.join('\n'))).toBeLessThan(2800);
    for (const lines of [...pagesOf(ordinaryLife(long), long), ...refusalsOf(long)])
      expect(letters(lines.join('\n'))).toBeLessThan(4500);
  });
});
