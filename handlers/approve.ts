// 同意: one link of the approval chain; where a body or an organ decides, with its minutes or document.
import { defineHandler } from '../src/app/define-handler.ts';
import { namesAnother, onCase } from './on-case.ts';
import { meansExtension, meantApproval } from './which-approval.ts';

const help = {
  usage: '同意 0001',
  meaning: '审核通过；集体研究的写上纪要',
  group: '审核',
} as const;
/** An agreement with a condition is none: it is either 同意 or 退回 with what is to be changed. */
const CONDITION = /^.{0,60}(?:但|不过|可是|前提|补充|修改|改为|再改|完善|删)/su;

/** `同意 0001 [上报报告] [纪要、文号]`. */
export const approve = defineHandler({
  name: 'approve',
  words: ['同意'],
  taps: ['approve'],
  help,
  onText: onCase(help, (sight, context, gesture) => {
    if (meansExtension(sight, context, gesture))
      return { kind: 'decide-extension', granted: true, reason: null };
    const meant = meantApproval(sight, context, gesture.rest);
    if ('say' in meant) return meant;
    const { link, rest } = meant;
    const about = meant.thing === undefined ? {} : { thing: meant.thing };
    if (link !== null && link.rule.kind !== 'person')
      return { kind: 'approve', ...about, ...(rest === '' ? {} : { record: rest }) };
    return CONDITION.test(rest) || namesAnother(rest) ? 'unclear' : { kind: 'approve', ...about };
  }),
  onTap: (_, { number }) => ({ kind: 'command', number, command: { kind: 'approve' } }),
});
