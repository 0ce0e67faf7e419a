// 说明: why a paper cannot come in time.
import { defineHandler } from '../src/app/define-handler.ts';
import { onCase } from './on-case.ts';
import { reasonOf } from './take-name.ts';

const help = { usage: '说明 0001 原因', meaning: '来不及书面报送，提前说明', group: '办理' } as const;

/** `说明 0001 原因`. */
export const explain = defineHandler({
  name: 'explain',
  words: ['说明'],
  taps: [],
  help,
  applies: (policy) => policy.limits.some((l) => l.excuse !== undefined),
  onText: onCase(help, (_, __, { rest }) => ({ kind: 'explain-delay', reason: reasonOf(rest) })),
});
