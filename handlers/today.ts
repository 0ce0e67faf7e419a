// 今日: the figures of the day so far.
import { defineHandler } from '../src/app/define-handler.ts';
import { eveningLines } from '../templates/summaries/evening.ts';

/** `今日`, `日报`. */
export const today = defineHandler({
  name: 'today',
  words: ['今日', '日报', '今日舆情', '今天舆情'],
  taps: [],
  help: { usage: '今日', meaning: '今天的情况', group: '查询' },
  onText: async ({ desk, policy, bureau, now }) => ({
    kind: 'answer',
    lines: eveningLines({ policy, bureau, day: await desk.today(), now, asked: true }),
  }),
});
