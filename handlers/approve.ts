// 同意: one link of the approval chain.
import { defineHandler } from '../src/app/define-handler.ts';
import { namesAnother, onCase } from './on-case.ts';

const help = { usage: '同意 0001', meaning: '审核通过处置意见', group: '审核' } as const;
/** An agreement with a condition is none: it is either 同意 or 退回 with what is to be changed. */
const CONDITION = /^.{0,60}(?:但|不过|可是|前提|补充|修改|改为|再改|完善|删)/su;

/** `同意 0001`. */
export const approve = defineHandler({
  name: 'approve',
  words: ['同意'],
  taps: ['approve'],
  help,
  onText: onCase(help, (_, __, { rest }) =>
    CONDITION.test(rest) || namesAnother(rest) ? 'unclear' : { kind: 'approve' },
  ),
  onTap: (_, { number }) => ({ kind: 'command', number, command: { kind: 'approve' } }),
});
