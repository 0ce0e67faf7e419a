// 重开: a closed case goes on.
import { defineHandler } from '../src/app/define-handler.ts';
import { onCase } from './on-case.ts';
import { reasonOf } from './take-name.ts';

const help = { usage: '重开 0001 原因', meaning: '已办结的事项重新办理', group: '办结', rare: true } as const;

/** `重开 0001 原因`. */
export const reopen = defineHandler({
  name: 'reopen',
  words: ['重开', '重新打开'],
  taps: [],
  help,
  onText: onCase(help, (_, __, { rest }) => ({ kind: 'reopen', reason: reasonOf(rest) })),
});
