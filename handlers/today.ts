// 今日: the figures of the day so far.
import { defineHandler } from '../src/app/define-handler.ts';
import { day } from './answers.ts';

/** `今日`, `日报`. */
export const today = defineHandler({
  name: 'today',
  words: ['今日', '日报', '今日舆情', '今天舆情'],
  taps: [],
  help: { usage: '今日', meaning: '今天的情况', group: '查询' },
  onText: async (context) => ({ kind: 'answer', lines: day(context, await context.desk.today()) }),
});
