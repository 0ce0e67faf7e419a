// 不予回应: the decision not to answer in public, with its reason.
import { defineHandler } from '../src/app/define-handler.ts';
import { onCase } from './on-case.ts';
import { reasonOf } from './take-name.ts';

const help = { usage: '不予回应 0001 理由', meaning: '决定不公开回应', group: '办结' } as const;

/** `不予回应 0001 理由`. */
export const decline = defineHandler({
  name: 'decline',
  words: ['不予回应', '不回应'],
  taps: [],
  help,
  onText: onCase(help, (_, __, { rest }) => ({ kind: 'decline-response', reason: reasonOf(rest) })),
});
