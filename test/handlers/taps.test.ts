// A tap on a card is the same command as the words for it.
import { expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { caseAfter, contextOf, router } from './desk.ts';

const number = 'YQ-2026-0001';

function tap(key: string, selections: Record<string, readonly string[]> = {}) {
  const [action = '', argument = ''] = key.split(':');
  return router.routeTap(contextOf('wang', [caseAfter(number)]), { number, action, argument, selections });
}

it.each([
  ['grade:major', { unit: ['zf1'] }, { kind: 'grade', grade: 'major', unit: 'zf1', reason: null }],
  ['grade:major', { unit: ['none'] }, { kind: 'grade', grade: 'major', unit: null, reason: null }],
  ['grade:ordinary', {}, { kind: 'grade', grade: 'ordinary', unit: null, reason: null }],
  ['assign', { unit: ['srk'] }, { kind: 'assign', unit: 'srk', reason: null }],
  ['sign', {}, { kind: 'sign' }],
  ['approve', {}, { kind: 'approve' }],
  ['return', { reason: ['not-ours'] }, { kind: 'return', reason: '不属本单位职责' }],
  ['return', { reason: ['wording'] }, { kind: 'return', reason: '措辞需修改' }],
  ['return', { reason: ['other'] }, { kind: 'return', reason: '' }],
  ['return', {}, { kind: 'return', reason: '' }],
])('%s with %o', async (key, selections, command) => {
  expect(await tap(key, selections)).toEqual({ kind: 'command', number, command });
});

it('交办 without a unit asks for one', async () => {
  for (const unit of [[], ['none']]) {
    const intent = await tap('assign', { unit });
    expect(intent.kind === 'answer' && intent.lines.join('')).toContain('承办单位');
  }
});

it('a button nobody knows is answered', async () => {
  const intent = await tap('explode:now');
  expect(intent.kind === 'answer' && intent.lines.join('')).toBeTruthy();
});

it('no two handlers share a word, a tap or a name', () => {
  for (const list of [
    handlers.flatMap((h) => h.words),
    handlers.flatMap((h) => h.taps),
    handlers.map((h) => h.name),
  ]) {
    expect(new Set(list).size).toBe(list.length);
  }
});
