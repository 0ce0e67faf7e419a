// Which approval 同意 or 退回 is about, when several of one case wait for the same person.
import type { HandlerContext, TextGesture } from '../src/app/define-handler.ts';
import { type OpenLink, openLinks } from '../src/core/approvals.ts';
import { belongsTo } from '../src/core/bureau.ts';
import { pendingExtensions } from '../src/core/decide/clock.ts';
import { askedOpinions } from '../src/core/decide/doing.ts';
import { linkOwner, ownerOf } from '../src/core/owners.ts';
import { openSteps, situationOf } from '../src/core/steps.ts';
import { whichApprovalLines } from '../templates/texts/approval-words.ts';
import type { Sight } from './on-case.ts';

/**
 * 同意 that can only answer a request for more time: it says so, or nothing else waits for the person's word, and nobody
 * has approved anything here for a role of theirs that a late 同意 could be about.
 */
export function meansExtension(
  { policy, file }: Sight,
  { bureau, person, now }: HandlerContext,
  { rest, quoted }: Pick<TextGesture, 'rest' | 'quoted'>,
): boolean {
  if (/^延期[\s\p{P}]*$/u.test(rest)) return true;
  if (file === null || rest !== '') return false;
  const c = file.case;
  const situation = { policy, bureau, now };
  const asked = pendingExtensions(situation, c).some(({ owner }) => belongsTo(bureau, person, owner));
  const links = openLinks(policy, c, openSteps(policy, c), situationOf(policy, c));
  const approves = links.some((l) => belongsTo(bureau, person, linkOwner(policy, bureau, c, l.rule)));
  if (!asked || approves) return false;
  if (quoted?.includes('【延期申请】')) return true;
  const consulted = askedOpinions(situation, c, person).some(({ given }) => !given);
  const approved = c.approvals.some(
    ({ by, role }) => by === person || belongsTo(bureau, person, ownerOf(policy, bureau, c, role)),
  );
  return !consulted && !approved;
}

/** `link` is the one meant, or the only one; null when none is open. `rest` is without its name. */
export type Meant =
  | { readonly link: OpenLink | null; readonly thing?: string; readonly rest: string }
  | { readonly say: readonly string[] };

/** Reads `上报报告 …` behind the number; asks back when the person left open which of several it is. */
export function meantApproval({ policy, file }: Sight, context: HandlerContext, rest: string): Meant {
  if (file === null) return { link: null, rest };
  const { bureau, person } = context;
  const c = file.case;
  const links = openLinks(policy, c, openSteps(policy, c), situationOf(policy, c));
  const named = links.find((l) => rest.startsWith(l.approval.title));
  if (named !== undefined) {
    const after = rest.slice(named.approval.title.length).replace(/^[\s，,：:、]+/u, '');
    return { link: named, thing: named.thing, rest: after };
  }
  const mine = links.filter((l) => belongsTo(bureau, person, linkOwner(policy, bureau, c, l.rule)));
  if (mine.length > 1)
    return {
      say: whichApprovalLines(
        c.number,
        mine.map((l) => l.approval.title),
      ),
    };
  return { link: mine[0] ?? links[0] ?? null, rest };
}
