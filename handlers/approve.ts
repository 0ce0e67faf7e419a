// 同意: one link of the approval chain; where a body or an organ decides, with its minutes or document.
import { defineHandler, type HandlerContext } from '../src/app/define-handler.ts';
import { openLinks } from '../src/core/approvals.ts';
import { belongsTo } from '../src/core/bureau.ts';
import { linkOwner } from '../src/core/owners.ts';
import { openSteps, situationOf } from '../src/core/steps.ts';
import { namesAnother, onCase, type Sight } from './on-case.ts';

const help = {
  usage: '同意 0001',
  meaning: '审核通过；集体研究的写上纪要',
  group: '审核',
} as const;
/** An agreement with a condition is none: it is either 同意 or 退回 with what is to be changed. */
const CONDITION = /^.{0,60}(?:但|不过|可是|前提|补充|修改|改为|再改|完善|删)/su;

/** `同意 0001 [纪要、文号]`. */
export const approve = defineHandler({
  name: 'approve',
  words: ['同意'],
  taps: ['approve'],
  help,
  onText: onCase(help, (sight, context, { rest }) => {
    if (asksForRecord(sight, context)) return { kind: 'approve', ...(rest === '' ? {} : { record: rest }) };
    return CONDITION.test(rest) || namesAnother(rest) ? 'unclear' : { kind: 'approve' };
  }),
  onTap: (_, { number }) => ({ kind: 'command', number, command: { kind: 'approve' } }),
});

/** Whether the link that this person decides takes minutes or a document. */
function asksForRecord({ policy, file }: Sight, { bureau, person }: HandlerContext): boolean {
  if (file === null) return false;
  const c = file.case;
  const links = openLinks(policy, c, openSteps(policy, c), situationOf(policy, c));
  const mine = links.find((l) => belongsTo(bureau, person, linkOwner(policy, bureau, c, l.rule)));
  return (mine ?? links[0])?.rule.kind !== 'person' && links.length > 0;
}
