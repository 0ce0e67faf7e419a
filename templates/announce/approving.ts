// The approval chain: whose turn it is, what was decided, and what becomes of a draft that was sent back.
import { type Bureau, type Owner, ownerKey, ownerTitle, peopleOf } from '../../src/core/bureau.ts';
import type { Case } from '../../src/core/case.ts';
import type { Message } from '../../src/core/message.ts';
import { linkOwner, ownerOf } from '../../src/core/owners.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { openLink, owedDeliverables } from '../../src/core/steps.ts';
import {
  approvalDecided,
  approvalOf,
  askForApproval,
  exceedsCard,
  latestPaper,
} from '../cards/approve-card.ts';
import { caseName, markWords, personName, shortNumber, unitName } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { basisWords } from '../owed-words.ts';
import { verbatimLines, words } from '../quoting.ts';
import type { AnnounceContext } from './context.ts';
import { card, happened, reply, toGroup, toOwner, toPeople, update } from './context.ts';

type Open = NonNullable<ReturnType<typeof openLink>> & { readonly owner: Owner };

/** Longest text of a paper sent in words beside its card. */
const WHOLE_PAPER = 1800;

/** The link that must decide now, with the people behind it. */
export function openPlace(policy: Policy, bureau: Bureau, c: Case | null): Open | null {
  if (c === null || c.closed !== null) return null;
  const open = openLink(policy, c);
  return open === null ? null : { ...open, owner: linkOwner(policy, bureau, c, open.rule) };
}

/** True when the same people must decide the same link before and after. */
export function samePlace(policy: Policy, bureau: Bureau, before: Case, after: Case): boolean {
  return keyOf(openPlace(policy, bureau, before)) === keyOf(openPlace(policy, bureau, after));
}

function keyOf(place: Open | null): string | null {
  return place === null ? null : `${place.thing}:${place.round}:${place.link}:${ownerKey(place.owner)}`;
}

/** What was decided: the card that asked, the unit, and the person who decided in words. */
export function announceDecision(context: AnnounceContext): readonly Message[] {
  const event = happened(context, 'approval.decided').at(-1);
  if (event === undefined) return [];
  const { policy, bureau, after } = context;
  const subject = { policy, bureau, case: after };
  const { thing, decision, reason } = event.body;
  const title = approvalOf(policy, thing)?.title ?? '材料';
  const who = markWords(bureau, { by: event.actor, at: event.at });
  const done = update('approve', approvalDecided(subject, event.body), true);
  const next = openPlace(policy, bureau, after);
  const unit: Owner = { kind: 'unit', unit: after.unit?.id ?? '' };
  if (decision === 'agreed') {
    const then = next === null ? '审核已全部通过。' : `接着由${ownerTitle(policy, bureau, next.owner)}审核。`;
    return [
      ...done,
      ...reply(context, [`已记：${after.number} ${title} 同意。${then}`]),
      ...(next === null && after.unit !== null
        ? toOwner(context, unit, [`${caseName(after)} 的${title}已审核通过（最后由${who} 同意）。`])
        : []),
    ];
  }
  const n = shortNumber(after.number);
  const why = words(reason ?? '未写原因', 120);
  const lines = [
    `【退回修改】${caseName(after)}`,
    `${title}被${who} 退回。原因：${why}`,
    `请${after.unit === null ? '承办单位' : unitName(bureau, after.unit.id)}修改后重新书面报送（本制度未规定时限），请发：${howTo.written(n)}`,
  ];
  return [
    ...done,
    ...toGroup(context, 'work', lines, { mention: peopleOf(bureau, unit) }),
    ...toOwner(context, unit, lines),
    ...reply(context, [`已记：${after.number} ${title} 退回。已请承办单位修改后重报。`]),
  ];
}

/**
 * An approval that a higher grade, another unit or a reopening took back without anybody deciding it: its card must
 * not go on asking.
 */
export function announceWithdrawn(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, before, after } = context;
  const place = openPlace(policy, bureau, before);
  if (place === null || after.closed !== null || happened(context, 'approval.decided').length > 0) return [];
  if (keyOf(place) === keyOf(openPlace(policy, bureau, after))) return [];
  return update('approve', approvalDecided({ policy, bureau, case: after }, place), true);
}

/** Whenever another link opens in a commit: its card, the paper in full where the card is too small, the consulted. */
export function announceNextLink(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, before, after } = context;
  const place = openPlace(policy, bureau, after);
  if (place === null || keyOf(place) === keyOf(openPlace(policy, bureau, before))) return [];
  const paper = latestPaper(after);
  const title = approvalOf(policy, place.thing)?.title ?? '材料';
  const whole =
    paper !== undefined && exceedsCard(paper.text) && !receivesPapers(context, place.owner)
      ? toPeople(context, peopleOf(bureau, place.owner), [
          `【待审核全文】${caseName(after)} ${title}`,
          `报送：${markWords(bureau, paper)}`,
          ...verbatimLines(paper.text, WHOLE_PAPER),
        ])
      : [];
  return [
    ...card(context, 'approve', place.owner, askForApproval({ policy, bureau, case: after }, place)),
    ...whole,
    ...consult(context, place),
  ];
}

/** Opinions are asked once, when the office link opens (or the only one); the rule does not say that they block. */
function consult(context: AnnounceContext, place: Open): readonly Message[] {
  const { policy, bureau, after } = context;
  const approval = approvalOf(policy, place.thing);
  if (approval === undefined || place.link !== approval.chain.length - 1) return [];
  const paper = latestPaper(after);
  const asker = ownerTitle(policy, bureau, place.owner);
  const names = peopleOf(bureau, place.owner).map((p) => personName(bureau, p));
  return approval.consult.flatMap(({ who }) =>
    toOwner(context, ownerOf(policy, bureau, after, who), [
      `【征求意见】${caseName(after)} ${approval.title}（${basisWords(approval.clause ?? null, approval.basis)}）`,
      ...(paper === undefined || paper.text.trim() === '' ? [] : verbatimLines(paper.text, WHOLE_PAPER)),
      `有意见请直接答复${asker}${names.length === 0 ? '' : `（${names.join('、')}）`}。本制度未规定答复时限，也未写是否须等答复，审核照常进行。`,
    ]),
  );
}

/** The office that receives every paper has the whole text already. */
function receivesPapers({ policy, after }: AnnounceContext, owner: Owner): boolean {
  if (owner.kind !== 'role') return false;
  return policy.limits.some(
    (l) => l.to === owner.role && owedDeliverables(policy, after).some((d) => d.id === l.of),
  );
}
