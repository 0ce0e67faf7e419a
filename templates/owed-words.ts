// How an owed thing is said: what, by when, under which clause, and how it went.
import { shortDeadline, shortMoment, spokenDuration } from '../src/core/calendar/shanghai.ts';
import type { Case } from '../src/core/case.ts';
import type { Lamp } from '../src/core/day.ts';
import { lampOf as lampOfTime } from '../src/core/day.ts';
import type { Obligation } from '../src/core/obligations.ts';
import { isOpen, wasLate } from '../src/core/obligations.ts';
import type { Policy } from '../src/core/policy/load.ts';
import type { Basis } from '../src/core/policy/schema.ts';
import { words } from './quoting.ts';

export const LAMPS: Readonly<Record<Lamp, string>> = { 'on-time': '🟢', near: '🟡', overdue: '🔴' };

/** `依据五2`; says so when the value is the bureau's answer or our suggestion rather than the rule's word. */
export function basisWords(clause: string | null, basis: Basis | string): string {
  if (basis === 'default') return '建议值';
  const cited = clause === null ? '条款未注明' : `依据${clause}`;
  return basis === 'bureau' ? `${cited}，本单位答复` : cited;
}

/** Longest part of the way to a moment: a reason for which the clock stood still may be any length. */
const LONGEST_STEP = 60;

/** `交办 11-20 14:03 → +2 小时 → 11-20 16:03`; reasons that people wrote are among the steps. */
export function wayWords({ steps }: Pick<Obligation, 'steps'>): string {
  return steps.map((step) => words(step, LONGEST_STEP)).join(' → ');
}

/** `11-20 16:30 前，力争 16:20`; 本制度未规定时限 where the rule sets none. */
export function dueWords(obligation: Pick<Obligation, 'aimAt' | 'dueAt'>): string {
  const { aimAt, dueAt } = obligation;
  if (dueAt === null) return '本制度未规定时限';
  const aim = aimAt === null ? '' : `，力争 ${shortDeadline(aimAt)}`;
  return `${shortDeadline(dueAt)} 前${aim}`;
}

/** `书面汇报：11-20 16:03 前（依据五2）`; says so when the moment is past already. */
export function owedLine(obligation: Obligation, now: number): string {
  const { dueAt } = obligation;
  const past = dueAt !== null && now > dueAt ? `，${leftWords(dueAt, now)}` : '';
  return `${obligation.title}：${dueWords(obligation)}${past}（${basisWords(obligation.clause, obligation.basis)}）`;
}

/**
 * `从事发 11-20 07:00 起算，交办时已过时限`, of a limit that was past before anybody could keep it; empty otherwise.
 */
export function bornLateWords(c: Case, o: Obligation): string {
  if (o.dueAt === null || o.deliverable === null) return '';
  const moments = [
    { at: c.grade?.at ?? 0, what: '定级' },
    { at: c.unit?.at ?? 0, what: '交办' },
    { at: c.occurred?.since ?? 0, what: '填报事发时间' },
  ];
  const last = moments.reduce((a, b) => (b.at >= a.at ? b : a));
  if (o.dueAt >= last.at) return '';
  const start = o.steps[o.steps.findIndex((step) => step.startsWith('+')) - 1] ?? '';
  return `从${start} 起算，${last.what}时已过时限`;
}

/** `还有 12 分钟` or `已超 15 分钟`. */
export function leftWords(dueAt: number, now: number): string {
  const [what, length] =
    now <= dueAt ? ['还有', spokenDuration(dueAt - now)] : ['已超', spokenDuration(now - dueAt)];
  return /^\d/.test(length) ? `${what} ${length}` : `${what}${length}`;
}

/** `按时` or `迟 5 分钟`; empty without a limit. */
export function punctuality(obligation: Obligation): string {
  const { dueAt, metAt } = obligation;
  if (dueAt === null || metAt === null) return '';
  return metAt > dueAt ? `迟 ${spokenDuration(metAt - dueAt)}` : '按时';
}

/** How an obligation stands now, in one phrase. */
export function standing(obligation: Obligation, now: number): string {
  if (obligation.excusedAt !== null) return `${shortMoment(obligation.excusedAt)} 已提前说明原因`;
  if (obligation.metAt !== null) {
    const how = wasLate(obligation) || obligation.dueAt !== null ? `，${punctuality(obligation)}` : '';
    return `${shortMoment(obligation.metAt)} 已完成${how}`;
  }
  if (obligation.dueAt === null) return `未完成，已等 ${spokenDuration(now - obligation.startedAt)}`;
  return `未完成，${leftWords(obligation.dueAt, now)}`;
}

/** The lamp of something owed; of something handed in, whether it was late. */
export function lampOf(obligation: Obligation, now: number): Lamp {
  if (!isOpen(obligation)) return wasLate(obligation) ? 'overdue' : 'on-time';
  return lampOfTime(obligation, now);
}

/** The title behind an obligation's key, also when the obligation is no longer there. */
export function titleOfKey(policy: Policy, c: Case, key: string): string {
  const [kind = '', id = ''] = key.split(':');
  switch (kind) {
    case 'decide':
      return '定级交办';
    case 'grade':
      return '定级';
    case 'sign':
      return '签收';
    case 'revise':
      return '重新书面报送';
    case 'approve':
      return `审核${policy.approvals.find((a) => a.thing === id)?.title ?? ''}`;
    case 'opinion':
      return `对${titleOfThing(policy, c, id)}提出意见`;
    case 'extension':
      return '答复延期申请';
    case 'owe':
    case 'still':
    case 'step':
    case 'paper':
      return titleOfThing(policy, c, id);
    default:
      return key;
  }
}

/** The title of a deliverable, step or paper. */
export function titleOfThing(policy: Policy, c: Case, id: string): string {
  const route = policy.routes.find((r) => r.id === c.route);
  const steps = [...(route?.steps ?? []), ...policy.routes.flatMap((r) => r.steps)];
  return [...policy.deliverables, ...steps, ...policy.papers].find((thing) => thing.id === id)?.title ?? id;
}
