// 事发: when it happened; some limits count from it.
import { defineHandler } from '../src/app/define-handler.ts';
import { onCase } from './on-case.ts';
import { readMoment } from './read-moment.ts';

const help = {
  usage: '事发 0001 今天 9:30（不清楚写“不详”）',
  meaning: '填写事发时间',
  group: '情况',
} as const;

/** `事发 0001 今天 9:30`, `事发 0001 不详`. */
export const occurred = defineHandler({
  name: 'occurred',
  words: ['事发', '事发时间'],
  taps: [],
  help,
  onText: onCase(help, (_, { now }, { rest }) => {
    const told = readMoment(rest, now);
    return told === null ? 'unclear' : { kind: 'set-occurred', occurredAt: told.at, about: told.about };
  }),
});
