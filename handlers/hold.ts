// 先行回应: a first word in public that promises the answer.
import { defineHandler } from '../src/app/define-handler.ts';
import { whichChannelLines } from '../templates/texts/unknown.ts';
import { channel, leaderName } from './example-names.ts';
import { onCase } from './on-case.ts';
import { readResponse } from './read-response.ts';

const help = {
  usage: '先行回应 0001 官网 https://… 审定:李敏 回应内容',
  names: { 官网: channel, 李敏: leaderName },
  meaning: '记下先行回应，正式回应仍要做',
  group: '办结',
  rare: true,
} as const;

/** `先行回应 0001 渠道 链接 审定:姓名 内容`. */
export const hold = defineHandler({
  name: 'hold',
  words: ['先行回应', '首次回应', '初步回应'],
  taps: [],
  help,
  applies: (policy) => policy.routes.some((r) => r.steps.some((s) => s.answer === 'holding')),
  onText: onCase(help, ({ policy }, { bureau }, { rest }) => {
    const { several, ...response } = readResponse(rest, { policy, bureau });
    if (several !== undefined) return { say: whichChannelLines(several) };
    return response.channel === '' ? 'unclear' : { kind: 'record-response', ...response, answer: 'holding' };
  }),
});
