// Everything a person can do, in the order of 帮助. A new one is a file of its own and a line here.
import type { Handler } from '../src/app/define-handler.ts';
import { approve } from './approve.ts';
import { assign } from './assign.ts';
import { attachments } from './attachments.ts';
import { basis } from './basis.ts';
import { bind } from './bind.ts';
import { close } from './close.ts';
import { decline } from './decline.ts';
import { done } from './done.ts';
import { explain } from './explain.ts';
import { extend, grantExtension, refuseExtension } from './extend.ts';
import { feedback } from './feedback.ts';
import { grade } from './grade.ts';
import { helpOn } from './help.ts';
import { hold } from './hold.ts';
import { instruct } from './instruct.ts';
import { exportLedger, ledger } from './ledger.ts';
import { mark, unmark } from './mark.ts';
import { movePolicy } from './move-policy.ts';
import { nameLeader } from './name-leader.ts';
import { occurred } from './occurred.ts';
import { opinion } from './opinion.ts';
import { oral } from './oral.ts';
import { order } from './order.ts';
import { origin } from './origin.ts';
import { outcome } from './outcome.ts';
import { pause, resume } from './pause.ts';
import { regrade } from './regrade.ts';
import { reopen } from './reopen.ts';
import { report } from './report.ts';
import { respond } from './respond.ts';
import { giveBack } from './return.ts';
import { rule } from './rule.ts';
import { show } from './show.ts';
import { sign } from './sign.ts';
import { situation } from './situation.ts';
import { status } from './status.ts';
import { subject } from './subject.ts';
import { today } from './today.ts';
import { todo } from './todo.ts';
import { found, posted, received } from './told.ts';
import { transfer } from './transfer.ts';
import { unknownTo } from './unknown.ts';
import { written } from './written.ts';

const doers: readonly Handler[] = [
  report,
  situation,
  origin,
  mark,
  unmark,
  occurred,
  posted,
  found,
  received,
  subject,
  grade,
  regrade,
  assign,
  instruct,
  order,
  movePolicy,
  sign,
  giveBack,
  oral,
  written,
  explain,
  done,
  extend,
  pause,
  resume,
  approve,
  opinion,
  nameLeader,
  grantExtension,
  refuseExtension,
  outcome,
  feedback,
  hold,
  respond,
  decline,
  transfer,
  close,
  reopen,
  show,
  attachments,
  todo,
  ledger,
  exportLedger,
  today,
  rule,
  basis,
  status,
  bind,
];

const known: readonly Handler[] = [...doers, helpOn(doers)];

/** All handlers; the last two know the others. */
export const handlers: readonly Handler[] = [...known, unknownTo(known)];
