// 待办: what I owe now.
import { defineHandler } from '../src/app/define-handler.ts';
import { todoLines } from '../templates/texts/todo.ts';

/** `待办`. */
export const todo = defineHandler({
  name: 'todo',
  words: ['待办', '我的待办', '待办事项'],
  taps: [],
  help: { usage: '待办', meaning: '我现在要办的事', group: '查询' },
  onText: async ({ desk, person, now }) => ({
    kind: 'answer',
    lines: todoLines({ owed: await desk.todo(person), now }),
  }),
});
