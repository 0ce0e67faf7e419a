// 附件: the pictures and files kept with a case.
import { defineHandler } from '../src/app/define-handler.ts';
import { askForNumber } from './ask-for-number.ts';

const help = {
  usage: '附件 0001',
  meaning: '图片和文件，单独发给您；要交来，单聊里先发图片，接着发编号',
  group: '查询',
  rare: true,
} as const;

/** `附件 0001`; who may have them is decided where they are. */
export const attachments = defineHandler({
  name: 'attachments',
  words: ['附件', '图片和文件'],
  taps: [],
  help,
  onText: async (context, { number, text }) =>
    number === null
      ? { kind: 'answer', lines: await askForNumber(context, { text, usage: help.usage }) }
      : { kind: 'attachments', number },
});
