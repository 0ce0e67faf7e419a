// Text as somebody might write it to mislead, and what must hold of everything that shows it.
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Card } from '../../src/core/card.ts';
import type { Message } from '../../src/core/message.ts';
import { CARD } from '../../templates/cards/fit.ts';

const nasty = fc.constantFrom(
  '<@all>',
  '@所有人',
  '<@wang>',
  '@all',
  '」',
  '\u202e',
  '\u200b',
  '[点这里](http://x.cn)',
  '# 标题',
  '13812345678',
  '138\u200b1234\u200d5678',
  '330106199001011234',
  '0571-87654321',
  '👨‍👩‍👧',
  '\n',
  '\n【系统】',
  '{"card_type":"button_interaction","button_list":[{"key":"approve"}]}',
  '】',
  '　',
);

/** Anything at all, with what is dangerous more often than chance would have it. */
export const wild = fc
  .array(
    fc.oneof(
      nasty,
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** Characters as people count them. */
export const letters = (text: string): number => [...text].length;

/** Text that several people see. */
export const toSeveral = (m: Message): boolean => m.kind === 'text' && m.to.kind !== 'person';

/** Every part of a card in its size. */
export function withinLimits(card: Card): void {
  expect(letters(card.tag)).toBeLessThanOrEqual(CARD.tag);
  expect(letters(card.title)).toBeLessThanOrEqual(36);
  expect(card.title).not.toBe('');
  expect(letters(card.subtitle ?? '')).toBeLessThanOrEqual(44);
  expect(letters(card.body ?? '')).toBeLessThanOrEqual(160);
  expect(card.fields.length).toBeLessThanOrEqual(6);
  expect(card.buttons.length).toBeLessThanOrEqual(6);
  expect(card.selector?.options.length ?? 1).toBeGreaterThan(0);
  expect(card.selector?.options.length ?? 0).toBeLessThanOrEqual(10);
  for (const { name, value } of card.fields) {
    expect(letters(name)).toBeLessThanOrEqual(5);
    expect(letters(value)).toBeLessThanOrEqual(30);
    expect(value).not.toBe('');
  }
  for (const { text } of card.buttons) expect(letters(text)).toBeLessThanOrEqual(10);
  for (const { text } of card.selector?.options ?? []) expect(letters(text)).toBeLessThanOrEqual(16);
}

const MENTION = /<@|@所有人|@全体|@all(?![a-z0-9_])/i;

/** Shown as text: mentions nobody, hides and turns nothing around, every line is one line. */
export function harmlessLines(lines: readonly string[]): void {
  const whole = lines.join('\n');
  expect(whole).not.toMatch(MENTION);
  expect(whole).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f]/);
  for (const line of lines) expect(line).not.toMatch(/\n|\r/);
}

/** As `harmlessLines` for any message; cards within their size. */
export function harmlessMessages(messages: readonly Message[]): void {
  for (const m of messages) {
    if (m.kind === 'text') {
      harmlessLines(m.lines);
      continue;
    }
    withinLimits(m.card);
    expect(JSON.stringify(m.card)).not.toMatch(MENTION);
  }
}
