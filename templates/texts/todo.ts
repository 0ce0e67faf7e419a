// 待办: what one person owes now, most urgent first.
import { shortDeadline } from '../../src/core/calendar/shanghai.ts';
import type { OwedLine } from '../../src/core/day.ts';
import { shortNumber } from '../case-words.ts';
import { CALL } from '../how-to.ts';
import { basisWords, LAMPS, leftWords } from '../owed-words.ts';
import { quoted } from '../quoting.ts';

/** Lines shown; the rest is counted. */
const SHOWN = 15;

/** Everything that one person owes; says so when it is nothing. */
export function todoLines(context: {
  readonly owed: readonly OwedLine[];
  readonly now: number;
}): readonly string[] {
  const { owed, now } = context;
  if (owed.length === 0) return ['您现在没有待办。'];
  const first = owed[0];
  return [
    `您有 ${owed.length} 件待办：`,
    ...owed.slice(0, SHOWN).map((line) => todoLine(line, now)),
    ...(owed.length > SHOWN ? [`另有 ${owed.length - SHOWN} 件，先办上面这些。`] : []),
    ...(first === undefined ? [] : [`看详情请发编号，如：${CALL} ${shortNumber(first.number)}`]),
  ];
}

/** `🟡 YQ-2026-0001「夜市油烟」书面汇报：11-20 16:03 前，还有 12 分钟（依据五2）`. */
function todoLine(line: OwedLine, now: number): string {
  const due =
    line.dueAt === null
      ? '本制度未规定时限'
      : `${shortDeadline(line.dueAt)} 前，${leftWords(line.dueAt, now)}`;
  return `${LAMPS[line.lamp]} ${line.number}${quoted(line.title, 16)}${line.owed}：${due}（${basisWords(line.clause, line.basis)}）`;
}
