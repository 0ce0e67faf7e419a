// Everything a person can do, in the order of 帮助. A new one is a file of its own and a line here.
import type { Handler } from '../src/app/define-handler.ts';
import { approve } from './approve.ts';
import { assign } from './assign.ts';
import { bind } from './bind.ts';
import { close } from './close.ts';
import { decline } from './decline.ts';
import { explain } from './explain.ts';
import { feedback } from './feedback.ts';
import { grade } from './grade.ts';
import { helpOn } from './help.ts';
import { ledger } from './ledger.ts';
import { occurred } from './occurred.ts';
import { oral } from './oral.ts';
import { origin } from './origin.ts';
import { outcome } from './outcome.ts';
import { regrade } from './regrade.ts';
import { reopen } from './reopen.ts';
import { report } from './report.ts';
import { respond } from './respond.ts';
import { giveBack } from './return.ts';
import { show } from './show.ts';
import { sign } from './sign.ts';
import { status } from './status.ts';
import { today } from './today.ts';
import { todo } from './todo.ts';
import { unknownTo } from './unknown.ts';
import { written } from './written.ts';

const doers: readonly Handler[] = [
  report,
  grade,
  regrade,
  assign,
  sign,
  giveBack,
  oral,
  written,
  explain,
  occurred,
  origin,
  approve,
  outcome,
  feedback,
  respond,
  decline,
  close,
  reopen,
  show,
  todo,
  ledger,
  today,
  status,
  bind,
];

const known: readonly Handler[] = [...doers, helpOn(doers)];

/** All handlers; the last two know the others. */
export const handlers: readonly Handler[] = [...known, unknownTo(known)];
