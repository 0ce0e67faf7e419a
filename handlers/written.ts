// 书面: the paper itself, as text or pictures.
import { defineHandler } from '../src/app/define-handler.ts';
import { onCase } from './on-case.ts';

const help = { usage: '书面 0001 报送内容', meaning: '书面报送，可附图片', group: '办理' } as const;

/** `书面 0001 报送内容`, with pictures or of pictures alone. */
export const written = defineHandler({
  name: 'written',
  words: ['书面', '书面报送', '书面汇报'],
  taps: [],
  help,
  onText: onCase(help, (_, __, { rest, pictures }) => ({
    kind: 'submit',
    form: 'written',
    text: rest,
    toldTo: null,
    pictures,
  })),
});
