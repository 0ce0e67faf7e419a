// What has happened to a case, in plain words with times and names; reminders in a row become one line.

import { spokenLength } from '../../src/core/calendar/duration.ts';
import { shortMoment } from '../../src/core/calendar/shanghai.ts';
import type { CaseEvent } from '../../src/core/events.ts';
import { START_TITLES } from '../../src/core/limits.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { gradeName, outcomeName, personName, unitName } from '../case-words.ts';
import { titleOfKey, titleOfThing } from '../owed-words.ts';
import { quoted, words } from '../quoting.ts';
import type { CaseFileContext } from './case-file.ts';

type Reminder = Extract<CaseEvent['body'], { type: 'reminder.due' }>;

/** One line an event, oldest first; what the route does by itself is left out. */
export function timelineLines(context: CaseFileContext): readonly string[] {
  const lines: string[] = [];
  let row: { at: number; body: Reminder }[] = [];
  const flush = (): void => {
    if (row.length > 0) lines.push(reminded(context, row));
    row = [];
  };
  for (const event of context.events) {
    if (event.body.type === 'reminder.due') {
      row.push({ at: event.at, body: event.body });
      continue;
    }
    const what = told(context, event);
    if (what === null) continue;
    flush();
    lines.push(`${shortMoment(event.at)} ${personName(context.bureau, event.actor)} ${what}`);
  }
  flush();
  return lines;
}

function reminded(
  { policy, case: c }: CaseFileContext,
  row: readonly { readonly at: number; readonly body: Reminder }[],
): string {
  const [first, last] = [row[0]?.at ?? 0, row.at(-1)?.at ?? 0];
  const span = first === last ? shortMoment(first) : `${shortMoment(first)} 至 ${shortMoment(last)}`;
  const titles = [...new Set(row.map((r) => titleOfKey(policy, c, r.body.obligation)))];
  return `${span} 催办 ${row.length} 次（${titles.join('、')}）`;
}

/** Null for what is only the route moving by itself. */
function told({ policy, bureau, case: c }: CaseFileContext, event: CaseEvent): string | null {
  const { body } = event;
  switch (body.type) {
    case 'case.opened':
      return '报送，登记';
    case 'report.attached':
      return body.report.links.length === 0 && body.report.text === ''
        ? `交来图片或文件 ${body.report.pictures} 个`
        : '又报来同一链接，已并入';
    case 'step.opened':
    case 'step.done':
    case 'reminder.due':
      return null;
    case 'route.changed': {
      const title = policy.routes.find((r) => r.id === body.route)?.title ?? body.route;
      return `改走“${title}”`;
    }
    case 'moment.set': {
      const title = START_TITLES[body.moment];
      return body.at === null
        ? `记${title}时间不详`
        : `记${title}时间${body.about ? '约' : ''} ${shortMoment(body.at)}`;
    }
    case 'mark.set': {
      const title = policy.marks.find((m) => m.id === body.mark)?.title ?? body.mark;
      return body.on ? `标记“${title}”` : `取消标记“${title}”`;
    }
    case 'subject.named':
      return `记涉及人${personName(bureau, body.person)}，不得经办和审核`;
    case 'opinion.given':
      return `对“${titleOfThing(policy, c, body.of)}”提出意见${quoted(body.text, 60)}`;
    case 'person.named':
      return `指定${personName(bureau, body.person)}牵头`;
    case 'step.recorded': {
      const title = policy.routes.flatMap((r) => r.steps).find((s) => s.id === body.step)?.title;
      const pictures = body.pictures > 0 ? `，附图 ${body.pictures} 张` : '';
      return `${title ?? body.step}：${quoted(body.text, 60)}${pictures}`;
    }
    case 'extension.requested':
      return `申请把“${titleOfThing(policy, c, body.of)}”延期 ${spokenLength(body.length)}，理由${quoted(body.reason, 60)}`;
    case 'extension.decided': {
      const what = `“${titleOfThing(policy, c, body.of)}”延期`;
      return body.granted ? `同意${what}` : `不同意${what}，原因${quoted(body.reason ?? '', 60)}`;
    }
    case 'clock.paused':
      return `中止计时，原因${quoted(body.reason, 60)}`;
    case 'clock.resumed':
      return '恢复计时';
    case 'instruction.given':
      return `批示${quoted(body.text, 60)}`;
    case 'paper.ordered':
      return `要求写“${paperTitle(policy, body.paper)}”`;
    case 'paper.issued':
      return `写出“${paperTitle(policy, body.paper)}”${quoted(body.text, 60)}`;
    case 'case.transferred':
      return `移送${words(body.to, 30)}，理由${quoted(body.reason, 60)}`;
    case 'policy.moved':
      return `改按制度的新版本办（${body.previous.slice(0, 8)} → ${body.policyVersion.slice(0, 8)}）`;
    case 'occurred.set':
      return body.occurredAt === null
        ? '记事发时间不详'
        : `记事发时间${body.about ? '约' : ''} ${shortMoment(body.occurredAt)}`;
    case 'fact.set': {
      const title = policy.facts.find((f) => f.id === body.fact)?.title ?? body.fact;
      return `记${title}为${words(body.value, 30)}`;
    }
    case 'case.graded': {
      const now = gradeName(policy, body.grade);
      const why = body.reason === undefined ? '' : `，原因${quoted(body.reason, 60)}`;
      return body.previous === null
        ? `定为${now}${why}`
        : `由${gradeName(policy, body.previous)}改为${now}${why}`;
    }
    case 'case.assigned': {
      const why = body.reason === undefined ? '' : `，原因${quoted(body.reason, 60)}`;
      const units = [body.unit, ...(body.with ?? [])].map((u) => unitName(bureau, u)).join('、');
      return `${body.previous === null ? '交办' : '改派'}${units}${why}`;
    }
    case 'assignment.signed':
      return '签收';
    case 'assignment.returned':
      return `退回交办，原因${quoted(body.reason, 60)}`;
    case 'report.submitted': {
      const form =
        body.form === 'oral'
          ? `口头汇报${body.toldTo === undefined ? '' : `（向${words(body.toldTo, 20)}）`}`
          : '书面报送';
      const pictures = body.pictures > 0 ? `，附图 ${body.pictures} 张` : '';
      const text = body.text.trim() === '' ? '' : `${quoted(body.text, 60)}`;
      return `${body.meets.length === 0 ? `续报（${form}）` : form}${text}${pictures}`;
    }
    case 'delay.explained':
      return `说明“${titleOfKey(policy, c, `owe:${body.deliverable}`)}”${quoted(body.reason, 60)}${body.excused ? '（已算提前说明）' : '（只作记录）'}`;
    case 'approval.decided':
      return approvalTold(policy, body);
    case 'outcome.decided':
      return `定事实结论为${outcomeName(policy, body.outcome)}`;
    case 'source.replied':
      return `回复${words(body.source, 20)}${quoted(body.text, 60)}`;
    case 'response.recorded':
      return `记${body.answer === 'holding' ? '先行回应' : '公开回应'}：${words(body.channel, 20)}，审定 ${words(body.approvedBy, 20)}`;
    case 'response.declined':
      return `决定不予回应，理由${quoted(body.reason, 60)}`;
    case 'attachment.stored':
      return '附件已存';
    case 'case.closed':
      return body.note.trim() === '' ? '办结' : `办结，说明${quoted(body.note, 60)}`;
    case 'case.reopened':
      return `重开，原因${quoted(body.reason, 60)}`;
    default:
      return unreachable(body);
  }
}

/** A case may wait for several approvals, so each line names its own. */
function approvalTold(
  policy: Policy,
  body: Extract<CaseEvent['body'], { type: 'approval.decided' }>,
): string {
  const what = `审核${policy.approvals.find((a) => a.thing === body.thing)?.title ?? ''}`;
  if (body.decision === 'returned') return `${what}：退回，原因${quoted(body.reason ?? '', 60)}`;
  return body.record === undefined ? `${what}：同意` : `${what}：同意，依据${quoted(body.record, 60)}`;
}

function paperTitle(policy: Policy, id: string): string {
  return policy.papers.find((p) => p.id === id)?.title ?? id;
}

function unreachable(body: never): never {
  throw new Error(`unknown event ${JSON.stringify(body)}`);
}
