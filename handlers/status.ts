// 状态: how the product itself is doing.
import { defineHandler } from '../src/app/define-handler.ts';
import { statusLines } from '../templates/texts/status.ts';
import { show } from './show.ts';

/** `状态`; with a number it asks about that case. */
export const status = defineHandler({
  name: 'status',
  words: ['状态', '系统状态', '运行状态'],
  taps: [],
  help: { usage: '状态', meaning: '系统、消息是否正常', group: '查询' },
  onText: async (context, gesture) => {
    if (gesture.number !== null && show.onText !== undefined) return show.onText(context, gesture);
    const { bureau, desk, now } = context;
    return { kind: 'answer', lines: statusLines({ bureau, wellBeing: await desk.wellBeing(), now }) };
  },
});
