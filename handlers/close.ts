// 办结: the end of a case.
import { defineHandler } from '../src/app/define-handler.ts';
import { onCase } from './on-case.ts';
import { reasonOf } from './take-name.ts';

const help = { usage: '办结 0001', meaning: '办结；提前结束须写原因', group: '办结' } as const;

/** `办结 0001 [说明]`. */
export const close = defineHandler({
  name: 'close',
  words: ['办结'],
  taps: [],
  help,
  onText: onCase(help, (_, __, { rest }) => ({ kind: 'close', note: reasonOf(rest) })),
});
