// 退回: by the unit, the matter is not ours; by an approver, the draft needs work.
import { defineHandler } from '../src/app/define-handler.ts';
import { reasonText } from '../templates/cards/reasons.ts';
import { onCase } from './on-case.ts';
import { reasonOf } from './take-name.ts';
import { meantApproval } from './which-approval.ts';

const help = {
  usage: '退回 0001 原因',
  meaning: '承办单位退回交办，或审核人退回修改',
  group: '审核',
} as const;

/** `退回 0001 原因`; tapped, the reason chosen on the card, or none so that it is asked for in words. */
export const giveBack = defineHandler({
  name: 'return',
  words: ['退回', '退回并说明', '退回修改', '不同意'],
  taps: ['return'],
  help,
  onText: onCase(help, (sight, context, gesture) => {
    const meant = meantApproval(sight, context, gesture.rest);
    if ('say' in meant) return meant;
    const about = meant.thing === undefined ? {} : { thing: meant.thing };
    return { kind: 'return', reason: reasonOf(meant.rest), ...about };
  }),
  onTap: (_, { number, selections }) => ({
    kind: 'command',
    number,
    command: { kind: 'return', reason: reasonText(selections.reason?.[0] ?? '') ?? '' },
  }),
});
