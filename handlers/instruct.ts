// 批示: a leader's written word on a case; some routes and limits depend on it.
import { defineHandler } from '../src/app/define-handler.ts';
import { onCase } from './on-case.ts';

const help = {
  usage: '批示 0001 内容',
  meaning: '记下领导批示，转办公室和承办单位',
  group: '定级交办',
  rare: true,
} as const;

/** `批示 0001 内容`. */
export const instruct = defineHandler({
  name: 'instruct',
  words: ['批示', '领导批示'],
  taps: [],
  help,
  onText: onCase(help, (_, __, { rest }) => ({ kind: 'instruct', text: rest })),
});
