// 台账: the latest cases, or those of a year or month as a table.
import { defineHandler, type HandlerContext, type Intent } from '../src/app/define-handler.ts';
import {
  exportedLines,
  exportNothingLines,
  howToExportLines,
  ledgerLines,
} from '../templates/texts/ledger.ts';
import { ledgerCsv } from '../templates/texts/ledger-csv.ts';
import { readPeriod } from './read-period.ts';

const USUAL = 20;
const MOST = 50;
const EXPORT = '导出';

/** `台账`, `台账 50`, `台账 导出`, `台账 导出 2026-11`. */
export const ledger = defineHandler({
  name: 'ledger',
  words: ['台账', '舆情台账'],
  taps: [],
  help: { usage: '台账', meaning: '最近的事项', group: '查询' },
  onText: async (context, { number, rest }) => {
    const said = `${rest} ${number ?? ''}`.trim();
    if (said.startsWith(EXPORT)) return table(context, said.slice(EXPORT.length));
    const { desk, policy, bureau } = context;
    const given = Number(/^\d{1,3}/.exec(rest || (number ?? ''))?.[0] ?? number ?? USUAL);
    const limit = Number.isInteger(given) && given > 0 ? Math.min(given, MOST) : USUAL;
    return { kind: 'answer', lines: ledgerLines({ policy, bureau, ledger: await desk.ledger(limit) }) };
  },
});

/** `导出台账`, `导出台账 2026-11`. */
export const exportLedger = defineHandler({
  name: 'export-ledger',
  words: ['导出台账', '台账导出'],
  taps: [],
  help: {
    usage: '导出台账 2026-11',
    meaning: '一个月的台账做成表格；不写月份是全年',
    group: '查询',
    rare: true,
  },
  onText: (context, { number, rest }) => table(context, `${rest} ${number ?? ''}`),
});

async function table({ desk, policy, bureau, now }: HandlerContext, said: string): Promise<Intent> {
  const period = readPeriod(said, now);
  if (period === null) return { kind: 'answer', lines: howToExportLines() };
  const lines = await desk.opened(period);
  if (lines.length === 0) return { kind: 'answer', lines: exportNothingLines(period.name) };
  return {
    kind: 'table',
    name: `舆情台账-${period.name}.csv`,
    content: ledgerCsv({ policy, bureau, lines }),
    lines: exportedLines(period.name, lines.length),
  };
}
