// 回复来源: what was answered to whoever handed us the matter.
import { defineHandler } from '../src/app/define-handler.ts';
import { onCase } from './on-case.ts';

const help = { usage: '回复来源 0001 回复内容', meaning: '记下已回复舆情来源单位', group: '办结' } as const;

/** `回复来源 0001 回复内容`. */
export const feedback = defineHandler({
  name: 'feedback',
  words: ['回复来源', '回复来源单位', '回复'],
  taps: [],
  help,
  applies: (policy) => policy.routes.some((r) => r.steps.some((s) => s.do === 'feedback')),
  onText: onCase(help, (_, __, { rest }) => ({ kind: 'record-feedback', text: rest })),
});
