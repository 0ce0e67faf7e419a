// 舆情日报: the day on one phone screen, said also when nothing happened.
import type { Bureau } from '../../src/core/bureau.ts';
import {
  clockTime,
  longDate,
  shortDeadline,
  shortMoment,
  startOfDay,
} from '../../src/core/calendar/shanghai.ts';
import type { Day, LedgerLine, OwedLine } from '../../src/core/day.ts';
import type { GroupName } from '../../src/core/message.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { gradeName, unitName } from '../case-words.ts';
import { CALL } from '../how-to.ts';
import { masked } from '../masking.ts';
import { basisWords, LAMPS, leftWords } from '../owed-words.ts';
import { ownerWords } from '../owner-words.ts';
import { harmless, quoted, words } from '../quoting.ts';

export type EveningContext = {
  readonly policy: Policy;
  readonly bureau: Bureau;
  readonly day: Day;
  readonly now: number;
  /** The summary goes out after its time. */
  readonly late?: boolean;
  /** The leadership's version leaves out what is only near. */
  readonly group?: GroupName;
  /** Somebody asked for the day so far (今日). */
  readonly asked?: boolean;
};

/** Lines of each list on the screen; the day has the whole counts. */
const SHOWN = 5;

/** The day in lines, for one of the two groups or for whoever asks. */
export function eveningLines(context: EveningContext): readonly string[] {
  const { policy, bureau, day, now, late = false, group = 'work', asked = false } = context;
  const title = asked
    ? `【今日舆情】截至 ${shortMoment(now)} ${bureau.name}`
    : `【舆情日报】${longDate(day.from)} ${bureau.name}`;
  const head = day.drill ? `【演练】${title}` : title;
  const lines = [
    late
      ? `${head}（系统迟发：应于 ${bureau.summaryAt}，现在 ${startOfDay(now) === day.from ? clockTime(now) : shortMoment(now)}）`
      : head,
    ...counts(policy, day),
    ...list('🔴 已超时限', day.overdue, day.lamps.overdue, (line) => owed(context, line, true)),
    ...(group === 'leadership'
      ? []
      : list('🟡 临近时限', day.near, day.lamps.near, (line) => owed(context, line, true))),
    ...(day.tomorrow.length === 0
      ? ['明日暂无到期时限。']
      : list('明日首批时限', day.tomorrow, day.tomorrow.length, (line) => owed(context, line, false))),
    ...list('今日新增', day.newest, day.opened, (line) => fresh(context, line)),
    ...(day.undelivered === 0
      ? []
      : [`有 ${day.undelivered} 条消息没有送到，已告诉管理员；明细请发：${CALL} 状态`]),
  ];
  return lines.map((line) => masked(harmless(line)));
}

function counts(policy: Policy, day: Day): readonly string[] {
  const grades = day.graded.filter((g) => g.count > 0).map((g) => `${gradeName(policy, g.grade)} ${g.count}`);
  const moved = day.opened > 0 || day.closed > 0 || grades.length > 0;
  const inHand =
    day.open === 0
      ? '在办 0 件。'
      : `在办 ${day.open} 件：${LAMPS['on-time']} 正常 ${day.lamps['on-time']}　${LAMPS.near} 临近 ${day.lamps.near}　${LAMPS.overdue} 超时 ${day.lamps.overdue}`;
  return [
    ...(moved
      ? [
          `新增 ${day.opened} 件，办结 ${day.closed} 件`,
          ...(grades.length === 0 ? [] : [`今日定级：${grades.join('、')}`]),
        ]
      : ['今日无新增、无办结。']),
    inHand,
    ...(day.ungraded > 0 ? [`待定级 ${day.ungraded} 件，请领导在单独收到的卡片上定级。`] : []),
  ];
}

function list<Line>(
  title: string,
  lines: readonly Line[],
  count: number,
  say: (line: Line) => string,
): readonly string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, SHOWN);
  const rest = Math.max(count, lines.length) - shown.length;
  return [`${title}：`, ...shown.map(say), ...(rest > 0 ? [`另有 ${rest} 件`] : [])];
}

/** `YQ-2026-0001「夜市油烟」微博 一般 执法一科`. */
function fresh({ policy, bureau }: EveningContext, line: LedgerLine): string {
  const parts = [
    line.platform === null ? '无链接' : words(line.platform, 20),
    line.grade === null ? '待定级' : gradeName(policy, line.grade),
    line.unit === null ? '待交办' : unitName(bureau, line.unit),
    ...(line.state === 'closed' ? ['已办结'] : []),
  ];
  return `${line.number}${quoted(line.title, 14)}${parts.join(' ')}`;
}

/** `YQ-2026-0001「夜市油烟」执法一科 书面汇报：11-20 16:03，已超 15 分钟（依据五2）`. */
function owed({ policy, bureau, now }: EveningContext, line: OwedLine, how: boolean): string {
  const owner = ownerWords(policy, bureau, line.owner);
  const due = line.dueAt === null ? '未规定时限' : shortDeadline(line.dueAt);
  const left = how && line.dueAt !== null ? `，${leftWords(line.dueAt, now)}` : '';
  return `${line.number}${quoted(line.title, 14)}${owner} ${line.owed}：${due}${left}（${basisWords(line.clause, line.basis)}）`;
}
