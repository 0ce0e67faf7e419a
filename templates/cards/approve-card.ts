// The card on which a link of the approval chain agrees or sends the draft back.
import type { OpenLink } from '../../src/core/approvals.ts';
import type { Bureau } from '../../src/core/bureau.ts';
import { type Owner, ownerTitle } from '../../src/core/bureau.ts';
import { shortDeadline, shortMoment } from '../../src/core/calendar/shanghai.ts';
import type { Card } from '../../src/core/card.ts';
import type { Case } from '../../src/core/case.ts';
import { computeLimit, limitOn } from '../../src/core/limits.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import type { Approval } from '../../src/core/policy/settle.ts';
import { isReady, stepsOf } from '../../src/core/steps.ts';
import { gradeName, markWords, personName, plainTitle, unitNames } from '../case-words.ts';
import { type Material, materialOf } from '../material.ts';
import { verbatim, words } from '../quoting.ts';
import { opinionsAwaited, stillToAgree } from '../texts/approval-words.ts';
import { CARD, field, fitted } from './fit.ts';
import { APPROVER_REASONS, reasonSelector } from './reasons.ts';

type Subject = { readonly policy: Policy; readonly bureau: Bureau; readonly case: Case };
type Place = { readonly thing: string; readonly round: number; readonly link: number };

/** The approval that a thing goes through. */
export function approvalOf(policy: Policy, thing: string): Approval | undefined {
  return policy.approvals.find((a) => a.thing === thing);
}

/** Asks for 同意 or 退回; only where one person's yes decides. */
export function askForApproval(subject: Subject, place: Place & OpenLink & { readonly owner: Owner }): Card {
  const { policy, bureau, case: c } = subject;
  const { rule } = place;
  const paper = materialOf(subject, place.thing);
  const before = marks(c, place).findLast((a) => a.decision === 'agreed');
  const left = stillToAgree(subject, place);
  const awaited = opinionsAwaited(subject, place);
  return fitted({
    ...head(subject, place),
    tag: '舆情助手·请审核',
    fields: [
      c.unit === null ? null : field('承办', unitNames(bureau, c)),
      paper === undefined ? null : field('报送', `${personName(bureau, paper.by)} ${shortMoment(paper.at)}`),
      field('审核', left === null ? ownerTitle(policy, bureau, place.owner) : `都要同意，还差${left}`),
      before === undefined ? null : field('已同意', markWords(bureau, before)),
      awaited === null ? null : field('先要', `${awaited}的意见`),
      field('依据', rule.clause ?? place.approval.clause),
      field('时限', dueOf(subject, place)),
    ],
    body: paperBody(paper),
    selector: reasonSelector(APPROVER_REASONS),
    buttons: [
      { key: 'approve', text: '同意', style: 'primary' },
      { key: 'return', text: '退回', style: 'normal' },
    ],
  });
}

/** Who decided what, when. */
export function approvalDecided(subject: Subject, place: Place): Card {
  const { bureau, case: c } = subject;
  const mark = marks(c, place).findLast((a) => a.link === place.link);
  const agreed = mark?.decision === 'agreed';
  return fitted({
    ...head(subject, place),
    tag: mark === undefined ? '舆情助手·审核已停' : agreed ? '舆情助手·已同意' : '舆情助手·已退回',
    fields: [
      c.unit === null ? null : field('承办', unitNames(bureau, c)),
      mark === undefined ? null : field(agreed ? '同意' : '退回', markWords(bureau, mark)),
      mark?.reason == null ? null : field('原因', words(mark.reason, CARD.fieldValue)),
      mark !== undefined
        ? null
        : c.closed !== null
          ? field('办结', markWords(bureau, c.closed))
          : field('说明', whyStopped(subject, place)),
    ],
    body: paperBody(materialOf(subject, place.thing)),
  });
}

/** True when the card cannot show the whole paper, so that it must be sent in words as well. */
export function exceedsCard(text: string): boolean {
  return [...text.trim()].length > CARD.body - 2;
}

/** A limit on an approval is one on the whole of it. */
function dueOf({ policy, bureau, case: c }: Subject, { step }: OpenLink): string {
  const limit = limitOn(policy, c, step.id);
  const dueAt = limit === undefined ? null : computeLimit(policy, bureau, c, limit).dueAt;
  return dueAt === null ? '本制度未规定' : `${shortDeadline(dueAt)} 前全部审完`;
}

/** Another person decides now, or the thing comes back when it has been done again. */
function whyStopped({ policy, case: c }: Subject, place: Place): string {
  const step = stepsOf(policy, c).find((s) => s.do === 'approve' && s.thing === place.thing);
  if (step === undefined) return '已改走别的路线，不再需要这一步';
  const state = c.steps[step.id];
  return state?.state === 'open' && state.round === place.round && isReady(stepsOf(policy, c), c, step)
    ? '已改由别人审核'
    : '等承办单位重新报送后再审';
}

function paperBody(paper: Material | undefined): string {
  if (paper === undefined) return '没有文字材料。';
  if (paper.text.trim() === '') return `材料为 ${paper.pictures} 张图片，见承办单位的报送。`;
  return verbatim(paper.text, CARD.body - 2);
}

function marks(c: Case, place: Place) {
  return c.approvals.filter((a) => a.thing === place.thing && a.round === place.round);
}

function head({ policy, case: c }: Subject, place: Place) {
  const title = approvalOf(policy, place.thing)?.title ?? '材料';
  const grade = c.grade === null ? '' : ` · ${gradeName(policy, c.grade.id)}`;
  return {
    drill: c.drill,
    title: `${title}：${plainTitle(c.report, CARD.title)}`,
    subtitle: `${c.number}${grade}`,
    link: c.report.links[0]?.url,
  };
}
