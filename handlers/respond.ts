// 回应: what was published under the bureau's own name, where, and who approved it.
import { defineHandler } from '../src/app/define-handler.ts';
import { whichChannelLines } from '../templates/texts/unknown.ts';
import { channel, leaderName } from './example-names.ts';
import { onCase } from './on-case.ts';
import { readResponse } from './read-response.ts';

const help = {
  usage: '回应 0001 官媒 https://… 审定:李敏 回应内容',
  names: { 官媒: channel, 李敏: leaderName },
  meaning: '记下公开回应：渠道、链接、审定人、内容',
  group: '办结',
} as const;

/** `回应 0001 官媒 https://… 审定:李敏 回应内容`. */
export const respond = defineHandler({
  name: 'respond',
  words: ['回应', '公开回应'],
  taps: [],
  help,
  onText: onCase(help, ({ policy }, { bureau }, { rest }) => {
    const { several, ...response } = readResponse(rest, { policy, bureau });
    if (several !== undefined) return { say: whichChannelLines(several) };
    return response.channel === '' ? 'unclear' : { kind: 'record-response', ...response };
  }),
});
