// The approval chain: what was decided, and what becomes of a draft that was sent back.
import { type Owner, ownerTitle, peopleOf } from '../../src/core/bureau.ts';
import type { Message } from '../../src/core/message.ts';
import { ownerOf } from '../../src/core/owners.ts';
import type { Step } from '../../src/core/policy/settle.ts';
import { isRecorded, routeOf, workBefore } from '../../src/core/steps.ts';
import { approvalDecided, approvalOf, askForApproval } from '../cards/approve-card.ts';
import { caseName, markWords, shortNumber, unitName } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { words } from '../quoting.ts';
import { stillToAgree } from '../texts/approval-words.ts';
import { type AnnounceContext, happened, reply, toGroup, toOwner, toPeople, update } from './context.ts';
import { cardPlace, cardPlaceBefore, openPlaces, type Place, placeKey } from './places.ts';
import { unitPeople } from './unit-owes.ts';

/** What was decided: the card that asked, whoever did the work, and the person who decided in words. */
export function announceDecision(context: AnnounceContext): readonly Message[] {
  const event = happened(context, 'approval.decided').at(-1);
  if (event === undefined) return [];
  const { policy, bureau, after } = context;
  const subject = { policy, bureau, case: after };
  const { thing, decision } = event.body;
  const title = approvalOf(policy, thing)?.title ?? '材料';
  const next = openPlaces(policy, bureau, after).find((place) => place.thing === thing) ?? null;
  const waiting = event.body.last === false ? stillToAgree(subject, next) : null;
  const carded = cardPlaceBefore(context)?.thing === thing;
  const card = !carded
    ? []
    : waiting === null || next === null
      ? update('approve', approvalDecided(subject, event.body), true)
      : update('approve', askForApproval(subject, next), false);
  if (decision === 'returned') return [...card, ...sentBack(context, event, title)];
  const who = markWords(bureau, { by: event.actor, at: event.at });
  const worker = next === null ? workerOf(context, thing) : null;
  return [
    ...card,
    ...reply(context, [`已记：${after.number} ${title} 同意。${afterwards(context, next, waiting)}`]),
    ...(worker === null
      ? []
      : tellWorkers(context, worker.owner, [
          `${caseName(after)} 的${title}已审核通过（最后由${who} 同意）。`,
        ])),
  ];
}

function afterwards({ policy, bureau }: AnnounceContext, next: Place | null, waiting: string | null): string {
  if (waiting !== null) return `这一步要几位都同意，还差${waiting}。`;
  if (next === null) return '审核已全部通过。';
  const { kind, title, role, named_by } = next.rule;
  const who = ownerTitle(policy, bureau, next.owner);
  if (next.asks === 'name') {
    const by = ownerTitle(policy, bureau, { kind: 'role', role: named_by ?? role });
    return `接着请${by}指定一位${who}审核。`;
  }
  switch (kind) {
    case 'body':
      return `接着由${title ?? who}集体研究。`;
    case 'external':
      return `接着要${title ?? who}确认。`;
    case 'outside_rule':
      return `接着按“${title ?? '外部机制'}”办。`;
    default:
      return `接着由${who}审核。`;
  }
}

type Decided = ReturnType<typeof happened<'approval.decided'>>[number];

function sentBack(context: AnnounceContext, event: Decided, title: string): readonly Message[] {
  const { bureau, after } = context;
  const why = words(event.body.reason ?? '未写原因', 120);
  const who = markWords(bureau, { by: event.actor, at: event.at });
  const head = [`【退回修改】${caseName(after)}`, `${title}被${who} 退回。原因：${why}`];
  const worker = workerOf(context, event.body.thing);
  const n = shortNumber(after.number);
  if (worker !== null && isRecorded(worker.step)) {
    const again = `请修改后重新提交（本制度未规定时限），请发：${howTo.done(n, worker.step.title)}`;
    return [
      ...toOwner(context, worker.owner, [...head, again]),
      ...reply(context, [`已记：${after.number} ${title} 退回。已请重新提交“${worker.step.title}”。`]),
    ];
  }
  const unit: Owner = { kind: 'unit', unit: after.unit?.id ?? '' };
  const lines = [
    ...head,
    `请${after.unit === null ? '承办单位' : unitName(bureau, after.unit.id)}修改后重新书面报送（本制度未规定时限），请发：${howTo.written(n)}`,
  ];
  return [
    ...toGroup(context, 'work', lines, { mention: peopleOf(bureau, unit) }),
    ...tellWorkers(context, unit, lines),
    ...reply(context, [`已记：${after.number} ${title} 退回。已请承办单位修改后重报。`]),
  ];
}

/** Whoever did the work; with the unit in charge also the units that handle the matter with it. */
function tellWorkers(context: AnnounceContext, owner: Owner, lines: readonly string[]): readonly Message[] {
  const main = peopleOf(context.bureau, owner);
  const others =
    owner.kind === 'unit' ? unitPeople(context, context.after).filter((p) => !main.includes(p)) : [];
  return [...toOwner(context, owner, lines), ...toPeople(context, others, lines)];
}

/** Whose work an approval looked at; null when nobody of ours did any. */
function workerOf(
  { policy, bureau, after }: AnnounceContext,
  thing: string,
): { readonly step: Step; readonly owner: Owner } | null {
  const approve = routeOf(policy, after).steps.find((s) => s.do === 'approve' && s.thing === thing);
  const step = approve === undefined ? undefined : workBefore(policy, after, approve);
  if (step === undefined) return null;
  if (isRecorded(step)) return { step, owner: ownerOf(policy, bureau, after, step.by) };
  return after.unit === null ? null : { step, owner: { kind: 'unit', unit: after.unit.id } };
}

/**
 * An approval that a higher grade, another unit, another route or a reopening took back without anybody deciding it:
 * its card must not go on asking.
 */
export function announceWithdrawn(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, after } = context;
  const place = cardPlaceBefore(context);
  if (place === null || after.closed !== null || happened(context, 'approval.decided').length > 0) return [];
  if (placeKey(place) === placeKey(cardPlace(policy, bureau, after))) return [];
  return update('approve', approvalDecided({ policy, bureau, case: after }, place), true);
}
