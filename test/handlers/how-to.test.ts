// What our own messages tell people to type is understood when they do.
import { expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { howTo } from '../../templates/how-to.ts';
import { write } from './desk.ts';

const n = '0001';

it.each([
  [howTo.grade(n, '一般', '执法一科'), 'grade'],
  [howTo.regrade(n, '重大'), 'regrade'],
  [howTo.assign(n, '执法一科'), 'assign'],
  [howTo.reassign(n, '执法一科'), 'assign'],
  [howTo.sign(n), 'sign'],
  [howTo.giveBack(n), 'return'],
  [howTo.oral(n, '孙丽'), 'submit'],
  [howTo.written(n), 'submit'],
  [howTo.explain(n), 'explain-delay'],
  [howTo.occurred(n, '11-20 09:30'), 'set-occurred'],
  [howTo.occurredUnknown(n), 'set-occurred'],
  [howTo.approve(n), 'approve'],
  [howTo.outcome(n, '属实'), 'decide-outcome'],
  [howTo.feedback(n), 'record-feedback'],
  [howTo.respond(n, '官媒'), 'record-response'],
  [howTo.decline(n), 'decline-response'],
  [howTo.close(n), 'close'],
  [howTo.closeEarly(n), 'close'],
  [howTo.reopen(n), 'reopen'],
])('%s', async (text, kind) => {
  expect(await write('wang', text)).toMatchObject({ kind: 'command', number: n, command: { kind } });
});

it.each([howTo.ask(n), howTo.files(n), howTo.help(), howTo.todo(), howTo.ledger()])('%s', async (text) => {
  const intent = await write('wang', text);
  expect(intent.kind === 'answer' && intent.lines.join('')).not.toContain('没看懂');
});

it.each(handlers.flatMap((h) => h.help?.usage ?? []))('帮助 says: %s', async (usage) => {
  const intent = await write('wang', usage);
  if (intent.kind === 'answer') expect(intent.lines.join('')).not.toContain('没看懂');
});

it.each(handlers.flatMap((h) => (h.help === null ? [] : [h.help])))(
  '帮助 shows as typed: %j',
  ({ usage, meaning }) => {
    // Answers in a group are markdown; what it would escape shows with a backslash on some phones.
    expect(`${usage}${meaning}`).not.toMatch(/[\\`*_[\]~|<>]/);
  },
);
