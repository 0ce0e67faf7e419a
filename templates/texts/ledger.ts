// 台账: the newest cases, one line each.
import type { Bureau } from '../../src/core/bureau.ts';
import { shortMoment } from '../../src/core/calendar/shanghai.ts';
import type { LedgerLine } from '../../src/core/day.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { gradeName, unitName } from '../case-words.ts';
import { CALL } from '../how-to.ts';
import { quoted, words } from '../quoting.ts';

type Names = { readonly policy: Policy; readonly bureau: Bureau };

/** The newest cases first; says so when there are none. */
export function ledgerLines(context: Names & { readonly ledger: readonly LedgerLine[] }): readonly string[] {
  const { ledger } = context;
  if (ledger.length === 0) return ['台账还是空的。报送一条舆情就有了。'];
  return [
    `台账（最近 ${ledger.length} 件）`,
    ...ledger.map((line) => ledgerLine(context, line)),
    `看详情请发编号，如：${CALL} ${ledger[0]?.number.split('-').at(-1) ?? ''}`,
  ];
}

/** With the table of a year or month. */
export function exportedLines(period: string, count: number): readonly string[] {
  return [`${period} 的台账共 ${count} 件，见文件。用 Excel 或 WPS 打开；手机号、身份证号已打码。`];
}

/** Nothing was registered in that year or month. */
export function exportNothingLines(period: string): readonly string[] {
  return [`${period} 没有登记过事项，没有可导出的。换个时间请发，如：台账 导出 2026-11`];
}

/** The period was not understood. */
export function howToExportLines(): readonly string[] {
  return ['没看懂要哪一段的台账。全年请发：台账 导出；某一年：台账 导出 2026；某个月：台账 导出 2026-11'];
}

/** `YQ-2026-0001「夜市油烟」微博 一般 执法一科 11-20 14:00 在办`. */
function ledgerLine({ policy, bureau }: Names, line: LedgerLine): string {
  const parts = [
    line.platform === null ? '无链接' : words(line.platform, 20),
    line.grade === null ? '待定级' : gradeName(policy, line.grade),
    line.unit === null ? '待交办' : unitName(bureau, line.unit),
    shortMoment(line.openedAt),
    line.state === 'open'
      ? '在办'
      : `已办结${line.closedAt === null ? '' : ` ${shortMoment(line.closedAt)}`}`,
  ];
  return `${line.number}${quoted(line.title, 18)}${parts.join(' ')}`;
}
