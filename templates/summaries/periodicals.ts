// Papers that come round and patrols of the day: who owes them, to whom, about which matters, under which clause.
import type { Bureau } from '../../src/core/bureau.ts';
import { ownerTitle, peopleOf, roleOwner } from '../../src/core/bureau.ts';
import { DAY, shortDate } from '../../src/core/calendar/shanghai.ts';
import type { Case } from '../../src/core/case.ts';
import type { Message } from '../../src/core/message.ts';
import type { PaperDue, PatrolDue } from '../../src/core/periodicals.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { caseName, gradeName, stateWords } from '../case-words.ts';
import { basisWords } from '../owed-words.ts';
import { harmless } from '../quoting.ts';

export type PeriodicalContext = {
  readonly policy: Policy;
  readonly bureau: Bureau;
  readonly papers: readonly (PaperDue & { readonly cases: readonly Case[] })[];
  readonly patrols: readonly PatrolDue[];
  readonly drill: boolean;
};

/** Lines of matters in one message; the rest is counted. */
const SHOWN = 20;
const RHYTHMS: Readonly<Record<string, string>> = {
  daily: '每日',
  weekly: '每周',
  monthly: '每月',
  quarterly: '每季',
  yearly: '每年',
};

/** One message for each paper and person; a paper whose author the rule does not name goes to the administrators. */
export function periodicalMessages(context: PeriodicalContext): readonly Message[] {
  return [
    ...context.papers.flatMap((due) => told(context, due.paper.from, paperLines(context, due))),
    ...context.patrols.flatMap((due) => (due.by === null ? [] : told(context, due.by, patrolLines(due)))),
  ];
}

function told(context: PeriodicalContext, role: string | null, lines: readonly string[]): Message[] {
  const { policy, bureau, drill } = context;
  const filled = role === null ? [] : peopleOf(bureau, roleOwner(policy, role, null));
  const people = filled.length === 0 ? bureau.administrators : filled;
  const shown = lines.map(harmless);
  return people.map((person) => ({
    kind: 'text',
    to: { kind: 'person', person },
    lines: drill ? [`【演练】${shown[0] ?? ''}`, ...shown.slice(1)] : shown,
    mention: [],
  }));
}

function paperLines(
  { policy, bureau }: PeriodicalContext,
  { paper, from, to, cases }: PeriodicalContext['papers'][number],
): readonly string[] {
  const names = (roles: readonly string[]): string =>
    roles.map((role) => ownerTitle(policy, bureau, roleOwner(policy, role, null))).join('、');
  const days = to - from <= DAY ? shortDate(from) : `${shortDate(from)} 至 ${shortDate(to - DAY)}`;
  const rhythm = rhythmWords(paper);
  return [
    `【今日应写】${paper.title}（${rhythm}，${basisWords(paper.clause ?? null, paper.basis)}）`,
    `时段：${days}${paper.to.length === 0 ? '' : `　报给：${names(paper.to)}`}${paper.cc.length === 0 ? '' : `　抄送：${names(paper.cc)}`}`,
    ...(paper.fields.length === 0 ? [] : [`要写：${paper.fields.join('、')}`]),
    ...(cases.length === 0
      ? ['本时段没有登记的事项，也请照写“无”。']
      : [
          `本时段 ${cases.length} 件：`,
          ...cases.slice(0, SHOWN).map((c) => `· ${caseLine(policy, bureau, c)}`),
          ...(cases.length > SHOWN ? [`……其余 ${cases.length - SHOWN} 件请发：台账`] : []),
        ]),
  ];
}

/** `每周五`, `每月5日`, `每日`. */
function rhythmWords({ period, day }: PaperDue['paper']): string {
  const often = typeof period === 'string' ? (RHYTHMS[period] ?? '') : '';
  if (day === undefined) return often;
  return typeof day === 'string' ? `每${day}` : `${often}${day}日`;
}

function caseLine(policy: Policy, bureau: Bureau, c: Case): string {
  const grade = c.grade === null ? '' : `${gradeName(policy, c.grade.id)}　`;
  return `${caseName(c)}　${grade}${stateWords(policy, bureau, c)}`;
}

function patrolLines({ times, word, where, clause }: PatrolDue): readonly string[] {
  const often =
    times === null
      ? `制度只写“${word ?? ''}”`
      : `应 ${times.least === times.most ? times.least : `${times.least}–${times.most}`} 次`;
  return [
    `【今日巡查】${often}（${basisWords(clause, 'text')}）${where.length === 0 ? '' : `：${where.join('、')}`}`,
    '还没有做的请补做；发现舆情请发：登记 链接或情况',
  ];
}
