// 意见: the answer of somebody who was asked for an opinion.
import { defineHandler } from '../src/app/define-handler.ts';
import { onCase } from './on-case.ts';

const help = { usage: '意见 0001 内容', meaning: '答复征求的意见', group: '审核', rare: true } as const;

/** `意见 0001 内容`. */
export const opinion = defineHandler({
  name: 'opinion',
  words: ['意见', '反馈意见', '答复意见'],
  taps: [],
  help,
  everyday: true,
  applies: (policy) =>
    [...policy.approvals, ...policy.routes.flatMap((r) => r.steps)].some((x) => x.consult.length > 0),
  onText: onCase(help, (_, __, { rest }) => ({ kind: 'give-opinion', text: rest })),
});
