// The card on which a link of the approval chain agrees or sends the draft back.
import type { Bureau } from '../../src/core/bureau.ts';
import { ownerTitle, roleOwner } from '../../src/core/bureau.ts';
import { shortMoment } from '../../src/core/calendar/shanghai.ts';
import type { Card } from '../../src/core/card.ts';
import type { Case } from '../../src/core/case.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import type { Approval } from '../../src/core/policy/settle.ts';
import { gradeName, markWords, personName, plainTitle, unitName } from '../case-words.ts';
import { verbatim, words } from '../quoting.ts';
import { CARD, field, fitted } from './fit.ts';
import { APPROVER_REASONS, reasonSelector } from './reasons.ts';

type Subject = { readonly policy: Policy; readonly bureau: Bureau; readonly case: Case };
type Place = { readonly thing: string; readonly round: number; readonly link: number };

/** The latest paper that the unit handed in, with its text. */
export function latestPaper(c: Case): Case['submissions'][number] | undefined {
  return c.submissions.findLast((s) => s.form === 'written') ?? c.submissions.at(-1);
}

/** The approval that a thing goes through. */
export function approvalOf(policy: Policy, thing: string): Approval | undefined {
  return policy.approvals.find((a) => a.thing === thing);
}

/** Asks for 同意 or 退回. */
export function askForApproval(subject: Subject, place: Place): Card {
  const { policy, bureau, case: c } = subject;
  const link = approvalOf(policy, place.thing)?.chain[place.link];
  const role =
    link === undefined ? '' : ownerTitle(policy, bureau, roleOwner(policy, link.role, c.unit?.id ?? null));
  const paper = latestPaper(c);
  const before = marks(c, place).findLast((a) => a.decision === 'agreed');
  return fitted({
    ...head(subject, place),
    tag: '舆情助手·请审核',
    fields: [
      c.unit === null ? null : field('承办', unitName(bureau, c.unit.id)),
      paper === undefined ? null : field('报送', `${personName(bureau, paper.by)} ${shortMoment(paper.at)}`),
      field('审核', role),
      before === undefined ? null : field('已同意', markWords(bureau, before)),
      field('依据', link?.clause),
      field('时限', '本制度未规定'),
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
      c.unit === null ? null : field('承办', unitName(bureau, c.unit.id)),
      mark === undefined ? null : field(agreed ? '同意' : '退回', markWords(bureau, mark)),
      mark?.reason == null ? null : field('原因', words(mark.reason, CARD.fieldValue)),
      mark !== undefined
        ? null
        : c.closed !== null
          ? field('办结', markWords(bureau, c.closed))
          : field('说明', '等承办单位重新报送后再审'),
    ],
    body: paperBody(latestPaper(c)),
  });
}

/** True when the card cannot show the whole paper, so that it must be sent in words as well. */
export function exceedsCard(text: string): boolean {
  return [...text.trim()].length > CARD.body - 2;
}

function paperBody(paper: Case['submissions'][number] | undefined): string {
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
