// 签收: the unit confirms that it has the matter.
import { defineHandler } from '../src/app/define-handler.ts';
import { namesAnother, onCase } from './on-case.ts';

const help = { usage: '签收 0001', meaning: '承办单位确认收到', group: '办理' } as const;

/** `签收 0001`. */
export const sign = defineHandler({
  name: 'sign',
  words: ['签收'],
  taps: ['sign'],
  help,
  onText: onCase(help, (_, __, { rest }) => (namesAnother(rest) ? 'unclear' : { kind: 'sign' })),
  onTap: (_, { number }) => ({ kind: 'command', number, command: { kind: 'sign' } }),
});
