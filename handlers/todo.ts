// 待办: what I owe now.
import { defineHandler } from '../src/app/define-handler.ts';
import { todo as todoAnswer } from './answers.ts';

/** `待办`. */
export const todo = defineHandler({
  name: 'todo',
  words: ['待办', '我的待办', '待办事项'],
  taps: [],
  help: { usage: '待办', meaning: '我现在要办的事', group: '查询' },
  onText: async (context) => ({
    kind: 'answer',
    lines: todoAnswer(context, await context.desk.todo(context.person)),
  }),
});
