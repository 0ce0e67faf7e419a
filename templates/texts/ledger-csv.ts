// The ledger as a table for Excel and WPS: CSV in UTF-8 with its mark, personal numbers masked.
import type { Bureau } from '../../src/core/bureau.ts';
import { isoMoment } from '../../src/core/calendar/shanghai.ts';
import type { ExportLine, LimitsKept } from '../../src/core/day.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { gradeName, unitName } from '../case-words.ts';
import { basisWords, wayWords } from '../owed-words.ts';
import { words } from '../quoting.ts';

const HEADINGS = [
  '编号',
  '标题',
  '平台',
  '等级',
  '承办单位',
  '状态',
  '登记',
  '办结',
  '时限遵守',
  '时限怎么算',
];
/** Excel takes the file for UTF-8 only when it begins with this. */
const BYTE_ORDER_MARK = '\ufeff';
/** Longest title in a cell. */
const TITLE = 200;

/**
 * One row a case, CRLF between rows (RFC 4180). A cell that a spreadsheet would run as a formula begins with an
 * apostrophe: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function ledgerCsv(context: {
  readonly policy: Policy;
  readonly bureau: Bureau;
  readonly lines: readonly ExportLine[];
}): string {
  const rows = [HEADINGS, ...context.lines.map((line) => rowOf(context, line))];
  return `${BYTE_ORDER_MARK}${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function rowOf(
  { policy, bureau }: { readonly policy: Policy; readonly bureau: Bureau },
  line: ExportLine,
): readonly string[] {
  return [
    line.number,
    `${line.drill ? '【演练】' : ''}${words(line.title, TITLE)}`,
    line.platform === null ? '无链接' : words(line.platform, 20),
    line.grade === null ? '待定级' : gradeName(policy, line.grade),
    line.units.length === 0 ? '待交办' : line.units.map((unit) => unitName(bureau, unit)).join('、'),
    line.state === 'open' ? '在办' : '已办结',
    moment(line.openedAt),
    line.closedAt === null ? '' : moment(line.closedAt),
    limitWords(line.limits),
    line.ways.map(wayLine).join('；'),
  ];
}

/** `书面汇报：交办 11-20 16:50 → +2 小时 → 11-20 18:50（依据五2）`. */
function wayLine(way: ExportLine['ways'][number]): string {
  return `${words(way.title, 40)}：${wayWords(way)}（${basisWords(way.clause, way.basis)}）`;
}

/** `2026-11-20 16:50`, which spreadsheets read as a moment. */
function moment(at: number): string {
  return isoMoment(at).slice(0, 16).replace('T', ' ');
}

/** `按时 3、超时办结 1、超时未办 1、未到期 2`; only what there is. */
function limitWords({ kept, late, overdue, running }: LimitsKept): string {
  const counted = [
    ['按时', kept],
    ['超时办', late],
    ['超时未办', overdue],
    ['未到期', running],
  ] as const;
  return counted.flatMap(([name, count]) => (count === 0 ? [] : [`${name} ${count}`])).join('、') || '无时限';
}

/** A value as one cell, whatever it holds. */
export function cell(value: string): string {
  const safe = /^\s*[=+\-@＝＋－＠]|^[\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
