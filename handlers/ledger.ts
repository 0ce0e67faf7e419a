// 台账: the latest cases.
import { defineHandler } from '../src/app/define-handler.ts';
import { ledgerLines } from '../templates/texts/ledger.ts';

const USUAL = 20;
const MOST = 50;

/** `台账`, `台账 50`. */
export const ledger = defineHandler({
  name: 'ledger',
  words: ['台账', '舆情台账'],
  taps: [],
  help: { usage: '台账', meaning: '最近的事项', group: '查询' },
  onText: async ({ desk, policy, bureau }, { number, rest }) => {
    const given = Number(/^\d{1,3}/.exec(rest || (number ?? ''))?.[0] ?? number ?? USUAL);
    const limit = Number.isInteger(given) && given > 0 ? Math.min(given, MOST) : USUAL;
    return { kind: 'answer', lines: ledgerLines({ policy, bureau, ledger: await desk.ledger(limit) }) };
  },
});
