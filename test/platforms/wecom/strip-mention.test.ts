// The @ that woke the bot is not part of what was said.
import { expect, it } from 'vitest';
import { stripMention } from '../../../src/platforms/wecom/strip-mention.ts';

it.each([
  ['@舆情助手 签收 0001', '签收 0001'],
  ['@舆情助手 @舆情助手 签收 0001', '签收 0001'],
  ['签收 0001 @舆情助手', '签收 0001'],
  ['@舆情助手', ''],
  ['@舆情助手@舆情助手', ''],
  ['签收 0001', '签收 0001'],
  ['请 @舆情助手 看看', '请 @舆情助手 看看'],
])('%j says %j', (text, said) => {
  expect(stripMention(text, '舆情助手')).toBe(said);
});
